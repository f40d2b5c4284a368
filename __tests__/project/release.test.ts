import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { placeAmong } from '../../scripts/release.ts'
import { describeGit } from '../platform.ts'

// The release script in one clone of a bare repository. Stand-ins: a hook for GitHub's rule, and a GitHub CLI.

const script = path.join(import.meta.dirname, '../../scripts/release.ts')
const folder = mkdtempSync(path.join(tmpdir(), 'release-'))
const releasesFile = `${folder}/releases.json`
const environment = { ...process.env, PATH: `${folder}:${process.env.PATH}`, GIT_CONFIG_GLOBAL: '/dev/null' }

/** The rule: a workflow can't push a ref whose workflow files differ from those of every branch. */
const updateHook = `#!/bin/sh
[ "$IS_WORKFLOW" ] || exit 0
for branch in $(git for-each-ref --format='%(refname)' refs/heads); do
  [ "$(git ls-tree $branch .github/workflows)" = "$(git ls-tree $3 .github/workflows)" ] && exit 0
done
echo 'refusing to allow a GitHub App to create or update workflow' >&2
exit 1
`

/** \`gh release list|create|edit\`: keeps releases in a file, as options by tag. */
const ghScript = `#!/usr/bin/env node
const { readFileSync, writeFileSync } = require('node:fs')
const releases = JSON.parse(readFileSync('../releases.json', 'utf8'))
const [, command, tag, ...args] = process.argv.slice(2)
const options = Object.fromEntries(args.map((arg) => [arg.split('=')[0].slice(2), !arg.endsWith('=false')]))
if (command === process.env.FAILS) throw new Error('HTTP 502')
if (command === 'list') {
  const listed = Object.entries(releases).map(([tagName, { draft }]) => ({ tagName, isDraft: draft }))
  return console.log(JSON.stringify(listed))
}
if (command === 'edit' && !releases[tag]) throw new Error('release not found')
if (command === 'create') options.notes = readFileSync(0, 'utf8')
if (options.latest) for (const release of Object.values(releases)) release.latest = false
releases[tag] = { ...releases[tag], ...options }
writeFileSync('../releases.json', JSON.stringify(releases))
`

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Author', '-c', 'user.email=author@example.com']
  const options = { cwd: `${folder}/clone`, env: environment, encoding: 'utf8', stdio: 'pipe' } as const
  return execFileSync('git', [...identity, ...args], options).trim()
}

/** Pushes a version's commit to its release branch, then its tag. Each version has workflow files of its own. */
function pushTag(tag: string, notes = `Notes of ${tag}.`): void {
  const version = tag.slice(1)
  writeFileSync(`${folder}/clone/.github/workflows/ci.yml`, version)
  writeFileSync(`${folder}/clone/package.json`, JSON.stringify({ version }))
  writeFileSync(`${folder}/clone/CHANGELOG.md`, `# Changelog\n\n## [${version}] - 2026-01-31\n\n${notes}\n`)
  git('add', '--all')
  git('commit', '--quiet', '--message', version)
  git('tag', '--annotate', '--message', tag, tag)
  git('push', '--force', 'origin', `HEAD:refs/heads/release/${tag.replace(/\..*/, '')}`)
  git('push', 'origin', tag)
}

/** Runs steps as the workflow does. Returns the last step's error annotation; empty if it succeeded. */
function run(steps: string, tag: string, fails = ''): string {
  const env = { ...environment, IS_WORKFLOW: 'yes', FAILS: fails }
  git('checkout', '--quiet', '--detach', tag)
  let stderr = ''
  for (const step of steps.split(', ')) {
    const child = spawnSync(process.execPath, [script, step, tag], { cwd: `${folder}/clone`, env })
    stderr = String(child.stderr)
    expect(stderr).toMatch(child.status === 0 ? /^$/ : /^::error::.+\n$/)
  }
  return stderr
}

const releases = () => JSON.parse(readFileSync(releasesFile, 'utf8'))
const latest = () => Object.keys(releases()).find((tag) => releases()[tag].latest)
const majors = () =>
  git('-C', '../origin', 'for-each-ref', '--format=%(refname:short)=v%(subject)', 'refs/tags/v?')
const runCommandIn = (error: string) =>
  git(...(/run: git (\S+( [^\s(]+)*)/.exec(error)?.[1]?.split(' ') ?? []))

test.each([
  ['v1.10.0', ['v1.9.0'], true, 'v1.10.0'],
  ['v1.9.1', ['v1.9.0', 'v1.10.0'], false, 'v1.10.0'],
  ['v2.0.0-rc.1', ['v1.10.0'], false, 'v1.10.0'],
  ['v2.0.0', ['v1.10.0', 'v2.0.0-rc.1'], true, 'v2.0.0'],
  ['v1.10.1', ['v1.10.0', 'v2.0.0'], true, 'v2.0.0'],
])('%s after %j moves its major version: %j; the latest is %s', (tag, published, movesMajor, latest) => {
  expect(placeAmong(published, tag)).toEqual({ latest, movesMajor })
})

describeGit('a release', () => {
  beforeAll(() => {
    for (const name of ['origin', 'clone/.github/workflows'])
      mkdirSync(`${folder}/${name}`, { recursive: true })
    writeFileSync(`${folder}/gh`, ghScript, { mode: 0o755 })
    writeFileSync(releasesFile, '{}')
    git('init', '--quiet', '--bare', '../origin')
    writeFileSync(`${folder}/origin/hooks/update`, updateHook, { mode: 0o755 })
    git('init', '--quiet')
    git('remote', 'add', 'origin', '../origin')
  })

  test('is drafted, published as the latest, and is v1', () => {
    pushTag('v1.10.0')
    expect(run('check, draft, publish', 'v1.10.0')).toBe('')
    expect(releases()['v1.10.0']).toMatchObject({
      draft: false,
      prerelease: false,
      notes: 'Notes of v1.10.0.',
    })
    expect([majors(), latest()]).toEqual(['v1=v1.10.0', 'v1.10.0'])
  })

  test('that GitHub would refuse to move v1 to is refused early, with the command to run', () => {
    pushTag('v1.11.0')
    run('draft', 'v1.11.0')
    pushTag('v1.12.0')
    expect(run('check', 'v1.11.0')).not.toBe('')
    const error = run('publish', 'v1.11.0')
    expect(releases()['v1.11.0'].draft).toBe(true)
    runCommandIn(error)
    expect(run('check, publish', 'v1.11.0')).toBe('')
    expect(majors()).toContain('v1=v1.11.0')
  })

  test('whose v1 GitHub refuses all the same reports the command that moves it', () => {
    pushTag('v1.13.0')
    git('-C', '../origin', 'update-ref', '-d', 'refs/heads/release/v1')
    const error = run('draft, publish', 'v1.13.0')
    expect(error).toContain('refusing to allow a GitHub App')
    runCommandIn(error)
    expect(majors()).toContain('v1=v1.13.0')
  })

  test('that a person drafted keeps its notes, and becomes a prerelease', () => {
    pushTag('v3.0.0-rc.1')
    const drafted = { draft: true, prerelease: false, notes: 'By hand.' }
    writeFileSync(releasesFile, JSON.stringify({ ...releases(), 'v3.0.0-rc.1': drafted }))
    expect(run('draft', 'v3.0.0-rc.1')).toBe('')
    expect(releases()['v3.0.0-rc.1']).toEqual({ ...drafted, prerelease: true })
  })

  test('that a person marked as the latest is not the latest if it is older', () => {
    pushTag('v1.9.2')
    const published = { draft: false, latest: true }
    writeFileSync(releasesFile, JSON.stringify({ 'v1.9.2': published, 'v1.13.0': { draft: false } }))
    expect(run('publish', 'v1.9.2')).toBe('')
    expect(latest()).toBe('v1.13.0')
  })

  test('can be retried', () => {
    pushTag('v1.14.0')
    expect(run('draft', 'v1.14.0', 'create')).toContain('HTTP 502')
    expect(run('draft, publish', 'v1.14.0', 'edit')).toContain('HTTP 502')
    expect(run('draft, publish', 'v1.14.0')).toBe('')
    expect(majors()).toContain('v1=v1.14.0')
  })

  test('is refused without notes, of another version, with a moved tag, or at a misspelled step', () => {
    pushTag('v1.15.0', '')
    expect(run('check', 'v1.15.0')).toContain('no notes')
    pushTag('v1.15.1')
    git('tag', 'v1.15.2')
    expect(run('check', 'v1.15.2')).toContain('package.json has 1.15.1')
    git('push', '--force', 'origin', 'v1.15.0^{}:refs/tags/v1.15.1')
    expect(run('publish', 'v1.15.1')).toContain("isn't at this commit")
    expect(run('publsh', 'v1.15.1')).toContain('publsh')
  })
})

afterAll(() => rmSync(folder, { recursive: true }))

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { StoredRelease } from './gh.ts'

// The release workflow's script in a clone of a bare repository, with a stand-in for gh. Run alone, this file prints
// its scenarios as a table.

const script = path.join(import.meta.dirname, '../../scripts/release.ts')
const standIn = path.join(import.meta.dirname, 'gh.ts')
// The stand-in is found on the PATH as only a shell script can be; a release is made on Linux.
const describeUnix = process.platform === 'win32' ? describe.skip : describe

const compiled = mkdtempSync(path.join(tmpdir(), 'release-compiled-'))
let folder: string
let clone: string
let environment: NodeJS.ProcessEnv

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'release-'))
  clone = path.join(folder, 'clone')
  environment = {
    PATH: `${folder}/bin:${process.env.PATH}`,
    GH_RELEASES: `${folder}/releases.json`,
    NODE_COMPILE_CACHE: compiled, // or most of the time goes into reading the same two scripts
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Author',
    GIT_AUTHOR_EMAIL: 'author@example.com',
    GIT_COMMITTER_NAME: 'Author',
    GIT_COMMITTER_EMAIL: 'author@example.com',
  }
  mkdirSync(`${folder}/bin`)
  const gh = `#!/bin/sh\nexec '${process.execPath}' '${standIn}' "$@"\n`
  writeFileSync(`${folder}/bin/gh`, gh, { mode: 0o755 })
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', `${folder}/origin`])
  const hook = '#!/bin/sh\n[ "$FAILS" != push ] || { echo "no pushing now" >&2; exit 1; }\n'
  writeFileSync(`${folder}/origin/hooks/pre-receive`, hook, { mode: 0o755 })
  execFileSync('git', ['clone', '--quiet', `${folder}/origin`, clone], { stdio: 'ignore' })
})

afterEach(() => rmSync(folder, { recursive: true }))
afterAll(() => rmSync(compiled, { recursive: true }))

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: clone, env: environment, encoding: 'utf8', stdio: 'pipe' }).trim()
}

/** Commits a version on a branch, tags and pushes it. */
function pushTag(
  tag: string,
  branch = 'main',
  version = tag.slice(1),
  notes = `What ${tag} brings.\n`,
): void {
  git('checkout', '--quiet', '-B', branch)
  writeFileSync(`${clone}/package.json`, JSON.stringify({ version }))
  const sections = [
    '# Changelog',
    '## [Unreleased]\n\nNot yet.',
    `## [${version}] - 2026-01-31\n\n${notes}`,
    '## [0.1.0] - 2025-01-31\n\nOld.',
  ]
  writeFileSync(`${clone}/CHANGELOG.md`, sections.join('\n\n'))
  git('add', '--all')
  git('commit', '--quiet', `--message=${tag}`)
  git('tag', '--annotate', `--message=${tag}`, tag)
  git('push', '--quiet', 'origin', branch, tag)
  git('checkout', '--quiet', '--detach', tag)
}

function release(step: string, tag: string, FAILS?: string) {
  return spawnSync(process.execPath, [script, step, tag], {
    cwd: clone,
    env: { ...environment, FAILS },
    encoding: 'utf8',
  })
}

/** The jobs of the workflow behind its checks, up to the one that fails. */
function runWorkflow(tag: string, fails: string | undefined, byHand: boolean): boolean {
  const hasDraft = release('draft', tag, fails).status === 0
  if (byHand) execFileSync('gh', ['release', 'edit', tag, '--draft=false'], { env: environment })
  return hasDraft && release('publish', tag, fails).status === 0
}

function releases(): readonly StoredRelease[] {
  const file = `${folder}/releases.json`
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
}

/** Which version a tag is at, as GitHub has it. */
function majorTags(): string {
  const lines = git('ls-remote', '--tags', 'origin')
    .split('\n')
    .map((line) => line.split(/\t(?:refs\/tags\/)?/))
  const tagOf = (commit?: string) =>
    lines.find(([at, name]) => at === commit && name?.endsWith('^{}'))?.[1]?.slice(0, -3)
  const majors = lines.filter(([, name = '']) => /^v\d+$/.test(name))
  return majors.map(([commit, name]) => `${name}=${tagOf(commit)}`).join(' ')
}

/**
 * Each run: the tag that is pushed (or run again, when it is there), `on` another branch, `by hand` (published while
 * the job waits for approval), and after `!` what fails.
 */
const scenarios = [
  ['the first release', 'v1.0.0', 'v1.0.0', 'v1=v1.0.0'],
  ['a patch', 'v1.0.0, v1.0.1', 'v1.0.1', 'v1=v1.0.1'],
  ['a tenth minor', 'v1.9.0, v1.10.0', 'v1.10.0', 'v1=v1.10.0'],
  ['a backport after a minor', 'v1.0.0, v1.1.0, v1.0.1 on release/v1', 'v1.1.0', 'v1=v1.1.0'],
  ['a backport after a major', 'v1.9.8, v2.0.0, v1.9.9 on release/v1', 'v2.0.0', 'v1=v1.9.9 v2=v2.0.0'],
  ['a prerelease', 'v1.0.0, v2.0.0-rc.1', 'v1.0.0', 'v1=v1.0.0'],
  ['a prerelease, nothing before', 'v1.0.0-rc.1', '', ''],
  ['published by hand', 'v1.0.0 by hand', 'v1.0.0', 'v1=v1.0.0'],
  ['a backport by hand, as the latest', 'v1.1.0, v1.0.1 on release/v1 by hand', 'v1.1.0', 'v1=v1.1.0'],
  ['run again: no draft', 'v1.0.0 !create before, v1.0.0', 'v1.0.0', 'v1=v1.0.0'],
  ['run again: a draft, its answer lost', 'v1.0.0 !create after, v1.0.0', 'v1.0.0', 'v1=v1.0.0'],
  ['run again: not published', 'v1.0.0 !edit before, v1.0.0', 'v1.0.0', 'v1=v1.0.0'],
  ['run again: published, its answer lost', 'v1.0.0 !edit after, v1.0.0', 'v1.0.0', 'v1=v1.0.0'],
  ['run again: major tag not pushed', 'v1.0.0 !push, v1.0.0', 'v1.0.0', 'v1=v1.0.0'],
  ['run again: after a later release', 'v1.0.0 !push, v1.1.0, v1.0.0', 'v1.1.0', 'v1=v1.1.0'],
  ['run again: a backport', 'v1.1.0, v1.0.1 on release/v1 !edit before, v1.0.1', 'v1.1.0', 'v1=v1.1.0'],
].map(([what = '', runs = '', latest = '', majors = '']) => ({ what, runs, latest, majors }))

describeUnix('released:', () => {
  test.each(
    scenarios.map((row) => ({
      ...row,
      row: `${row.what.padEnd(38)}| ${row.runs.padEnd(52)}| latest ${(row.latest || 'none').padEnd(8)}| ${row.majors}`,
    })),
  )('$row', ({ runs, latest, majors }) => {
    const tags = new Set<string>()
    for (const run of runs.split(', ')) {
      const [, tag = '', branch, byHand, fails] =
        /^(\S+)(?: on (\S+))?( by hand)?(?: !(.+))?$/.exec(run) ?? []
      if (tags.has(tag)) git('checkout', '--quiet', '--detach', tag)
      else pushTag(tag, branch)
      tags.add(tag)
      expect(runWorkflow(tag, fails, byHand !== undefined)).toBe(!fails)
    }
    const expected = [...tags].map((tagName) => ({
      tagName,
      isDraft: false,
      isLatest: tagName === latest,
      isPrerelease: tagName.includes('-'),
      notes: `What ${tagName} brings.`,
    }))
    expect(releases()).toEqual(expected)
    expect(majorTags()).toBe(majors)
  })
})

describeUnix('refused:', () => {
  test.each([
    [
      'a commit on another branch',
      () => pushTag('v1.0.0', 'topic'),
      'neither on main nor on a release branch',
    ],
    [
      'a tag that is not the version',
      () => pushTag('v1.0.0', 'main', '1.0.1'),
      'the version in package.json is 1.0.1',
    ],
    ['a changelog without notes', () => pushTag('v1.0.0', 'main', '1.0.0', ''), 'no notes for version 1.0.0'],
    [
      'a tag that was moved since',
      () => {
        pushTag('v1.0.0')
        git('commit', '--quiet', '--allow-empty', '--message=Later')
        git('push', '--quiet', '--force', 'origin', 'HEAD:refs/tags/v1.0.0')
        git('checkout', '--quiet', '--detach', 'HEAD~1')
      },
      'The tag v1.0.0 is at another commit',
    ],
  ])('%s', (_what, prepare, message) => {
    prepare()
    for (const step of ['check', 'draft', 'publish']) {
      const { status, stderr } = release(step, 'v1.0.0')
      expect(status).toBe(1)
      expect(stderr).toMatch(/^::error::/)
      expect(stderr).toContain(message)
    }
    expect(releases()).toEqual([])
    expect(majorTags()).toBe('')
  })
})

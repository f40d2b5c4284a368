import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

// `node scripts/release.ts check|draft|publish v1.2.3` releases the commit that is checked out, in three steps. What
// is done already is left as it is: a step that failed, at whatever point, is run again. Needs git and gh.

interface Release {
  readonly tagName: string
  readonly isDraft: boolean
  readonly isLatest: boolean
}

const byVersion = new Intl.Collator('en', { numeric: true }).compare

function run(command: string, args: readonly string[], input = ''): string {
  return execFileSync(command, args, { encoding: 'utf8', input }).trim()
}

/** What stands below the heading of a version, `## [1.2.3] - 2026-01-31`. */
function notesOf(version: string): string | undefined {
  const sections = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m)
  const section = sections.find((text) => text.startsWith(`[${version}]`))
  return section?.replace(/^.*/, '').trim() || undefined
}

/** The commit that the tag is at now, on GitHub: while a release waits, somebody may move it. */
function commitOf(tag: string): string | undefined {
  const ref = `refs/tags/${tag}`
  // Of an annotated tag, the second line is its commit.
  return run('git', ['ls-remote', 'origin', ref, `${ref}^{}`])
    .split('\n')
    .at(-1)
    ?.split('\t')[0]
}

function problems(tag: string): readonly string[] {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  const branches = ['--list', 'origin/main', 'origin/release/*']
  return [
    tag !== `v${version}` && `The tag is ${tag}, the version in package.json is ${version}.`,
    commitOf(tag) !== run('git', ['rev-parse', 'HEAD']) && `The tag ${tag} is at another commit.`,
    run('git', ['branch', '--remotes', '--contains', 'HEAD', ...branches]) === '' &&
      'This commit is neither on main nor on a release branch (release/*).',
    notesOf(version) === undefined && `CHANGELOG.md has no notes for version ${version}.`,
  ].filter((problem) => problem !== false)
}

function listReleases(): readonly Release[] {
  const fields = ['--json', 'tagName,isDraft,isLatest']
  return JSON.parse(run('gh', ['release', 'list', '--limit', '1000', ...fields]))
}

const isPrerelease = (tag: string) => tag.includes('-')

function draft(tag: string): void {
  if (listReleases().some(({ tagName }) => tagName === tag)) return
  const kind = ['--draft=true', `--prerelease=${isPrerelease(tag)}`]
  const text = ['--title', tag, '--notes-file', '-']
  run('gh', ['release', 'create', tag, '--verify-tag', ...kind, ...text], notesOf(tag.slice(1)))
}

function publish(tag: string): void {
  const published = listReleases().filter(({ isDraft }) => !isDraft)
  const isPublished = published.some(({ tagName }) => tagName === tag)
  const versions = [...published.map(({ tagName }) => tagName), tag].filter((name) => !isPrerelease(name))
  versions.sort(byVersion)
  const latest = versions.at(-1)
  if (!isPublished) {
    run('gh', ['release', 'edit', tag, '--draft=false', `--latest=${tag === latest}`])
  } else if (latest && latest !== published.find(({ isLatest }) => isLatest)?.tagName) {
    // Whoever publishes by hand is offered to call it the latest, whatever came before.
    run('gh', ['release', 'edit', latest, '--latest=true'])
  }
  const major = tag.replace(/\..*/, '')
  if (tag === versions.findLast((name) => name.startsWith(`${major}.`)))
    run('git', ['push', '--force', 'origin', `HEAD:refs/tags/${major}`])
}

const [step, tag = ''] = process.argv.slice(2)
const found = problems(tag)
for (const problem of found) console.error(`::error::${problem}`)
if (found.length > 0) process.exitCode = 1
else if (step === 'draft') draft(tag)
else if (step === 'publish') publish(tag)

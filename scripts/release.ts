import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

// `node scripts/release.ts check|draft|publish v1.2.3` releases the commit that is checked out, in three steps. Each
// step leaves alone what is already done, so it can be retried. Needs git, and the GitHub CLI except for `check`.

const [step = '', tag = ''] = process.argv.slice(2)
const version = tag.slice(1)
const majorOf = (name: string) => name.replace(/\..*/, '')
const prerelease = `--prerelease=${version.includes('-')}`
const byVersion = new Intl.Collator('en', { numeric: true }).compare

function run(command: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', input })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`)
  return stdout.trim()
}

const git = (...args: readonly string[]) => run('git', args)
const editRelease = (name: string, ...options: readonly string[]) =>
  run('gh', ['release', 'edit', name, ...options])

function listReleases(): readonly { readonly tagName: string; readonly isDraft: boolean }[] {
  return JSON.parse(run('gh', ['release', 'list', '--limit', '1000', '--json', 'tagName,isDraft']))
}

/** The section of the changelog below the heading `## [1.2.3] - 2026-01-31`. */
function readNotes(): string {
  const sections = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m)
  const section = sections.find((text) => text.startsWith(`[${version}]`))
  return section?.replace(/^.*/, '').trim() ?? ''
}

function checkCommit(commit: string): void {
  const packageVersion = JSON.parse(readFileSync('package.json', 'utf8')).version
  if (version !== packageVersion)
    throw new Error(`The tag is ${tag}, but package.json has ${packageVersion}.`)
  if (readNotes() === '') throw new Error(`CHANGELOG.md has no notes for ${version}.`)
  // Asks GitHub, because the tag can be moved while a release waits for approval. `^{}` is an annotated tag's commit.
  const onGitHub = git('ls-remote', 'origin', `refs/tags/${tag}`, `refs/tags/${tag}^{}`)
  if (!onGitHub.includes(`${commit}\t`)) throw new Error(`On GitHub, the tag ${tag} isn't at this commit.`)
}

/** GitHub doesn't let a workflow push a tag whose workflow files differ from those of every branch. */
function checkBranch(commit: string): void {
  const options = ['--contains', commit, '--format=%(refname)', 'refs/remotes/origin/release/']
  const branches = git('for-each-ref', ...options)
    .split('\n')
    .filter(Boolean)
  const workflowsAt = (ref: string) => git('ls-tree', ref, '.github/workflows')
  if (branches.some((branch) => workflowsAt(branch) === workflowsAt(commit))) return
  const command = `git push origin ${commit}:refs/heads/release/${tag}`
  throw new Error(
    `No release branch has this commit and its workflow files. A maintainer must run: ${command}`,
  )
}

function draft(): void {
  const existing = listReleases().find(({ tagName }) => tagName === tag)
  if (existing?.isDraft) editRelease(tag, prerelease)
  if (existing) return
  const options = ['--draft', '--verify-tag', prerelease, '--title', tag, '--notes-file', '-']
  run('gh', ['release', 'create', tag, ...options], readNotes())
}

/** What is the latest release once a tag is published, and whether the tag of its major version moves to it. */
export function placeAmong(published: readonly string[], tag: string) {
  const stable = [...published, tag].filter((name) => /^v\d+\.\d+\.\d+$/.test(name)).sort(byVersion)
  const movesMajor = tag === stable.findLast((name) => name.startsWith(`${majorOf(tag)}.`))
  return { latest: stable.at(-1), movesMajor }
}

function publish(commit: string): void {
  const published = listReleases().flatMap(({ tagName, isDraft }) => (isDraft ? [] : [tagName]))
  const { latest, movesMajor } = placeAmong(published, tag)
  if (movesMajor) checkBranch(commit)
  if (!published.includes(tag)) editRelease(tag, '--draft=false', prerelease, `--latest=${tag === latest}`)
  // A person who publishes a backport may have marked it as the latest.
  if (latest && latest !== tag) editRelease(latest, '--latest')
  if (movesMajor) moveMajor(commit)
}

function moveMajor(commit: string): void {
  const args = ['push', '--force', 'origin', `${commit}:refs/tags/${majorOf(tag)}`]
  try {
    git(...args)
  } catch (error) {
    const command = `git ${args.join(' ')}`
    throw new Error(
      `${tag} is published, but ${majorOf(tag)} isn't moved. A maintainer must run: ${command} (${error})`,
    )
  }
}

const steps: Readonly<Record<string, (commit: string) => void>> = { check: checkBranch, draft, publish }

function runStep(): void {
  if (!Object.hasOwn(steps, step)) throw new Error(`Unknown step "${step}": use check, draft, or publish.`)
  const commit = git('rev-parse', 'HEAD')
  checkCommit(commit)
  steps[step]?.(commit)
}

try {
  if (import.meta.main) runStep()
} catch (error) {
  console.error(`::error::${error instanceof Error ? error.message.replace(/\s+/g, ' ').trim() : error}`)
  process.exitCode = 1
}

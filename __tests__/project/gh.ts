import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

// Stands in for `gh release list|create|edit`: its releases are in the file GH_RELEASES names. It refuses what GitHub
// refuses, and does what GitHub does unasked: a release is published, as the latest, unless it is told otherwise.

export interface StoredRelease {
  readonly tagName: string
  readonly isDraft: boolean
  readonly isLatest: boolean
  readonly isPrerelease: boolean
  readonly notes: string
}

const file = process.env.GH_RELEASES ?? ''
const releases: readonly StoredRelease[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
const text = { type: 'string' } as const
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ draft: text, latest: text, prerelease: text, title: text, 'notes-file': text },
    ...{ limit: text, json: text, 'verify-tag': { type: 'boolean' } },
  },
})
const [group, command = '', tagName = ''] = positionals

function refuse(reason: string): never {
  console.error(reason)
  process.exit(1)
}

function failWhen(moment: string): void {
  if (process.env.FAILS === `${command} ${moment}`) refuse('HTTP 502: Server Error')
}

function list(): void {
  const fields = values.json?.split(',') ?? []
  const listed = releases.slice(0, Number(values.limit ?? 30)).map(Object.entries)
  const selected = listed.map((entries) => entries.filter(([field]) => fields.includes(field)))
  console.log(JSON.stringify(selected.map((entries) => Object.fromEntries(entries))))
}

function tagExists(): boolean {
  return execFileSync('git', ['ls-remote', 'origin', `refs/tags/${tagName}`]).length > 0
}

function create(): readonly StoredRelease[] {
  if (!values['verify-tag'] || !tagExists()) refuse(`tag ${tagName} doesn't exist`)
  if (values['notes-file'] !== '-') refuse('no notes')
  const notes = readFileSync(0, 'utf8')
  const blank = { tagName, isDraft: true, isLatest: false, isPrerelease: values.prerelease === 'true', notes }
  // There can be any number of drafts of one tag.
  return values.draft === 'true' ? [...releases, blank] : publish([...releases, blank], blank)
}

function edit(): readonly StoredRelease[] {
  const release = releases.find((one) => one.tagName === tagName) ?? refuse('release not found')
  if (values.draft === 'true' && !release.isDraft) refuse('HTTP 422: a published release is immutable')
  return publish(releases, release)
}

function publish(all: readonly StoredRelease[], release: StoredRelease): readonly StoredRelease[] {
  if (all.some((one) => one !== release && one.tagName === tagName && !one.isDraft))
    refuse('HTTP 422: Release.tag_name already exists')
  if (values.latest === 'true' && release.isPrerelease) refuse('HTTP 422: a prerelease cannot be the latest')
  const isLatest = values.latest !== 'false' && !release.isPrerelease
  return all.map((one) =>
    one === release ? { ...one, isDraft: false, isLatest } : { ...one, isLatest: one.isLatest && !isLatest },
  )
}

if (group !== 'release') refuse(`unknown command ${group}`)
failWhen('before')
if (command === 'list') list()
else writeFileSync(file, JSON.stringify(command === 'create' ? create() : edit()))
failWhen('after')

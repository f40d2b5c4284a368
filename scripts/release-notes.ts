import { readFileSync } from 'node:fs'
import path from 'node:path'

const changelogFile = path.join(import.meta.dirname, '..', 'CHANGELOG.md')

/**
 * The notes of one version: what stands below its heading, up to the next one.
 * @param changelog text in the form of Keep a Changelog: `## [1.2.3] - 2026-01-31` or `## 1.2.3`
 * @returns undefined when the version has no section, or an empty one
 */
export function releaseNotes(changelog: string, version: string): string | undefined {
  const [, ...sections] = changelog.split(/^## /m)
  const section = sections.find((text) => headingVersion(text) === version)
  const notes = section?.replace(/^.*/, '').replace(linkDefinitions, '').trim()
  return notes === '' ? undefined : notes
}

const linkDefinitions = /^\[[^\]]+\]: \S+$/gm

function headingVersion(section: string): string | undefined {
  return /^\[?([^\]\s]+)/.exec(section)?.[1]
}

function main(version: string | undefined): void {
  const notes = version && releaseNotes(readFileSync(changelogFile, 'utf8'), version)
  if (notes) {
    console.log(notes)
    return
  }
  console.error(
    version
      ? `CHANGELOG.md has no notes for version ${version}.`
      : 'Usage: node scripts/release-notes.ts VERSION',
  )
  process.exitCode = 1
}

if (import.meta.main) main(process.argv[2])

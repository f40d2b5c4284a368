import { closeSync, constants, openSync, writeFileSync } from 'node:fs'
import * as core from '@actions/core'
import type { Outputs } from './outputs.ts'
import type { LogEntry } from './progress-log.ts'
import { messageOf } from './thrown.ts'
import { oneLine } from './untrusted-text.ts'

// All that a run writes goes through this file: each text becomes one harmless line here, and nowhere before.
const longestLine = 1_000
const longestAnnotation = 4_000

export function readInput(name: string): string {
  return core.getInput(name)
}

/** Makes the runner replace a secret in everything that is printed from now on. */
export function maskSecret(secret: string): void {
  core.setSecret(secret)
}

/** Prints a log entry. Debug lines are left out unless step debugging is on. */
export function log({ level, text }: LogEntry): void {
  switch (level) {
    case 'debug':
      if (core.isDebug()) core.debug(oneLine(text, longestLine))
      return
    case 'info':
      core.info(oneLine(text, longestLine))
      return
    case 'warning':
      annotateWarning(text, 'Unexpected answer of the API')
  }
}

/** @param title static: the runner does not mask titles */
export function annotateWarning(text: string, title: string): void {
  core.warning(oneLine(text, longestAnnotation), { title })
}

/** @param title static: the runner does not mask titles */
export function annotateNotice(text: string, title: string): void {
  core.notice(oneLine(text, longestAnnotation), { title })
}

/** @param title static: the runner does not mask titles */
export function annotateError(text: string, title: string): void {
  core.error(oneLine(text, longestAnnotation), { title })
}

/**
 * Writes all outputs, as they are: the output file is safe for any text.
 *
 * @throws Error when one of them could not be written; the others are written all the same
 */
export function writeOutputs(outputs: Outputs): void {
  // Without the file, the toolkit would print the outputs, which a runner no longer reads.
  if (!process.env.GITHUB_OUTPUT) throw new Error('GITHUB_OUTPUT is not set')
  const problems = new Set<string>()
  for (const [name, value] of Object.entries(outputs)) {
    try {
      core.setOutput(name, value)
    } catch (error) {
      problems.add(messageOf(error))
    }
  }
  if (problems.size > 0) throw new Error([...problems].join('; '))
}

/** Whether the runner takes a job summary. */
export function takesSummary(): boolean {
  return Boolean(process.env.GITHUB_STEP_SUMMARY)
}

/**
 * Adds Markdown to the job summary, as it is.
 *
 * @throws Error when it could not be written
 */
export function writeSummary(markdown: string): void {
  const { GITHUB_STEP_SUMMARY: file = '' } = process.env
  // The toolkit's own way takes longer than all the rest of the report: it loads promises for files.
  const existing = openSync(file, constants.O_WRONLY | constants.O_APPEND)
  try {
    writeFileSync(existing, markdown)
  } finally {
    closeSync(existing)
  }
}

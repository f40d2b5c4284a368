import { closeSync, constants, openSync, statSync, writeFileSync } from 'node:fs'
import * as core from '@actions/core'
import { oneLine } from './text/untrusted-text.ts'

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

/**
 * Prints a text: `debug` only if step debugging is on; `notice`, `warning` and `error` as annotations.
 *
 * @param title of an annotation; static, because the runner does not mask titles
 */
export function print(
  level: 'debug' | 'info' | 'notice' | 'warning' | 'error',
  text: string,
  title = '',
): void {
  switch (level) {
    case 'debug':
      if (core.isDebug()) core.debug(oneLine(text, longestLine))
      return
    case 'info':
      core.info(oneLine(text, longestLine))
      return
    case 'notice':
    case 'warning':
    case 'error':
      annotate[level](oneLine(text, longestAnnotation), { title })
  }
}

const annotate = { notice: core.notice, warning: core.warning, error: core.error }

/**
 * Writes all outputs, in their order and as they are: the output file is safe for any text.
 *
 * @throws Error when one of them could not be written; those after it are not
 */
export function writeOutputs(outputs: Readonly<Record<string, string>>): void {
  // Without the file, the toolkit would print the outputs, which a runner no longer reads.
  checkFile('GITHUB_OUTPUT')
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
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
  const file = checkFile('GITHUB_STEP_SUMMARY')
  // The toolkit's own way takes longer than all the rest of the report: it loads promises for files.
  const existing = openSync(file, constants.O_WRONLY | constants.O_APPEND)
  try {
    writeFileSync(existing, markdown)
  } finally {
    closeSync(existing)
  }
}

/** The file that a variable names. To open a pipe that nobody reads would never end. */
function checkFile(variable: string): string {
  const file = process.env[variable]
  if (!file) throw new Error(`${variable} is not set`)
  const found = statSync(file, { throwIfNoEntry: false })
  if (found !== undefined && !found.isFile() && !found.isCharacterDevice())
    throw new Error(`${variable} does not name a file`)
  return file
}

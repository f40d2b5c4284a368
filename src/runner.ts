import { appendFileSync, statSync } from 'node:fs'
import * as core from '@actions/core'
import { messageOf } from './text/errors.ts'
import { code, quoted, type Text, text, toPlain } from './text/text.ts'
import { oneLine } from './text/untrusted-text.ts'

// Everything that the action prints goes through this file: text is sanitized to one line here, and nowhere before.
const maxLineLength = 1_000
const maxAnnotationLength = 4_000

/** Returns an input's value; undefined if its environment variable isn't set at all, as no runner leaves it. */
export function readInput(name: string): string | undefined {
  return process.env[`INPUT_${name.toUpperCase()}`] === undefined ? undefined : core.getInput(name)
}

/** Makes the runner replace a secret in everything that is printed from now on. */
export { setSecret as maskSecret } from '@actions/core'

/**
 * Prints text: `debug` only if step debugging is on; `notice`, `warning`, and `error` as annotations.
 *
 * @param title of an annotation; static, because the runner doesn't mask titles
 */
export function print(level: 'debug' | 'info' | keyof typeof annotate, message: Text, title = ''): void {
  const line = (maxLength: number) => oneLine(toPlain(message), maxLength)
  if (level === 'info') core.info(line(maxLineLength))
  else if (level !== 'debug') annotate[level](line(maxAnnotationLength), { title })
  else if (core.isDebug()) core.debug(line(maxLineLength))
}

const annotate = { notice: core.notice, warning: core.warning, error: core.error }

/** What keeps the outputs from being written, to report it before the wait; undefined if nothing does. */
export function outputProblem(): Text | undefined {
  try {
    appendFileSync(checkFile('GITHUB_OUTPUT'), '')
    return undefined
  } catch (error) {
    return text`The ${code('GITHUB_OUTPUT')} file can't be opened for writing: ${quoted(messageOf(error))}.`
  }
}

/**
 * Writes all outputs, in their order and unchanged: the output file is safe for any text.
 *
 * @throws Error if one can't be written; those after it aren't written either
 */
export function writeOutputs(outputs: Readonly<Record<string, string>>): void {
  // Without the file, the toolkit would print the outputs, which a runner no longer reads.
  checkFile('GITHUB_OUTPUT')
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
}

/** Whether the runner accepts a job summary. */
export function takesSummary(): boolean {
  return Boolean(process.env.GITHUB_STEP_SUMMARY)
}

/**
 * Adds Markdown to the job summary, unchanged.
 *
 * @throws Error if it can't be written
 */
export function writeSummary(markdown: string): void {
  // The toolkit's own way takes longer than the rest of the report: it loads promises for files.
  appendFileSync(checkFile('GITHUB_STEP_SUMMARY'), markdown)
}

/** The file that a variable names, which exists. Opening a pipe without a reader would block forever. */
function checkFile(variable: string): string {
  const file = process.env[variable]
  if (!file) throw new Error(`${variable} isn't set`)
  const found = statSync(file)
  if (!found.isFile() && !found.isCharacterDevice()) throw new Error(`${variable} doesn't name a file`)
  return file
}

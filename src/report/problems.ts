import { quoted, type Text, text } from '../text/text.ts'
import type { Problem } from '../wait/check.ts'

/** The problem of inputs or an environment that are invalid. */
export function invalidConfiguration(problems: readonly Text[]): Problem {
  const [only, ...others] = problems
  return only !== undefined && others.length === 0
    ? { cause: 'inputs', text: text`${only} No request was sent.` }
    : {
        cause: 'inputs',
        text: text`${problems.length} problems found. No request was sent.`,
        details: problems,
      }
}

/** The problem of a bug in this action. */
export function unexpectedError(message: string): Problem {
  return { cause: 'internal', text: text`The wait ended with an unexpected error: ${quoted(message)}.` }
}

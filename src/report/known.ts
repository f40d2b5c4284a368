import { code, plain, quoted, quotedExactly, type Text, text, type Words } from '../text/text.ts'
import { formatElapsed } from '../text/time.ts'
import type { ResetStatus } from '../wait/check.ts'
import {
  failedChecksOf,
  type KnownPeriod,
  lastKnown,
  type NotStartedPeriod,
  outageOf,
  type Progress,
} from '../wait/progress.ts'

// Every message about what is known is built here, so that messages never contradict each other.

/**
 * What was known last, and for how long: `in-progress for 55s: "Removing 5 of 37 resources"`.
 *
 * @param nowMs milliseconds since the step started
 * @param maxLength length of the API's message
 * @returns undefined if nothing was known
 */
export function describeKnown(progress: Progress, nowMs: number, maxLength: number): Text | undefined {
  const known = lastKnown(progress)
  if (known === undefined) return undefined
  const state = text`${describeState(known)} for ${knownFor(known, progress, nowMs)}`
  return progress.message === '' ? state : text`${state}: ${quoted(progress.message, maxLength)}`
}

function describeState(known: KnownPeriod): Text {
  switch (known.kind) {
    case 'status':
      return code(known.status)
    case 'not-started':
      return text`not started yet: ${describeReturned(known.returned)}`
    case 'undocumented':
      return text`undocumented status ${quotedExactly(known.status, 100)}`
  }
}

/** What was returned instead of a start. */
export function describeReturned(returned: NotStartedPeriod['returned']): Text {
  return returned === 'not-found'
    ? text`404 Not Found was returned`
    : text`the API returned ${quoted(returned)}`
}

/** What the latest failed check returned, or the latest 404 before the start. */
export function describeProblem({ problem }: Progress): Text {
  return problem === undefined ? text`` : problem.text
}

/** Quoted, in parentheses; empty for empty text. */
export function aside(message: string, maxLength?: number): Text {
  return message === '' ? text`` : text` (${quoted(message, maxLength)})`
}

/** Why a status doesn't count before the start, as the end of a sentence. */
export function describeEarlier(returned: ResetStatus): Text {
  return returned === 'stalled'
    ? text`. Either an earlier reset stalled, or this one can't start while a restore is running on the Cloud Rewind timeline.`
    : text`, which may be from an earlier reset.`
}

/** How long something was known: up to now, or up to the outage that hides what came after it. */
export function knownFor({ sinceMs }: KnownPeriod, progress: Progress, nowMs: number): Words {
  return formatElapsed(outageOf(progress)?.sinceMs ?? nowMs, sinceMs)
}

/** Whether the latest response of a wait without a result said that the reset is running. */
export function isKnownToRun({ periods }: Progress): boolean {
  return periods.at(-1)?.kind === 'status'
}

/** The number of checks, and how many of them failed: `5 checks, 0 failed`. */
export function describeChecks(progress: Progress): Text {
  const { checks } = progress
  return text`${checks} ${plain(checks === 1 ? 'check' : 'checks')}, ${failedChecksOf(progress)} failed`
}

/**
 * That a reset had finished when a documented status was first returned. When it finished is unknown.
 *
 * @param finished what it had, such as `completed`
 */
export function describeFirstSeen(finished: Text, { checks, periods }: Progress): Text {
  if (checks === 1) return text`had already ${finished} at the first check`
  return periods.some(({ kind }) => kind === 'undocumented')
    ? text`had ${finished} at the first check that returned a documented status`
    : text`had ${finished} at the first successful check`
}

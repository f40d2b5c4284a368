import type { Problem } from './check.ts'
import { type ResetResult, resultOf } from './meaning.ts'
import type { WaitPolicy } from './policy.ts'
import {
  awaitsStart,
  deadlineOf,
  firstProgress,
  isRecognized,
  type Meaning,
  type OutagePeriod,
  outageOf,
  type Progress,
} from './progress.ts'

/** How the step finished. Only `completed` is a success. */
export type Outcome =
  | { readonly kind: ResetResult; readonly apiMessage: string }
  | { readonly kind: 'not-started' }
  | { readonly kind: 'timed-out' }
  | {
      readonly kind: 'error'
      readonly problem: Problem
      /** The limit that an outage reached; undefined if the problem ended the wait by itself. */
      readonly limit?: OutageLimit
    }
  | { readonly kind: 'cancelled' }

/** Everything that the report needs about a run. */
export interface Result {
  readonly outcome: Outcome
  readonly progress: Progress
  /** When the wait ended, in milliseconds since the step started. */
  readonly elapsedMs: number
}

/** The result of a run that a problem ended. */
export function errorResult(problem: Problem, elapsedMs: number, progress = firstProgress()): Result {
  return { outcome: { kind: 'error', problem }, progress, elapsedMs }
}

/**
 * Decides whether a check ends the wait.
 *
 * @param progress what was seen, this check included
 * @param nowMs when the check ended, in milliseconds since the step started
 * @returns undefined to keep waiting
 */
export function decide(
  progress: Progress,
  meaning: Meaning,
  nowMs: number,
  policy: WaitPolicy,
): Outcome | undefined {
  if (meaning.kind === 'status') {
    const kind = resultOf(meaning.status, policy)
    return kind && { kind, apiMessage: meaning.message }
  }
  if (meaning.kind === 'final') return { kind: 'error', problem: meaning.problem }
  return meaning.kind === 'failed' ? decideOutage(progress, meaning.problem, nowMs, policy) : undefined
}

/** The outcome of a wait whose deadline has passed. */
export function decideAtDeadline(progress: Progress): Outcome {
  return { kind: awaitsStart(progress) ? 'not-started' : 'timed-out' }
}

function decideOutage(
  progress: Progress,
  problem: Problem,
  nowMs: number,
  policy: WaitPolicy,
): Outcome | undefined {
  const outage = outageOf(progress)
  // A request that the deadline cut short says nothing about the API.
  if (outage === undefined || nowMs >= deadlineOf(progress, policy)) return undefined
  const limit = outageLimit(outage, progress, policy)
  return nowMs < limit.atMs ? undefined : { kind: 'error', problem, limit }
}

// Until the API is recognized, a fault is more likely a wrong host than an outage.
const maxUnrecognizedMs = 60_000

interface OutageLimit {
  /** In milliseconds since the step started. */
  readonly atMs: number
  readonly toleranceMs: number
  /** Whether it is `outage-tolerance`, not the minute until the API is recognized. */
  readonly isTolerance: boolean
}

/** When and why an outage ends the wait, if it lasts. */
export function outageLimit(
  { sinceMs, faultsSinceMs }: OutagePeriod,
  progress: Progress,
  { outageToleranceMs }: WaitPolicy,
): OutageLimit {
  const atMs = sinceMs + outageToleranceMs
  const minuteEndsMs = (faultsSinceMs ?? Number.POSITIVE_INFINITY) + maxUnrecognizedMs
  return !isRecognized(progress) && minuteEndsMs < atMs
    ? { atMs: minuteEndsMs, toleranceMs: maxUnrecognizedMs, isTolerance: false }
    : { atMs, toleranceMs: outageToleranceMs, isTolerance: true }
}

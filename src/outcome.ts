import type { Problem } from './check.ts'
import type { ResetStatus } from './reset-status.ts'

/** How the step ended. Only `completed` is a success. */
export type Outcome =
  | { readonly kind: 'completed'; readonly apiMessage: string }
  | { readonly kind: 'failed'; readonly apiMessage: string }
  | { readonly kind: 'stalled'; readonly apiMessage: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'error'; readonly problem: Problem }
  | { readonly kind: 'cancelled' }

/** A documented status, and when it was first seen. */
export interface Phase {
  readonly status: ResetStatus
  /** Milliseconds since the step began. */
  readonly atMs: number
}

/** Failures in a row, up to the latest check. */
export interface FailureRow {
  /** When the first failing check was begun, in milliseconds since the step began. */
  readonly sinceMs: number
  readonly failures: number
  readonly problem: Problem
}

/** What was seen so far. */
export interface Progress {
  /** Requests made. */
  readonly polls: number
  readonly failedPolls: number
  /** One entry for each change of documented status. */
  readonly timeline: readonly Phase[]
  /** The API's message with the latest answer; empty if it gave none. */
  readonly apiMessage: string
  /** The latest answer's status, when it is not a documented one. */
  readonly unknownStatus: string | undefined
  /** Whether a status that is not documented was ever answered. */
  readonly hasSeenUnknownStatus: boolean
  readonly hasAnswered: boolean
  readonly failureRow: FailureRow | undefined
}

export const noProgress: Progress = {
  polls: 0,
  failedPolls: 0,
  timeline: [],
  apiMessage: '',
  unknownStatus: undefined,
  hasSeenUnknownStatus: false,
  hasAnswered: false,
  failureRow: undefined,
}

/** The whole story of a run, for the report. */
export interface Result {
  readonly outcome: Outcome
  readonly progress: Progress
  /** When the wait ended, in milliseconds since the step began. */
  readonly elapsedMs: number
}

/** The result of a run that a problem ended. */
export function errorResult(problem: Problem, elapsedMs: number, progress: Progress = noProgress): Result {
  return { outcome: { kind: 'error', problem }, progress, elapsedMs }
}

/** The outcome in a few words. */
export const verdicts: Readonly<Record<Outcome['kind'], string>> = {
  completed: 'Recovery reset completed',
  failed: 'Recovery reset failed',
  stalled: 'Recovery reset stalled',
  'timed-out': 'Recovery reset not finished in time',
  error: 'Recovery reset could not be awaited',
  cancelled: 'Wait for recovery reset cancelled',
}

/** The last documented status, if one was seen. */
export function lastPhase(progress: Progress): Phase | undefined {
  return progress.timeline.at(-1)
}

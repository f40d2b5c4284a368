/**
 * Every status the API documents for a reset, with its documented meaning (source: the API reference, "AWS
 * recovery reset status").
 */
export const statusMeanings = {
  pending: 'the reset is pending and has not started yet',
  'in-progress': 'the reset is in progress',
  stalled: 'the reset is stalled: a reset is not allowed while any restore is running on the timeline',
  completed: 'the reset completed successfully',
  failed: 'the reset failed, or the pre-reset webhook failed',
} as const

export type ResetStatus = keyof typeof statusMeanings

/** Whether a text is one of the documented statuses, to the letter: `COMPLETED` is not. */
export function isResetStatus(text: string): text is ResetStatus {
  return Object.hasOwn(statusMeanings, text)
}

/** What kind of thing went wrong: decides which advice is given. */
export type ProblemCause =
  | 'inputs'
  | 'credentials'
  | 'permissions'
  | 'not-found'
  | 'refused'
  | 'redirect'
  | 'certificate'
  | 'proxy'
  | 'unreachable'
  | 'server'
  | 'unusable-answer'
  | 'internal'

/** Something that went wrong. It says what happened, and never what to do. */
export interface Problem {
  readonly cause: ProblemCause
  /** One or more sentences. */
  readonly text: string
  /** What it consists of, each a sentence or more, where it is several things. */
  readonly details?: readonly string[]
}

/** What one look at the API told. `retryAfterMs` is the least delay that it asked for, 0 if it asked for none. */
export type Check =
  | {
      readonly kind: 'answer'
      readonly status: ResetStatus
      readonly message: string
      readonly retryAfterMs: number
    }
  | {
      readonly kind: 'unknown-status'
      readonly status: string
      readonly message: string
      readonly retryAfterMs: number
    }
  | { readonly kind: 'not-found'; readonly problem: Problem; readonly retryAfterMs: number }
  | { readonly kind: 'transient'; readonly problem: Problem; readonly retryAfterMs: number }
  /** It used up the time that it was given. */
  | { readonly kind: 'timed-out'; readonly problem: Problem; readonly retryAfterMs: 0 }
  | { readonly kind: 'fatal'; readonly problem: Problem }

import type { Text } from '../text/text.ts'

/**
 * Every status the API documents for a reset, with its documented meaning (source: the API reference, "AWS recovery
 * reset status").
 */
export const statusMeanings = {
  pending: 'the reset is pending and has not started yet',
  'in-progress': 'the reset is in progress',
  stalled: 'the reset is stalled: a reset is not allowed while any restore is running on the timeline',
  completed: 'the reset completed successfully',
  failed: 'the reset failed, or the pre-reset webhook failed',
} as const

export type ResetStatus = keyof typeof statusMeanings

/** Whether a string is exactly one of the documented statuses: `COMPLETED` isn't. */
export function isResetStatus(value: string): value is ResetStatus {
  return Object.hasOwn(statusMeanings, value)
}

/** The category of an error: decides its title and its next steps. */
export type ProblemCause =
  | 'inputs'
  | 'credentials'
  | 'permissions'
  | 'not-found'
  | 'rejected'
  | 'redirect'
  | 'unexpected-response'
  | 'certificate'
  | 'proxy'
  | 'unreachable'
  | 'server'
  | 'internal'

/** What is special about a problem, where that changes the next steps. */
export type ProblemHint =
  | 'bare-message'
  | 'stale'
  | 'compressed'
  | 'escaped-character'
  | 'same-url'
  | 'rate-limit'
  | 'certificate-authority'
  | 'certificate-dates'
  | 'certificate-host'
  | 'weak-certificate'

/** Something that went wrong. It says what happened, never what to do. */
export interface Problem {
  readonly cause: ProblemCause
  /** One or more sentences. */
  readonly text: Text
  /** Its parts, each of one or more sentences, if there are several. */
  readonly details?: readonly Text[]
  /** The response's status code; undefined if there was no response. */
  readonly statusCode?: number
  readonly hint?: ProblemHint | undefined
  /** The permissions that the API named as missing. Untrusted. */
  readonly requiredPermissions?: readonly string[]
}

/** The result of one check. */
export type Check = StatusCheck | FailedCheck

/** A complete 200 with a string `status`, documented or not. */
export interface StatusCheck {
  readonly kind: 'status'
  readonly status: string
  readonly message: string
  /** How long ago a cache stored it, in milliseconds; 0 if no cache says so. */
  readonly ageMs: number
  /** The minimum delay that it asked for, in milliseconds; 0 if none. */
  readonly retryAfterMs: number
  /** What is wrong with it, if it turns out to be stale or, until the API is recognized, undocumented. */
  readonly problemIf: Readonly<Record<'stale' | 'undocumented', Problem>>
}

/** Any other response, or none. */
export interface FailedCheck {
  /**
   * `refusal`: a refusal other than a 404; `not-found`: a 404, which is a refusal unless the reset has yet to start;
   * `busy`: asks to retry later; `fault`: anything else; `timed-out`: a fault that used up the time of the check.
   */
  readonly kind: 'refusal' | 'not-found' | 'busy' | 'fault' | 'timed-out'
  /** Whether it has the API's error body. */
  readonly isFromApi: boolean
  readonly retryAfterMs: number
  readonly problem: Problem
}

import type { Backoff } from './backoff.ts'

/** What the user decided about the wait. All times in milliseconds. */
export interface WaitPolicy extends Backoff {
  /** Hard limit on the whole step, from the start of the process. */
  readonly timeoutMs: number
  /** Limit on one request as a whole. */
  readonly requestTimeoutMs: number
  /** How long checks may keep failing in a row. */
  readonly outageToleranceMs: number
  /** How long from the start, and before the first good answer, a 404 is waited on. */
  readonly notFoundGraceMs: number
  readonly onStalled: 'fail' | 'wait'
}

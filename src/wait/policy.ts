/** What the user decided about the wait. All times in milliseconds. */
export interface WaitPolicy {
  /** Hard limit on the whole step, from the start of the process. */
  readonly timeoutMs: number
  /** The first delay between two checks. */
  readonly pollIntervalMs: number
  /** The longest delay between two checks. */
  readonly maxPollIntervalMs: number
  /** Limit on one request as a whole. */
  readonly requestTimeoutMs: number
  /** How long checks may keep failing in a row. */
  readonly outageToleranceMs: number
  /** How long from the start, and before the first good answer, a 404 is waited on. */
  readonly notFoundGraceMs: number
  readonly onStalled: 'fail' | 'wait'
}

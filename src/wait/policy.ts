/** What the user decided about the wait. All times in milliseconds. */
export interface WaitPolicy {
  /** Hard limit on the whole step, from the start of the process. */
  readonly timeoutMs: number
  /**
   * How long the reset can take to be seen running, from the start of the process; until then, a result counts as one of
   * an earlier reset. 0 requires no start.
   */
  readonly startTimeoutMs: number
  /** The first delay between two checks. */
  readonly pollIntervalMs: number
  readonly maxPollIntervalMs: number
  /** Limit on one request as a whole. */
  readonly requestTimeoutMs: number
  /** How long consecutive checks can fail. */
  readonly outageToleranceMs: number
  readonly onStalled: 'fail' | 'wait'
}

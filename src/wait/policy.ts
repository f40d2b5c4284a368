/** What the user decided about the wait. All times in milliseconds. */
export interface WaitPolicy {
  /** Hard limit on the whole step, from the start of the process. */
  readonly timeoutMs: number
  /**
   * How long from the start of the process the reset may take to be seen under way; until then an end is taken for
   * that of an earlier reset. 0 asks for no start.
   */
  readonly startTimeoutMs: number
  /** The first delay between two checks. */
  readonly pollIntervalMs: number
  /** The longest delay between two checks. */
  readonly maxPollIntervalMs: number
  /** Limit on one request as a whole. */
  readonly requestTimeoutMs: number
  /** How long checks may keep failing in a row. */
  readonly outageToleranceMs: number
  readonly onStalled: 'fail' | 'wait'
}

/** How delays between checks grow. All in milliseconds. */
export interface Backoff {
  readonly pollIntervalMs: number
  readonly maxPollIntervalMs: number
}

const growthFactor = 1.25
const jitterRatio = 0.1

/**
 * The delay after a check: `pollIntervalMs`, grown by 1.25 for each check before it up to `maxPollIntervalMs`,
 * jittered by ±10 %, and not below what the API asked for.
 *
 * @param checksBefore number of checks made before the latest one
 * @param retryAfterMs least delay that the latest answer asked for, in milliseconds
 * @param random a number from 0 to below 1, for the jitter
 * @returns milliseconds
 */
export function nextDelay(
  backoff: Backoff,
  checksBefore: number,
  retryAfterMs: number,
  random: number,
): number {
  const grownMs = backoff.pollIntervalMs * growthFactor ** checksBefore
  const cappedMs = Math.min(grownMs, backoff.maxPollIntervalMs)
  const jitteredMs = cappedMs * (1 + jitterRatio * (2 * random - 1))
  return Math.max(jitteredMs, retryAfterMs)
}

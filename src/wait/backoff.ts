import type { WaitPolicy } from './policy.ts'

const growthFactor = 1.25
const jitterRatio = 0.1
const longestLastCheckLeadMs = 5_000
const lastCheckLeadRatio = 0.1

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
  { pollIntervalMs, maxPollIntervalMs }: WaitPolicy,
  checksBefore: number,
  retryAfterMs: number,
  random: number,
): number {
  const grownMs = pollIntervalMs * growthFactor ** checksBefore
  const cappedMs = Math.min(grownMs, maxPollIntervalMs)
  const jitteredMs = cappedMs * (1 + jitterRatio * (2 * random - 1))
  return Math.max(jitteredMs, retryAfterMs)
}

/** When a check begins, in milliseconds since the step began, and whether it is the last before the deadline. */
export interface CheckPlan {
  readonly atMs: number
  readonly isLast: boolean
}

/**
 * Plans the check after one that has just ended. Where the delay would leave no time for an answer before the
 * deadline, the check becomes the last one, as long before the deadline as an answer may need.
 *
 * @param nowMs milliseconds since the step began, like the deadline
 * @param delayMs the delay that the backoff asks for
 * @returns undefined when no further check fits in
 */
export function planNextCheck(
  { requestTimeoutMs }: WaitPolicy,
  deadlineMs: number,
  nowMs: number,
  delayMs: number,
): CheckPlan | undefined {
  const leadMs = Math.min(requestTimeoutMs, longestLastCheckLeadMs, deadlineMs * lastCheckLeadRatio)
  const lastCheckAtMs = deadlineMs - leadMs
  if (nowMs + delayMs <= lastCheckAtMs) return { atMs: nowMs + delayMs, isLast: false }
  return nowMs < lastCheckAtMs ? { atMs: lastCheckAtMs, isLast: true } : undefined
}

import type { WaitPolicy } from './policy.ts'

const growthFactor = 1.25
const jitterRatio = 0.1
const maxLastCheckLeadMs = 5_000
const lastCheckLeadRatio = 0.1

/**
 * The delay after a check: `pollIntervalMs`, multiplied by 1.25 for each check before it up to `maxPollIntervalMs`, with
 * ±10% jitter.
 *
 * @param checksBefore number of checks before the latest one
 * @param minDelayMs minimum delay, in milliseconds
 * @param random a number from 0 to below 1, for the jitter
 * @returns milliseconds
 */
export function nextDelay(
  { pollIntervalMs, maxPollIntervalMs }: WaitPolicy,
  checksBefore: number,
  minDelayMs: number,
  random: number,
): number {
  const grownMs = Math.min(pollIntervalMs * growthFactor ** checksBefore, maxPollIntervalMs)
  return Math.max(grownMs * (1 + jitterRatio * (2 * random - 1)), minDelayMs)
}

/** When a check starts, in milliseconds since the step started, and whether it is the last before the deadline. */
export interface CheckPlan {
  readonly atMs: number
  readonly isLast: boolean
}

/**
 * Plans the check after one that has just ended. If the delay leaves no time for a response before the deadline, the
 * check becomes the last one, as long before the deadline as a response may need.
 *
 * @param nowMs milliseconds since the step started, like the deadline
 * @returns undefined if there is no time for another check
 */
export function planNextCheck(
  { requestTimeoutMs }: WaitPolicy,
  deadlineMs: number,
  nowMs: number,
  delayMs: number,
): CheckPlan | undefined {
  const leadMs = Math.min(requestTimeoutMs, maxLastCheckLeadMs, deadlineMs * lastCheckLeadRatio)
  const lastCheckAtMs = deadlineMs - leadMs
  if (nowMs + delayMs <= lastCheckAtMs) return { atMs: nowMs + delayMs, isLast: false }
  return nowMs < lastCheckAtMs ? { atMs: lastCheckAtMs, isLast: true } : undefined
}

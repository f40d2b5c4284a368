import type { DelayFormula } from './formula-wait.ts'

/** The defaults of `@smithy/util-waiter`, on which the waiters of the AWS SDK for JavaScript v3 are built. */
export const awsDefaults = { minDelayMs: 2_000, maxDelayMs: 120_000 } as const

/**
 * The delay of those waiters: random between the shortest one and one that doubles with each check, and, once that
 * would exceed the longest one, always the longest one. Written anew from the Smithy specification of waiters.
 */
export function awsWaiterDelay(minDelayMs: number, maxDelayMs: number): DelayFormula {
  const ceiling = Math.log(maxDelayMs / minDelayMs) / Math.log(2) + 1
  return (checks, random) => {
    if (checks > ceiling) return maxDelayMs
    const longestMs = minDelayMs * 2 ** (checks - 1)
    return minDelayMs + random() * (longestMs - minDelayMs)
  }
}

import type { DelayFormula } from './formula-wait.ts'
import type { Intervals } from './real-wait.ts'

const jitterRatio = 0.1

/**
 * What if the action's delays grew by another factor: its formula once more, with the factor left open. Only for
 * the question whether another factor would do better; the action itself is measured through its own loop.
 */
export function grownDelay(intervals: Intervals, growthFactor: number): DelayFormula {
  const { pollIntervalMs, maxPollIntervalMs } = intervals
  return (checks, random) => {
    const grownMs = Math.min(pollIntervalMs * growthFactor ** (checks - 1), maxPollIntervalMs)
    return grownMs * (1 + jitterRatio * (2 * random() - 1))
  }
}

import { type Detection, latencyMs } from './detection.ts'
import type { Random } from './seeded-random.ts'

/**
 * The delay after a check, in milliseconds.
 *
 * @param checks number of checks made so far, from 1 on
 * @param random for the jitter
 */
export type DelayFormula = (checks: number, random: Random) => number

/** Awaits one reset by a formula that is not the action's, in the simplest loop. Times as in `awaitReset`. */
export function awaitResetBy(formula: DelayFormula, endsAtMs: number, random: Random): Detection {
  let sentAtMs = 0
  let requests = 1
  while (sentAtMs < endsAtMs) {
    sentAtMs += latencyMs + formula(requests, random)
    requests += 1
  }
  return { requests, atMs: sentAtMs + latencyMs }
}

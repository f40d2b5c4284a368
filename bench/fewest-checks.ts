import { mean } from './statistics.ts'

/**
 * The fewest checks with which any schedule can guarantee that a reset is noticed at most a given share of its own
 * duration late: each check may lie only so much later than the one before it.
 *
 * @param timeMs how long the reset took
 * @param shortestMs from which duration on the guarantee holds
 * @param relativeLag the guarantee, 0.1 for 10 %
 */
export function fewestChecks(timeMs: number, shortestMs: number, relativeLag: number): number {
  return Math.log(timeMs / shortestMs) / Math.log(1 + relativeLag)
}

/** The mean of it over many resets. */
export function meanFewestChecks(
  timesMs: readonly number[],
  shortestMs: number,
  relativeLag: number,
): number {
  return mean(timesMs.map((timeMs) => fewestChecks(timeMs, shortestMs, relativeLag)))
}

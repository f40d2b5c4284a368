import type { Random } from './seeded-random.ts'

/** How long resets take, as far as the benchmark assumes: nobody publishes it. */
export const resetTimes = {
  medianMs: 8 * 60_000,
  sigma: 0.9,
  shortestMs: 5_000,
  longestMs: 3 * 3_600_000,
} as const

/** Draws lognormal reset times, in milliseconds; those outside the range are drawn anew. */
export function drawResetTimes(count: number, random: Random): readonly number[] {
  return Array.from({ length: count }, () => drawResetTime(random))
}

function drawResetTime(random: Random): number {
  const { medianMs, sigma, shortestMs, longestMs } = resetTimes
  for (;;) {
    const timeMs = medianMs * Math.exp(sigma * drawNormal(random))
    if (timeMs >= shortestMs && timeMs <= longestMs) return timeMs
  }
}

/** One number of the standard normal distribution, by Box and Muller. */
function drawNormal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()))
  return radius * Math.cos(2 * Math.PI * random())
}

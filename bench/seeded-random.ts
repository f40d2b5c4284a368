/** Gives numbers from 0 to below 1, the same ones in each run. */
export type Random = () => number

const increment = 0x6d2b79f5

/** Makes the mulberry32 generator: small, quick, and good enough to draw times with. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + increment) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

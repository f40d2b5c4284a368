import type { Clock } from '../src/clock.ts'

/** A clock whose time passes at once, for millions of checks: it keeps no appointments, so heartbeats never come. */
export interface FastClock extends Clock {
  /** Lets time pass, as a request does that takes so long. */
  pass(durationMs: number): void
}

const atOnce = Promise.resolve()
const nothing = () => {}

/** Makes a clock that shows 0. */
export function fastClock(): FastClock {
  let nowMs = 0
  const pass = (durationMs: number) => {
    nowMs += durationMs
  }
  return {
    now: () => nowMs,
    sleep: (durationMs) => {
      pass(durationMs)
      return atOnce
    },
    every: () => nothing,
    pass,
  }
}

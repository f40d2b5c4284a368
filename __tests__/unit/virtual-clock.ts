import type { Clock } from '../../src/clock.ts'

/** A clock whose time passes only in its own sleeps and by `pass`, at once. */
export interface VirtualClock extends Clock {
  /** Lets time pass, as a request does that takes so long. */
  pass(durationMs: number): void
  /** Calls back when the time has come, once. */
  at(momentMs: number, callback: () => void): void
  /** Number of periodic callbacks that were not stopped. */
  readonly running: number
}

interface Appointment {
  atMs: number
  readonly periodMs: number | undefined
  readonly callback: () => void
}

/** @param startMs what the clock shows first, in milliseconds */
export function virtualClock(startMs = 0): VirtualClock {
  let nowMs = startMs
  const appointments = new Set<Appointment>()

  const nextUntil = (limitMs: number) =>
    [...appointments].filter(({ atMs }) => atMs <= limitMs).sort((one, other) => one.atMs - other.atMs)[0]

  const keep = (appointment: Appointment) => {
    nowMs = Math.max(nowMs, appointment.atMs)
    if (appointment.periodMs === undefined) appointments.delete(appointment)
    else appointment.atMs += appointment.periodMs
    appointment.callback()
  }

  const passUntil = (limitMs: number, isOver: () => boolean) => {
    for (let next = nextUntil(limitMs); next !== undefined && !isOver(); next = nextUntil(limitMs)) keep(next)
    if (!isOver()) nowMs = Math.max(nowMs, limitMs)
  }

  return {
    now: () => nowMs,
    sleep: async (durationMs, interruption) => passUntil(nowMs + durationMs, () => interruption.aborted),
    every: (periodMs, callback) => {
      const appointment = { atMs: nowMs + periodMs, periodMs, callback }
      appointments.add(appointment)
      return () => appointments.delete(appointment)
    },
    pass: (durationMs) => passUntil(nowMs + durationMs, () => false),
    at: (momentMs, callback) => appointments.add({ atMs: momentMs, periodMs: undefined, callback }),
    get running() {
      return [...appointments].filter(({ periodMs }) => periodMs !== undefined).length
    },
  }
}

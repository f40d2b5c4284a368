import type { Clock } from '../../src/wait/clock.ts'

interface Appointment {
  atMs: number
  readonly intervalMs: number | undefined
  readonly callback: () => void
}

const immediately = Promise.resolve()

/**
 * A clock for one wait, whose time passes only in its own sleeps and by `pass`, and then at once: millions of checks
 * take seconds.
 */
class VirtualClock implements Clock {
  #nowMs: number
  readonly #earlyMs: number
  readonly #appointments: Appointment[] = []

  constructor(startMs: number, earlyMs: number) {
    this.#nowMs = startMs
    this.#earlyMs = earlyMs
  }

  now(): number {
    return this.#nowMs
  }

  sleep(durationMs: number, signal: AbortSignal): Promise<void> {
    // The process's timers know whole milliseconds only: what is left after an early end is slept in full.
    this.#passUntil(this.#nowMs + (durationMs < 1 ? durationMs : durationMs - this.#earlyMs), signal)
    return immediately
  }

  every(intervalMs: number, callback: () => void): () => void {
    const appointment = { atMs: this.#nowMs + intervalMs, intervalMs, callback }
    this.#appointments.push(appointment)
    return () => this.#cancel(appointment)
  }

  /** Lets time pass, as a request does that takes so long. */
  pass(durationMs: number): void {
    this.#passUntil(this.#nowMs + durationMs)
  }

  /** Calls back when the time has come, once. */
  at(momentMs: number, callback: () => void): void {
    this.#appointments.push({ atMs: momentMs, intervalMs: undefined, callback })
  }

  /** Number of periodic callbacks that were not stopped. */
  get running(): number {
    return this.#appointments.filter(({ intervalMs }) => intervalMs !== undefined).length
  }

  #passUntil(limitMs: number, signal?: AbortSignal): void {
    while (!signal?.aborted) {
      const next = this.#earliest()
      if (next === undefined || next.atMs > limitMs) {
        if (limitMs > this.#nowMs) this.#nowMs = limitMs
        return
      }
      this.#keep(next)
    }
  }

  #earliest(): Appointment | undefined {
    let found = this.#appointments[0]
    for (const appointment of this.#appointments)
      if (found && appointment.atMs < found.atMs) found = appointment
    return found
  }

  #keep(appointment: Appointment): void {
    if (appointment.atMs > this.#nowMs) this.#nowMs = appointment.atMs
    if (appointment.intervalMs === undefined) this.#cancel(appointment)
    else appointment.atMs += appointment.intervalMs
    appointment.callback()
  }

  #cancel(appointment: Appointment): void {
    const index = this.#appointments.indexOf(appointment)
    if (index >= 0) this.#appointments.splice(index, 1)
  }
}

/**
 * @param startMs what the clock shows first, in milliseconds
 * @param options `earlyMs`: how long before its moment a sleep of a millisecond or more ends. The process's own timers
 *   fire up to 0.7 ms early.
 */
export function virtualClock(startMs = 0, { earlyMs = 0 } = {}): VirtualClock {
  return new VirtualClock(startMs, earlyMs)
}

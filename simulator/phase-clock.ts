import type { Phase, Reply, Scenario } from './scenario.ts'

/** Walks through a scenario: each request counts towards its phase, and so does the time. */
export class PhaseClock {
  readonly #phases: readonly Phase[]
  #index = 0
  #served = 0
  #beganAtMs: number | undefined
  #lastRequestAtMs = 0

  constructor(scenario: Scenario) {
    this.#phases = scenario.phases
  }

  /** The reply for a request that arrives now. `nowMs` is monotonic. */
  next(nowMs: number): Reply {
    this.#beganAtMs ??= nowMs
    let phase = this.#phase()
    while (!this.#isLast() && this.#endedAtMs(phase) <= nowMs) {
      this.#advance(this.#endedAtMs(phase))
      phase = this.#phase()
    }
    this.#served += 1
    this.#lastRequestAtMs = nowMs
    return phase.reply
  }

  #phase(): Phase {
    const phase = this.#phases[this.#index]
    if (phase === undefined) throw new Error('a scenario has at least one phase')
    return phase
  }

  #isLast(): boolean {
    return this.#index === this.#phases.length - 1
  }

  #endedAtMs(phase: Phase): number {
    const countedOut = phase.forRequests !== undefined && this.#served >= phase.forRequests
    if (countedOut) return this.#lastRequestAtMs
    return (this.#beganAtMs ?? 0) + (phase.forMs ?? Number.POSITIVE_INFINITY)
  }

  #advance(beganAtMs: number): void {
    this.#index += 1
    this.#served = 0
    this.#beganAtMs = beganAtMs
  }
}

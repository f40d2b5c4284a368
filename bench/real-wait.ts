import type { Check } from '../src/check.ts'
import { waitForReset } from '../src/wait.ts'
import type { WaitPolicy } from '../src/wait-policy.ts'
import { type Detection, latencyMs } from './detection.ts'
import type { Random } from './seeded-random.ts'
import { fastClock } from './virtual-clock.ts'

/** The two inputs that make a schedule, in milliseconds. */
export interface Intervals {
  readonly pollIntervalMs: number
  readonly maxPollIntervalMs: number
}

const inProgress: Check = { kind: 'answer', status: 'in-progress', message: '', retryAfterMs: 0 }
const completed: Check = { kind: 'answer', status: 'completed', message: '', retryAfterMs: 0 }
const neverInterrupted = new AbortController().signal
const nothing = () => {}

/** A policy of these intervals, under which no simulated wait ever times out. */
export function policyOf({ pollIntervalMs, maxPollIntervalMs }: Intervals): WaitPolicy {
  return {
    pollIntervalMs,
    maxPollIntervalMs,
    timeoutMs: 4 * 3_600_000,
    requestTimeoutMs: 30_000,
    outageToleranceMs: 600_000,
    notFoundGraceMs: 0,
    onStalled: 'fail',
  }
}

/**
 * Awaits one reset through the action's own loop, in virtual time.
 *
 * @param endsAtMs when the reset ends, in milliseconds since the wait began
 * @param random for the jitter
 * @throws Error when the wait ended before the reset
 */
export async function awaitReset(intervals: Intervals, endsAtMs: number, random: Random): Promise<Detection> {
  const clock = fastClock()
  const check = () => {
    const answer = clock.now() >= endsAtMs ? completed : inProgress
    clock.pass(latencyMs)
    return Promise.resolve(answer)
  }
  const { outcome, progress, elapsedMs } = await waitForReset({
    policy: policyOf(intervals),
    clock,
    check,
    observe: nothing,
    random,
    interruption: neverInterrupted,
  })
  if (outcome.kind !== 'completed') throw new Error(`a simulated wait ended as ${outcome.kind}`)
  return { requests: progress.polls, atMs: elapsedMs }
}

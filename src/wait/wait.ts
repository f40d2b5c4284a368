import { type CheckPlan, nextDelay, planNextCheck } from './backoff.ts'
import type { Check } from './check.ts'
import type { Clock } from './clock.ts'
import { meaningOf } from './meaning.ts'
import { decide, decideAtDeadline, type Outcome, outageLimit, type Result } from './outcome.ts'
import type { WaitPolicy } from './policy.ts'
import {
  advance,
  type CheckTimes,
  deadlineOf,
  firstProgress,
  type Meaning,
  outageOf,
  type Progress,
  withAbortedCheck,
} from './progress.ts'

/** A check, what it means, and what was decided. */
export interface Checked {
  readonly kind: 'checked'
  readonly check: Check
  readonly meaning: Meaning
  readonly times: CheckTimes
  readonly before: Progress
  readonly after: Progress
  /** Undefined to keep waiting. */
  readonly outcome: Outcome | undefined
  /** The next check; undefined if the wait is decided, or if there is no time for another one before the deadline. */
  readonly plan: CheckPlan | undefined
}

/** Emitted every minute. */
export interface Heartbeat {
  readonly kind: 'heartbeat'
  /** Milliseconds since the step started. */
  readonly nowMs: number
  readonly progress: Progress
  /** The check in progress or the next one; undefined if there is no time for another one before the deadline. */
  readonly plan: CheckPlan | undefined
}

/** Events that the wait emits. */
export type WaitEvent = Checked | Heartbeat

/** Dependencies of the wait. */
interface WaitOptions {
  readonly policy: WaitPolicy
  readonly clock: Clock
  /** Runs one check. Settles within `timeoutMs`, or immediately when `signal` is aborted. */
  readonly check: (timeoutMs: number, signal: AbortSignal) => Promise<Check>
  readonly observe: (event: WaitEvent) => void
  /** Returns a number from 0 to below 1. */
  readonly random: () => number
  /** Ends the wait as `cancelled`. */
  readonly signal: AbortSignal
}

/** Heartbeat interval, in milliseconds. */
export const heartbeatIntervalMs = 60_000

interface WaitState {
  progress: Progress
  plan: CheckPlan | undefined
}

/** Waits until a check decides, the deadline passes, or the wait is aborted. */
export async function waitForReset(options: WaitOptions): Promise<Result> {
  const { clock, observe, policy } = options
  const state: WaitState = {
    progress: firstProgress(policy.startTimeoutMs),
    plan: { atMs: clock.now(), isLast: false },
  }
  const stopHeartbeat = clock.every(heartbeatIntervalMs, () => {
    const nowMs = clock.now()
    if (nowMs < deadlineOf(state.progress, policy)) observe({ kind: 'heartbeat', nowMs, ...state })
  })
  try {
    const outcome = await checkUntilDecided(options, state)
    return { outcome, progress: state.progress, elapsedMs: clock.now() }
  } finally {
    stopHeartbeat()
  }
}

async function checkUntilDecided(options: WaitOptions, state: WaitState): Promise<Outcome> {
  const { policy, signal } = options
  while (state.plan !== undefined) {
    await sleepUntil(state.plan.atMs, options)
    const checked = await checkOnce(options, state)
    if (checked === undefined) break
    if (checked.outcome !== undefined) return checked.outcome
    state.plan = checked.plan
  }
  // The deadline is what the user set: the step doesn't end before it, even if there is no time for another check.
  await sleepUntil(deadlineOf(state.progress, policy), options)
  return signal.aborted ? { kind: 'cancelled' } : decideAtDeadline(state.progress)
}

async function sleepUntil(momentMs: number, { clock, signal }: WaitOptions): Promise<void> {
  for (let leftMs = momentMs - clock.now(); leftMs > 0; leftMs = momentMs - clock.now()) {
    if (signal.aborted) return
    await clock.sleep(leftMs, signal)
  }
}

/** Checks once, records, and decides. Returns undefined if the wait was aborted or the deadline has passed. */
async function checkOnce(options: WaitOptions, state: WaitState): Promise<Checked | undefined> {
  const { clock, observe, policy, signal } = options
  const { progress: before } = state
  const startedMs = clock.now()
  const deadlineMs = deadlineOf(before, policy)
  if (signal.aborted || startedMs >= deadlineMs) return undefined
  const limitMs = Math.min(startedMs + policy.requestTimeoutMs, deadlineMs)
  const check = await options.check(limitMs - startedMs, signal)
  if (signal.aborted) {
    state.progress = withAbortedCheck(before)
    return undefined
  }
  // A timer can fire a little early, and late if the process was paused: the check ended at its limit all the same.
  const endedMs = check.kind === 'timed-out' ? limitMs : Math.min(limitMs, clock.now())
  const checked = judge(check, { startedMs, endedMs }, before, options)
  state.progress = checked.after
  observe(checked)
  return checked
}

function judge(check: Check, times: CheckTimes, before: Progress, options: WaitOptions): Checked {
  const { policy } = options
  const meaning = meaningOf(check, before, times.startedMs, policy)
  const after = advance(before, check, meaning, times)
  const outcome = decide(after, meaning, times.endedMs, policy)
  const plan = outcome === undefined ? planAfter(check, after, times.endedMs, options) : undefined
  return { kind: 'checked', check, meaning, times, before, after, outcome, plan }
}

function planAfter({ retryAfterMs }: Check, after: Progress, nowMs: number, options: WaitOptions) {
  const { policy, random } = options
  const minDelayMs = Math.min(retryAfterMs, maxRetryAfterMs(after, nowMs, policy))
  const delayMs = nextDelay(policy, after.checks - 1, minDelayMs, random())
  return planNextCheck(policy, deadlineOf(after, policy), nowMs, delayMs)
}

/** Maximum delay that a `Retry-After` can set. Real gateways send an hour or a day, with successful responses, too. */
function maxRetryAfterMs(after: Progress, nowMs: number, policy: WaitPolicy): number {
  const outage = outageOf(after)
  return outage === undefined
    ? Math.max(policy.outageToleranceMs, policy.maxPollIntervalMs)
    : outageLimit(outage, after, policy).atMs - nowMs
}

import { type CheckPlan, nextDelay, planNextCheck } from './backoff.ts'
import type { Check } from './check.ts'
import type { Clock } from './clock.ts'
import { decide, decideAtDeadline, type Outcome, type Result } from './outcome.ts'
import type { WaitPolicy } from './policy.ts'
import { advance, type CheckTimes, deadlineOf, firstProgress, type Progress } from './progress.ts'

/** What the wait tells while it goes on. Times in milliseconds since the step began. */
export type WaitEvent =
  | {
      readonly kind: 'checked'
      readonly check: Check
      readonly times: CheckTimes
      readonly before: Progress
      readonly after: Progress
      /** What was decided upon this check: undefined to wait on. */
      readonly outcome: Outcome | undefined
    }
  | {
      readonly kind: 'sleeping'
      readonly nowMs: number
      readonly deadlineMs: number
      readonly plan: CheckPlan | undefined
    }
  | {
      readonly kind: 'heartbeat'
      readonly nowMs: number
      readonly progress: Progress
      /** The check under way or the next one; undefined when none fits in before the deadline. */
      readonly plan: CheckPlan | undefined
    }

/** A check, what it told and what was decided upon it. */
export type Checked = Extract<WaitEvent, { kind: 'checked' }>

/** Everything the wait needs from outside. */
export interface WaitParts {
  readonly policy: WaitPolicy
  readonly clock: Clock
  /** Looks at the API once; settles within `timeoutMs`, and at once when `interruption` is aborted. */
  readonly check: (timeoutMs: number, interruption: AbortSignal) => Promise<Check>
  readonly observe: (event: WaitEvent) => void
  /** A number from 0 to below 1. */
  readonly random: () => number
  /** Ends the wait as `cancelled`. */
  readonly interruption: AbortSignal
}

/** How often a wait gives a sign of life. */
export const heartbeatPeriodMs = 60_000

interface WaitState {
  progress: Progress
  plan: CheckPlan | undefined
}

/** Waits until the reset has ended, the deadline has passed, or there is no point in going on. */
export async function waitForReset(parts: WaitParts): Promise<Result> {
  const { clock, observe, policy } = parts
  const state: WaitState = { progress: firstProgress(policy), plan: { atMs: clock.now(), isLast: false } }
  const stopHeartbeat = clock.every(heartbeatPeriodMs, () => {
    const nowMs = clock.now()
    if (nowMs < deadlineOf(state.progress, policy)) observe({ kind: 'heartbeat', nowMs, ...state })
  })
  try {
    const outcome = await checkUntilDecided(parts, state)
    return { outcome, progress: state.progress, elapsedMs: clock.now() }
  } finally {
    stopHeartbeat()
  }
}

async function checkUntilDecided(parts: WaitParts, state: WaitState): Promise<Outcome> {
  const { interruption, observe, policy } = parts
  while (state.plan !== undefined) {
    await sleepUntil(state.plan.atMs, parts)
    const checked = await checkOnce(parts, state)
    if (checked === undefined) break
    if (checked.outcome !== undefined) return checked.outcome
    state.plan = planAfter(checked, parts)
    const deadlineMs = deadlineOf(state.progress, policy)
    observe({ kind: 'sleeping', nowMs: checked.times.endedMs, deadlineMs, plan: state.plan })
  }
  // The deadline is what the user said: the step does not end before it, even when no check fits in any more.
  await sleepUntil(deadlineOf(state.progress, policy), parts)
  return interruption.aborted ? { kind: 'cancelled' } : decideAtDeadline(state.progress)
}

async function sleepUntil(momentMs: number, { clock, interruption }: WaitParts): Promise<void> {
  for (let leftMs = momentMs - clock.now(); leftMs > 0; leftMs = momentMs - clock.now()) {
    if (interruption.aborted) return
    await clock.sleep(leftMs, interruption)
  }
}

/** Looks once, and notes and decides. Undefined when the wait was interrupted, or the deadline has passed. */
async function checkOnce(parts: WaitParts, state: WaitState): Promise<Checked | undefined> {
  const { clock, interruption, observe, policy } = parts
  const { progress: before } = state
  const begunMs = clock.now()
  const deadlineMs = deadlineOf(before, policy)
  if (interruption.aborted || begunMs >= deadlineMs) return undefined
  const limitMs = Math.min(begunMs + policy.requestTimeoutMs, deadlineMs)
  const check = await parts.check(limitMs - begunMs, interruption)
  if (interruption.aborted) {
    state.progress = { ...before, checks: before.checks + 1 }
    return undefined
  }
  // A timer may fire a little early: a check that used up its time has not ended before its limit all the same.
  const endedMs = check.kind === 'timed-out' ? Math.max(limitMs, clock.now()) : clock.now()
  const checked = judge(check, { begunMs, endedMs }, before, policy)
  state.progress = checked.after
  observe(checked)
  return checked
}

function judge(check: Check, times: CheckTimes, before: Progress, policy: WaitPolicy): Checked {
  const after = advance(before, check, times)
  return {
    kind: 'checked',
    check,
    times,
    before,
    after,
    outcome: decide(after, check, times.endedMs, policy),
  }
}

function planAfter({ check, after, times }: Checked, { policy, random }: WaitParts): CheckPlan | undefined {
  const retryAfterMs = check.kind === 'fatal' ? 0 : check.retryAfterMs
  const delayMs = nextDelay(policy, after.checks - 1, retryAfterMs, random())
  return planNextCheck(policy, deadlineOf(after, policy), times.endedMs, delayMs)
}

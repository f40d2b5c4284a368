import { nextDelay } from './backoff.ts'
import type { Check } from './check.ts'
import type { Clock } from './clock.ts'
import { advance, type CheckTimes, decide } from './decide.ts'
import { noProgress, type Outcome, type Progress, type Result } from './outcome.ts'
import type { WaitPolicy } from './wait-policy.ts'

/** What the wait tells while it goes on. Times in milliseconds since the step began. */
export type WaitEvent =
  | {
      readonly kind: 'checked'
      readonly check: Check
      readonly times: CheckTimes
      readonly before: Progress
      readonly after: Progress
    }
  | { readonly kind: 'sleeping'; readonly nowMs: number; readonly plan: CheckPlan | undefined }
  | {
      readonly kind: 'heartbeat'
      readonly nowMs: number
      readonly progress: Progress
      /** In the past while a check is under way; the deadline when no further check fits in. */
      readonly nextCheckAtMs: number
    }

/** When the next check begins, and whether it is the one last check before the deadline. */
export interface CheckPlan {
  readonly atMs: number
  readonly isLast: boolean
}

/** Everything the wait needs from outside. */
export interface WaitParts {
  readonly policy: WaitPolicy
  readonly clock: Clock
  /** Makes one request; settles within `timeoutMs`, and at once when `interruption` is aborted. */
  readonly check: (timeoutMs: number, interruption: AbortSignal) => Promise<Check>
  readonly observe: (event: WaitEvent) => void
  /** A number from 0 to below 1. */
  readonly random: () => number
  /** Ends the wait as `cancelled`. */
  readonly interruption: AbortSignal
}

const heartbeatPeriodMs = 60_000
const longestLastCheckLeadMs = 5_000
const lastCheckLeadRatio = 0.1

interface WaitState {
  progress: Progress
  nextCheckAtMs: number
}

/** Waits until the reset has ended, the deadline has passed, or there is no point in going on. */
export async function waitForReset(parts: WaitParts): Promise<Result> {
  const { clock, observe, policy } = parts
  const state: WaitState = { progress: noProgress, nextCheckAtMs: clock.now() }
  const stopHeartbeat = clock.every(heartbeatPeriodMs, () => {
    const nowMs = clock.now()
    if (nowMs < policy.timeoutMs) observe({ kind: 'heartbeat', nowMs, ...state })
  })
  try {
    const outcome = await poll(parts, state)
    return { outcome, progress: state.progress, elapsedMs: clock.now() }
  } finally {
    stopHeartbeat()
  }
}

async function poll(parts: WaitParts, state: WaitState): Promise<Outcome> {
  const { clock, interruption, observe, policy } = parts
  let plan: CheckPlan | undefined = { atMs: state.nextCheckAtMs, isLast: false }
  while (plan !== undefined) {
    await sleepUntil(plan.atMs, parts)
    const check = await checkOnce(parts, state)
    if (check === undefined) break
    const outcome = decide(state.progress, check, clock.now(), policy)
    if (outcome !== undefined) return outcome
    plan = plan.isLast ? undefined : planNextCheck(parts, state.progress.polls, check)
    state.nextCheckAtMs = plan?.atMs ?? policy.timeoutMs
    observe({ kind: 'sleeping', nowMs: clock.now(), plan })
  }
  // The timeout is what the user said: the step does not end before it, even when no check fits in any more.
  await sleepUntil(policy.timeoutMs, parts)
  return { kind: interruption.aborted ? 'cancelled' : 'timed-out' }
}

async function sleepUntil(momentMs: number, { clock, interruption }: WaitParts): Promise<void> {
  for (let leftMs = momentMs - clock.now(); leftMs > 0; leftMs = momentMs - clock.now()) {
    if (interruption.aborted) return
    await clock.sleep(leftMs, interruption)
  }
}

/** Makes one request and adds what it told. Undefined when the wait was interrupted, or the deadline has passed. */
async function checkOnce(parts: WaitParts, state: WaitState): Promise<Check | undefined> {
  const { clock, interruption, observe, policy } = parts
  const before = state.progress
  const begunMs = clock.now()
  const leftMs = policy.timeoutMs - begunMs
  if (interruption.aborted || leftMs <= 0) return undefined
  const check = await parts.check(Math.min(policy.requestTimeoutMs, leftMs), interruption)
  if (interruption.aborted) {
    state.progress = { ...before, polls: before.polls + 1 }
    return undefined
  }
  const times = { begunMs, endedMs: clock.now() }
  state.progress = advance(before, check, times)
  observe({ kind: 'checked', check, times, before, after: state.progress })
  return check
}

/**
 * Plans the check after the latest one. Where its delay would leave no time for an answer before the deadline, it
 * becomes the last check, as long before the deadline as an answer may need.
 */
function planNextCheck(parts: WaitParts, polls: number, check: Check): CheckPlan | undefined {
  const { clock, policy, random } = parts
  const nowMs = clock.now()
  const retryAfterMs = check.kind === 'fatal' ? 0 : check.retryAfterMs
  const wantedMs = nowMs + nextDelay(policy, polls - 1, retryAfterMs, random())
  const lastCheckAtMs = policy.timeoutMs - lastCheckLead(policy)
  if (wantedMs <= lastCheckAtMs) return { atMs: wantedMs, isLast: false }
  return nowMs < lastCheckAtMs ? { atMs: lastCheckAtMs, isLast: true } : undefined
}

function lastCheckLead({ requestTimeoutMs, timeoutMs }: WaitPolicy): number {
  return Math.min(requestTimeoutMs, longestLastCheckLeadMs, timeoutMs * lastCheckLeadRatio)
}

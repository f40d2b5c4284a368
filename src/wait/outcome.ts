import { formatDuration } from '../text/time.ts'
import type { Check, Problem, ResetStatus } from './check.ts'
import type { WaitPolicy } from './policy.ts'
import { deadlineOf, noProgress, type Outage, type Progress } from './progress.ts'

/** How the step ended. Only `completed` is a success. */
export type Outcome =
  | { readonly kind: 'completed'; readonly apiMessage: string }
  | { readonly kind: 'failed'; readonly apiMessage: string }
  | { readonly kind: 'stalled'; readonly apiMessage: string }
  | { readonly kind: 'not-started' }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'error'; readonly problem: Problem }
  | { readonly kind: 'cancelled' }

/** The whole story of a run, for the report. */
export interface Result {
  readonly outcome: Outcome
  readonly progress: Progress
  /** When the wait ended, in milliseconds since the step began. */
  readonly elapsedMs: number
}

/** The result of a run that a problem ended. */
export function errorResult(problem: Problem, elapsedMs: number, progress: Progress = noProgress): Result {
  return { outcome: { kind: 'error', problem }, progress, elapsedMs }
}

/**
 * Decides whether a check ends the wait.
 *
 * @param progress what was seen, this check included
 * @param nowMs when the check ended, in milliseconds since the step began
 * @returns undefined to wait on
 */
export function decide(
  progress: Progress,
  check: Check,
  nowMs: number,
  policy: WaitPolicy,
): Outcome | undefined {
  switch (check.kind) {
    case 'answer':
      return progress.awaitsStart ? undefined : decideStatus(check.status, check.message, policy)
    case 'unknown-status':
      return undefined
    case 'not-found':
      return progress.awaitsStart ? undefined : { kind: 'error', problem: check.problem }
    case 'transient':
    case 'timed-out':
      return decideOutage(progress, nowMs, policy)
    case 'fatal':
      return { kind: 'error', problem: check.problem }
  }
}

/** How a wait ends whose deadline has passed. */
export function decideAtDeadline({ awaitsStart }: Progress): Outcome {
  return { kind: awaitsStart ? 'not-started' : 'timed-out' }
}

function decideStatus(status: ResetStatus, apiMessage: string, policy: WaitPolicy): Outcome | undefined {
  switch (status) {
    case 'completed':
    case 'failed':
      return { kind: status, apiMessage }
    case 'stalled':
      return policy.onStalled === 'fail' ? { kind: 'stalled', apiMessage } : undefined
    case 'pending':
    case 'in-progress':
      return undefined
  }
}

// Before the first good answer a failure is more likely a wrong host than an outage.
const longestToleranceBeforeAnswerMs = 60_000

function decideOutage(progress: Progress, nowMs: number, policy: WaitPolicy): Outcome | undefined {
  const { outage } = progress
  // At the deadline a request is cut short by it, which says nothing about the API.
  if (outage === undefined || nowMs >= deadlineOf(progress, policy)) return undefined
  const toleranceMs = toleranceOf(progress, policy)
  if (nowMs - outage.sinceMs < toleranceMs) return undefined
  const text = describeGivingUp(outage, toleranceMs, policy)
  return { kind: 'error', problem: { ...outage.problem, text } }
}

/** How long an outage is borne, in milliseconds. */
export function toleranceOf({ hasAnswered }: Progress, { outageToleranceMs }: WaitPolicy): number {
  return hasAnswered ? outageToleranceMs : Math.min(outageToleranceMs, longestToleranceBeforeAnswerMs)
}

function describeGivingUp(outage: Outage, toleranceMs: number, policy: WaitPolicy): string {
  const checks =
    outage.failedChecks === 1 ? 'A check failed' : `${outage.failedChecks} checks in a row failed`
  const limit =
    toleranceMs === policy.outageToleranceMs
      ? `outage-tolerance is ${formatDuration(toleranceMs)}`
      : `before the first good answer an outage is tolerated for at most ${formatDuration(toleranceMs)}`
  return `${checks}, and ${limit}. ${outage.problem.text}`
}

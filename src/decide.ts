import type { Check } from './check.ts'
import { formatDuration } from './duration.ts'
import { type FailureRow, lastPhase, type Outcome, type Phase, type Progress } from './outcome.ts'
import type { ResetStatus } from './reset-status.ts'
import type { WaitPolicy } from './wait-policy.ts'

// Before the first good answer a failure is more likely a wrong host than an outage.
const longestToleranceBeforeAnswerMs = 60_000

// As JSON it has to fit into an output of 64 KiB: the latest phases are kept.
const longestTimeline = 500

/** When a check was begun and ended, in milliseconds since the step began. */
export interface CheckTimes {
  readonly begunMs: number
  readonly endedMs: number
}

/** Adds what one check told to what was seen before. */
export function advance(progress: Progress, check: Check, times: CheckTimes): Progress {
  const polls = progress.polls + 1
  switch (check.kind) {
    case 'answer':
    case 'unknown-status':
      return {
        ...progress,
        polls,
        timeline:
          check.kind === 'answer' ? addPhase(progress, check.status, times.endedMs) : progress.timeline,
        apiMessage: check.message,
        unknownStatus: check.kind === 'answer' ? undefined : check.status,
        hasSeenUnknownStatus: progress.hasSeenUnknownStatus || check.kind === 'unknown-status',
        hasAnswered: true,
        failureRow: undefined,
      }
    case 'not-found':
    case 'transient':
    case 'fatal':
      return {
        ...progress,
        polls,
        failedPolls: progress.failedPolls + 1,
        failureRow: addFailure(progress.failureRow, check, times.begunMs),
      }
  }
}

function addPhase(progress: Progress, status: ResetStatus, atMs: number): readonly Phase[] {
  const { timeline } = progress
  if (lastPhase(progress)?.status === status) return timeline
  return [...timeline, { status, atMs }].slice(-longestTimeline)
}

type FailedCheck = Extract<Check, { problem: unknown }>

function addFailure(row: FailureRow | undefined, check: FailedCheck, begunMs: number): FailureRow {
  // A 404 is an answer of a host that is there: an outage before it is over, and one after it begins anew.
  const isSameRow = row !== undefined && (row.problem.cause === 'not-found') === (check.kind === 'not-found')
  return isSameRow
    ? { sinceMs: row.sinceMs, failures: row.failures + 1, problem: check.problem }
    : { sinceMs: begunMs, failures: 1, problem: check.problem }
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
      return decideStatus(check.status, check.message, policy)
    case 'unknown-status':
      return undefined
    case 'not-found': {
      const isAwaited = !progress.hasAnswered && nowMs < policy.notFoundGraceMs
      return isAwaited ? undefined : { kind: 'error', problem: check.problem }
    }
    case 'transient':
      return decideFailure(progress, nowMs, policy)
    case 'fatal':
      return { kind: 'error', problem: check.problem }
  }
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

function decideFailure(progress: Progress, nowMs: number, policy: WaitPolicy): Outcome | undefined {
  const { failureRow: row, hasAnswered } = progress
  // At the deadline a request is cut short by it, which says nothing about the API: the wait has timed out.
  if (row === undefined || nowMs >= policy.timeoutMs) return undefined
  const toleranceMs = hasAnswered
    ? policy.outageToleranceMs
    : Math.min(policy.outageToleranceMs, longestToleranceBeforeAnswerMs)
  if (nowMs - row.sinceMs < toleranceMs) return undefined
  return { kind: 'error', problem: { ...row.problem, text: describeGivingUp(row, toleranceMs, hasAnswered) } }
}

function describeGivingUp(row: FailureRow, toleranceMs: number, hasAnswered: boolean): string {
  const checks = row.failures === 1 ? 'The check failed' : `${row.failures} checks in a row failed`
  const limit = hasAnswered
    ? `\`outage-tolerance\` is ${formatDuration(toleranceMs)}`
    : `before the first good answer, failures are tolerated for ${formatDuration(toleranceMs)}`
  const advice = hasAnswered
    ? 'Whether the reset has ended is not known.'
    : 'Check `api-url`, and that the runner can reach that host.'
  return `${checks}, and ${limit}. ${row.problem.text} ${advice}`
}

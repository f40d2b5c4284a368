import { type Check, type FailedCheck, isResetStatus, type ResetStatus, type StatusCheck } from './check.ts'
import type { WaitPolicy } from './policy.ts'
import { awaitsStart, isRecognized, type Meaning, outageOf, type Progress } from './progress.ts'

/**
 * The decision table of `docs/decisions.md`: the first row that fits decides.
 *
 * @param before what was seen before this check
 * @param sentMs when its request was sent, in milliseconds since the step started
 */
export function meaningOf(check: Check, before: Progress, sentMs: number, policy: WaitPolicy): Meaning {
  switch (check.kind) {
    case 'status':
      return statusMeaning(check, before, sentMs, policy)
    case 'not-found':
      return awaitsStart(before)
        ? { kind: 'not-started', returned: check.kind, problem: check.problem }
        : refusalMeaning(check, before)
    case 'refusal':
      return refusalMeaning(check, before)
    case 'busy':
      return { kind: 'failed', by: undefined, problem: check.problem }
    case 'fault':
    case 'timed-out':
      return { kind: 'failed', by: 'fault', problem: check.problem }
  }
}

function statusMeaning(check: StatusCheck, before: Progress, sentMs: number, policy: WaitPolicy): Meaning {
  const { status, message, problemIf } = check
  if (isStale(check, before, sentMs, policy))
    return { kind: 'failed', by: undefined, problem: problemIf.stale }
  if (!isResetStatus(status))
    return awaitsStart(before) || isRecognized(before)
      ? { kind: 'undocumented', status, message }
      : { kind: 'failed', by: undefined, problem: problemIf.undocumented }
  return awaitsStart(before) && resultOf(status, policy)
    ? { kind: 'not-started', returned: status, message }
    : { kind: 'status', status, message }
}

/** Whether a cache stored a response before it could say anything about this reset. */
function isStale({ status, ageMs }: StatusCheck, before: Progress, sentMs: number, policy: WaitPolicy) {
  const isResult = isResetStatus(status) && resultOf(status, policy)
  return ageMs > sentMs - (isResult ? (before.startedMs ?? 0) : 0)
}

/** Until the API is recognized, whatever refuses ends the wait; from then on, only the API does, twice in a row. */
function refusalMeaning({ problem, isFromApi }: FailedCheck, before: Progress): Meaning {
  const isSecond = isFromApi && outageOf(before)?.by === 'api-refusal'
  if (isSecond || !isRecognized(before)) return { kind: 'final', problem }
  return { kind: 'failed', by: isFromApi ? 'api-refusal' : undefined, problem }
}

export type ResetResult = 'completed' | 'failed' | 'stalled'

/** The result that a status is for the wait; undefined if it says that the reset is running. */
export function resultOf(status: ResetStatus, { onStalled }: WaitPolicy): ResetResult | undefined {
  if (status === 'pending' || status === 'in-progress') return undefined
  return status === 'stalled' && onStalled === 'wait' ? undefined : status
}

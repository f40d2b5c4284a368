import { formatDuration, formatElapsed } from '../text/duration.ts'
import { quote, quoteAside, sentence } from '../text/untrusted-text.ts'
import type { CheckPlan } from '../wait/backoff.ts'
import type { WaitPolicy } from '../wait/policy.ts'
import { deadlineOf, type Earlier, lastPhase, type Progress } from '../wait/progress.ts'
import type { Checked, WaitEvent } from '../wait/wait.ts'

/** A line for the log. Its text may be untrusted. */
export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warning'
  readonly text: string
  /** Of a warning; static. */
  readonly title?: string
}

/** The line that opens the log. */
export function describeStart(recoveryId: string, host: string, policy: WaitPolicy): string {
  const schedule =
    `first after ${formatDuration(policy.pollIntervalMs)}, then less often, ` +
    `up to every ${formatDuration(policy.maxPollIntervalMs)}`
  const start =
    policy.startTimeoutMs > 0 ? `, to be seen under way within ${formatDuration(policy.startTimeoutMs)}` : ''
  return `Waiting for the reset of recovery ${recoveryId} at ${host}, for at most ${formatDuration(policy.timeoutMs)}${start}. Checks: now, ${schedule}.`
}

/** The warning about a token that expires before the wait may end. */
export function describeTokenExpiry(expiryMs: number): LogEntry {
  const text =
    `The token expires on ${new Date(expiryMs).toISOString()}, before the timeout of this step: ` +
    'if the reset takes longer than that, the step will fail. Make a token that lasts longer.'
  return { level: 'warning', text, title: 'Token expires before the timeout' }
}

/** What the log says about an event of the wait. */
export function describeEvent(event: WaitEvent, policy: WaitPolicy): readonly LogEntry[] {
  switch (event.kind) {
    case 'checked':
      return describeCheck(event, policy)
    case 'sleeping':
      return [{ level: 'debug', text: describeSleep(event) }]
    case 'heartbeat':
      return [{ level: 'info', text: describeHeartbeat(event, policy) }]
  }
}

function describeCheck(event: Checked, policy: WaitPolicy): readonly LogEntry[] {
  const time = `[${formatElapsed(event.times.endedMs)}]`
  const changes = [
    describeRecovery(event),
    describeEarlier(event, policy),
    describeStatusChange(event),
    describeFirstFailure(event),
    describeSurprise(event),
  ]
  return [
    { level: 'debug', text: `${time} ${describeRawCheck(event)}` },
    ...changes.filter(Boolean).map((change) => ({ level: 'info', text: `${time} ${change}` }) as const),
    ...describeUnknownStatus(event),
  ]
}

function describeRawCheck({ check, times, after }: Checked): string {
  const took = `check ${after.checks} took ${Math.round(times.endedMs - times.begunMs)} ms`
  const asked =
    check.kind !== 'fatal' && check.retryAfterMs > 0
      ? `; retry after ${formatDuration(check.retryAfterMs)}`
      : ''
  const told =
    'problem' in check ? `${check.kind}: ${check.problem.text}` : `${check.kind}: ${describeAnswer(check)}`
  return `${took}${asked}; ${told}`
}

function describeAnswer({ status, message }: { readonly status: string; readonly message: string }): string {
  return message === '' ? quote(status) : `${quote(status)}, ${quote(message, 500)}`
}

function describeRecovery({ before: { outage }, after, times }: Checked): string | undefined {
  if (outage === undefined || after.outage !== undefined) return undefined
  const failures = outage.failedChecks === 1 ? '1 failure' : `${outage.failedChecks} failures`
  return `Checks work again, after ${failures} in ${formatElapsed(times.endedMs - outage.sinceMs)}.`
}

function describeEarlier({ before, after: { earlier } }: Checked, policy: WaitPolicy): string | undefined {
  if (earlier === undefined || earlier.said === before.earlier?.said) return undefined
  return `Not started yet (start-timeout: ${formatDuration(policy.startTimeoutMs)}). The API says: ${quoteEarlier(earlier)}`
}

/** What the API says of a reset that was not seen under way, as a sentence. */
export function quoteEarlier({ said, message }: Earlier): string {
  if (said === 'not-found') return sentence(message)
  return `"${said}"${quoteAside(message, 500)}, which tells of an earlier reset.`
}

function describeStatusChange({ before, after }: Checked): string | undefined {
  const phase = lastPhase(after)
  if (phase === undefined || phase.status === lastPhase(before)?.status) return undefined
  return `Status: ${phase.status}${quoteAside(phase.message, 500)}`
}

function describeFirstFailure({ after, outcome }: Checked): string | undefined {
  if (after.outage?.failedChecks !== 1 || outcome !== undefined) return undefined
  return `Checks fail, will keep trying: ${after.outage.problem.text}`
}

/** An end that no start was seen before may be that of an earlier reset. */
function describeSurprise({ check, after, outcome }: Checked): string | undefined {
  const isEnd = check.kind === 'answer' && outcome !== undefined
  if (!isEnd || after.timeline.length > 1) return undefined
  return 'The reset had ended before it was first seen. If it was started only just now, set `start-timeout`: this may be how an earlier one ended.'
}

function describeUnknownStatus({ check, before }: Checked): readonly LogEntry[] {
  if (check.kind !== 'unknown-status' || before.hasSeenUnknownStatus) return []
  const text = `The API answered a status that it does not document: ${quote(check.status)}. The wait goes on: only "completed" ends it well.`
  return [{ level: 'warning', text, title: 'Unexpected answer of the API' }]
}

type Sleeping = Extract<WaitEvent, { kind: 'sleeping' }>

function describeSleep({ nowMs, deadlineMs, plan }: Sleeping): string {
  const time = `[${formatElapsed(nowMs)}]`
  if (plan === undefined)
    return `${time} no further check fits in before the deadline at ${formatElapsed(deadlineMs)}`
  const delayMs = Math.round(plan.atMs - nowMs)
  return `${time} next check in ${delayMs} ms${plan.isLast ? ', the last one before the deadline' : ''}`
}

type Heartbeat = Extract<WaitEvent, { kind: 'heartbeat' }>

function describeHeartbeat({ nowMs, progress, plan }: Heartbeat, policy: WaitPolicy): string {
  const remaining = formatElapsed(deadlineOf(progress, policy) - nowMs)
  return `[${formatElapsed(nowMs)}] ${describeState(progress, nowMs)}; ${remaining} left, ${describePlan(plan, nowMs)}.`
}

function describePlan(plan: CheckPlan | undefined, nowMs: number): string {
  if (plan === undefined) return 'no further check fits in'
  return plan.atMs <= nowMs
    ? 'a check is under way'
    : `next check in ${formatElapsed(plan.atMs - nowMs + 999)}`
}

function describeState(progress: Progress, nowMs: number): string {
  const { outage } = progress
  const known = describeStatus(progress)
  return outage === undefined
    ? known
    : `${known}, checks failing for ${formatElapsed(nowMs - outage.sinceMs)}`
}

function describeStatus(progress: Progress): string {
  if (progress.unknown !== undefined) return `Still ${quote(progress.unknown.status)}`
  if (progress.earlier !== undefined) return 'Not started yet'
  const status = lastPhase(progress)?.status
  return status === undefined ? 'No status yet' : `Still ${status}`
}

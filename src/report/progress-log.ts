import { formatDuration, formatElapsed } from '../text/duration.ts'
import { quote } from '../text/untrusted-text.ts'
import type { CheckPlan } from '../wait/backoff.ts'
import type { WaitPolicy } from '../wait/policy.ts'
import { lastPhase, type Progress } from '../wait/progress.ts'
import type { WaitEvent } from '../wait/wait.ts'

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
  return `Waiting for the reset of recovery ${recoveryId} at ${host}, for at most ${formatDuration(policy.timeoutMs)}. Checks: now, ${schedule}.`
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
      return [{ level: 'debug', text: describeSleep(event, policy) }]
    case 'heartbeat':
      return [{ level: 'info', text: describeHeartbeat(event, policy) }]
  }
}

type Checked = Extract<WaitEvent, { kind: 'checked' }>

function describeCheck(event: Checked, policy: WaitPolicy): readonly LogEntry[] {
  const time = `[${formatElapsed(event.times.endedMs)}]`
  const changes = [describeRecovery(event), describeStatusChange(event), describeFirstFailure(event, policy)]
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

function describeStatusChange({ before, after }: Checked): string | undefined {
  const status = lastPhase(after)?.status
  if (status === undefined || status === lastPhase(before)?.status) return undefined
  return `Status: ${status}${after.apiMessage === '' ? '' : ` (${quote(after.apiMessage, 500)})`}`
}

function describeFirstFailure({ check, after, outcome }: Checked, policy: WaitPolicy): string | undefined {
  if (after.outage?.failedChecks !== 1 || outcome !== undefined) return undefined
  const { text } = after.outage.problem
  return check.kind === 'not-found'
    ? `Not there yet, waiting for up to ${formatDuration(policy.notFoundGraceMs)}: ${text}`
    : `Checks fail, will keep trying: ${text}`
}

function describeUnknownStatus({ check, before }: Checked): readonly LogEntry[] {
  if (check.kind !== 'unknown-status' || before.hasSeenUnknownStatus) return []
  const text = `The API answered a status that it does not document: ${quote(check.status)}. The wait goes on: only "completed" ends it well.`
  return [{ level: 'warning', text, title: 'Unexpected answer of the API' }]
}

type Sleeping = Extract<WaitEvent, { kind: 'sleeping' }>

function describeSleep({ nowMs, plan }: Sleeping, policy: WaitPolicy): string {
  const time = `[${formatElapsed(nowMs)}]`
  if (plan === undefined)
    return `${time} no further check fits in before the deadline at ${formatElapsed(policy.timeoutMs)}`
  const delayMs = Math.round(plan.atMs - nowMs)
  return `${time} next check in ${delayMs} ms${plan.isLast ? ', the last one before the deadline' : ''}`
}

type Heartbeat = Extract<WaitEvent, { kind: 'heartbeat' }>

function describeHeartbeat({ nowMs, progress, plan }: Heartbeat, policy: WaitPolicy): string {
  const remaining = formatElapsed(policy.timeoutMs - nowMs)
  return `[${formatElapsed(nowMs)}] ${describeState(progress, nowMs)}; ${remaining} left, ${describePlan(plan, nowMs)}.`
}

function describePlan(plan: CheckPlan | undefined, nowMs: number): string {
  if (plan === undefined) return 'no further check fits in'
  return plan.atMs <= nowMs
    ? 'a check is under way'
    : `next check in ${formatElapsed(plan.atMs - nowMs + 999)}`
}

function describeState(progress: Progress, nowMs: number): string {
  const { outage, unknownStatus } = progress
  const status = unknownStatus === undefined ? lastPhase(progress)?.status : quote(unknownStatus)
  const known = status === undefined ? 'No status yet' : `Still ${status}`
  return outage === undefined
    ? known
    : `${known}, checks failing for ${formatElapsed(nowMs - outage.sinceMs)}`
}

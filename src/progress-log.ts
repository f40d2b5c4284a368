import { formatDuration, formatElapsed } from './duration.ts'
import { lastPhase, type Progress } from './outcome.ts'
import { quote } from './untrusted-text.ts'
import type { WaitEvent } from './wait.ts'
import type { WaitPolicy } from './wait-policy.ts'

/** A line for the log. It may hold untrusted text. */
export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warning'
  readonly text: string
}

/** The line that opens the log. */
export function describeStart(recoveryId: string, host: string, policy: WaitPolicy): string {
  const schedule =
    `first after ${formatDuration(policy.pollIntervalMs)}, then less often, ` +
    `up to every ${formatDuration(policy.maxPollIntervalMs)}`
  return `Waiting for the reset of recovery ${recoveryId} at ${host}, for at most ${formatDuration(policy.timeoutMs)}. Checks: now, ${schedule}.`
}

/** The warning about a token that runs out before the wait may end. */
export function describeTokenExpiry(expiryMs: number): string {
  return (
    `The token runs out on ${new Date(expiryMs).toISOString()}, before the timeout of this step: ` +
    'if the reset takes longer than that, the step will fail. Make a token that lasts longer.'
  )
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
  const debug = { level: 'debug', text: `${time} ${describeRawCheck(event)}` } as const
  const changes = [describeRecovery(event), describeStatusChange(event), describeFirstFailure(event, policy)]
  const lines = changes.filter((change) => change !== undefined)
  const warning = describeUnknownStatus(event)
  return [
    debug,
    ...lines.map((line) => ({ level: 'info', text: `${time} ${line}` }) as const),
    ...(warning === undefined ? [] : [{ level: 'warning', text: warning } as const]),
  ]
}

function describeRawCheck({ check, times, after }: Checked): string {
  const took = `check ${after.polls} took ${Math.round(times.endedMs - times.begunMs)} ms`
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

function describeRecovery({ before, after, times }: Checked): string | undefined {
  const row = before.failureRow
  if (row === undefined || after.failureRow !== undefined) return undefined
  const failures = row.failures === 1 ? '1 failure' : `${row.failures} failures`
  return `Checks work again, after ${failures} in ${formatElapsed(times.endedMs - row.sinceMs)}.`
}

function describeStatusChange({ before, after }: Checked): string | undefined {
  const status = lastPhase(after)?.status
  if (status === undefined || status === lastPhase(before)?.status) return undefined
  return `Status: ${status}${after.apiMessage === '' ? '' : ` (${quote(after.apiMessage, 500)})`}`
}

function describeFirstFailure({ check, after }: Checked, policy: WaitPolicy): string | undefined {
  if (after.failureRow?.failures !== 1) return undefined
  switch (check.kind) {
    case 'transient':
      return `Checks fail, will keep trying: ${check.problem.text}`
    case 'not-found':
      if (after.hasAnswered || policy.notFoundGraceMs === 0) return undefined
      return `Not there yet, waiting for up to ${formatDuration(policy.notFoundGraceMs)}: ${check.problem.text}`
    case 'answer':
    case 'unknown-status':
    case 'fatal':
      return undefined
  }
}

function describeUnknownStatus({ check, before }: Checked): string | undefined {
  if (check.kind !== 'unknown-status' || before.hasSeenUnknownStatus) return undefined
  return `The API answered a status that it does not document: ${quote(check.status)}. The wait goes on: only "completed" ends it well.`
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

function describeHeartbeat({ nowMs, progress, nextCheckAtMs }: Heartbeat, policy: WaitPolicy): string {
  const remaining = formatElapsed(Math.max(0, policy.timeoutMs - nowMs))
  const next = describeNextCheck(nextCheckAtMs, nowMs, policy)
  return `[${formatElapsed(nowMs)}] ${describeState(progress, nowMs)}; ${remaining} left, ${next}.`
}

function describeNextCheck(nextCheckAtMs: number, nowMs: number, policy: WaitPolicy): string {
  if (nextCheckAtMs >= policy.timeoutMs) return 'no further check fits in'
  return nextCheckAtMs <= nowMs
    ? 'a check is under way'
    : `next check in ${formatElapsed(nextCheckAtMs - nowMs + 999)}`
}

function describeState(progress: Progress, nowMs: number): string {
  const row = progress.failureRow
  const status =
    progress.unknownStatus === undefined ? lastPhase(progress)?.status : quote(progress.unknownStatus)
  const known = status === undefined ? 'No status yet' : `Still ${status}`
  return row === undefined ? known : `${known}, checks failing for ${formatElapsed(nowMs - row.sinceMs)}`
}

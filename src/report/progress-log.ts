import { formatDuration, formatElapsed, formatMoment } from '../text/time.ts'
import { quote, quoteAside } from '../text/untrusted-text.ts'
import type { CheckPlan } from '../wait/backoff.ts'
import { toleranceOf } from '../wait/outcome.ts'
import type { WaitPolicy } from '../wait/policy.ts'
import { deadlineOf, type Earlier, lastPhase, type Progress, type Stretch } from '../wait/progress.ts'
import { type Checked, heartbeatPeriodMs, type WaitEvent } from '../wait/wait.ts'

/** A line for the log. Its text may be untrusted. */
export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warning'
  readonly text: string
  /** Of a warning; static. */
  readonly title?: string
}

/**
 * The lines that open the log.
 *
 * @param request what is asked of the API, method and URL
 */
export function describeStart(recoveryId: string, request: string, policy: WaitPolicy): readonly string[] {
  const [timeout, start, first, longest] = [
    policy.timeoutMs,
    policy.startTimeoutMs,
    policy.pollIntervalMs,
    policy.maxPollIntervalMs,
  ].map(formatDuration)
  const rate = first === longest ? `every ${first}` : `every ${first} at first and every ${longest} later`
  const toStart = policy.startTimeoutMs > 0 ? ` It has to start within ${start}.` : ''
  return [
    `Waiting up to ${timeout} for the reset of recovery ${recoveryId} to end, checking ${rate}.${toStart}`,
    request,
  ]
}

/** The warning about a token that expires before the wait may end. */
export function describeTokenExpiry(expiryMs: number): LogEntry {
  const text =
    `The token expires on ${formatMoment(expiryMs)}, before the timeout of this step: ` +
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
    describeFirstFailure(event, policy),
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

function describeRecovery({ before, after, times }: Checked): string | undefined {
  const { outage } = before
  if (outage === undefined || after.outage !== undefined || !isNews(before.stretches)) return undefined
  const failures = outage.failedChecks === 1 ? '1 failure' : `${outage.failedChecks} failures`
  return `Checks work again, after ${failures} in ${formatElapsed(times.endedMs, outage.sinceMs)}.`
}

/** How long something has to be gone before it is told of again: the log of an API that comes and goes stays short. */
const shortestPauseMs = { status: 60_000, outage: 300_000 }

/** Whether the latest stretch is worth a line. One that is not shows in the heartbeat. */
function isNews(stretches: readonly Stretch[]): boolean {
  const [latest, ...before] = stretches.toReversed()
  const again = before.findIndex(({ known }) => known === latest?.known)
  if (latest === undefined || again === -1) return true
  const endedMs = before[again - 1]?.sinceMs ?? latest.sinceMs
  return latest.sinceMs - endedMs >= shortestPauseMs[latest.known === 'outage' ? 'outage' : 'status']
}

function describeEarlier({ before, after: { earlier, stretches } }: Checked, policy: WaitPolicy) {
  if (earlier === undefined || before.earlier !== undefined || !isNews(stretches)) return undefined
  const said =
    earlier.said === 'not-found' ? `. ${earlier.message}` : `: the API says ${quoteEarlier(earlier)}`
  return `Not started yet${said} It has to start within ${formatDuration(policy.startTimeoutMs)}.`
}

/** What the API said of a reset that was not seen under way, as the end of a sentence. */
export function quoteEarlier({ said, message }: Earlier): string {
  return `"${said}"${quoteAside(message, 500)}, which tells of an earlier reset.`
}

function describeStatusChange({ before, after }: Checked): string | undefined {
  const phase = lastPhase(after)
  const isChange = phase?.status !== lastPhase(before)?.status && isNews(after.stretches)
  return phase && isChange ? `Status: ${phase.status}${quoteAside(phase.message, 500)}` : undefined
}

function describeFirstFailure({ after, outcome }: Checked, policy: WaitPolicy): string | undefined {
  if (after.outage?.failedChecks !== 1 || outcome !== undefined || !isNews(after.stretches)) return undefined
  const tolerance = formatDuration(toleranceOf(after, policy))
  return `Checks fail, which is tolerated for ${tolerance}. ${after.outage.problem.text}`
}

/** An end that no start was seen before may be that of an earlier reset. */
function describeSurprise({ check, after, outcome }: Checked): string | undefined {
  const isEnd = check.kind === 'answer' && outcome !== undefined
  if (!isEnd || after.timeline.length > 1) return undefined
  return 'The reset had ended before it was first seen. If it was started only just now, set start-timeout: this may be how an earlier one ended.'
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

const longestAside = 200

type Heartbeat = Extract<WaitEvent, { kind: 'heartbeat' }>

function describeHeartbeat({ nowMs, progress, plan }: Heartbeat, policy: WaitPolicy): string {
  const leftMs = deadlineOf(progress, policy) - nowMs
  const end = progress.awaitsStart ? 'has to start within' : 'times out in'
  const parts = [describeState(progress, nowMs), `${end} ${formatElapsed(leftMs)}`, describePlan(plan, nowMs)]
  return `[${formatElapsed(nowMs)}] ${parts.join('; ')}.`
}

function describePlan(plan: CheckPlan | undefined, nowMs: number): string {
  if (plan === undefined) return 'no further check fits in'
  return plan.atMs <= nowMs
    ? 'a check is under way'
    : `next check in ${formatElapsed(plan.atMs - nowMs + 999)}`
}

function describeState(progress: Progress, nowMs: number): string {
  const { outage, stretches } = progress
  const known = whatIsKnown(progress)
  if (outage !== undefined) {
    const failing = `Checks have been failing for ${formatElapsed(nowMs, outage.sinceMs)}`
    return known === undefined ? failing : `${failing}; before that ${known.name}${known.aside}`
  }
  if (known === undefined) return 'No answer yet'
  const hasFailed = stretches.some(
    ({ known, sinceMs }) => known === 'outage' && nowMs - sinceMs < heartbeatPeriodMs,
  )
  const state = `Still ${known.name} for ${formatElapsed(nowMs, known.sinceMs)}${known.aside}`
  return hasFailed ? `${state}; some checks fail` : state
}

function whatIsKnown(progress: Progress) {
  const { earlier, unknown, stretches } = progress
  const sinceMs = stretches.at(-1)?.sinceMs ?? 0
  if (unknown !== undefined)
    return { name: quote(unknown.status), sinceMs, aside: quoteAside(unknown.message, longestAside) }
  if (earlier !== undefined) {
    const aside = earlier.said === 'not-found' ? ' (404)' : ` (the API says "${earlier.said}")`
    return { name: 'not started', sinceMs: earlier.sinceMs, aside }
  }
  const phase = lastPhase(progress)
  return phase && { name: phase.status, sinceMs: phase.atMs, aside: quoteAside(phase.message, longestAside) }
}

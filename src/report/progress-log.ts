import { code, join, plain, quoted, quotedExactly, type Text, text } from '../text/text.ts'
import { formatDuration, formatElapsed, formatMoment } from '../text/time.ts'
import type { CheckPlan } from '../wait/backoff.ts'
import { outageLimit } from '../wait/outcome.ts'
import type { WaitPolicy } from '../wait/policy.ts'
import {
  awaitsStart,
  deadlineOf,
  lastKnown,
  lastStatus,
  outageOf,
  type Period,
  type Progress,
  timelineOf,
} from '../wait/progress.ts'
import { type Checked, type Heartbeat, heartbeatIntervalMs, type WaitEvent } from '../wait/wait.ts'
import {
  aside,
  describeEarlier,
  describeFirstSeen,
  describeKnown,
  describeProblem,
  describeReturned,
} from './known.ts'

/** A line for the log. */
export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warning'
  readonly text: Text
  /** Of a warning. Static, because the runner doesn't mask titles. */
  readonly title?: string
}

/** The first line of the log: which reset, for how long, and how often the action polls. */
export function describeStart(recoveryId: string, policy: WaitPolicy): Text {
  const { timeoutMs, startTimeoutMs, pollIntervalMs, maxPollIntervalMs } = policy
  const hasBackoff = pollIntervalMs < maxPollIntervalMs
  const backoff = hasBackoff ? text`, backing off to ${formatDuration(maxPollIntervalMs)}` : text``
  const start =
    startTimeoutMs > 0 ? text` The reset must start within ${formatDuration(startTimeoutMs)}.` : text``
  return text`Waiting up to ${formatDuration(timeoutMs)} for the reset of recovery ${code(recoveryId)} (polling every ${formatDuration(pollIntervalMs)}${backoff}).${start}`
}

/**
 * The warning about a token that expires before the deadline, or has expired by the runner's clock. The clock can be
 * wrong, so the API decides.
 *
 * @param expiryMs Unix time in milliseconds, like `nowMs` and `deadlineMs`
 */
export function describeTokenExpiry(
  expiryMs: number,
  nowMs: number,
  deadlineMs: number,
): LogEntry | undefined {
  const expiry = formatMoment(expiryMs)
  if (expiryMs <= nowMs)
    return {
      level: 'warning',
      text: text`The token expired at ${expiry}; the runner's clock shows ${formatMoment(nowMs)}. If the API rejects the token, create a new one.`,
      title: 'Token expired',
    }
  if (expiryMs >= deadlineMs) return undefined
  return {
    level: 'warning',
    text: text`The token expires at ${expiry}, before this step's timeout. If the reset takes longer, the step fails. Use a token that expires later.`,
    title: 'Token expires before the timeout',
  }
}

/** What the log says about an event of the wait. */
export function describeEvent(event: WaitEvent, policy: WaitPolicy): readonly LogEntry[] {
  switch (event.kind) {
    case 'checked':
      return describeCheck(event, policy)
    case 'heartbeat':
      return [{ level: 'info', text: describeHeartbeat(event, policy) }]
  }
}

function at(momentMs: number, line: Text): Text {
  return text`[${formatElapsed(momentMs)}] ${line}`
}

function describeCheck(event: Checked, policy: WaitPolicy): readonly LogEntry[] {
  const { endedMs } = event.times
  const changes = [
    describeRecovery(event),
    describeNotStarted(event, policy),
    describeStatusChange(event),
    describeFirstFailure(event, policy),
    describeFinishedAtFirstCheck(event),
  ].filter((change) => change !== undefined)
  return [
    { level: 'debug', text: at(endedMs, describeRawCheck(event)) },
    ...changes.map((change) => ({ level: 'info', text: at(endedMs, change) }) as const),
    ...describeUndocumented(event),
  ]
}

function describeRawCheck({ check, times, after, plan }: Checked): Text {
  const { retryAfterMs } = check
  const returned =
    check.kind === 'status'
      ? join([quotedExactly(check.status, 100), quoted(check.message)], ': ')
      : text`${plain(check.kind)}: ${check.problem.text}`
  return join(
    [
      text`check ${after.checks} took ${Math.round(times.endedMs - times.startedMs)} ms`,
      retryAfterMs > 0 ? text`retry after ${formatDuration(retryAfterMs)}` : undefined,
      plan && text`next check in ${Math.round(plan.atMs - times.endedMs)} ms`,
      returned,
    ],
    '; ',
  )
}

function describeRecovery({ before, after, times }: Checked): Text | undefined {
  const outage = outageOf(before)
  if (outage === undefined || outageOf(after) !== undefined) return undefined
  const wasLogged = shouldLog(before.periods)
  const lastedMs = times.endedMs - outage.sinceMs
  if (!wasLogged && lastedMs < minPauseMs.status) return undefined
  const failures = text`${outage.checks} ${plain(outage.checks === 1 ? 'failure' : 'failures')}`
  const recovered = text`Checks recovered after ${failures} in ${formatElapsed(times.endedMs, outage.sinceMs)}.`
  return join([recovered, wasLogged ? undefined : describeProblem(before)])
}

/** Minimum pause before the same change is logged again, so that a flapping API doesn't fill the log. */
const minPauseMs = { status: 60_000, outage: 300_000 }

/** Whether the start of the latest period gets a line. If it doesn't, the heartbeat shows it. */
function shouldLog(periods: readonly Period[]): boolean {
  const latest = periods.at(-1)
  if (latest === undefined) return true
  const again = periods.findLastIndex((period) => period !== latest && logName(period) === logName(latest))
  if (again === -1) return true
  const endedMs = periods[again + 1]?.sinceMs ?? 0
  return latest.sinceMs - endedMs >= minPauseMs[latest.kind === 'outage' ? 'outage' : 'status']
}

function logName(period: Period): string {
  return period.kind === 'status' ? period.status : period.kind
}

function describeNotStarted({ meaning, before, after }: Checked, policy: WaitPolicy): Text | undefined {
  if (meaning.kind !== 'not-started' || lastKnown(before)?.kind === 'not-started') return undefined
  if (!shouldLog(after.periods)) return undefined
  const start = text`The reset must start within ${formatDuration(policy.startTimeoutMs)}.`
  if (meaning.returned === 'not-found') return join([text`Not started yet: ${meaning.problem.text}`, start])
  const returned = text`${describeReturned(meaning.returned)}${aside(meaning.message)}`
  return join([text`Not started yet: ${returned}${describeEarlier(meaning.returned)}`, start])
}

function describeStatusChange({ meaning, before, after }: Checked): Text | undefined {
  if (meaning.kind !== 'status' || meaning.status === lastStatus(before)) return undefined
  if (!shouldLog(after.periods)) return undefined
  return text`Status: ${code(meaning.status)}${aside(meaning.message)}`
}

function describeFirstFailure({ after, outcome }: Checked, policy: WaitPolicy): Text | undefined {
  const outage = outageOf(after)
  if (outage?.checks !== 1 || outcome !== undefined || !shouldLog(after.periods)) return undefined
  const tolerance = formatDuration(outageLimit(outage, after, policy).toleranceMs)
  return text`Checks are failing (tolerated for ${tolerance}): ${describeProblem(after)}`
}

/** If no start was seen before a result, it can be the result of an earlier reset. */
function describeFinishedAtFirstCheck({ after, outcome }: Checked): Text | undefined {
  const isFinished = outcome?.kind === 'completed' || outcome?.kind === 'failed'
  if (!isFinished || timelineOf(after).length > 1) return undefined
  return text`The reset ${describeFirstSeen(plain('finished'), after)}. If you just started it, set ${code('start-timeout')}: this may be the result of an earlier reset.`
}

function describeUndocumented({ meaning, before }: Checked): readonly LogEntry[] {
  const isFirst = before.periods.every(({ kind }) => kind !== 'undocumented')
  if (meaning.kind !== 'undocumented' || !isFirst) return []
  const line = text`An undocumented status was returned: ${quotedExactly(meaning.status, 100)}. Still waiting; only ${quoted('completed')} is a success.`
  return [{ level: 'warning', text: line, title: 'Undocumented status' }]
}

const maxAsideLength = 200

function describeHeartbeat({ nowMs, progress, plan }: Heartbeat, policy: WaitPolicy): Text {
  const left = formatElapsed(deadlineOf(progress, policy) - nowMs)
  const limit = awaitsStart(progress) ? text`must start within ${left}` : text`times out in ${left}`
  return at(nowMs, text`${describeCurrent(progress, nowMs)} (${limit}, ${describePlan(plan, nowMs)})`)
}

function describePlan(plan: CheckPlan | undefined, nowMs: number): Text {
  if (plan === undefined) return text`no time for another check`
  return plan.atMs <= nowMs
    ? text`check in progress`
    : text`next check in ${formatElapsed(plan.atMs - nowMs + 999)}`
}

function describeCurrent(progress: Progress, nowMs: number): Text {
  const outage = outageOf(progress)
  const known = describeKnown(progress, nowMs, maxAsideLength)
  if (outage !== undefined) {
    const failing = text`Checks have been failing for ${formatElapsed(nowMs, outage.sinceMs)}: ${describeProblem(progress)}`
    if (known === undefined) return failing
    const isStarted = lastKnown(progress)?.kind !== 'not-started'
    return text`${failing} ${plain(isStarted ? 'Last status' : 'Before that')}: ${known}`
  }
  if (known === undefined) return text`No response yet`
  const hasFailed = progress.periods.some(
    ({ kind, sinceMs }) => kind === 'outage' && nowMs - sinceMs < heartbeatIntervalMs,
  )
  return hasFailed ? text`${known}; some checks are failing` : known
}

import { code, join, plain, quoted, type Text, text, toPlain } from '../text/text.ts'
import { formatDuration, formatElapsed } from '../text/time.ts'
import { type ProblemCause, statusMeanings } from '../wait/check.ts'
import type { Outcome, Result } from '../wait/outcome.ts'
import { awaitsStart, lastKnown, outageOf, type Progress, timelineOf } from '../wait/progress.ts'
import {
  aside,
  describeChecks,
  describeEarlier,
  describeFirstSeen,
  describeKnown,
  describeProblem,
  describeReturned,
  knownFor,
} from './known.ts'
import { nextStepsFor } from './next-steps.ts'
import type { Subject } from './subject.ts'

/** The parts of a result from which outputs, annotation, and summary are built. */
export interface Verdict {
  readonly isSuccess: boolean
  /** Static, because the runner doesn't mask titles. Also a heading of the troubleshooting page. */
  readonly heading: string
  /** The heading, with the status code if there is one. */
  readonly title: string
  /** What happened, in whole sentences. */
  readonly reason: Text
  /** The parts of the reason, if there are several. */
  readonly details: readonly Text[]
  /** What to do about it, the most likely first. */
  readonly nextSteps: readonly Text[]
  /**
   * Why the wait ended, for the output of this name: the API's own message as it was sent, otherwise what its status
   * means, otherwise what happened and what to do. Empty only for `completed` without a message. Untrusted.
   */
  readonly message: string
  /** The whole verdict as one paragraph that can be read by itself. */
  readonly annotation: Text
}

/** @param subject undefined if the inputs are invalid */
export function verdictOf(result: Result, subject: Subject | undefined): Verdict {
  const { outcome } = result
  const reason = describeReason(result, subject)
  const details = outcome.kind === 'error' ? (outcome.problem.details ?? []) : []
  const nextSteps = nextStepsFor(result, subject)
  const annotation = join([reason, ...details, ...nextSteps, describeRequest(outcome, subject)])
  return {
    isSuccess: outcome.kind === 'completed',
    heading: headingOf(outcome),
    title: titleOf(outcome),
    reason,
    details,
    nextSteps,
    message: 'apiMessage' in outcome ? outputMessage(outcome) : toPlain(annotation),
    annotation,
  }
}

const titles: Readonly<Record<Exclude<Outcome['kind'], 'error'>, string>> = {
  completed: 'Recovery reset completed',
  failed: 'Recovery reset failed',
  stalled: 'Recovery reset stalled',
  'not-started': "Recovery reset didn't start",
  'timed-out': 'Timed out waiting for recovery reset',
  cancelled: 'Waiting for recovery reset was cancelled',
}

const errorTitles: Readonly<Record<ProblemCause, string>> = {
  inputs: 'Invalid configuration',
  credentials: 'Authentication failed',
  permissions: 'Access denied',
  'not-found': 'Not found',
  rejected: 'Request rejected',
  redirect: 'Redirected',
  'unexpected-response': 'Unexpected response',
  certificate: 'Certificate not trusted',
  proxy: 'Proxy error',
  unreachable: 'API unreachable',
  server: 'API unavailable',
  internal: 'Internal error',
}

function headingOf(outcome: Outcome): string {
  return outcome.kind === 'error' ? errorTitles[outcome.problem.cause] : titles[outcome.kind]
}

function titleOf(outcome: Outcome): string {
  const statusCode = outcome.kind === 'error' ? outcome.problem.statusCode : undefined
  return statusCode === undefined ? headingOf(outcome) : `${headingOf(outcome)} (${statusCode})`
}

/** A result that the API returned. */
type ApiResult = Extract<Outcome, { apiMessage: string }>

function outputMessage({ kind, apiMessage }: ApiResult): string {
  return apiMessage || (kind === 'completed' ? '' : `${capitalize(statusMeanings[kind])}.`)
}

function capitalize(value: string): string {
  return value.charAt(0).toUpperCase() + value.slice(1)
}

const maxQuoteLength = 2_000

function describeReason(result: Result, subject: Subject | undefined): Text {
  const { outcome, progress, elapsedMs } = result
  const reset = subject === undefined ? text`reset` : text`reset of recovery ${code(subject.identifiers.id)}`
  switch (outcome.kind) {
    case 'completed':
    case 'failed':
    case 'stalled':
      return join([text`The ${reset} ${describeFinish(outcome, result)}.`, describeApiMessage(outcome)])
    case 'not-started':
      return join([
        text`The ${reset} wasn't seen running within ${formatDuration(subject?.policy.startTimeoutMs ?? elapsedMs)} (${describeChecks(progress)}).`,
        describeEnd(result),
      ])
    case 'timed-out':
      return join([
        text`Timed out after waiting ${formatDuration(subject?.policy.timeoutMs ?? elapsedMs)} for the ${reset} (${describeChecks(progress)}).`,
        describeEnd(result),
      ])
    case 'cancelled':
      return join([
        text`Waiting for the ${reset} was cancelled after ${formatElapsed(elapsedMs)} (${describeChecks(progress)}).`,
        awaitsStart(progress) ? text`The reset hadn't been seen running yet.` : undefined,
        describeEnd(result),
      ])
    case 'error':
      return join([outcome.problem.text, describeLimit(outcome, progress), describeLastKnown(result)])
  }
}

/** If the first check already returned the result, the time of the result is unknown. */
function describeFinish({ kind }: ApiResult, { progress, elapsedMs }: Result): Text {
  if (timelineOf(progress).length > 1) return text`${plain(kind)} after ${formatElapsed(elapsedMs)}`
  return describeFirstSeen(plain(kind), progress)
}

function describeApiMessage({ kind, apiMessage }: ApiResult): Text {
  return apiMessage === ''
    ? withoutMessage[kind]
    : text`The API's message: ${quoted(apiMessage, maxQuoteLength)}.`
}

const withoutMessage: Readonly<Record<ApiResult['kind'], Text>> = {
  completed: text``,
  failed: text`The API gave no reason. This status can also mean that the pre-reset webhook failed.`,
  stalled: text`The API gave no reason. A reset can't run while a restore is running on the Cloud Rewind timeline.`,
}

/** What was known last, and an outage that hides what came after it. */
function describeEnd(result: Result): Text {
  return join([describeLastKnown(result), describeOutage(result)])
}

function describeLastKnown({ progress, elapsedMs }: Result): Text | undefined {
  const known = lastKnown(progress)
  if (known?.kind === 'not-started') {
    const lasted = text`For ${knownFor(known, progress, elapsedMs)}, `
    if (known.returned === 'not-found')
      return outageOf(progress) === undefined
        ? text`${lasted}${describeProblem(progress)}`
        : text`${lasted}${describeReturned(known.returned)}.`
    return text`${lasted}${describeReturned(known.returned)}${aside(progress.message, maxQuoteLength)}${describeEarlier(known.returned)}`
  }
  const status = describeKnown(progress, elapsedMs, maxQuoteLength)
  return status && text`Last status: ${status}.`
}

function describeOutage({ progress, elapsedMs }: Result): Text | undefined {
  const outage = outageOf(progress)
  return (
    outage &&
    text`All checks in the last ${formatElapsed(elapsedMs, outage.sinceMs)} failed: ${describeProblem(progress)}`
  )
}

function describeLimit({ limit }: Extract<Outcome, { kind: 'error' }>, progress: Progress): Text | undefined {
  const outage = outageOf(progress)
  if (limit === undefined || outage === undefined) return undefined
  const checks = outage.checks === 1 ? text`1 check failed` : text`${outage.checks} consecutive checks failed`
  const tolerance = formatDuration(limit.toleranceMs)
  if (!limit.isTolerance)
    return text`${checks}; until a response shows that the host is the Cloud Rewind API, failures are tolerated for at most ${tolerance}.`
  return limit.toleranceMs === 0
    ? text`${checks}, and ${code('outage-tolerance')} is ${tolerance}.`
    : text`${checks}, for longer than ${code('outage-tolerance')} (${tolerance}).`
}

/** The causes for which the URL may be wrong. */
const urlCauses: readonly ProblemCause[] = [
  'not-found',
  'rejected',
  'redirect',
  'unexpected-response',
  'permissions',
]

function describeRequest(outcome: Outcome, subject: Subject | undefined): Text | undefined {
  const isUrlCause = outcome.kind === 'error' && urlCauses.includes(outcome.problem.cause)
  return subject && isUrlCause ? text`Request: ${code(`GET ${subject.statusUrl.href}`)}` : undefined
}

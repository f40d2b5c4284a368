import type { Inputs } from '../inputs/inputs.ts'
import { formatDuration, formatElapsed } from '../text/time.ts'
import { quote, quoteAside, quoteAtEnd } from '../text/untrusted-text.ts'
import { type ProblemCause, statusMeanings } from '../wait/check.ts'
import type { Outcome, Result } from '../wait/outcome.ts'
import { type Earlier, lastPhase, type Progress } from '../wait/progress.ts'
import { quoteEarlier } from './progress-log.ts'

/** What a run came to, in the parts of which output, annotation and job summary are made. */
export interface Verdict {
  readonly isSuccess: boolean
  /** Static, with no text of the API in it. */
  readonly title: string
  /** What happened, in whole sentences. Untrusted. */
  readonly happened: string
  /** What that consists of, where it is several things. Untrusted. */
  readonly details: readonly string[]
  /** What to do about it, the most likely first, as Markdown without untrusted text. */
  readonly advice: readonly string[]
  /**
   * Why the wait ended, for the output of this name: the API's own message as it came, else what its status means,
   * else what happened and what to do. Empty only for `completed` without a message. Untrusted.
   */
  readonly message: string
  /** The whole verdict as one paragraph that can be read without anything around it. Untrusted. */
  readonly announcement: string
}

/** @param inputs undefined when they could not be used */
export function verdictOf(result: Result, inputs: Inputs | undefined): Verdict {
  const { outcome, progress } = result
  const happened = describe(result, inputs)
  const details = outcome.kind === 'error' ? (outcome.problem.details ?? []) : []
  const advice = adviceOn(outcome, progress)
  const announcement = [happened, ...details, ...advice].join(' ')
  return {
    isSuccess: outcome.kind === 'completed',
    title: titles[outcome.kind],
    happened,
    details,
    advice,
    message: 'apiMessage' in outcome ? apiMessageOf(outcome) : announcement,
    announcement,
  }
}

const titles: Readonly<Record<Outcome['kind'], string>> = {
  completed: 'Recovery reset completed',
  failed: 'Recovery reset failed',
  stalled: 'Recovery reset stalled',
  'not-started': 'Recovery reset not started in time',
  'timed-out': 'Recovery reset not finished in time',
  error: 'Recovery reset could not be awaited',
  cancelled: 'Wait for recovery reset cancelled',
}

/** An end that the API told of. */
type Ended = Extract<Outcome, { apiMessage: string }>

function apiMessageOf({ kind, apiMessage }: Ended): string {
  return apiMessage || (kind === 'completed' ? '' : `${capitalised(statusMeanings[kind])}.`)
}

const longestQuote = 2_000

function describe(result: Result, inputs: Inputs | undefined): string {
  const { outcome, progress, elapsedMs } = result
  const reset = inputs === undefined ? 'the reset' : `the reset of recovery ${inputs.identifiers.id}`
  switch (outcome.kind) {
    case 'completed':
    case 'failed':
    case 'stalled':
      return `${capitalised(reset)} ${describeEnd(outcome, progress, elapsedMs)}. ${describeReason(outcome)}`.trim()
    case 'not-started':
      return describeMissingStart(reset, progress, elapsedMs, inputs)
    case 'timed-out':
      return describeTimeout(reset, progress, elapsedMs, inputs)
    case 'error':
      return withLastStatus(outcome.problem.text, progress, elapsedMs)
    case 'cancelled':
      return withLastStatus(
        `The wait for ${reset} was cancelled after ${formatElapsed(elapsedMs)}.`,
        progress,
        elapsedMs,
      )
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** An end that no check saw coming had happened before: when, nobody knows. */
function describeEnd({ kind }: Ended, { timeline, checks }: Progress, elapsedMs: number): string {
  if (timeline.length > 1) return `${kind} after ${formatElapsed(elapsedMs)}`
  return `had already ${kind} at the first check${checks === 1 ? '' : ' that the API answered'}`
}

function describeReason({ kind, apiMessage }: Ended): string {
  return apiMessage === '' ? withoutReason[kind] : `The API says: ${quoteAtEnd(apiMessage, longestQuote)}`
}

const withoutReason: Readonly<Record<Ended['kind'], string>> = {
  completed: '',
  failed: 'The API gives no reason; it says so also when the pre-reset webhook failed.',
  stalled: 'The API gives no reason; it allows no reset while any restore is running on the timeline.',
}

function describeMissingStart(
  reset: string,
  progress: Progress,
  elapsedMs: number,
  inputs: Inputs | undefined,
): string {
  const { earlier } = progress
  const limit = formatDuration(inputs?.policy.startTimeoutMs ?? elapsedMs)
  return [
    `No start of ${reset} was seen within ${limit} (${describeChecks(progress)}).`,
    earlier && describeInstead(earlier, elapsedMs),
    describeUnknown(progress),
    describeOutage(progress, elapsedMs),
  ]
    .filter(Boolean)
    .join(' ')
}

function describeInstead(earlier: Earlier, elapsedMs: number): string {
  const lasting = `For ${formatElapsed(elapsedMs, earlier.sinceMs)}`
  return earlier.said === 'not-found'
    ? `${lasting} there was none. ${earlier.message}`
    : `${lasting} the API has said ${quoteEarlier(earlier)}`
}

/** How many checks were made, and how many of them failed. */
export function describeChecks({ checks, failedChecks }: Progress): string {
  return `${checks} ${checks === 1 ? 'check' : 'checks'}, ${failedChecks || 'none'} failed`
}

function describeTimeout(
  reset: string,
  progress: Progress,
  elapsedMs: number,
  inputs: Inputs | undefined,
): string {
  const limit = formatDuration(inputs?.policy.timeoutMs ?? elapsedMs)
  const ended = `${capitalised(reset)} had not ended after ${limit} (${describeChecks(progress)}).`
  return [withLastStatus(ended, progress, elapsedMs), describeOutage(progress, elapsedMs)]
    .filter(Boolean)
    .join(' ')
}

function describeOutage({ outage }: Progress, elapsedMs: number): string {
  return outage === undefined
    ? ''
    : `Checks had been failing for ${formatElapsed(elapsedMs, outage.sinceMs)}. ${outage.problem.text}`
}

function withLastStatus(text: string, progress: Progress, elapsedMs: number): string {
  const phase = lastPhase(progress)
  const known =
    phase &&
    `Last status: ${phase.status}, for ${formatElapsed(elapsedMs, phase.atMs)}${quoteAside(phase.message, longestQuote)}.`
  return [text, known, describeUnknown(progress)].filter(Boolean).join(' ')
}

function describeUnknown({ unknown }: Progress): string {
  if (unknown === undefined) return ''
  const { status, message } = unknown
  return `The latest answer had a status that the API does not document: ${quote(status)}${quoteAside(message, longestQuote)}.`
}

const resetGoesOn = 'Only the wait has ended; the reset goes on. Run this step again to go on waiting for it.'
const moreTolerance = 'If outages of the API may last longer, raise `outage-tolerance`.'

function adviceOn(outcome: Outcome, progress: Progress): readonly string[] {
  switch (outcome.kind) {
    case 'completed':
      return []
    case 'failed':
      return [
        'Mend the cause, which may be the pre-reset webhook or what it calls, and reset the recovery again in Cloud Rewind.',
        'Then run this step again with `start-timeout: 2m`, so that it does not read this end once more.',
      ]
    case 'stalled':
      return [
        'Let the restore that runs on the timeline end, or end it in Cloud Rewind, then run this step again.',
        'To wait it out within this step, set `on-stalled: wait`.',
      ]
    case 'not-started':
      return [
        'Check that the reset was started, and that `recovery-id` is the recovery that it was started for.',
        'If it takes longer to start, raise `start-timeout`.',
        'If it may have ended before this step began, or between two checks, leave `start-timeout` out.',
      ]
    case 'timed-out':
      return [
        resetGoesOn,
        'If it often takes longer, raise `timeout` (and `timeout-minutes` of the job).',
        'If it makes no headway, look at the recovery in Cloud Rewind.',
      ]
    case 'error':
      return (
        (progress.hasAnswered && adviceAfterAnswer[outcome.problem.cause]) ||
        adviceAgainst[outcome.problem.cause]
      )
    case 'cancelled':
      return [resetGoesOn]
  }
}

const newToken =
  'Make a token in Cloud Rewind under IAM > Users > Service Accounts, as a key of type JWT, and store it as the secret that `token` reads.'
const compareAddress =
  "Compare the address with the request line that your tenant's API reference shows: its host goes into `api-url`, its path into `status-path`."
const isNotKnown =
  'Whether the reset has ended is not known: look at it in Cloud Rewind, then run this step again.'

const adviceAgainst: Readonly<Record<ProblemCause, readonly string[]>> = {
  // Each of their texts says what is accepted.
  inputs: [],
  credentials: [newToken, 'Check that `api-url` is the host of the tenant that the token belongs to.'],
  permissions: [
    'Give the service account that the token belongs to the permissions it lacks.',
    'Check that it may see this account, project and assembly.',
  ],
  'not-found': [
    'Check `recovery-id`, `assembly-id`, `project-id` and `account-id`.',
    compareAddress,
    'If the reset was only just started and may appear later, set `start-timeout`.',
  ],
  refused: [compareAddress],
  redirect: [
    'Set `api-url` and `status-path` to the address that answers itself.',
    'If the target is a login page, check that a proxy or gateway lets the runner pass.',
  ],
  certificate: [
    'If a private certificate authority signed it, name the certificate of that authority in `NODE_EXTRA_CA_CERTS`.',
    'If it has expired or was made out for another host, have it renewed, or correct `api-url`.',
  ],
  proxy: [
    'Check the variable `https_proxy` on the runner, user name and password included.',
    "Have the proxy allow the API's host, or name that host in `no_proxy`.",
  ],
  unreachable: [
    'Check the host in `api-url`.',
    'Check that the runner reaches it: DNS, firewall, and `https_proxy` where one is needed.',
    moreTolerance,
  ],
  server: [isNotKnown, moreTolerance],
  'unusable-answer': [
    compareAddress,
    'If a proxy or gateway answers in place of the API, have it let the runner pass.',
  ],
  internal: ['Run this step again.', 'Report this message to the authors of this action.'],
}

/** The same once the API had answered: address, route and token were right then. */
const adviceAfterAnswer: Partial<typeof adviceAgainst> = {
  credentials: [
    'If the token has expired, make a new one, and store it as the secret that `token` reads.',
    isNotKnown,
  ],
  'not-found': ['Look in Cloud Rewind whether the recovery was deleted: the API knew it before.'],
  refused: [isNotKnown],
  redirect: [isNotKnown],
  unreachable: [isNotKnown, moreTolerance],
  'unusable-answer': [isNotKnown, moreTolerance],
}

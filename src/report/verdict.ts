import type { Inputs } from '../inputs/inputs.ts'
import { formatDuration, formatElapsed } from '../text/duration.ts'
import { quote, quoteAside, sentence } from '../text/untrusted-text.ts'
import { type ProblemCause, statusMeanings } from '../wait/check.ts'
import type { Outcome, Result } from '../wait/outcome.ts'
import { lastPhase, type Progress } from '../wait/progress.ts'
import { quoteEarlier } from './progress-log.ts'

/** What a run came to, in the parts of which output, annotation and job summary are made. */
export interface Verdict {
  readonly isSuccess: boolean
  /** Static, with no text of the API in it. */
  readonly title: string
  /** What happened: the API's own message as it came, else what its status means, else what went wrong. Untrusted. */
  readonly reason: string
  /** What to do about it, the most likely first, as Markdown without untrusted text. */
  readonly advice: readonly string[]
  /** Why the wait ended, for the output of this name; empty only for `completed` without a message. Untrusted. */
  readonly message: string
  /** The whole verdict as one paragraph that can be read without anything around it. Untrusted. */
  readonly announcement: string
}

/** @param inputs undefined when they could not be used */
export function verdictOf(result: Result, inputs: Inputs | undefined): Verdict {
  const { kind } = result.outcome
  const reason = reasonOf(result, inputs)
  const advice = adviceOn(result.outcome)
  const whole = [reason, ...advice].join(' ')
  const isSaidByApi = kind === 'completed' || kind === 'failed' || kind === 'stalled'
  return {
    isSuccess: kind === 'completed',
    title: titles[kind],
    reason,
    advice,
    message: isSaidByApi ? reason : whole,
    announcement: isSaidByApi ? [headline(result, reason, inputs), ...advice].join(' ') : whole,
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

function headline(result: Result, reason: string, inputs: Inputs | undefined): string {
  const reset = inputs === undefined ? 'The reset' : `The reset of recovery ${inputs.identifiers.id}`
  return `${reset} ${describeEnd(result)}.${reason && ` Reason: ${sentence(reason)}`}`
}

/** An end that no check saw coming had happened before: when, nobody knows. */
function describeEnd({ outcome: { kind }, progress, elapsedMs }: Result): string {
  const wasSeenBefore = progress.timeline.length > 1
  if (wasSeenBefore) return `${kind === 'stalled' ? 'is stalled' : kind} after ${formatElapsed(elapsedMs)}`
  const check = progress.checks === 1 ? 'the first check' : 'the first check that the API answered'
  return kind === 'stalled' ? `was stalled already at ${check}` : `had already ${kind} at ${check}`
}

function reasonOf({ outcome, progress, elapsedMs }: Result, inputs: Inputs | undefined): string {
  switch (outcome.kind) {
    case 'completed':
      return outcome.apiMessage
    case 'failed':
    case 'stalled':
      return outcome.apiMessage || sentence(capitalised(statusMeanings[outcome.kind]))
    case 'not-started':
      return describeMissingStart(progress, elapsedMs, inputs)
    case 'timed-out':
      return describeTimeout(progress, elapsedMs, inputs)
    case 'error':
      return withLastStatus(outcome.problem.text, progress, elapsedMs)
    case 'cancelled':
      return withLastStatus(`The wait was cancelled after ${formatElapsed(elapsedMs)}.`, progress, elapsedMs)
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function describeMissingStart(progress: Progress, elapsedMs: number, inputs: Inputs | undefined): string {
  const { earlier } = progress
  const limit = formatDuration(inputs?.policy.startTimeoutMs ?? elapsedMs)
  const ended = `The reset had not started when the start-timeout of ${limit} ran out (${counts(progress)}).`
  const instead =
    earlier && `For ${formatElapsed(elapsedMs - earlier.sinceMs)} the API had said: ${quoteEarlier(earlier)}`
  return [ended, instead, describeUnknown(progress), describeOutage(progress, elapsedMs)]
    .filter(Boolean)
    .join(' ')
}

function counts({ checks, failedChecks }: Progress): string {
  return `checks made: ${checks}, failed: ${failedChecks}`
}

function describeTimeout(progress: Progress, elapsedMs: number, inputs: Inputs | undefined): string {
  const limit = formatDuration(inputs?.policy.timeoutMs ?? elapsedMs)
  const ended = `The reset had not ended when the timeout of ${limit} ran out (${counts(progress)}).`
  return [withLastStatus(ended, progress, elapsedMs), describeOutage(progress, elapsedMs)]
    .filter(Boolean)
    .join(' ')
}

function describeOutage({ outage }: Progress, elapsedMs: number): string {
  return outage === undefined
    ? ''
    : `Checks had been failing for ${formatElapsed(elapsedMs - outage.sinceMs)}: ${outage.problem.text}`
}

function withLastStatus(text: string, progress: Progress, elapsedMs: number): string {
  const phase = lastPhase(progress)
  const known =
    phase &&
    `Last status: ${phase.status}, for ${formatElapsed(elapsedMs - phase.atMs)}${quoteAside(phase.message, 1_000)}.`
  return [text, known, describeUnknown(progress)].filter(Boolean).join(' ')
}

function describeUnknown({ unknown }: Progress): string {
  if (unknown === undefined) return ''
  const { status, message } = unknown
  return `The latest answer had a status that the API does not document: ${quote(status)}${quoteAside(message, 1_000)}.`
}

const resetGoesOn = 'The reset itself goes on: run this step again to go on waiting for it.'

function adviceOn(outcome: Outcome): readonly string[] {
  switch (outcome.kind) {
    case 'completed':
      return []
    case 'failed':
      return [
        'Fix the cause; where that is the pre-reset webhook, mend it, or what it calls.',
        'Reset the recovery again in Cloud Rewind, then run this step again, with `start-timeout: 2m`, so that it does not read this end once more.',
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
      return adviceAgainst[outcome.problem.cause]
    case 'cancelled':
      return [resetGoesOn]
  }
}

const adviceAgainst: Readonly<Record<ProblemCause, readonly string[]>> = {
  inputs: ['Change that in the workflow or on the runner, then run this step again.'],
  credentials: [
    'Make a token in Cloud Rewind under IAM > Users > Service Accounts, as a key of type JWT.',
    'Store it as the secret that `token` reads.',
    'Check that `api-url` is the host of the tenant that the token belongs to.',
  ],
  permissions: [
    'Give the service account that the token belongs to the permissions it lacks.',
    'Check that it may see this account, project and assembly.',
  ],
  'not-found': [
    'Check `recovery-id`, `assembly-id`, `project-id` and `account-id`.',
    "Compare `status-path` and `api-url` with the request line that your tenant's API reference shows.",
    'If the reset was only just started and may appear later, set `start-timeout`.',
  ],
  refused: [
    "Compare `status-path` and the IDs with the request line that your tenant's API reference shows.",
  ],
  redirect: [
    'Set `api-url` and `status-path` to the address that answers itself.',
    'If the target is a login page, check that a proxy or gateway lets the runner pass.',
  ],
  certificate: [
    'If a private certificate authority signed the certificate, name its certificate file in `NODE_EXTRA_CA_CERTS`.',
    'If the certificate is out of date or made out for another host, have it renewed, or correct `api-url`.',
  ],
  proxy: [
    'Check the variable `https_proxy` on the runner, user name and password included.',
    "Have the proxy allow the API's host, or name that host in `no_proxy`.",
  ],
  unreachable: [
    'Check the host in `api-url`.',
    'Check that the runner reaches it: DNS, firewall, and `https_proxy` where one is needed.',
    'Run this step again; raise `outage-tolerance` if outages of the API may last longer.',
  ],
  server: [
    'Look at the state of Cloud Rewind, then run this step again: whether the reset has ended is not known.',
    'Raise `outage-tolerance` if outages of the API may last longer.',
  ],
  'unusable-answer': [
    "Compare `api-url` and `status-path` with the request line that your tenant's API reference shows.",
    'If a proxy or gateway answers in place of the API, have it let the runner pass.',
  ],
  internal: ['Run this step again.', 'Report this message to the authors of this action.'],
}

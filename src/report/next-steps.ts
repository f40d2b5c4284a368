import { code, list, type Text, text } from '../text/text.ts'
import type { Problem, ProblemCause } from '../wait/check.ts'
import type { Outcome, Result } from '../wait/outcome.ts'
import {
  awaitsStart,
  isRecognized,
  lastKnown,
  outageOf,
  type Progress,
  timelineOf,
} from '../wait/progress.ts'
import { isKnownToRun } from './known.ts'
import type { Subject } from './subject.ts'

const unknown = text`The result is unknown. Check the reset in Cloud Rewind.`
const keepWaiting = text`To keep waiting, run a workflow that only waits, such as ${code('wait.yml')}, with this ${code('recovery-id')} and ${code('start-timeout: 0s')}. Rerunning this job repeats its earlier steps and may start another reset.`
const longerOutages = text`To tolerate longer outages, increase ${code('outage-tolerance')}.`
const compareUrl = text`Compare the request URL with your tenant's API reference. Set the host in ${code('api-url')} and the path in ${code('status-path')}.`
const compareIds = text`Check ${code('recovery-id')}, ${code('assembly-id')}, ${code('project-id')}, and ${code('account-id')}.`
const checkHost = text`Check the host in ${code('api-url')}.`
const allowRunner = text`If a proxy or gateway responds instead of the API, allow the runner through it.`
const anotherReset = text`If you just started the reset, set ${code('start-timeout: 2m')}: this may be the result of an earlier reset.`

/** What to do about a result, the most likely first. */
export function nextStepsFor(result: Result, subject: Subject | undefined): readonly Text[] {
  const { outcome, progress } = result
  switch (outcome.kind) {
    case 'completed':
      return []
    case 'failed':
      return [
        text`Fix the cause (possibly the pre-reset webhook or what it calls), then reset the recovery again in Cloud Rewind.`,
        text`Then wait for the new reset with ${code('start-timeout: 2m')}, so that this failure isn't mistaken for its result.`,
        ...(timelineOf(progress).length > 1 ? [] : [anotherReset]),
      ]
    case 'stalled':
      return [
        text`Wait for the running restore to finish, or cancel it in Cloud Rewind. Then check the reset there.`,
        text`To wait instead of failing, set ${code('on-stalled: wait')}.`,
      ]
    case 'not-started':
      return afterMissingStart(progress, subject)
    case 'timed-out':
      return afterTimeout(progress, subject)
    case 'cancelled':
      return afterCancellation(progress)
    case 'error':
      return afterError(outcome, progress, subject)
  }
}

function afterMissingStart(progress: Progress, subject: Subject | undefined): readonly Text[] {
  const known = lastKnown(progress)
  const returned = known?.kind === 'not-started' ? known.returned : undefined
  const isUnproven = known?.kind === 'undocumented' && !isRecognized(progress)
  return [
    ...(subject?.isRerun
      ? [
          text`The reset may have finished since an earlier attempt started it. If this attempt didn't start the reset again, use ${code('start-timeout: 0s')}.`,
        ]
      : []),
    ...(returned === 'not-found' || isUnproven ? [compareIds, compareUrl] : stepsInOutage(progress, subject)),
    ...(returned === 'stalled' ? [waitForRestore] : []),
    text`Check that the reset was started, and that it was started for this ${code('recovery-id')}.`,
    text`If it takes longer to start, increase ${code('start-timeout')}.`,
    text`If it may have finished before this step started, or between two checks, omit ${code('start-timeout')}.`,
  ]
}

/** What to do about the checks that were failing at the end. */
function stepsInOutage(progress: Progress, subject: Subject | undefined): readonly Text[] {
  const { problem } = progress
  return problem && outageOf(progress) ? stepsFor(problem, progress, subject) : []
}

const waitForRestore = text`If a restore is running on the Cloud Rewind timeline, wait for it to finish, or cancel it in Cloud Rewind.`

function afterTimeout(progress: Progress, subject: Subject | undefined): readonly Text[] {
  if (isKnownToRun(progress))
    return [
      text`The reset is still running.`,
      keepWaiting,
      text`If resets often take longer, increase ${code('timeout')} (and the job's ${code('timeout-minutes')}).`,
      text`If it isn't progressing, check the recovery in Cloud Rewind.`,
    ]
  return lastKnown(progress) === undefined
    ? [unknown, ...stepsInOutage(progress, subject).filter((step) => step !== unknown)]
    : [unknown, keepWaiting]
}

function afterCancellation(progress: Progress): readonly Text[] {
  return [
    text`Only the wait was cancelled, not the reset.`,
    ...(awaitsStart(progress) ? [] : [keepWaiting]),
    text`If nobody cancelled the run, check the job's ${code('timeout-minutes')}, the workflow's ${code('concurrency')}, and whether the runner was shut down.`,
  ]
}

function afterError(
  { problem, limit }: Extract<Outcome, { kind: 'error' }>,
  progress: Progress,
  subject: Subject | undefined,
): readonly Text[] {
  const steps = stepsFor(problem, progress, subject)
  return limit?.isTolerance && problem.hint !== 'rate-limit' ? [...steps, longerOutages] : steps
}

/** What to do about a problem: once the API has responded, most of the setup was right. */
function stepsFor(problem: Problem, progress: Progress, subject: Subject | undefined): readonly Text[] {
  const isProven =
    hasReturnedStatus(progress) || (isRecognized(progress) && !apiCauses.includes(problem.cause))
  const setupSteps = () => stepsByHint(problem, subject) ?? stepsByCause[problem.cause](problem)
  if (!isProven) return setupSteps()
  switch (problem.cause) {
    case 'credentials':
      return [
        text`If the token has expired, create a new one, and save it as the secret used for ${code('token')}.`,
        unknown,
      ]
    case 'permissions':
      return problem.hint === 'bare-message' ? [unknown, allowRunner] : [grant(problem), unknown]
    case 'not-found':
      return problem.hint === 'bare-message' ? [unknown] : [wasDeleted]
    case 'certificate':
    case 'proxy':
      return [unknown, ...setupSteps()]
    case 'inputs':
    case 'internal':
      return setupSteps()
    case 'rejected':
    case 'redirect':
    case 'unexpected-response':
    case 'unreachable':
    case 'server':
      return [unknown, ...(stepsByHint(problem, subject) ?? [])]
  }
}

/** The causes that the API's own refusals have, whether or not the setup is right. */
const apiCauses: readonly ProblemCause[] = ['credentials', 'permissions', 'not-found', 'rejected']

/** Whether a status of the recovery was returned, of whichever reset: host, path, token, and IDs were right then. */
function hasReturnedStatus({ periods }: Progress): boolean {
  return periods.some((period) =>
    period.kind === 'not-started' ? period.returned !== 'not-found' : period.kind === 'status',
  )
}

const wasDeleted = text`Check in Cloud Rewind whether the recovery was deleted; earlier checks found it.`

function grant({ requiredPermissions = [] }: Problem): Text {
  const names = requiredPermissions.slice(0, 10).map(code)
  return names.length === 0
    ? text`Grant the service account the required permissions.`
    : text`Grant the service account ${list(names)}.`
}

/** @returns undefined if the problem has no hint, or one that doesn't change the next steps */
function stepsByHint({ hint }: Problem, subject: Subject | undefined): readonly Text[] | undefined {
  switch (hint) {
    case 'stale':
      return [
        text`Exempt the request path from the cache in front of the API, or add a query to ${code('status-path')} that is different in each run.`,
      ]
    case 'compressed':
      return [text`Configure whatever is in front of the API not to compress responses.`]
    case 'escaped-character':
      return [
        text`Configure whatever is in front of the API to pass escaped characters, such as ${code('%2F')}, unchanged.`,
      ]
    case 'same-url':
      return [
        text`If something in front of the API requires cookies or a sign-in, allow the runner through it.`,
      ]
    case 'rate-limit':
      return [text`To send fewer requests, increase ${code('max-poll-interval')}.`]
    case 'certificate-authority':
      return [subject?.extraCertificates ?? privateCa]
    case 'certificate-dates':
      return [text`If the certificate has expired, renew it. If it's valid, correct the runner's clock.`]
    case 'certificate-host':
      return [text`Correct ${code('api-url')}, or have the certificate issued for its host.`]
    case 'weak-certificate':
      return [text`Have the certificate reissued with a stronger key and signature.`]
    case 'bare-message':
    case undefined:
      return undefined
  }
}

const privateCa = text`For a private CA, set ${code('NODE_EXTRA_CA_CERTS')} to the CA certificate file.`
const newToken = text`Create a JWT key in Cloud Rewind under IAM > Users > Service Accounts, and save it as the secret used for ${code('token')}.`

const stepsByCause: Readonly<Record<ProblemCause, (problem: Problem) => readonly Text[]>> = {
  // Each of their texts says what is accepted.
  inputs: () => [],
  credentials: () => [newToken, text`Check that ${code('api-url')} and the token belong to the same tenant.`],
  permissions: (problem) => [
    grant(problem),
    text`Check that it has access to this account, project, and assembly.`,
    ...(problem.hint === 'bare-message' ? [compareUrl] : []),
  ],
  'not-found': () => [
    compareIds,
    compareUrl,
    text`If the reset was just started, set ${code('start-timeout')}.`,
  ],
  rejected: ({ hint }) =>
    hint === 'bare-message'
      ? [compareUrl, compareIds]
      : [text`Follow the API's message, and check the recovery in Cloud Rewind.`, compareIds],
  redirect: () => [
    text`Set ${code('api-url')} and ${code('status-path')} to the final URL.`,
    text`If it redirects to a login page, allow the runner through your proxy or gateway.`,
  ],
  'unexpected-response': () => [compareUrl, allowRunner],
  certificate: () => [
    privateCa,
    text`If the certificate has expired, renew it. If it's for a different host, correct ${code('api-url')}.`,
  ],
  proxy: () => [
    text`Check ${code('https_proxy')} on the runner, including the credentials.`,
    text`Allow the API host on the proxy, or add it to ${code('no_proxy')}.`,
  ],
  unreachable: () => [
    checkHost,
    text`Check that the runner can reach it (DNS, firewall, ${code('https_proxy')}).`,
  ],
  server: () => [unknown, checkHost],
  internal: () => [
    unknown,
    text`If this happens again, open an issue: ${code('https://github.com/await-recovery-reset/await-recovery-reset/issues')}`,
  ],
}

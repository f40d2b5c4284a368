import { readFileSync } from 'node:fs'
import { bypassesProxy } from './api/http.ts'
import { statusClient } from './api/status-client.ts'
import {
  environmentProblems,
  extraCertificatesProblem,
  nodeProblem,
  proxySecrets,
  timeoutWarning,
} from './inputs/environment.ts'
import { type Inputs, readInputs } from './inputs/inputs.ts'
import { secretsOf, tokenExpiry } from './inputs/token.ts'
import { invalidConfiguration, unexpectedError } from './report/problems.ts'
import { describeEvent, describeStart, describeTokenExpiry, type LogEntry } from './report/progress-log.ts'
import { report } from './report/report.ts'
import type { Subject } from './report/subject.ts'
import { maskSecret, outputProblem, print, readInput } from './runner.ts'
import { messageOf } from './text/errors.ts'
import { type Redact, redactor } from './text/redaction.ts'
import { code, isEmpty, type Text } from './text/text.ts'
import { processClock } from './wait/clock.ts'
import { errorResult, type Result } from './wait/outcome.ts'
import type { Progress } from './wait/progress.ts'
import { waitForReset } from './wait/wait.ts'

/** Why a wait is aborted: the reason of the signal that `main` takes. */
export type AbortReason =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'crashed'; readonly error: unknown }

/**
 * Runs the action once.
 *
 * @param signal aborts the wait; its reason is an `AbortReason`
 * @returns whether the step succeeds
 */
export async function main(signal: AbortSignal): Promise<boolean> {
  const startedMs = performance.timeOrigin
  const tooOld = nodeProblem(process.versions.node)
  if (tooOld) return report(invalid([tooOld]), { startedMs, subject: undefined, writeSummary: true })

  const redact = maskSecrets()
  const inputs = readInputs(readInput, redact)
  const { writeSummary } = inputs
  const lostOutputs = outputProblem() ?? []
  if ('problems' in inputs)
    return report(invalid([...inputs.problems, lostOutputs]), { startedMs, subject: undefined, writeSummary })

  const problems = [...environmentProblems(process.env, inputs.apiUrl, bypassesProxy), lostOutputs]
  const result = problems.every(isEmpty) ? await awaitReset(inputs, redact, signal) : invalid(problems)
  return report(result, { startedMs, subject: subjectOf(inputs, result), writeSummary })
}

function subjectOf({ identifiers, policy, statusUrl }: Inputs, { outcome }: Result): Subject {
  const isRerun = Number(process.env.GITHUB_RUN_ATTEMPT) > 1
  const isUntrusted = outcome.kind === 'error' && outcome.problem.hint === 'certificate-authority'
  const extraCertificates = isUntrusted ? extraCertificatesProblem(process.env, readFileSync) : undefined
  return { identifiers, policy, statusUrl, isRerun, extraCertificates }
}

function maskSecrets(): Redact {
  const secrets = [...secretsOf(readInput('token') ?? ''), ...proxySecrets(process.env)]
  for (const secret of secrets) maskSecret(secret)
  return redactor(secrets)
}

function invalid(problems: readonly Text[]): Result {
  return errorResult(
    invalidConfiguration(problems.filter((problem) => !isEmpty(problem))),
    processClock.now(),
  )
}

async function awaitReset(inputs: Inputs, redact: Redact, signal: AbortSignal): Promise<Result> {
  const { identifiers, policy, statusUrl } = inputs
  print('info', describeStart(identifiers.id, policy))
  print('info', code(redact(`GET ${statusUrl.href}`)))
  warnOfLimits(inputs)
  try {
    const result = await waitForReset({
      policy,
      clock: processClock,
      check: statusClient({ ...inputs, redact }),
      observe: (event) => describeEvent(event, policy).forEach(printEntry),
      random: Math.random,
      signal,
    })
    const { reason }: { readonly reason?: AbortReason } = signal
    return reason?.kind === 'crashed' ? crash(reason.error, redact, result.progress) : result
  } catch (error) {
    return crash(error, redact)
  }
}

function warnOfLimits({ token, policy }: Inputs): void {
  const jobLimit = timeoutWarning(policy.timeoutMs, process.env)
  if (jobLimit !== undefined) print('warning', jobLimit, 'Timeout longer than the job')
  const expiryMs = tokenExpiry(token)
  const deadlineMs = performance.timeOrigin + policy.timeoutMs
  const expiry = expiryMs && describeTokenExpiry(expiryMs, Date.now(), deadlineMs)
  if (expiry) printEntry(expiry)
}

function printEntry({ level, text, title }: LogEntry): void {
  print(level, text, title)
}

function crash(error: unknown, redact: Redact, progress?: Progress): Result {
  return errorResult(unexpectedError(redact(messageOf(error))), processClock.now(), progress)
}

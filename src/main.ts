import { bypassesProxy } from './api/http.ts'
import { statusClient } from './api/status-client.ts'
import { environmentProblems, proxySecrets } from './inputs/environment.ts'
import { type Inputs, readInputs } from './inputs/inputs.ts'
import { secretsOf, tokenExpiry } from './inputs/token.ts'
import { describeEvent, describeStart, describeTokenExpiry, type LogEntry } from './report/progress-log.ts'
import { report } from './report/report.ts'
import { maskSecret, print, readInput } from './runner.ts'
import { type Redact, redactor } from './text/redaction.ts'
import { messageOf } from './text/thrown.ts'
import { processClock } from './wait/clock.ts'
import { errorResult, type Result } from './wait/outcome.ts'
import type { Progress } from './wait/progress.ts'
import { waitForReset } from './wait/wait.ts'

/** Why a wait is ended from outside: the reason of the signal that `main` takes. */
export type Interruption =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'crashed'; readonly thrown: unknown }

/**
 * Runs the action once.
 *
 * @param interruption ends the wait; its reason is an `Interruption`
 * @returns whether the step is a success
 */
export async function main(interruption: AbortSignal): Promise<boolean> {
  const redact = maskSecrets()
  const startedAtMs = performance.timeOrigin
  const inputs = readInputs({ read: readInput, redact, wallClockMs: Date.now() })
  const { writeSummary } = inputs
  if ('problems' in inputs)
    return report(refusal(inputs.problems), { startedAtMs, inputs: undefined, writeSummary })

  const problems = environmentProblems(process.env, inputs.apiUrl, bypassesProxy)
  const result = problems.length > 0 ? refusal(problems) : await awaitReset(inputs, redact, interruption)
  return report(result, { startedAtMs, inputs, writeSummary })
}

function maskSecrets(): Redact {
  const secrets = [...secretsOf(readInput('token')), ...proxySecrets(process.env)]
  for (const secret of secrets) maskSecret(secret)
  return redactor(secrets)
}

/** What comes of inputs or an environment that cannot be used. */
export function refusal(problems: readonly string[]): Result {
  const [only = '', ...others] = problems
  const nothing = 'No request was made.'
  const problem =
    others.length === 0
      ? { text: `${only} ${nothing}` }
      : { text: `${problems.length} things are wrong. ${nothing}`, details: problems }
  return errorResult({ cause: 'inputs', ...problem }, processClock.now())
}

async function awaitReset(inputs: Inputs, redact: Redact, interruption: AbortSignal): Promise<Result> {
  const { identifiers, policy, statusUrl } = inputs
  for (const line of describeStart(identifiers.id, redact(`GET ${statusUrl.href}`), policy))
    print('info', line)
  warnOfExpiry(inputs)
  try {
    const result = await waitForReset({
      policy,
      clock: processClock,
      check: statusClient({ ...inputs, redact }),
      observe: (event) => describeEvent(event, policy).forEach(printEntry),
      random: Math.random,
      interruption,
    })
    const { reason }: { readonly reason?: Interruption } = interruption
    return reason?.kind === 'crashed' ? crash(reason.thrown, redact, result.progress) : result
  } catch (error) {
    return crash(error, redact)
  }
}

function warnOfExpiry({ token, policy }: Inputs): void {
  const expiryMs = tokenExpiry(token)
  if (expiryMs !== undefined && expiryMs < performance.timeOrigin + policy.timeoutMs)
    printEntry(describeTokenExpiry(expiryMs))
}

function printEntry({ level, text, title }: LogEntry): void {
  print(level, text, title)
}

function crash(thrown: unknown, redact: Redact, progress?: Progress): Result {
  const text = `The wait ended on an unexpected error: ${redact(messageOf(thrown))}.`
  return errorResult({ cause: 'internal', text }, processClock.now(), progress)
}

import { secretsOf, tokenExpiry } from './bearer-token.ts'
import { processClock } from './clock.ts'
import { environmentProblems } from './environment.ts'
import { bypassesProxy } from './http.ts'
import { type Inputs, readInputs } from './inputs.ts'
import { errorResult, type Progress, type Result } from './outcome.ts'
import { describeEvent, describeStart, describeTokenExpiry } from './progress-log.ts'
import { proxySecrets, proxySetting } from './proxy-setting.ts'
import { type Redact, redactor } from './redaction.ts'
import { report } from './report.ts'
import { annotateWarning, log, maskSecret, readInput } from './runner.ts'
import { statusClient } from './status-client.ts'
import { messageOf } from './thrown.ts'
import { waitForReset } from './wait.ts'

/**
 * Runs the action once.
 *
 * @param interruption ends the wait; its reason is the name of a signal, or the error that made it necessary
 * @returns whether the step is a success
 */
export async function main(interruption: AbortSignal): Promise<boolean> {
  const redact = maskSecrets()
  const startedAtMs = performance.timeOrigin
  const inputs = readInputs({ read: readInput, redact, wallClockMs: Date.now() })
  if ('problems' in inputs) return report(refusal(inputs.problems), { startedAtMs, inputs: undefined })

  const problems = environmentProblems(process.env, inputs.apiUrl, bypassesProxy)
  const result = problems.length > 0 ? refusal(problems) : await awaitReset(inputs, redact, interruption)
  return report(result, { startedAtMs, inputs })
}

function maskSecrets(): Redact {
  const proxy = proxySetting(process.env)
  const secrets = [...secretsOf(readInput('token')), ...(proxy === undefined ? [] : proxySecrets(proxy))]
  for (const secret of secrets) maskSecret(secret)
  return redactor(secrets)
}

function refusal(problems: readonly string[]): Result {
  const text = `Nothing was requested: ${problems.join(' ')}`
  return errorResult({ cause: 'inputs', text }, processClock.now())
}

async function awaitReset(inputs: Inputs, redact: Redact, interruption: AbortSignal): Promise<Result> {
  const { policy } = inputs
  log({ level: 'info', text: describeStart(inputs.identifiers.id, inputs.apiUrl.host, policy) })
  warnOfExpiry(inputs)
  try {
    const result = await waitForReset({
      policy,
      clock: processClock,
      check: statusClient({ ...inputs, redact }),
      observe: (event) => describeEvent(event, policy).forEach(log),
      random: Math.random,
      interruption,
    })
    const isCrash = result.outcome.kind === 'cancelled' && typeof interruption.reason !== 'string'
    return isCrash ? crash(interruption.reason, redact, result.progress) : result
  } catch (error) {
    return crash(error, redact)
  }
}

function crash(error: unknown, redact: Redact, progress?: Progress): Result {
  const reason = redact(messageOf(error))
  const text = `The wait ended on an unexpected error: ${reason}. Please report it to the authors of this action.`
  return errorResult({ cause: 'internal', text }, processClock.now(), progress)
}

function warnOfExpiry({ token, policy }: Inputs): void {
  const expiryMs = tokenExpiry(token)
  if (expiryMs !== undefined && expiryMs < performance.timeOrigin + policy.timeoutMs) {
    annotateWarning(describeTokenExpiry(expiryMs), 'Token ends before the timeout')
  }
}

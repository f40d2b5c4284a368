import type { Check, Problem, ProblemCause } from './check.ts'
import { judgeConnectionFailure } from './connection-failure.ts'
import { decodeErrorBody, describeErrorBody, sentence } from './error-body.ts'
import { excerpt } from './excerpt.ts'
import type { BodyEnd, Exchange, Response } from './exchange.ts'
import { type Redact, redactJson } from './redaction.ts'
import { isResetStatus } from './reset-status.ts'
import { parseRetryAfter } from './retry-after.ts'
import { isFatalStatusCode, isRedirect, reasonPhrase } from './status-code.ts'

export interface ClassifyContext {
  /** The API's host, as the URL names it. */
  readonly host: string
  /** The present, in milliseconds since 1970, for a `Retry-After` that is a date. */
  readonly wallClockMs: number
  readonly redact: Redact
}

/** Decides what one exchange with the API means for the wait. */
export function classify(exchange: Exchange, context: ClassifyContext): Check {
  if (exchange.kind === 'no-response') {
    const { problem, isFatal } = judgeConnectionFailure(exchange.failure, context.host)
    const redacted = { ...problem, text: context.redact(problem.text) }
    return isFatal
      ? { kind: 'fatal', problem: redacted }
      : { kind: 'transient', problem: redacted, retryAfterMs: 0 }
  }
  const retryAfterMs = parseRetryAfter(exchange.retryAfter, context.wallClockMs)
  const success = exchange.statusCode >= 200 && exchange.statusCode < 300
  return success
    ? classifySuccess(exchange, retryAfterMs, context)
    : classifyRefusal(exchange, retryAfterMs, context)
}

function classifySuccess(response: Response, retryAfterMs: number, context: ClassifyContext): Check {
  const answer = readAnswer(response, context.redact)
  if (answer === undefined) {
    return { kind: 'transient', problem: unusableAnswer(response, context), retryAfterMs }
  }
  const { status, message } = answer
  return isResetStatus(status)
    ? { kind: 'answer', status, message, retryAfterMs }
    : { kind: 'unknown-status', status, message, retryAfterMs }
}

function readAnswer(response: Response, redact: Redact): { status: string; message: string } | undefined {
  if (response.statusCode !== 200 || response.bodyEnd !== 'whole') return undefined
  const body: { readonly status?: unknown; readonly message?: unknown } = Object(parseJson(response.body))
  const { status, message = null } = body
  if (typeof status !== 'string' || !(message === null || typeof message === 'string')) return undefined
  return { status: isResetStatus(status) ? status : redact(status), message: redact(message ?? '') }
}

const bodyProblems: Readonly<Record<BodyEnd, string>> = {
  whole: 'its body is not the documented object with a status',
  cut: 'its body was cut off',
  'too-large': 'its body is larger than 1 MiB',
}

function unusableAnswer(response: Response, context: ClassifyContext): Problem {
  const start = excerpt(context.redact(response.body))
  const shown = start === '' ? 'The body is empty.' : `It begins: ${start}`
  const reason =
    response.statusCode === 200 ? bodyProblems[response.bodyEnd] : 'only a 200 tells how the reset stands'
  const text = `${context.host} answered ${reasonPhrase(response.statusCode)}, but ${reason}. ${shown}`
  return { cause: 'unusable-answer', text }
}

function classifyRefusal(response: Response, retryAfterMs: number, context: ClassifyContext): Check {
  const problem = describeRefusal(response, context)
  if (response.statusCode === 404) return { kind: 'not-found', problem, retryAfterMs }
  return isFatalStatusCode(response.statusCode)
    ? { kind: 'fatal', problem }
    : { kind: 'transient', problem, retryAfterMs }
}

function describeRefusal(response: Response, context: ClassifyContext): Problem {
  const { statusCode } = response
  const answered = `${context.host} answered ${reasonPhrase(statusCode)}`
  const details = isRedirect(statusCode)
    ? describeRedirect(response, context)
    : describeBody(response, context)
  const text = [details === '' ? `${answered}.` : `${answered}: ${sentence(details)}`, hints[statusCode]]
  return { cause: causeOf(statusCode), text: text.filter(Boolean).join(' ') }
}

function describeBody(response: Response, context: ClassifyContext): string {
  const errorBody = decodeErrorBody(redactJson(parseJson(response.body), context.redact))
  return errorBody === undefined ? excerpt(context.redact(response.body)) : describeErrorBody(errorBody)
}

function describeRedirect(response: Response, context: ClassifyContext): string {
  const target = context.redact(response.location || 'nowhere')
  return `it redirects to ${target}. Redirects are not followed, so that the token stays with this host. Set \`api-url\` and \`status-path\` to the final address`
}

const hints: Readonly<Record<number, string>> = {
  401: 'Make a new token in Cloud Rewind under IAM > Users > Service Accounts, as a key of type JWT, and pass it as `token`.',
  403: 'Give the service account that the token belongs to the permissions it lacks.',
  404: 'Check `account-id`, `project-id`, `assembly-id` and `recovery-id`, and that `status-path` is the request line that the API reference shows for your tenant.',
}

function causeOf(statusCode: number): ProblemCause {
  if (statusCode === 401) return 'credentials'
  if (statusCode === 403) return 'permissions'
  if (statusCode === 404) return 'not-found'
  if (statusCode === 407) return 'proxy'
  if (isRedirect(statusCode)) return 'redirect'
  return isFatalStatusCode(statusCode) ? 'refused' : 'server'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import { type Redact, redactJson } from '../text/redaction.ts'
import { sentence } from '../text/untrusted-text.ts'
import { type Check, isResetStatus, type Problem } from '../wait/check.ts'
import { judgeConnectionFailure } from './connection-failure.ts'
import { decodeErrorBody, describeErrorBody, excerpt } from './error-body.ts'
import type { BodyEnd, ConnectionFailure, Exchange, Response } from './exchange.ts'
import { parseRetryAfter } from './retry-after.ts'
import { causeOf, isFatalStatusCode, isRedirect, reasonPhrase } from './status-code.ts'

export interface ClassifyContext {
  /** The API's host, as the URL names it. */
  readonly host: string
  /** The present, in milliseconds since 1970, for a `Retry-After` that is a date. */
  readonly wallClockMs: number
  readonly redact: Redact
}

/** Decides what one exchange with the API means for the wait. */
export function classify(exchange: Exchange, context: ClassifyContext): Check {
  if (exchange.kind === 'no-response') return classifyFailure(exchange.failure, context)
  const answer = readAnswer(exchange, context)
  return answer.statusCode >= 200 && answer.statusCode < 300
    ? classifySuccess(answer)
    : classifyRefusal(answer)
}

function classifyFailure(failure: ConnectionFailure, { host, redact }: ClassifyContext): Check {
  const { problem: told, isFatal } = judgeConnectionFailure(failure, host)
  const problem = { ...told, text: redact(told.text) }
  if (failure.kind === 'timed-out') return { kind: 'timed-out', problem, retryAfterMs: 0 }
  return isFatal ? { kind: 'fatal', problem } : { kind: 'transient', problem, retryAfterMs: 0 }
}

/** A response as the rest of this file knows it: parsed, and without secrets. */
interface Answer {
  readonly host: string
  readonly statusCode: number
  readonly retryAfterMs: number
  /** Where a redirect leads; empty if nowhere. */
  readonly location: string
  readonly bodyEnd: BodyEnd
  /** The body as a JSON value; undefined if it is none. */
  readonly json: unknown
  /** The readable beginning of the body. */
  readonly excerpt: string
}

function readAnswer(response: Response, { host, wallClockMs, redact }: ClassifyContext): Answer {
  const { statusCode, bodyEnd } = response
  // Parsed first: a secret can be escaped in JSON, and would not be found. A documented status is none.
  const json = redactJson(parseJson(response.body), (text) => (isResetStatus(text) ? text : redact(text)))
  return {
    host,
    statusCode,
    retryAfterMs: parseRetryAfter(response.retryAfter, wallClockMs),
    location: redact(response.location ?? ''),
    bodyEnd,
    json,
    excerpt: excerpt(json === undefined ? redact(response.body) : JSON.stringify(json)),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function classifySuccess(answer: Answer): Check {
  const { retryAfterMs } = answer
  const told = readStatus(answer)
  if (told === undefined) return { kind: 'transient', problem: unusableAnswer(answer), retryAfterMs }
  const { status, message } = told
  return isResetStatus(status)
    ? { kind: 'answer', status, message, retryAfterMs }
    : { kind: 'unknown-status', status, message, retryAfterMs }
}

function readStatus({ statusCode, bodyEnd, json }: Answer): { status: string; message: string } | undefined {
  if (statusCode !== 200 || bodyEnd !== 'whole') return undefined
  const { status, message = null }: { readonly status?: unknown; readonly message?: unknown } = Object(json)
  if (typeof status !== 'string' || !(message === null || typeof message === 'string')) return undefined
  return { status, message: message ?? '' }
}

const bodyProblems: Readonly<Record<BodyEnd, string>> = {
  whole: 'its body is not the documented object with a status',
  cut: 'its body was cut off',
  'too-large': 'its body is larger than 1 MiB',
}

function unusableAnswer(answer: Answer): Problem {
  const shown = answer.excerpt === '' ? 'The body is empty.' : `It begins: ${answer.excerpt}`
  const reason =
    answer.statusCode === 200 ? bodyProblems[answer.bodyEnd] : 'only a 200 tells how the reset stands'
  const text = `${answer.host} answered ${reasonPhrase(answer.statusCode)}, but ${reason}. ${shown}`
  return { cause: 'unusable-answer', text }
}

function classifyRefusal(answer: Answer): Check {
  const { statusCode, retryAfterMs } = answer
  const problem = { cause: causeOf(statusCode), text: describeRefusal(answer) }
  if (statusCode === 404) return { kind: 'not-found', problem, retryAfterMs }
  return isFatalStatusCode(statusCode)
    ? { kind: 'fatal', problem }
    : { kind: 'transient', problem, retryAfterMs }
}

function describeRefusal(answer: Answer): string {
  const answered = `${answer.host} answered ${reasonPhrase(answer.statusCode)}`
  const details = isRedirect(answer.statusCode) ? describeRedirect(answer) : describeBody(answer)
  return details === '' ? `${answered}.` : `${answered}: ${sentence(details)}`
}

function describeRedirect({ location }: Answer): string {
  return `it redirects to ${location || 'nowhere'}. Redirects are not followed, so that the token stays with this host`
}

function describeBody({ json, excerpt: beginning }: Answer): string {
  const errorBody = decodeErrorBody(json)
  return errorBody === undefined ? beginning : describeErrorBody(errorBody)
}

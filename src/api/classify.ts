import { type Redact, redactJson } from '../text/redaction.ts'
import { quote, quoteAtEnd, shorten } from '../text/untrusted-text.ts'
import { type Check, isResetStatus, type Problem, type ProblemCause } from '../wait/check.ts'
import { judgeConnectionFailure } from './connection-failure.ts'
import { decodeErrorBody, describeErrorBody, excerpt } from './error-body.ts'
import type { BodyEnd, ConnectionFailure, Exchange, Response } from './exchange.ts'
import { parseRetryAfter } from './retry-after.ts'
import { causeOf, isFatalStatusCode, reasonPhrase } from './status-code.ts'

export interface ClassifyContext {
  /** What was asked for, identifiers put in. */
  readonly url: URL
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

function classifyFailure(failure: ConnectionFailure, { url, redact }: ClassifyContext): Check {
  const { problem: told, isFatal } = judgeConnectionFailure(failure, url.host)
  const problem = { ...told, text: redact(told.text) }
  if (failure.kind === 'timed-out') return { kind: 'timed-out', problem, retryAfterMs: 0 }
  return isFatal ? { kind: 'fatal', problem } : { kind: 'transient', problem, retryAfterMs: 0 }
}

const longestQuote = 500

/** A response as the rest of this file knows it: parsed, and without secrets. */
interface Answer {
  readonly host: string
  /** The whole URL, for where the address may be at fault. */
  readonly address: string
  readonly statusCode: number
  readonly retryAfterMs: number
  /** Where a redirect leads; empty if nowhere. */
  readonly location: string
  readonly bodyEnd: BodyEnd
  /** What the body, if it is an object, has under these names. */
  readonly status: unknown
  readonly message: unknown
  /** The body as a JSON value; undefined if it is none. */
  readonly json: unknown
  /** How a body is compressed that cannot be read for that reason; empty if it can. */
  readonly compression: string
  /** The readable beginning of the body. */
  readonly excerpt: string
}

function readAnswer(response: Response, { url, wallClockMs, redact }: ClassifyContext): Answer {
  const { statusCode, bodyEnd, contentEncoding = '' } = response
  const json = parseJson(response.body)
  const isJson = json !== undefined
  const { status, message }: { readonly status?: unknown; readonly message?: unknown } = Object(json)
  return {
    host: url.host,
    address: shorten(redact(url.href), longestQuote),
    statusCode,
    retryAfterMs: parseRetryAfter(response.retryAfter, wallClockMs),
    location: redact(response.location ?? ''),
    bodyEnd,
    // A documented status is no secret, even where a secret reads like one.
    status: typeof status === 'string' && isResetStatus(status) ? status : redactJson(status, redact),
    message: redactJson(message, redact),
    compression: isJson || contentEncoding === 'identity' ? '' : redact(contentEncoding),
    // Asked for by what explains a refusal, and by nothing that an answer needs.
    get json() {
      return redactJson(json, redact)
    },
    get excerpt() {
      return excerpt(redact(response.body, !isJson), reasonPhrase(statusCode))
    },
  }
}

/** Numbers that JavaScript cannot hold stay text: rounded, they would be wrong, and a secret in digits not found. */
function parseJson(text: string): unknown {
  const exactly = (_name: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' && String(value) !== context?.source ? context?.source : value
  try {
    return JSON.parse(text, exactly)
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

function readStatus(answer: Answer): { status: string; message: string } | undefined {
  const { statusCode, bodyEnd, status, message } = answer
  if (statusCode !== 200 || bodyEnd !== 'whole') return undefined
  return typeof status === 'string' ? { status, message: textOf(message ?? '') } : undefined
}

/** The status decides, whatever its message is: one that is no text is shown as JSON, a blank one is none. */
function textOf(message: unknown): string {
  const text = typeof message === 'string' ? message : JSON.stringify(message)
  return text.trim() === '' ? '' : text
}

const bodyProblems: Readonly<Record<BodyEnd, string>> = {
  whole: 'its body is not the documented object with a status',
  cut: 'its body was cut off',
  'too-large': 'its body is larger than 1 MiB',
}

function unusableAnswer(answer: Answer): Problem {
  const reason =
    answer.statusCode === 200 ? bodyProblems[answer.bodyEnd] : 'only a 200 tells how the reset stands'
  const text = `${answer.address} answered ${reasonPhrase(answer.statusCode)}, but ${reason}. ${describeExcerpt(answer)}`
  return { cause: 'unusable-answer', text }
}

function describeExcerpt({ compression, excerpt: beginning }: Answer): string {
  if (compression !== '') return `The body is compressed (${compression}), which was not asked for.`
  return beginning === '' ? 'The body is empty.' : `The body begins: ${quoteAtEnd(beginning, longestQuote)}`
}

function classifyRefusal(answer: Answer): Check {
  const { statusCode, retryAfterMs } = answer
  const cause = causeOf(statusCode)
  const problem = { cause, text: describeRefusal(answer, cause) }
  if (statusCode === 404) return { kind: 'not-found', problem, retryAfterMs }
  return isFatalStatusCode(statusCode)
    ? { kind: 'fatal', problem }
    : { kind: 'transient', problem, retryAfterMs }
}

function describeRefusal(answer: Answer, cause: ProblemCause): string {
  const isAddressed = cause === 'not-found' || cause === 'refused' || cause === 'redirect'
  const answered = `${isAddressed ? answer.address : answer.host} answered ${reasonPhrase(answer.statusCode)}`
  if (cause === 'redirect') return `${answered}${describeRedirect(answer)}`
  const details = describeBody(answer)
  return details === '' ? `${answered}.` : `${answered}: ${details}`
}

function describeRedirect({ location }: Answer): string {
  const target =
    location === '' ? ', but does not say where to' : `: it redirects to ${quote(location, longestQuote)}`
  return `${target}. Redirects are not followed, so that the token stays with this host.`
}

function describeBody(answer: Answer): string {
  const errorBody = decodeErrorBody(answer.json)
  if (errorBody !== undefined) return describeErrorBody(errorBody, reasonPhrase(answer.statusCode))
  if (answer.compression !== '') return describeExcerpt(answer)
  return answer.excerpt === '' ? '' : quoteAtEnd(answer.excerpt, longestQuote)
}

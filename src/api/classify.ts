import { decodePercent } from '../text/escapes.ts'
import { parseJson, redactJson } from '../text/json.ts'
import type { Redact } from '../text/redaction.ts'
import { code, isEmpty, join, quoted, quotedExactly, type Text, text } from '../text/text.ts'
import { formatDuration } from '../text/time.ts'
import { shorten } from '../text/untrusted-text.ts'
import { type Check, type FailedCheck, isResetStatus, type Problem } from '../wait/check.ts'
import { type ClassifyContext, classifyFailure } from './connection-failure.ts'
import { describeErrorBody, excerpt, isErrorBody, newsAfter, requiredPermissionsOf } from './error-body.ts'
import { parseAge, parseChallengeReason, parseHttpDate, parseRetryAfter } from './header.ts'
import type { BodyState, Exchange, Response } from './http.ts'
import { causeOf, isRefusal, statusLine } from './status-code.ts'

/** Decides what one exchange with the API is for the wait. */
export function classify(exchange: Exchange, context: ClassifyContext): Check {
  if (exchange.kind === 'no-response') return classifyFailure(exchange.failure, context)
  const response = parseResponse(exchange, context)
  const isSuccess = response.statusCode >= 200 && response.statusCode < 300
  return isSuccess ? classifySuccess(response) : classifyErrorResponse(response)
}

/** A response as the rest of this file knows it: parsed, and redacted. Strings without a value are empty. */
type ParsedResponse = ReturnType<typeof parseResponse>

function parseResponse(response: Response, { url, nowMs, redact }: ClassifyContext) {
  const { statusCode, headers, body, bodyState } = response
  const json = parseJson(body)
  const isJson = json !== undefined
  const isBodyEmpty = body.trim() === ''
  const encoding = headers['content-encoding'] ?? ''
  const { status, message }: { readonly status?: unknown; readonly message?: unknown } = Object(json)
  return {
    url,
    statusCode,
    bodyState,
    returned: text`${code(url.host)} returned ${statusLine(statusCode)}`,
    ageMs: parseAge(headers.age),
    retryAfterMs: parseRetryAfter(headers['retry-after'], parseHttpDate(headers.date) ?? nowMs),
    location: redact(headers.location ?? ''),
    server: redact(String(headers.server ?? '')),
    challengeReason: statusCode === 401 ? redact(parseChallengeReason(headers['www-authenticate'])) : '',
    hasErrorBody: isErrorBody(json),
    status: statusOf(status, redact),
    message: redactJson(message, redact),
    /** How the body is compressed, if it can't be read for that reason. */
    compression: !isJson && !isBodyEmpty && compressions.test(encoding) ? encoding : '',
    isBodyEmpty,
    // Used only to describe a failed check.
    get json() {
      return redactJson(json, redact)
    },
    get excerpt() {
      return excerpt(redact(body, !isJson), statusLine(statusCode))
    },
  }
}

// The registered ones (RFC 9110, section 8.4.1), and their old names.
const compressions = /^(x-)?(gzip|compress)$|^(deflate|br|zstd|dcb|dcz)$/i

/** A documented status isn't a secret, even if it reads like one. */
function statusOf(value: unknown, redact: Redact): string | undefined {
  if (typeof value !== 'string') return undefined
  return isResetStatus(value) ? value : redact(value)
}

function classifySuccess(response: ParsedResponse): Check {
  const { url, statusCode, bodyState, status, message, ageMs, retryAfterMs = 0 } = response
  if (statusCode !== 200 || bodyState !== 'complete' || status === undefined)
    return { kind: 'fault', isFromApi: false, retryAfterMs, problem: unexpectedSuccess(response) }
  const host = code(url.host)
  const stale = text`${host} returned a response that is ${formatDuration(ageMs)} old, possibly from a cache.`
  const undocumented = text`${host} returned an undocumented status: ${quotedExactly(status, 100)}.`
  return {
    kind: 'status',
    // Copied, because a part of a string keeps the whole string in memory.
    status: isResetStatus(status) ? status : Buffer.from(shorten(status, 100)).toString(),
    message: messageOf(message ?? ''),
    ageMs,
    retryAfterMs,
    problemIf: {
      stale: { cause: 'unexpected-response', statusCode, hint: 'stale', text: stale },
      undocumented: { cause: 'unexpected-response', statusCode, text: undocumented },
    },
  }
}

/** A message that isn't a string is shown as JSON; a blank one counts as empty. */
function messageOf(message: unknown): string {
  const value = typeof message === 'string' ? message : JSON.stringify(message)
  return value.trim() === '' ? '' : value
}

function unexpectedSuccess(response: ParsedResponse): Problem {
  const { statusCode, compression, returned } = response
  const hint = statusCode === 200 && compression !== '' ? 'compressed' : undefined
  const contrast = hint === 'compressed' ? text`` : contrastWithExpected(response)
  const problem = join([text`${returned}${contrast}.`, bodyStart(response)])
  return { cause: 'unexpected-response', statusCode, hint, text: problem }
}

function contrastWithExpected({ statusCode, bodyState }: ParsedResponse): Text {
  return statusCode === 200 ? text`, but ${bodyProblems[bodyState]}` : text`; expected 200 with a status`
}

const bodyProblems: Readonly<Record<BodyState, Text>> = {
  complete: text`the body isn't the documented JSON object`,
  truncated: text`the body was truncated`,
  'too-large': text`the body is larger than 1 MiB`,
}

function bodyStart({ compression, excerpt, isBodyEmpty, server }: ParsedResponse): Text {
  if (compression !== '')
    return text`The body is compressed (${quoted(compression)}), which wasn't requested.`
  if (excerpt !== '') return text`Body starts with: ${quoted(excerpt)}.`
  const contents = isBodyEmpty ? text`The body is empty` : text`The body contains no other text`
  return server === ''
    ? text`${contents}.`
    : text`${contents}; the ${code('Server')} header is ${quoted(server, 100)}.`
}

function classifyErrorResponse(response: ParsedResponse): FailedCheck {
  const { statusCode, ageMs, hasErrorBody, retryAfterMs = 0 } = response
  // A cache can repeat one refusal.
  const isFromApi = statusCode >= 400 && ageMs === 0 && hasErrorBody
  const problem = describeErrorResponse(response, isFromApi)
  const hint = statusCode === 429 ? 'rate-limit' : problem.hint
  return { kind: kindOf(response), isFromApi, retryAfterMs, problem: { ...problem, hint } }
}

function kindOf({ statusCode, retryAfterMs }: ParsedResponse): FailedCheck['kind'] {
  if (statusCode === 404) return 'not-found'
  if (isRefusal(statusCode)) return 'refusal'
  return statusCode === 429 || (statusCode === 503 && retryAfterMs !== undefined) ? 'busy' : 'fault'
}

function describeErrorResponse(response: ParsedResponse, isFromApi: boolean): Problem {
  const { statusCode, message } = response
  const isBareMessage = !isFromApi && typeof message === 'string' && message.trim() !== ''
  const cause = causeOf(statusCode, isFromApi || isBareMessage)
  if (cause === 'redirect') return { cause, statusCode, ...describeRedirect(response) }
  if (isFromApi) return { cause, statusCode, ...describeApiError(response) }
  if (isBareMessage) return { cause, statusCode, ...describeBareMessage(response, message) }
  return { cause, statusCode, ...describeForeignResponse(response) }
}

/** What a problem says beside its cause and its status code. */
type Description = Omit<Problem, 'cause' | 'statusCode'>

function describeRedirect({ url, location, returned }: ParsedResponse): Description {
  const notFollowed = text`Redirects aren't followed, to protect the token.`
  if (location === '') return { text: text`${returned} without a ${code('Location')} header. ${notFollowed}` }
  const target = text`${returned}, redirecting to ${quoted(location)}.`
  if (URL.canParse(location, url.href) && new URL(location, url).href === url.href)
    return { hint: 'same-url', text: text`${target} This is the same URL.` }
  if (!isSameButForEscapes(url, location)) return { text: text`${target} ${notFollowed}` }
  return {
    hint: 'escaped-character',
    text: text`${target} This is the same URL with other percent-encoding: something in front of the API doesn't pass an escaped character of an ID.`,
  }
}

function isSameButForEscapes(url: URL, location: string): boolean {
  const target = URL.canParse(location, url.href) ? new URL(location, url) : url
  return target.href !== url.href && decodePercent(target.href) === decodePercent(url.href)
}

function describeApiError({ json, statusCode, returned }: ParsedResponse): Description {
  return {
    text: text`${returned}${describeErrorBody(json, statusLine(statusCode))}`,
    requiredPermissions: requiredPermissionsOf(json),
  }
}

function describeBareMessage(response: ParsedResponse, message: string): Description {
  const { statusCode } = response
  const returned = returnedWith(response, newsAfter(statusLine(statusCode))(message.trim()))
  const canBePath = statusCode === 403 || statusCode === 404
  const wrongPath = canBePath ? text`, which may respond this way to a wrong path` : text``
  return {
    hint: 'bare-message',
    text: text`${returned}. This can come from the API or from a gateway in front of it${wrongPath}.`,
  }
}

function describeForeignResponse(response: ParsedResponse): Description {
  const { challengeReason, compression, statusCode } = response
  const returned = returnedWith(response, challengeReason)
  const origin = text`${returned}, possibly from a gateway, firewall, or proxy in front of the API.`
  const bodyHint = compression === '' ? undefined : 'compressed'
  // A cache can return a 304 of its own.
  const hint = statusCode === 304 ? 'stale' : bodyHint
  return { hint, text: join([origin, bodyStart(response)]) }
}

/** @param remark why, in the response's own words; may be empty */
function returnedWith({ returned }: ParsedResponse, remark: string): Text {
  const reason = quoted(remark)
  return isEmpty(reason) ? returned : text`${returned} (${reason})`
}

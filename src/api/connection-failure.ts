import type { Redact } from '../text/redaction.ts'
import { code, isEmpty, join, plain, quoted, type Text, text } from '../text/text.ts'
import { formatDuration, formatMoment } from '../text/time.ts'
import type { FailedCheck, ProblemCause, ProblemHint } from '../wait/check.ts'
import type { RequestStage } from './connection.ts'
import type { ConnectionFailure } from './http.ts'
import { isRefusal, statusLine } from './status-code.ts'

export interface ClassifyContext {
  /** The request URL. */
  readonly url: URL
  /** Unix time in milliseconds, for a `Retry-After` date of a response without a date of its own. */
  readonly nowMs: number
  readonly redact: Redact
}

type TimedOut = Extract<ConnectionFailure, { kind: 'timed-out' }>
type NoTunnel = Extract<ConnectionFailure, { kind: 'no-tunnel' }>
type Broken = Extract<ConnectionFailure, { kind: 'broken' }>

/** Decides what a request without a response is for the wait. */
export function classifyFailure(failure: ConnectionFailure, context: ClassifyContext): FailedCheck {
  switch (failure.kind) {
    case 'timed-out':
      return classifyTimeout(failure, context.url.host)
    case 'no-tunnel':
      return classifyMissingTunnel(failure, context.url.host)
    case 'broken':
      return classifyBroken(failure, context)
  }
}

function failed(
  kind: FailedCheck['kind'],
  cause: ProblemCause,
  problem: Text,
  hint?: ProblemHint,
): FailedCheck {
  return { kind, isFromApi: false, retryAfterMs: 0, problem: { cause, text: problem, hint } }
}

const missingByStage: Readonly<Record<RequestStage, Text>> = {
  connecting: text`Couldn't connect to`,
  connected: text`No response from`,
  responding: text`No complete response from`,
}

function classifyTimeout({ stage, timeoutMs, proxyHost }: TimedOut, host: string): FailedCheck {
  const isAtProxy = stage === 'connecting' && proxyHost !== undefined
  const peer = describePeer(host, proxyHost, isAtProxy)
  const problem = text`${missingByStage[stage]} ${peer} within ${formatDuration(timeoutMs)}.`
  return failed('timed-out', isAtProxy ? 'proxy' : 'unreachable', problem)
}

function classifyMissingTunnel({ statusCode, proxyHost }: NoTunnel, host: string): FailedCheck {
  const [proxy, api, response] = [code(proxyHost), code(host), statusLine(statusCode)]
  // A proxy that accepts the request but can't reach the API returns a 5xx.
  if (statusCode >= 500)
    return failed('fault', 'unreachable', text`Proxy ${proxy} couldn't reach ${api}: ${response}.`)
  const credentials = statusCode === 407 ? text` Only Basic authentication is supported.` : text``
  const problem = text`Proxy ${proxy} refused to connect to ${api}: ${response}.${credentials}`
  return failed(isRefusal(statusCode) ? 'refusal' : 'fault', 'proxy', problem)
}

function classifyBroken(failure: Broken, { url, nowMs, redact }: ClassifyContext): FailedCheck {
  const { isAtProxy } = failure
  const peer = describePeer(url.host, failure.proxyHost, isAtProxy)
  const error = `${failure.code} ${failure.message}`
  const certificate = certificateReasons.find(([pattern]) => pattern.test(error))
  if (certificate === undefined)
    return failed('fault', isAtProxy ? 'proxy' : 'unreachable', describeBroken(failure, peer, redact))
  const [, known, hint] = certificate
  const reason = known === undefined ? unfamiliarReason(failure, redact) : plain(known)
  // A certificate can look expired, or not valid yet, because the clock is wrong.
  const clock =
    hint === 'certificate-dates' ? text` The runner's clock shows ${formatMoment(nowMs)}.` : text``
  const problem = text`Couldn't verify the certificate of ${peer}: ${reason}. The token wasn't sent.${clock}`
  return failed('refusal', 'certificate', problem, hint)
}

function describePeer(host: string, proxyHost: string | undefined, isAtProxy: boolean): Text {
  if (proxyHost === undefined) return code(host)
  return isAtProxy ? text`proxy ${code(proxyHost)}` : text`${code(host)} through proxy ${code(proxyHost)}`
}

const connectionReasons = new Map([
  ['ECONNREFUSED', 'connection refused'],
  ['ECONNRESET', 'connection reset or closed'],
  ['ECONNABORTED', 'connection aborted'],
  ['EPIPE', 'connection closed while sending the request'],
  ['ETIMEDOUT', 'connection timed out'],
  ['ERR_SOCKET_CONNECTION_TIMEOUT', 'connection timed out'],
  ['ENOTFOUND', 'host not found'],
  ['EAI_AGAIN', 'DNS lookup failed'],
  ['EAI_FAIL', 'DNS lookup failed'],
  ['EHOSTUNREACH', 'host unreachable'],
  ['EHOSTDOWN', 'host is down'],
  ['ENETUNREACH', 'network unreachable'],
  ['ENETDOWN', 'network is down'],
  ['EADDRNOTAVAIL', 'address not available on the runner'],
  ['EACCES', 'connection not permitted by the runner'],
  ['EPERM', 'connection not permitted by the runner'],
  ['EMFILE', 'too many open files on the runner'],
])

function describeBroken(failure: Broken, peer: Text, redact: Redact): Text {
  if (failure.code.startsWith('HPE_')) return describeInvalidHttp(failure.code, peer)
  const handshake = handshakeReason(failure, redact)
  if (handshake !== undefined) return text`Couldn't connect to ${peer}: ${handshake}.`
  const isConnected = failure.stage !== 'connecting'
  if (isConnected && failure.code === 'ECONNRESET')
    return text`The connection to ${peer} closed without a response.`
  const known = connectionReasons.get(failure.code)
  const reason = known === undefined ? unfamiliarReason(failure, redact) : plain(known)
  return text`${missingByStage[failure.stage]} ${peer}: ${reason}.`
}

/** From the codes of Node's HTTP parser, llhttp. */
function describeInvalidHttp(parserCode: string, peer: Text): Text {
  if (parserCode === 'HPE_HEADER_OVERFLOW') return text`The response headers from ${peer} are too large.`
  const isHttp = parserCode !== 'HPE_INVALID_CONSTANT'
  return text`The response from ${peer} isn't ${plain(isHttp ? 'valid HTTP' : 'HTTP')} (${plain(parserCode)}).`
}

// OpenSSL's reason is between the place in its source and other details: "…:SSL routines:where:reason:…".
const opensslReason = /:SSL routines:[^:]*:([^:\n]+)/

/** @returns undefined if it isn't the TLS handshake that failed */
function handshakeReason({ code: errorCode, message }: Broken, redact: Redact): Text | undefined {
  // The agent's message if data arrived through the tunnel before TLS had started.
  const isPlainProtocol = /wrong version number|packet length too long|illegal response body/.test(message)
  if (isPlainProtocol) return plain("the server doesn't use TLS on this port")
  if (errorCode !== 'EPROTO' && !errorCode.startsWith('ERR_SSL_')) return undefined
  const reason = opensslReason.exec(message)?.[1]
  return text`TLS handshake failed (${reason === undefined ? quoted(redact(message || errorCode), 300) : plain(reason)})`
}

function unfamiliarReason({ code: errorCode, message }: Broken, redact: Redact): Text {
  const shownCode = errorCode === '' ? text`` : text`(${plain(errorCode)})`
  const reason = join([quoted(redact(message), 300), shownCode])
  return isEmpty(reason) ? plain('unknown error') : reason
}

const [dates, host, authority] = ['certificate-dates', 'certificate-host', 'certificate-authority'] as const
const untrustedCa = "its CA isn't trusted by Node.js on the runner, or its chain is incomplete"
const weak = "its key or signature, or its issuer's, is too weak"

// Patterns of the code of an error, a space, and its message. What OpenSSL's security level rejects may have no code.
const certificateReasons: readonly (readonly [RegExp, reason?: string, hint?: ProblemHint])[] = [
  [/^ERR_SSL_(EE_KEY_TOO_SMALL|CA_KEY_TOO_SMALL|CA_MD_TOO_WEAK) /, weak, 'weak-certificate'],
  [/\b(key|signature digest algorithm) too weak$/, weak, 'weak-certificate'],
  [/^CERT_HAS_EXPIRED /, 'it or its issuer has expired', dates],
  [/^CERT_NOT_YET_VALID /, "it or its issuer isn't valid yet", dates],
  [/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH) /, 'it was issued for a different host name', host],
  [/^DEPTH_ZERO_SELF_SIGNED_CERT /, 'it is self-signed', authority],
  [/^SELF_SIGNED_CERT_IN_CHAIN /, "its root CA isn't trusted by Node.js on the runner", authority],
  [/^UNABLE_TO_(GET_ISSUER_CERT(_LOCALLY)?|VERIFY_LEAF_SIGNATURE) /, untrustedCa, authority],
  [/^CERT_REVOKED /, 'it was revoked'],
  // The other names of OpenSSL's X509_V_ERR_* results in Node.js. UNSPECIFIED stands for those that it has no name for.
  [/^(CERT_|CRL_|ERR_TLS_CERT_|ERROR_IN_C|UNABLE_TO_(GET_CRL|DECRYPT_C|DECODE_ISSUER))/],
  [/^(INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|UNSPECIFIED) /],
]

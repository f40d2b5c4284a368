import { formatDuration } from '../text/time.ts'
import { quote } from '../text/untrusted-text.ts'
import type { Problem, ProblemCause } from '../wait/check.ts'
import type { ConnectionFailure } from './exchange.ts'
import { isFatalStatusCode, reasonPhrase } from './status-code.ts'

/** A problem, and whether to try again makes no sense. */
export interface JudgedProblem {
  readonly problem: Problem
  readonly isFatal: boolean
}

const plainCauses = new Map(
  Object.entries({
    ECONNREFUSED: 'the connection was refused',
    ECONNRESET: 'the connection was reset or closed',
    ECONNABORTED: 'the connection was aborted',
    EPIPE: 'the connection was closed while the request was sent',
    ETIMEDOUT: 'the connection timed out',
    ENOTFOUND: 'the host name is unknown',
    EAI_AGAIN: 'the host name could not be looked up',
    EAI_FAIL: 'the host name could not be looked up',
    EHOSTUNREACH: 'the host cannot be reached',
    EHOSTDOWN: 'the host is down',
    ENETUNREACH: 'the network cannot be reached',
    ENETDOWN: 'the network is down',
    EADDRNOTAVAIL: 'the address is not available on this machine',
    EACCES: 'this machine does not allow the connection',
    EPERM: 'this machine does not allow the connection',
    EMFILE: 'this machine has no more connections to give',
  }),
)

const certificateCauses = new Map(
  Object.entries({
    CERT_HAS_EXPIRED: 'it, or one above it, has expired',
    CERT_NOT_YET_VALID: 'it, or one above it, is not valid yet',
    ERR_TLS_CERT_ALTNAME_INVALID: 'it was made out for another host name',
    HOSTNAME_MISMATCH: 'it was made out for another host name',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed',
    SELF_SIGNED_CERT_IN_CHAIN: 'its chain ends in a certificate authority that is not trusted here',
    UNABLE_TO_GET_ISSUER_CERT: 'its certificate authority is not trusted here',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate authority is not trusted here',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      'its certificate authority is not trusted here, or its chain is incomplete',
    CERT_REVOKED: 'it was revoked',
  }),
)

// The names of OpenSSL's X509_V_ERR_* results as Node reports them, beyond those with a text of their own;
// UNSPECIFIED is Node's name for all that it has no name for.
const otherCertificateCode =
  /^(CERT_|CRL_|ERR_TLS_CERT_|INVALID_(CA|PURPOSE)$|PATH_LENGTH_EXCEEDED$|UNABLE_TO_(GET_CRL|DECRYPT_C|DECODE_ISSUER))|^ERROR_IN_C|^UNSPECIFIED$/

/**
 * Says in sentences why a request got no response.
 *
 * @param host the API's host, as the URL names it
 */
export function judgeConnectionFailure(failure: ConnectionFailure, host: string): JudgedProblem {
  switch (failure.kind) {
    case 'timed-out':
      return transient(
        `No answer from ${host}${through(failure.proxyHost)} within ${formatDuration(failure.timeoutMs)}.`,
      )
    case 'proxy-refused':
      return judgeProxyRefusal(failure.statusCode, failure.proxyHost, host)
    case 'broken':
      return judgeBroken(failure, host)
  }
}

function judgeProxyRefusal(statusCode: number, proxyHost: string, host: string): JudgedProblem {
  const answer = `it answered ${reasonPhrase(statusCode)}`
  // A proxy that may connect, but cannot reach the API, says so with a 5xx.
  if (statusCode >= 500) return transient(`The proxy ${proxyHost} could not reach ${host}: ${answer}.`)
  const text = `The proxy ${proxyHost} refused the connection to ${host}: ${answer}.`
  return { problem: { cause: 'proxy', text }, isFatal: isFatalStatusCode(statusCode) }
}

type Broken = Extract<ConnectionFailure, { kind: 'broken' }>

function judgeBroken(failure: Broken, host: string): JudgedProblem {
  const peer = failure.atProxy ? `the proxy ${failure.proxyHost}` : host
  if (isCertificateCode(failure.code)) return certificateProblem(failure, peer)
  const cause = plainCauses.get(failure.code) ?? unfamiliarCause(failure)
  return failure.atProxy
    ? transient(`No connection to ${peer}: ${cause}.`, 'proxy')
    : transient(`No connection to ${peer}${through(failure.proxyHost)}: ${cause}.`)
}

function certificateProblem(failure: Broken, peer: string): JudgedProblem {
  const cause = certificateCauses.get(failure.code) ?? unfamiliarCause(failure)
  const text = `The certificate of ${peer} does not verify: ${cause}. The token was not sent.`
  return { problem: { cause: 'certificate', text }, isFatal: true }
}

function isCertificateCode(code: string): boolean {
  return certificateCauses.has(code) || otherCertificateCode.test(code)
}

function unfamiliarCause(failure: Broken): string {
  if (failure.code.startsWith('HPE_')) return `the answer is not valid HTTP (${failure.code})`
  if (failure.code === 'EPROTO' || failure.code.startsWith('ERR_SSL_')) return handshakeCause(failure)
  return (
    [failure.message && quote(failure.message, 300), failure.code && `(${failure.code})`]
      .filter(Boolean)
      .join(' ') || 'the cause is unknown'
  )
}

// OpenSSL's own words stand between the place in its sources and what else it says: "…:SSL routines:where:what:…".
const handshakeReason = /:SSL routines:[^:]*:([^:\n]+)/
const otherProtocol = 'the other side does not speak TLS on this port'

function handshakeCause({ code, message }: Broken): string {
  const reason = handshakeReason.exec(message)?.[1] ?? (message || code)
  return /wrong version number|packet length too long/.test(reason)
    ? otherProtocol
    : `TLS could not be set up (${reason})`
}

function transient(text: string, cause: ProblemCause = 'unreachable'): JudgedProblem {
  return { problem: { cause, text }, isFatal: false }
}

function through(proxyHost: string | undefined): string {
  return proxyHost === undefined ? '' : ` through the proxy ${proxyHost}`
}

import { describe, expect, test } from '@jest/globals'
import { judgeConnectionFailure } from '../../src/api/connection-failure.ts'
import type { ConnectionFailure } from '../../src/api/exchange.ts'

type Broken = Extract<ConnectionFailure, { kind: 'broken' }>

function judge(failure: ConnectionFailure) {
  const { problem, isFatal } = judgeConnectionFailure(failure, 'api.example.com')
  return [problem.cause, problem.text, isFatal]
}

function judgeBroken(overrides: Partial<Broken>) {
  return judge({ kind: 'broken', code: '', message: '', proxyHost: undefined, atProxy: false, ...overrides })
}

test.each([
  [undefined, 30_000, 'No answer from api.example.com within 30s.'],
  [undefined, 250.123_456_789, 'No answer from api.example.com within 250ms.'],
  ['proxy:3128', 60_000, 'No answer from api.example.com through the proxy proxy:3128 within 1m.'],
])('a request by way of %s that used up %d ms', (proxyHost, timeoutMs, text) => {
  expect(judge({ kind: 'timed-out', timeoutMs, proxyHost })).toEqual(['unreachable', text, false])
})

test.each([
  [407, 'proxy', 'refused the connection to', '407 Proxy Authentication Required', true],
  [429, 'proxy', 'refused the connection to', '429 Too Many Requests', false],
  [500, 'unreachable', 'could not reach', '500 Internal Server Error', false],
  [503, 'unreachable', 'could not reach', '503 Service Unavailable', false],
])('a proxy that answers %d', (statusCode, cause, did, phrase, isFatal) => {
  const text = `The proxy proxy:3128 ${did} api.example.com: it answered ${phrase}.`
  expect(judge({ kind: 'proxy-refused', statusCode, proxyHost: 'proxy:3128' })).toEqual([
    cause,
    text,
    isFatal,
  ])
})

describe('a connection that broke', () => {
  test.each([
    ['ECONNREFUSED', 'the connection was refused'],
    ['ECONNRESET', 'the connection was reset or closed'],
    ['ECONNABORTED', 'the connection was aborted'],
    ['EPIPE', 'the connection was closed while the request was sent'],
    ['ETIMEDOUT', 'the connection timed out'],
    ['ENOTFOUND', 'the host name is unknown'],
    ['EAI_AGAIN', 'the host name could not be looked up'],
    ['EAI_FAIL', 'the host name could not be looked up'],
    ['EHOSTUNREACH', 'the host cannot be reached'],
    ['EHOSTDOWN', 'the host is down'],
    ['ENETUNREACH', 'the network cannot be reached'],
    ['ENETDOWN', 'the network is down'],
    ['EADDRNOTAVAIL', 'the address is not available on this machine'],
    ['EACCES', 'this machine does not allow the connection'],
    ['EPERM', 'this machine does not allow the connection'],
    ['EMFILE', 'this machine has no more connections to give'],
    ['toString', '"raw" (toString)'],
    ['econnreset', '"raw" (econnreset)'],
    ['XEPROTO', '"raw" (XEPROTO)'],
    ['XHPE_', '"raw" (XHPE_)'],
    ['XERR_SSL_', '"raw" (XERR_SSL_)'],
    ['HPE_INVALID_CONSTANT', 'the answer is not valid HTTP (HPE_INVALID_CONSTANT)'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'TLS could not be set up (raw)'],
    ['EPROTO', 'TLS could not be set up (raw)'],
    ['', '"raw"'],
  ])('with %s', (code, cause) => {
    const text = `No connection to api.example.com: ${cause}.`
    expect(judgeBroken({ code, message: 'raw' })).toEqual(['unreachable', text, false])
  })

  test.each([
    ['', '', 'the cause is unknown'],
    ['EODD', '', '(EODD)'],
    ['EPROTO', '', 'TLS could not be set up (EPROTO)'],
    ['EPROTO', 'x:SSL routines::y z\nw', 'TLS could not be set up (y z)'],
    [
      'EPROTO',
      'write EPROTO 40FD:error:0A000410:SSL routines:ssl3_read_bytes:ssl/tls alert handshake failure:a/b.c:918:SSL alert number 40\n',
      'TLS could not be set up (ssl/tls alert handshake failure)',
    ],
    [
      'EPROTO',
      'write EPROTO 40FD:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:a/b.c:77:\n',
      'the other side does not speak TLS on this port',
    ],
    [
      'ERR_SSL_PACKET_LENGTH_TOO_LONG',
      '40FD:error:0A0000C6:SSL routines:ssl3_get_record:packet length too long:a/b.c:1:',
      'the other side does not speak TLS on this port',
    ],
  ])('with the code %j and the message %j', (code, message, cause) => {
    const text = `No connection to api.example.com: ${cause}.`
    expect(judgeBroken({ code, message })).toEqual(['unreachable', text, false])
  })

  test.each([
    [
      false,
      'No connection to api.example.com through the proxy proxy:3128: the connection was reset or closed.',
    ],
    [true, 'No connection to the proxy proxy:3128: the connection was reset or closed.'],
  ])('on the way to a proxy, or through it: %p', (atProxy, text) => {
    const failure = { code: 'ECONNRESET', proxyHost: 'proxy:3128', atProxy }
    expect(judgeBroken(failure)).toEqual([atProxy ? 'proxy' : 'unreachable', text, false])
  })
})

describe('a certificate that does not verify', () => {
  const told = (cause: string, peer = 'api.example.com') => [
    'certificate',
    `The certificate of ${peer} does not verify: ${cause}. The token was not sent.`,
    true,
  ]

  test.each([
    ['CERT_HAS_EXPIRED', 'it, or one above it, has expired'],
    ['CERT_NOT_YET_VALID', 'it, or one above it, is not valid yet'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'it was made out for another host name'],
    ['HOSTNAME_MISMATCH', 'it was made out for another host name'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'it is self-signed'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'its chain ends in a certificate authority that is not trusted here'],
    ['UNABLE_TO_GET_ISSUER_CERT', 'its certificate authority is not trusted here'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'its certificate authority is not trusted here'],
    [
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'its certificate authority is not trusted here, or its chain is incomplete',
    ],
    ['CERT_REVOKED', 'it was revoked'],
  ])('with %s', (code, cause) => {
    expect(judgeBroken({ code, message: 'raw' })).toEqual(told(cause))
  })

  // The other names that Node's documentation lists under "X509 certificate error codes", and the one for the rest.
  test.each([
    ...['UNABLE_TO_GET_CRL', 'UNABLE_TO_DECRYPT_CERT_SIGNATURE', 'UNABLE_TO_DECRYPT_CRL_SIGNATURE'],
    ...['UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY', 'CERT_SIGNATURE_FAILURE', 'CRL_SIGNATURE_FAILURE'],
    ...['CRL_NOT_YET_VALID', 'CRL_HAS_EXPIRED', 'ERROR_IN_CERT_NOT_BEFORE_FIELD'],
    ...['ERROR_IN_CERT_NOT_AFTER_FIELD', 'ERROR_IN_CRL_LAST_UPDATE_FIELD', 'ERROR_IN_CRL_NEXT_UPDATE_FIELD'],
    ...['CERT_CHAIN_TOO_LONG', 'CERT_UNTRUSTED', 'CERT_REJECTED', 'INVALID_CA', 'INVALID_PURPOSE'],
    ...['PATH_LENGTH_EXCEEDED', 'ERR_TLS_CERT_ALTNAME_FORMAT', 'UNSPECIFIED'],
  ])('with %s', (code) => {
    expect(judgeBroken({ code, message: 'raw' })).toEqual(told(`"raw" (${code})`))
  })

  test.each([
    [true, 'the proxy proxy:3128'],
    [false, 'api.example.com'],
  ])('has a name, be it of a proxy or not: %p', (atProxy, peer) => {
    const failure = { code: 'CERT_HAS_EXPIRED', proxyHost: 'proxy:3128', atProxy }
    expect(judgeBroken(failure)).toEqual(told('it, or one above it, has expired', peer))
  })

  test.each([
    ...['XCERT_HAS_EXPIRED', 'XCRL_HAS_EXPIRED', 'XERR_TLS_CERT_ALTNAME_INVALID', 'XINVALID_CA'],
    ...['XPATH_LENGTH_EXCEEDED', 'XUNABLE_TO_GET_CRL', 'XERROR_IN_CERT_NOT_AFTER_FIELD', 'XUNSPECIFIED'],
    ...['INVALID_CALL', 'INVALID_PURPOSES', 'INVALID_X', 'PATH_LENGTH_EXCEEDED_X', 'UNABLE_TO_CONNECT'],
    ...['ERROR_IN_X', 'ERR_TLS_HANDSHAKE_TIMEOUT', 'CERT', 'UNSPECIFIED_X'],
  ])('is not what %s says', (code) => {
    expect(judgeBroken({ code })).toEqual([
      'unreachable',
      `No connection to api.example.com: (${code}).`,
      false,
    ])
  })
})

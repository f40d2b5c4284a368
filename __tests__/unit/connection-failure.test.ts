import { describe, expect, test } from '@jest/globals'
import { judgeConnectionFailure } from '../../src/connection-failure.ts'
import type { ConnectionFailure } from '../../src/exchange.ts'

type Broken = Extract<ConnectionFailure, { kind: 'broken' }>

const host = 'api.example.com'

function broken(overrides: Partial<Broken> = {}): Broken {
  return {
    kind: 'broken',
    code: 'ECONNRESET',
    message: '',
    proxyHost: undefined,
    atProxy: false,
    ...overrides,
  }
}

function unreachable(text: string) {
  return { problem: { cause: 'unreachable', text }, isFatal: false }
}

function badCertificate(cause: string, peer = host) {
  const text =
    `The certificate of ${peer} does not verify: ${cause}. The token was not sent. ` +
    'If a private certificate authority signed it, name its certificate file in NODE_EXTRA_CA_CERTS.'
  return { problem: { cause: 'certificate', text }, isFatal: true }
}

describe('a request that timed out', () => {
  test.each([
    [undefined, 30_000, 'No answer from api.example.com within 30s.'],
    [undefined, 250, 'No answer from api.example.com within 0.25s.'],
    [undefined, 250.123_456_789, 'No answer from api.example.com within 0.25s.'],
    ['proxy:3128', 60_000, 'No answer from api.example.com through the proxy proxy:3128 within 1m.'],
  ])('by way of %s within %d ms', (proxyHost, timeoutMs, text) => {
    expect(judgeConnectionFailure({ kind: 'timed-out', timeoutMs, proxyHost }, host)).toEqual(
      unreachable(text),
    )
  })
})

describe('a proxy that refused', () => {
  test.each([
    [400, '400 Bad Request', true],
    [403, '403 Forbidden', true],
    [302, '302 Found', true],
    [429, '429 Too Many Requests', false],
    [502, '502 Bad Gateway', false],
    [503, '503 Service Unavailable', false],
  ])('with %d', (statusCode, phrase, isFatal) => {
    expect(
      judgeConnectionFailure({ kind: 'proxy-refused', statusCode, proxyHost: 'proxy:3128' }, host),
    ).toEqual({
      problem: {
        cause: 'proxy',
        text: `The proxy proxy:3128 refused the connection to api.example.com: it answered ${phrase}. Check the proxy variable (https_proxy), and that the proxy allows this host.`,
      },
      isFatal,
    })
  })

  test('for want of credentials', () => {
    expect(
      judgeConnectionFailure({ kind: 'proxy-refused', statusCode: 407, proxyHost: 'proxy:3128' }, host),
    ).toEqual({
      problem: {
        cause: 'proxy',
        text: 'The proxy proxy:3128 refused the connection to api.example.com: it answered 407 Proxy Authentication Required. Put the user name and password it asks for into the proxy variable (https_proxy).',
      },
      isFatal: true,
    })
  })
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
  ])('with %s', (code, cause) => {
    expect(judgeConnectionFailure(broken({ code, message: 'raw' }), host)).toEqual(
      unreachable(`No connection to api.example.com: ${cause}.`),
    )
  })

  test.each([
    ['HPE_INVALID_CONSTANT', 'Parse Error', 'the answer is not valid HTTP (HPE_INVALID_CONSTANT)'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'bad version', 'TLS could not be set up (bad version)'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', '', 'TLS could not be set up (ERR_SSL_UNSUPPORTED_PROTOCOL)'],
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
    [
      'EPROTO',
      'write EPROTO 40FD:error:0A000410:SSL routines:ssl3_read_bytes:ssl/tls alert handshake failure:a/b.c:918:SSL alert number 40\n',
      'TLS could not be set up (ssl/tls alert handshake failure)',
    ],
    ['EPROTO', 'x:SSL routines::y z\nw', 'TLS could not be set up (y z)'],
    ['EPROTO', '', 'TLS could not be set up (EPROTO)'],
    ['XEPROTO', 'odd', 'odd (XEPROTO)'],
    ['EODD', 'something odd', 'something odd (EODD)'],
    ['EODD', '', '(EODD)'],
    ['', 'something odd', 'something odd'],
    ['', '', 'the cause is unknown'],
    ['XHPE_', 'odd', 'odd (XHPE_)'],
    ['XERR_SSL_', 'odd', 'odd (XERR_SSL_)'],
    ['econnreset', 'odd', 'odd (econnreset)'],
  ])('with the unfamiliar code %j and message %j', (code, message, cause) => {
    expect(judgeConnectionFailure(broken({ code, message }), host)).toEqual(
      unreachable(`No connection to api.example.com: ${cause}.`),
    )
  })

  test('on the way through a proxy', () => {
    expect(judgeConnectionFailure(broken({ proxyHost: 'proxy:3128' }), host)).toEqual(
      unreachable(
        'No connection to api.example.com through the proxy proxy:3128: the connection was reset or closed.',
      ),
    )
  })

  test('on the way to a proxy', () => {
    const failure = broken({ code: 'ECONNREFUSED', proxyHost: 'proxy:3128', atProxy: true })
    expect(judgeConnectionFailure(failure, host)).toEqual(
      unreachable('No connection to the proxy proxy:3128: the connection was refused.'),
    )
  })
})

describe('a certificate that does not verify', () => {
  test.each([
    ['CERT_HAS_EXPIRED', 'it has expired'],
    ['CERT_NOT_YET_VALID', 'it is not valid yet'],
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
    expect(judgeConnectionFailure(broken({ code, message: 'raw' }), host)).toEqual(badCertificate(cause))
  })

  // The other names that Node's documentation lists under "X509 certificate error codes".
  test.each([
    'UNABLE_TO_GET_CRL',
    'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
    'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
    'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
    'CERT_SIGNATURE_FAILURE',
    'CRL_SIGNATURE_FAILURE',
    'CRL_NOT_YET_VALID',
    'CRL_HAS_EXPIRED',
    'ERROR_IN_CERT_NOT_BEFORE_FIELD',
    'ERROR_IN_CERT_NOT_AFTER_FIELD',
    'ERROR_IN_CRL_LAST_UPDATE_FIELD',
    'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
    'CERT_CHAIN_TOO_LONG',
    'CERT_UNTRUSTED',
    'CERT_REJECTED',
    'INVALID_CA',
    'INVALID_PURPOSE',
    'PATH_LENGTH_EXCEEDED',
    'ERR_TLS_CERT_ALTNAME_FORMAT',
  ])('with %s', (code) => {
    expect(judgeConnectionFailure(broken({ code, message: 'raw' }), host)).toEqual(
      badCertificate(`raw (${code})`),
    )
  })

  test('with the one code that Node has for every other reason', () => {
    const failure = broken({ code: 'UNSPECIFIED', message: 'EE certificate key too weak' })
    expect(judgeConnectionFailure(failure, host)).toEqual(
      badCertificate('EE certificate key too weak (UNSPECIFIED)'),
    )
  })

  test("of a proxy, with a proxy's name", () => {
    const failure = broken({ code: 'CERT_HAS_EXPIRED', proxyHost: 'proxy:3128', atProxy: true })
    expect(judgeConnectionFailure(failure, host)).toEqual(
      badCertificate('it has expired', 'the proxy proxy:3128'),
    )
  })

  test('of the API behind a proxy, with its own name', () => {
    const failure = broken({ code: 'CERT_HAS_EXPIRED', proxyHost: 'proxy:3128' })
    expect(judgeConnectionFailure(failure, host)).toEqual(badCertificate('it has expired'))
  })

  test.each([
    'XCERT_HAS_EXPIRED',
    'XCRL_HAS_EXPIRED',
    'XERR_TLS_CERT_ALTNAME_INVALID',
    'XINVALID_CA',
    'XPATH_LENGTH_EXCEEDED',
    'XUNABLE_TO_GET_CRL',
    'XERROR_IN_CERT_NOT_AFTER_FIELD',
    'INVALID_CALL',
    'INVALID_PURPOSES',
    'INVALID_X',
    'PATH_LENGTH_EXCEEDED_X',
    'UNABLE_TO_CONNECT',
    'ERROR_IN_X',
    'ERR_TLS_HANDSHAKE_TIMEOUT',
    'CERT',
    'XUNSPECIFIED',
    'UNSPECIFIED_X',
    'toString',
  ])('is not what %s says', (code) => {
    expect(judgeConnectionFailure(broken({ code }), host).problem.cause).toBe('unreachable')
  })
})

import { describe, expect, test } from '@jest/globals'
import type { RequestStage } from '../../src/api/connection.ts'
import { classifyFailure } from '../../src/api/connection-failure.ts'
import type { ConnectionFailure } from '../../src/api/http.ts'
import { toPlain } from '../../src/text/text.ts'

type Broken = Extract<ConnectionFailure, { kind: 'broken' }>

const redact = (text: string) => text.replaceAll('secret', '***')
const context = { url: new URL('https://api.example.com/x'), nowMs: Date.UTC(1994, 10, 6), redact }

function classify(failure: ConnectionFailure) {
  const { kind, problem } = classifyFailure(failure, context)
  return { kind, ...problem, parts: problem.text, text: toPlain(problem.text) }
}

function classifyBroken(overrides: Partial<Broken>) {
  const connecting = { stage: 'connecting', proxyHost: undefined, isAtProxy: false } as const
  return classify({ kind: 'broken', code: '', message: '', ...connecting, ...overrides })
}

const viaProxy = { proxyHost: 'proxy:3128' }

describe('the text', () => {
  test.each<readonly [RequestStage, string | undefined, string, RegExp]>([
    ['connecting', undefined, 'unreachable', /connect to api\.example\.com within 30s/],
    ['responding', undefined, 'unreachable', /No complete response from api\.example\.com within 30s/],
    ['connecting', 'proxy:3128', 'proxy', /connect to proxy proxy:3128 within/],
    ['connected', 'proxy:3128', 'unreachable', /No response from api\.example\.com through proxy proxy:3128/],
  ])('after a timeout while %s, with the proxy %s, claims no more', (stage, proxyHost, cause, words) => {
    const check = classify({ kind: 'timed-out', timeoutMs: 30_000, stage, proxyHost })
    expect(check).toMatchObject({ kind: 'timed-out', cause, text: expect.stringMatching(words) })
  })

  test.each<readonly [Partial<Broken>, RegExp]>([
    [{ code: 'ECONNRESET' }, /^Couldn't connect/],
    [{ code: 'ECONNRESET', stage: 'connected' }, /closed without a response/],
    [{ code: 'ETIMEDOUT', stage: 'connected' }, /^No response/],
    [{ code: 'HPE_INVALID_CONSTANT', stage: 'connected' }, /isn't HTTP/],
    [{ code: 'HPE_INVALID_HEADER_TOKEN', stage: 'connected' }, /isn't valid HTTP/],
    [{ code: 'HPE_HEADER_OVERFLOW', stage: 'connected' }, /too large/],
    [{ code: 'EPROTO', message: 'a:b:SSL routines:where:wrong version number:x.c:1:' }, /doesn't use TLS/],
    [{ code: 'ECONNRESET', message: 'got illegal response body from proxy' }, /doesn't use TLS/],
    [{ code: 'EPROTO', message: 'a:b:SSL routines:where:alert x:y.c:1:' }, /TLS.*\(alert x\)/],
    [{ code: 'ERR_SSL_ODD' }, /TLS.*\("ERR_SSL_ODD"\)/],
    [{}, /unknown error/],
    [{ code: 'toString' }, /\(toString\)/],
  ])('of %j says what happened', (failure, words) => {
    const text = expect.stringMatching(words)
    expect(classifyBroken(failure)).toMatchObject({ kind: 'fault', cause: 'unreachable', text })
  })

  test('names the proxy if the connection to it broke, and both hosts if the one through it did', () => {
    const atProxy = classifyBroken({ code: 'ECONNREFUSED', ...viaProxy, isAtProxy: true })
    const proxyAlone = expect.stringMatching(/^(?!.*api\.example\.com).*proxy:3128/)
    expect(atProxy).toMatchObject({ kind: 'fault', cause: 'proxy', text: proxyAlone })
    const through = classifyBroken({ code: 'ECONNRESET', ...viaProxy, stage: 'connected' })
    const both = expect.stringMatching(/api\.example\.com through proxy proxy:3128/)
    expect(through).toMatchObject({ kind: 'fault', cause: 'unreachable', text: both })
  })

  test('quotes and redacts what the network said', () => {
    const { parts } = classifyBroken({ message: 'a secret', code: 'EODD' })
    expect(parts).toContainEqual({ kind: 'quoted', value: 'a ***' })
    expect(parts).toContainEqual({ kind: 'code', value: 'api.example.com' })
  })
})

test.each([
  [302, 'refusal', 'proxy'],
  [403, 'refusal', 'proxy'],
  [407, 'refusal', 'proxy'],
  [429, 'fault', 'proxy'],
  [204, 'fault', 'proxy'],
  [500, 'fault', 'unreachable'],
  [503, 'fault', 'unreachable'],
])('a proxy that returns %d is a %s of the cause %s', (statusCode, kind, cause) => {
  const check = classify({ kind: 'no-tunnel', statusCode, ...viaProxy })
  expect(check).toMatchObject({ kind, cause })
  for (const part of ['proxy:3128', 'api.example.com', String(statusCode)]) expect(check.text).toContain(part)
  expect(check.text.includes('Basic')).toBe(statusCode === 407)
})

describe('a certificate that cannot be verified', () => {
  test.each<readonly [string, string, string | undefined]>([
    ['CERT_HAS_EXPIRED', '', 'certificate-dates'],
    ['CERT_NOT_YET_VALID', '', 'certificate-dates'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', '', 'certificate-host'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', '', 'certificate-authority'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', '', 'certificate-authority'],
    ['UNSPECIFIED', 'EE certificate key too weak', 'weak-certificate'],
    ['UNSPECIFIED', 'CA signature digest algorithm too weak', 'weak-certificate'],
    ['ERR_SSL_EE_KEY_TOO_SMALL', '', 'weak-certificate'],
    ['CERT_REVOKED', '', undefined],
    // The other names that Node's documentation lists under "X509 certificate error codes", and the one for the rest.
    ...[
      ...['UNABLE_TO_GET_CRL', 'UNABLE_TO_DECRYPT_CERT_SIGNATURE', 'UNABLE_TO_DECRYPT_CRL_SIGNATURE'],
      ...['UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY', 'CERT_SIGNATURE_FAILURE', 'CRL_SIGNATURE_FAILURE'],
      ...['CRL_NOT_YET_VALID', 'CRL_HAS_EXPIRED', 'ERROR_IN_CERT_NOT_BEFORE_FIELD', 'INVALID_PURPOSE'],
      ...['ERROR_IN_CERT_NOT_AFTER_FIELD', 'ERROR_IN_CRL_LAST_UPDATE_FIELD', 'CERT_CHAIN_TOO_LONG'],
      ...['ERROR_IN_CRL_NEXT_UPDATE_FIELD', 'CERT_UNTRUSTED', 'CERT_REJECTED', 'INVALID_CA'],
      ...['PATH_LENGTH_EXCEEDED', 'ERR_TLS_CERT_ALTNAME_FORMAT', 'UNSPECIFIED'],
    ].map((code) => [code, '', undefined] as const),
  ])('because of %s %s is a refusal', (code, message, hint) => {
    const check = classifyBroken({ code, message, stage: 'connected' })
    const text = expect.stringMatching(/api\.example\.com: .+\. The token/)
    expect(check).toMatchObject({ kind: 'refusal', cause: 'certificate', text })
    expect(check.hint).toBe(hint)
  })

  test('may be that of the proxy, and shows the clock if it may have expired', () => {
    const check = classifyBroken({ code: 'CERT_HAS_EXPIRED', ...viaProxy, isAtProxy: true })
    const text = expect.stringMatching(/proxy proxy:3128: .*1994-11-06/)
    expect(check).toMatchObject({ kind: 'refusal', cause: 'certificate', text })
  })

  test.each([
    ...['XCERT_HAS_EXPIRED', 'XUNSPECIFIED', 'INVALID_CALL', 'PATH_LENGTH_EXCEEDED_X', 'UNABLE_TO_CONNECT'],
    ...['ERROR_IN_X', 'ERR_TLS_HANDSHAKE_TIMEOUT', 'ERR_SSL_DH_KEY_TOO_SMALL'],
  ])('is not what %s means', (code) => {
    expect(classifyBroken({ code })).toMatchObject({ kind: 'fault', cause: 'unreachable' })
  })
})

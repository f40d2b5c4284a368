import { describe, expect, test } from '@jest/globals'
import { environmentProblems } from '../../src/environment.ts'

const apiUrl = new URL('https://api.example.com')
const badProxy = { https_proxy: 'proxy.example.com:3128' }
const noBypass = () => false

const certificateText =
  'The environment sets `NODE_TLS_REJECT_UNAUTHORIZED=0`, which would hand the token to any server that answers: ' +
  "remove it. If a private certificate authority signed the API's certificate, name its certificate file in `NODE_EXTRA_CA_CERTS`."
const proxyText =
  'The proxy variable `https_proxy` cannot be used: expected a URL that begins with http:// or https://, such as http://proxy.example.com:3128, with special characters in user name and password percent-encoded. The token is not sent around a proxy.'

describe('environmentProblems', () => {
  test('are none in an empty environment', () => {
    expect(environmentProblems({}, apiUrl, noBypass)).toEqual([])
  })

  test('are none with a usable proxy', () => {
    expect(environmentProblems({ https_proxy: 'http://proxy:3128' }, apiUrl, noBypass)).toEqual([])
  })

  test('are the certificate check being off', () => {
    expect(environmentProblems({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, apiUrl, noBypass)).toEqual([
      certificateText,
    ])
  })

  test.each(['', '1', 'false', '00', ' 0', undefined])(
    'are none with the certificate check set to %j',
    (value) => {
      expect(environmentProblems({ NODE_TLS_REJECT_UNAUTHORIZED: value }, apiUrl, noBypass)).toEqual([])
    },
  )

  test('are an unusable proxy', () => {
    expect(environmentProblems(badProxy, apiUrl, noBypass)).toEqual([proxyText])
  })

  test('are told together', () => {
    const environment = { NODE_TLS_REJECT_UNAUTHORIZED: '0', ...badProxy }
    expect(environmentProblems(environment, apiUrl, noBypass)).toEqual([certificateText, proxyText])
  })

  test('are none with an unusable proxy that is not used for this host', () => {
    const bypassesProxy = (url: URL) => url.hostname === 'api.example.com'
    expect(environmentProblems(badProxy, apiUrl, bypassesProxy)).toEqual([])
  })

  test.each(['https://localhost', 'http://127.0.0.2', 'http://[::1]'])(
    'are none with an unusable proxy for %s',
    (url) => {
      expect(environmentProblems(badProxy, new URL(url), noBypass)).toEqual([])
    },
  )

  test('are an IPv6 address behind a proxy', () => {
    const environment = { HTTPS_PROXY: 'http://proxy:3128' }
    expect(environmentProblems(environment, new URL('https://[2001:db8::1]'), noBypass)).toEqual([
      '`api-url` names an IPv6 address, which cannot be reached through the proxy in `HTTPS_PROXY`: use a host name, or add the address to `no_proxy`.',
    ])
  })
})

import { describe, expect, test } from '@jest/globals'
import { environmentProblems, proxySecrets } from '../../src/inputs/environment.ts'

const apiUrl = new URL('https://api.example.com')
const goesThroughProxy = () => false

const certificateProblem =
  'The environment sets NODE_TLS_REJECT_UNAUTHORIZED=0, which would hand the token to any server that answers: ' +
  "remove it. If a private certificate authority signed the API's certificate, name its certificate file in NODE_EXTRA_CA_CERTS."

function proxyProblem(variable: string): string {
  return `The proxy variable ${variable} cannot be used: expected a URL that begins with http:// or https://, such as http://proxy.example.com:3128, with special characters in user name and password percent-encoded. The token is not sent around a proxy.`
}

describe('environmentProblems', () => {
  test('are told together', () => {
    const environment = { NODE_TLS_REJECT_UNAUTHORIZED: '0', https_proxy: 'nowhere' }
    expect(environmentProblems(environment, apiUrl, goesThroughProxy)).toEqual([
      certificateProblem,
      proxyProblem('https_proxy'),
    ])
  })

  test.each(['', '1', 'false', '00', ' 0', undefined])(
    'are none with the certificate check set to %j',
    (value) => {
      expect(environmentProblems({ NODE_TLS_REJECT_UNAUTHORIZED: value }, apiUrl, goesThroughProxy)).toEqual(
        [],
      )
    },
  )

  test.each([
    ...['http://proxy.example.com', 'HTTPS://proxy.example.com:3128/', 'http://[::1]:3128'],
    ...['http://user:secret@proxy.example.com:3128', 'http://us%40er:se%3Acret@proxy.example.com', ''],
    ...['http://proxy.example.com/path', 'http://proxy.example.com?a=b', 'http://proxy.example.com#a'],
  ])('are none with the proxy %j', (value) => {
    expect(environmentProblems({ https_proxy: value }, apiUrl, goesThroughProxy)).toEqual([])
  })

  test.each([
    ...[' ', 'none', 'proxy.example.com:3128', 'user:secret@proxy.example.com:3128', '//proxy.example.com'],
    ...['socks5://proxy.example.com', 'xhttp://proxy.example.com', ' http://proxy.example.com'],
    ...['http:proxy.example.com', 'http:/proxy.example.com', 'http://', 'http://proxy:65536'],
    ...['http://us%er:secret@proxy.example.com', 'http://user:100%@proxy.example.com', 'http://u:%ff@proxy'],
    // The password goes on behind what the URL takes for its end.
    ...['http://me:p@ss/x@proxy.example.com:3128', 'http://me:1/x@proxy.example.com', 'http://me:1/@proxy'],
    ...['http://me:1?x@proxy.example.com', 'http://me:1#x@proxy.example.com', 'http://me:1/x@proxy/y'],
  ])('are the proxy %j, which is not repeated', (value) => {
    expect(environmentProblems({ https_proxy: value }, apiUrl, goesThroughProxy)).toEqual([
      proxyProblem('https_proxy'),
    ])
  })

  test.each([
    [{ HTTPS_PROXY: 'bad' }, [proxyProblem('HTTPS_PROXY')]],
    [{ HTTPS_PROXY: 'bad', https_proxy: '' }, [proxyProblem('HTTPS_PROXY')]],
    [{ HTTPS_PROXY: 'bad', https_proxy: 'http://proxy.example.com' }, []],
    [{ http_proxy: 'bad', HTTP_PROXY: 'bad', all_proxy: 'bad', Https_Proxy: 'bad' }, []],
  ])('of %j are those of the variable that the client takes', (environment, problems) => {
    expect(environmentProblems(environment, apiUrl, goesThroughProxy)).toEqual(problems)
  })

  test.each([
    ['https://localhost', goesThroughProxy],
    ['http://127.0.0.2', goesThroughProxy],
    ['http://[::1]', goesThroughProxy],
    ['https://api.example.com', ({ hostname }: URL) => hostname === 'api.example.com'],
  ])('are none for %s, which is not reached through the proxy', (url, bypassesProxy) => {
    expect(environmentProblems({ https_proxy: 'bad' }, new URL(url), bypassesProxy)).toEqual([])
  })

  test('are an IPv6 address behind a proxy', () => {
    const environment = { HTTPS_PROXY: 'http://proxy.example.com' }
    expect(environmentProblems(environment, new URL('https://[2001:db8::1]/x'), goesThroughProxy)).toEqual([
      'api-url names an IPv6 address, which cannot be reached through the proxy in HTTPS_PROXY: use a host name, or add the address to no_proxy.',
    ])
  })
})

describe('proxySecrets', () => {
  const basic = (credentials: string) => Buffer.from(credentials).toString('base64')

  test.each([
    ['http://us%40er:long%3Asecret@proxy', ['long%3Asecret', 'long:secret', basic('us@er:long:secret')]],
    ['http://us%er:long%secret@proxy', ['long%secret', basic('us%er:long%secret')]],
    ['http://:long-secret@proxy', ['long-secret', basic(':long-secret')]],
    ['http://u:abcd@proxy', ['abcd', basic('u:abcd')]],
    ['http://u:abc@proxy', [basic('u:abc')]],
    ['http://user@proxy', []],
    ['nowhere', []],
    ['', []],
  ])('of %s are %j', (https_proxy, secrets) => {
    expect([...new Set(proxySecrets({ https_proxy }))]).toEqual(secrets)
  })
})

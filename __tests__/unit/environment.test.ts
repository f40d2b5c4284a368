import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import {
  environmentProblems,
  extraCertificatesProblem,
  nodeProblem,
  proxySecrets,
  timeoutWarning,
} from '../../src/inputs/environment.ts'
import { toPlain } from '../../src/text/text.ts'
import { createAuthority } from '../e2e/certificates.ts'

test.each([
  [21_600_001, 'github-hosted', true],
  [21_600_000, 'github-hosted', false],
  [432_000_000, 'self-hosted', false],
  [432_000_000, undefined, false],
])('a timeout of %d ms on a %s runner: warning %p', (timeoutMs, environment, isWarned) => {
  expect(timeoutWarning(timeoutMs, { RUNNER_ENVIRONMENT: environment }) !== undefined).toBe(isWarned)
})

test('old versions of Node.js are a problem, named with their version', () => {
  for (const version of ['16.20.2', '18.20.4', '19.9.0', '9.0.0'])
    expect(toPlain(nodeProblem(version) ?? [])).toContain(version)
  expect(['20.0.0', '24.21.0', '100.0.0'].filter(nodeProblem)).toEqual([])
})

const apiUrl = new URL('https://api.example.com')

/** What the problems name. */
function problems(environment: Record<string, string>, url = apiUrl, bypassesProxy = (_url: URL) => false) {
  return environmentProblems(environment, url, bypassesProxy)
    .map(toPlain)
    .map((problem) => /NODE_TLS_REJECT_UNAUTHORIZED=0|HTTPS_PROXY|https_proxy/.exec(problem)?.[0])
}

describe('environmentProblems', () => {
  test('are reported together', () => {
    const environment = { NODE_TLS_REJECT_UNAUTHORIZED: '0', https_proxy: 'nowhere' }
    expect(problems(environment)).toEqual(['NODE_TLS_REJECT_UNAUTHORIZED=0', 'https_proxy'])
  })

  test.each(['', '1', 'false', '00', ' 0'])(
    "don't include a certificate check set to %j",
    (NODE_TLS_REJECT_UNAUTHORIZED) => {
      expect(problems({ NODE_TLS_REJECT_UNAUTHORIZED })).toEqual([])
    },
  )

  test.each([
    ...['http://proxy.example.com', 'HTTPS://proxy.example.com:3128/', 'http://[::1]:3128', ''],
    ...['http://user:secret@proxy.example.com:3128', 'http://us%40er:se%3Acret@proxy.example.com'],
    ...['http://DOMAIN%5Cuser:p%5Cw@proxy', 'http://u:p@ss@proxy', 'http://my_proxy-1:3128', 'http://pröxy'],
    ...['http://proxy.example.com/path', 'http://proxy.example.com?a=b', 'http://proxy.example.com#a'],
  ])("don't include the proxy %j", (https_proxy) => {
    expect(problems({ https_proxy })).toEqual([])
  })

  test.each([
    ...[' ', 'none', 'proxy.example.com:3128', 'user:secret@proxy.example.com:3128', '//proxy.example.com'],
    ...['socks5://proxy.example.com', 'xhttp://proxy.example.com', ' http://proxy.example.com'],
    ...['http:proxy.example.com', 'http:/proxy.example.com', 'http:///proxy', 'http://', 'http://u:p@'],
    ...['http://:3128', 'http://u:p@:3128', 'http://proxy:0', 'http://proxy:65536', 'http://proxy:31 28'],
    ...['http://us%er:secret@proxy.example.com', 'http://user:100%@proxy.example.com', 'http://u:%ff@proxy'],
    // The password contains a character that ends the authority.
    ...['http://me:p@ss/x@proxy.example.com:3128', 'http://me:1/x@proxy.example.com', 'http://me:1/@proxy'],
    ...['http://me:1?x@proxy.example.com', 'http://me:1#x@proxy.example.com', 'http://me:1/x@proxy/y'],
    ...['http://CORP\\jdoe:pw@proxy:3128', 'http://jdoe:p@ssword\\x@proxy:3128', 'http://u:a\\b@proxy'],
    ...[
      'http://proxy:3128\\x',
      'http://proxy/a\\b',
      'http://u:a b@proxy',
      'http://prox\ty',
      'http://proxy\n',
    ],
    ...['"http://proxy"', 'http://"proxy"', 'http://a,b', 'http://proxy;x'],
  ])('include the proxy %j, without its value', (https_proxy) => {
    const [shown, ofNone] = [https_proxy, 'nowhere'].map((https_proxy) =>
      environmentProblems({ https_proxy }, apiUrl, () => false)
        .map(toPlain)
        .join(),
    )
    expect(shown).toMatch(/^https_proxy .*http:\/\/proxy\.example\.com:3128.*DOMAIN%5Cuser/)
    expect(shown).toBe(ofNone)
  })

  test.each([
    [{ HTTPS_PROXY: 'bad' }, ['HTTPS_PROXY']],
    [{ HTTPS_PROXY: 'bad', https_proxy: '' }, ['HTTPS_PROXY']],
    [{ HTTPS_PROXY: 'bad', https_proxy: 'http://proxy.example.com' }, []],
    [{ http_proxy: 'bad', HTTP_PROXY: 'bad', all_proxy: 'bad', Https_Proxy: 'bad' }, []],
  ])('of %j are those of the variable that the client uses', (environment, expected) => {
    expect(problems(environment)).toEqual(expected)
  })

  test.each(['https://localhost', 'http://127.0.0.2', 'http://[::1]', 'https://bypassed.example.com'])(
    "don't include a proxy that isn't used for %s",
    (url) => {
      const bypassesProxy = ({ hostname }: URL) => hostname === 'bypassed.example.com'
      expect(problems({ https_proxy: 'bad' }, new URL(url), bypassesProxy)).toEqual([])
    },
  )

  test('include an IPv6 address that would need the proxy, as no_proxy has to spell it', () => {
    const environment = { HTTPS_PROXY: 'http://proxy.example.com' }
    const [problem = []] = environmentProblems(environment, new URL('https://[2001:DB8::0:5]/x'), () => false)
    expect(toPlain(problem)).toMatch(/HTTPS_PROXY.*\[2001:db8::5\].*no_proxy/)
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

describe('extraCertificatesProblem', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const describeProblem = (path: string, readFile: (path: string) => Buffer = readFileSync) =>
    toPlain(extraCertificatesProblem({ NODE_EXTRA_CA_CERTS: path }, readFile) ?? [])

  test.each<readonly [string, RegExp]>([
    ['', /^$/],
    ['-----BEGIN CERTIFICATE-----', /^(?!.*BEGIN).*path/],
    ['"/etc/ca.pem"', /quotation marks/],
    [`${folder}missing.pem`, /missing\.pem.*doesn't exist/],
    [`${fileURLToPath(import.meta.url)}/ca.pem`, /doesn't exist/],
    [folder, /directory/],
    [fileURLToPath(import.meta.url).replace(/environment\.test\.ts$/, 'factories.ts'), /PEM/],
  ])('of %j names it', (path, words) => {
    expect(describeProblem(path)).toMatch(words)
  })

  test('looks into the file', async () => {
    const { cert } = await createAuthority()
    expect(describeProblem('ca.pem', () => Buffer.from(`# My CA\n${cert}`))).toMatch(/chain/)
    const denied = () => {
      throw Object.assign(new Error(), { code: 'EACCES' })
    }
    expect(describeProblem('ca.pem', denied)).toMatch(/can't be read/)
  })
})

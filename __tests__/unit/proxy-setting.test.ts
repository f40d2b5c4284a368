import { describe, expect, test } from '@jest/globals'
import { proxyProblem, proxySecrets, proxySetting } from '../../src/proxy-setting.ts'

const target = new URL('https://api.example.com')

function aSetting(value: string, variable = 'https_proxy') {
  return { variable, value }
}

describe('proxySetting', () => {
  test.each([
    [{ https_proxy: 'http://a' }, { variable: 'https_proxy', value: 'http://a' }],
    [{ HTTPS_PROXY: 'http://b' }, { variable: 'HTTPS_PROXY', value: 'http://b' }],
    [
      { HTTPS_PROXY: 'http://b', https_proxy: 'http://a' },
      { variable: 'https_proxy', value: 'http://a' },
    ],
    [
      { HTTPS_PROXY: 'http://b', https_proxy: '' },
      { variable: 'HTTPS_PROXY', value: 'http://b' },
    ],
    [{ https_proxy: ' ' }, { variable: 'https_proxy', value: ' ' }],
  ])('finds in %j the setting %j', (environment, setting) => {
    expect(proxySetting(environment)).toEqual(setting)
  })

  test.each([
    [{}],
    [{ https_proxy: '', HTTPS_PROXY: '' }],
    [{ https_proxy: undefined }],
    [{ http_proxy: 'http://a', HTTP_PROXY: 'http://a', all_proxy: 'http://a', Https_Proxy: 'http://a' }],
  ])('finds none in %j', (environment) => {
    expect(proxySetting(environment)).toBeUndefined()
  })
})

describe('proxyProblem', () => {
  test.each([
    'http://proxy.example.com',
    'http://proxy.example.com:3128',
    'https://proxy.example.com/',
    'HTTP://proxy.example.com',
    'http://user:secret@proxy.example.com:3128',
    'http://us%40er:se%3Acret@proxy.example.com',
    'http://[::1]:3128',
  ])('has nothing against %s', (value) => {
    expect(proxyProblem(aSetting(value), target)).toBeUndefined()
  })

  test.each([
    ' ',
    'proxy.example.com',
    'proxy.example.com:3128',
    'user:secret@proxy.example.com:3128',
    '//proxy.example.com',
    'socks5://proxy.example.com',
    'ftp://proxy.example.com',
    'xhttp://proxy.example.com',
    ' http://proxy.example.com',
    'http:proxy.example.com',
    'http:/proxy.example.com',
    'http://',
    'http://proxy:port',
    'http://proxy:65536',
    'http://us%er:secret@proxy.example.com',
    'http://user:100%@proxy.example.com',
    'http://user:%ff@proxy.example.com',
    'none',
  ])('refuses %j without repeating it', (value) => {
    expect(proxyProblem(aSetting(value, 'HTTPS_PROXY'), target)).toBe(
      'The proxy variable `HTTPS_PROXY` cannot be used: expected a URL that begins with http:// or https://, such as http://proxy.example.com:3128, with special characters in user name and password percent-encoded. The token is not sent around a proxy.',
    )
  })

  test('refuses an API that is an IPv6 address', () => {
    expect(proxyProblem(aSetting('http://proxy.example.com'), new URL('https://[2001:db8::1]/x'))).toBe(
      '`api-url` names an IPv6 address, which cannot be reached through the proxy in `https_proxy`: use a host name, or add the address to `no_proxy`.',
    )
  })
})

describe('proxySecrets', () => {
  test('are the password and the credentials as they are sent', () => {
    const basic = Buffer.from('user:long-secret').toString('base64')
    expect(new Set(proxySecrets(aSetting('http://user:long-secret@proxy.example.com')))).toEqual(
      new Set(['long-secret', basic]),
    )
  })

  test('are the password in each of its forms', () => {
    const basic = Buffer.from('us@er:long:secret').toString('base64')
    expect(proxySecrets(aSetting('http://us%40er:long%3Asecret@proxy.example.com'))).toEqual([
      'long%3Asecret',
      'long:secret',
      basic,
    ])
  })

  test('are as written where they cannot be decoded', () => {
    const basic = Buffer.from('us%er:long%secret').toString('base64')
    expect(new Set(proxySecrets(aSetting('http://us%er:long%secret@proxy.example.com')))).toEqual(
      new Set(['long%secret', basic]),
    )
  })

  test('can do without a user name', () => {
    const basic = Buffer.from(':long-secret').toString('base64')
    expect(new Set(proxySecrets(aSetting('http://:long-secret@proxy.example.com')))).toEqual(
      new Set(['long-secret', basic]),
    )
  })

  test.each([
    'http://proxy.example.com',
    'http://user@proxy.example.com',
    'http://user:@proxy',
    'nowhere',
    '',
  ])('are none in %j', (value) => {
    expect(proxySecrets(aSetting(value))).toEqual([])
  })
})

test('a password too short to mask is left alone', () => {
  const secretsFor = (password: string) =>
    proxySecrets({ variable: 'https_proxy', value: `http://u:${password}@proxy.example.com` })
  expect(secretsFor('abc')).toEqual(['dTphYmM='])
  expect(secretsFor('abcd')).toEqual(['abcd', 'abcd', 'dTphYmNk'])
})

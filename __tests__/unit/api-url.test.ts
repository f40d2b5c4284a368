import { describe, expect, test } from '@jest/globals'
import { isLoopback, parseApiUrl } from '../../src/api-url.ts'

const base = 'expected a base URL such as https://api.example.com'

describe('parseApiUrl', () => {
  test.each([
    ['https://api.example.com', 'https://api.example.com/'],
    ['https://api.example.com/', 'https://api.example.com/'],
    ['https://api.example.com///', 'https://api.example.com/'],
    ['https://api.example.com/cloud/v1', 'https://api.example.com/cloud/v1'],
    ['https://api.example.com/cloud/v1/', 'https://api.example.com/cloud/v1'],
    ['https://api.example.com/cloud//', 'https://api.example.com/cloud'],
    ['https://api.example.com/a//b', 'https://api.example.com/a//b'],
    ['https://api.example.com/a@b/c', 'https://api.example.com/a@b/c'],
    ['https://api.example.com:8443/x', 'https://api.example.com:8443/x'],
    ['HTTPS://API.EXAMPLE.COM/Cloud', 'https://api.example.com/Cloud'],
    ['https://10.0.0.1', 'https://10.0.0.1/'],
    ['https://[2001:db8::1]', 'https://[2001:db8::1]/'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['HTTP://LOCALHOST', 'http://localhost/'],
    ['http://127.0.0.1:8080/x/', 'http://127.0.0.1:8080/x'],
    ['http://127.255.255.254', 'http://127.255.255.254/'],
    ['http://[::1]:8080', 'http://[::1]:8080/'],
  ])('takes %s', (text, href) => {
    expect(parseApiUrl(text).href).toBe(href)
  })

  test.each([
    '',
    ' ',
    'https',
    'https:',
    'https:/',
    'https://',
    'api.example.com',
    '//api.example.com',
    '/api',
    'ftp://api.example.com',
    'file:///etc/passwd',
    'javascript://api.example.com',
    'xhttps://api.example.com',
    ' https://api.example.com',
    'https://api.example.com ',
    'https://api.example.com\n',
    'https://api.example.com/a b',
    'https://api.example.com/\nhttps://other.example.com',
    'https:\\\\api.example.com',
    'https://api.example.com\\@other.example.com',
    'https://api.example.com:port',
    'https://api.example.com:65536',
    'https://[::1',
    'https://exa mple.com',
    'https://%',
  ])('refuses %j, which is no https URL', (text) => {
    expect(() => parseApiUrl(text)).toThrow(
      new RangeError(`${base}, with https:// in front and without spaces`),
    )
  })

  test.each([
    'https://user@api.example.com',
    'https://user:secret@api.example.com',
    'https://user:secret@api.example.com/x',
    'https://:@api.example.com',
    'https://@api.example.com',
    'https://api.example.com@other.example.com',
    'https:///user:secret@api.example.com',
    'http://user@localhost',
  ])('refuses the user in %s', (text) => {
    expect(() => parseApiUrl(text)).toThrow(new RangeError(`${base}, without a user name or password in it`))
  })

  test.each([
    'https://api.example.com?a=b',
    'https://api.example.com/?',
    'https://api.example.com/x?token=1',
    'https://api.example.com#a',
    'https://api.example.com/#',
  ])('refuses the query or fragment in %s', (text) => {
    expect(() => parseApiUrl(text)).toThrow(new RangeError(`${base}, without a query (?) or fragment (#)`))
  })

  test.each([
    'http://api.example.com',
    'http://10.0.0.1',
    'http://128.0.0.1',
    'http://0.0.0.0',
    'http://localhost.example.com',
    'http://notlocalhost',
    'http://[::2]',
    'http://[::ffff:7f00:1]',
  ])('refuses to send the token in the clear to %s', (text) => {
    expect(() => parseApiUrl(text)).toThrow(
      new RangeError(`${base}; http:// would send the token in the clear and is for loopback hosts only`),
    )
  })

  test.each(['http://127.0.0.1.example.com', 'https://127.example.com'])(
    'refuses the host name in %s',
    (text) => {
      expect(() => parseApiUrl(text)).toThrow(
        new RangeError(`${base}; a host name that begins with 127. would be taken for this machine`),
      )
    },
  )

  test('refuses with a RangeError', () => {
    expect(() => parseApiUrl('nowhere')).toThrow(RangeError)
  })
})

describe('isLoopback', () => {
  test.each(['localhost', '127.0.0.1', '127.0.0.0', '127.255.255.255', '[::1]'])('knows %s', (hostname) => {
    expect(isLoopback(hostname)).toBe(true)
  })

  test.each([
    '',
    'localhost.',
    'LOCALHOST',
    'a.localhost',
    '127',
    '127.',
    '127.0.0.1.example.com',
    '127.example.com',
    '126.0.0.1',
    '128.0.0.1',
    '10.127.0.0',
    '::1',
    '[::2]',
  ])('does not take %j for this machine', (hostname) => {
    expect(isLoopback(hostname)).toBe(false)
  })
})

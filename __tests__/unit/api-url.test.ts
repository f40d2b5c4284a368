import { describe, expect, test } from '@jest/globals'
import { isLoopback, parseApiUrl } from '../../src/inputs/api-url.ts'

describe('parseApiUrl', () => {
  test.each([
    ['https://api.example.com', 'https://api.example.com/'],
    ['https://api.example.com///', 'https://api.example.com/'],
    ['https://api.example.com/cloud/v1/', 'https://api.example.com/cloud/v1'],
    ['https://api.example.com/a//b', 'https://api.example.com/a//b'],
    ['https://api.example.com/a@b/c', 'https://api.example.com/a@b/c'],
    ['HTTPS://API.EXAMPLE.COM:8443/Cloud', 'https://api.example.com:8443/Cloud'],
    ['https://10.0.0.1', 'https://10.0.0.1/'],
    ['https://[2001:db8::1]', 'https://[2001:db8::1]/'],
    ['HTTP://LOCALHOST:8080', 'http://localhost:8080/'],
    ['http://127.255.255.254/x/', 'http://127.255.255.254/x'],
    ['http://[::1]:8080', 'http://[::1]:8080/'],
  ])('takes %s', (text, href) => {
    expect(parseApiUrl(text).href).toBe(href)
  })

  const refusals = {
    ', with https:// in front and without spaces': [
      ...['', ' ', 'https', 'https:', 'https:/', 'https://', 'api.example.com', '//api.example.com', '/api'],
      ...[
        'ftp://api.example.com',
        'file:///etc/passwd',
        'xhttps://api.example.com',
        ' https://api.example.com',
      ],
      ...['https://api.example.com ', 'https://api.example.com\n', 'https://api.example.com/a b'],
      ...['https://api.example.com/\nhttps://other.example.com', 'https:\\\\api.example.com', 'https://[::1'],
      ...['https://api.example.com\\@other.example.com', 'https://api.example.com:65536', 'https://%'],
    ],
    ', with a port from 1': ['https://api.example.com:0', 'http://localhost:00/x'],
    ', without a user name or password in it': [
      ...[
        'https://user@api.example.com',
        'https://user:secret@api.example.com/x',
        'https://:@api.example.com',
      ],
      ...['https://@api.example.com', 'https:///user:secret@api.example.com', 'http://user@localhost'],
    ],
    ', without a query (?) or fragment (#)': [
      ...['https://api.example.com?a=b', 'https://api.example.com/?', 'https://api.example.com/x?token=1'],
      ...['https://api.example.com#a', 'https://api.example.com/#'],
    ],
    '; http:// would send the token in the clear and is for loopback hosts only': [
      ...['http://api.example.com', 'http://10.0.0.1', 'http://128.0.0.1', 'http://0.0.0.0'],
      ...['http://localhost.example.com', 'http://notlocalhost', 'http://[::2]', 'http://[::ffff:7f00:1]'],
    ],
    '; a host name that begins with 127. would be taken for this machine': [
      ...['http://127.0.0.1.example.com', 'https://127.example.com'],
    ],
  }

  test.each(
    Object.entries(refusals).flatMap(([reason, texts]) => texts.map((text) => [text, reason] as const)),
  )('refuses %j%s', (text, reason) => {
    const message = `expected a base URL such as https://api.example.com${reason}`
    expect(() => parseApiUrl(text)).toThrow(new RangeError(message))
  })
})

test.each([
  ...[
    '',
    'localhost.',
    'a.localhost',
    '127.',
    '127.0.0.1.example.com',
    '126.0.0.1',
    '10.127.0.0',
    '::1',
    '[::2]',
  ],
])('%j is not taken for this machine', (hostname) => {
  expect(isLoopback(hostname)).toBe(false)
})

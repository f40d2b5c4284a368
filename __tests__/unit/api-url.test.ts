import { describe, expect, test } from '@jest/globals'
import { isLoopback, parseApiUrl } from '../../src/inputs/api-url.ts'

describe('parseApiUrl', () => {
  test.each([
    ['https://api.example.com', 'https://api.example.com/'],
    ['https://api.example.com///', 'https://api.example.com/'],
    ['https://api.example.com/cloud/v1/', 'https://api.example.com/cloud/v1'],
    ['https://api.example.com/a//b', 'https://api.example.com/a//b'],
    ['https://api.example.com/a@b:0/c', 'https://api.example.com/a@b:0/c'],
    ['HTTPS://API.EXAMPLE.COM:8443/Cloud', 'https://api.example.com:8443/Cloud'],
    ['https://api.example.com:65535', 'https://api.example.com:65535/'],
    ['https://10.0.0.1:1', 'https://10.0.0.1:1/'],
    ['https://[2001:db8::1]', 'https://[2001:db8::1]/'],
    ['HTTP://LOCALHOST:8080', 'http://localhost:8080/'],
    ['http://127.255.255.254/x/', 'http://127.255.255.254/x'],
    ['http://[::1]:8080', 'http://[::1]:8080/'],
  ])('accepts %s', (value, href) => {
    expect(parseApiUrl(value).href).toBe(href)
  })

  const rejected = {
    'starting with https://': [
      ...['', ' ', 'https', 'https:', 'https:/', 'https://', 'api.example.com', '//api.example.com', '/api'],
      ...[
        'ftp://api.example.com',
        'file:///etc/passwd',
        'xhttps://api.example.com',
        'https://%',
        'https://?a',
      ],
      ...[' https://api.example.com', 'https://api.example.com ', 'https://api.example.com\n', 'https://:80'],
      ...['https://api.example.com/\nhttps://other.example.com', 'https:\\\\api.example.com', 'https://[::1'],
      ...['https://api.example.com/a b', 'https://api.example.com\\@other.example.com'],
    ],
    'from 1 to 65535': ['https://a.example.com:0', 'http://localhost:00/x', 'https://a.example.com:65536/x'],
    'user name': [
      ...['https://user@api.example.com', 'https://user:secret@api.example.com/x', 'http://user@localhost'],
      ...['https://@api.example.com', 'https:///user:secret@api.example.com', 'https://:@api.example.com'],
    ],
    'query (?)': [
      ...['https://api.example.com?a=b', 'https://api.example.com/?', 'https://api.example.com/x?token=1'],
      ...['https://api.example.com#a', 'https://api.example.com/#'],
    ],
    'http:// ': [
      ...['http://api.example.com', 'http://10.0.0.1', 'http://128.0.0.1', 'http://0.0.0.0'],
      ...['http://localhost.example.com', 'http://notlocalhost', 'http://[::2]', 'http://[::ffff:7f00:1]'],
    ],
    '127. ': ['http://127.0.0.1.example.com', 'https://127.example.com'],
  }

  test.each(
    Object.entries(rejected).flatMap(([reason, values]) => values.map((value) => [value, reason] as const)),
  )('rejects %j, naming %j', (value, reason) => {
    expect(() => parseApiUrl(value)).toThrow(reason)
    expect(() => parseApiUrl(value)).not.toThrow(/secret|user:|token=/)
  })
})

test('only the runner itself is a loopback host', () => {
  const others = [
    '',
    'localhost.',
    'a.localhost',
    '127.',
    '127.0.0.1.example.com',
    '126.0.0.1',
    '10.127.0.0',
    '[::2]',
  ]
  expect(others.filter(isLoopback)).toEqual([])
})

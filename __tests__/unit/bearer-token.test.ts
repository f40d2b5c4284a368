import { describe, expect, test } from '@jest/globals'
import { parseBearerToken, secretsOf, tokenExpiry } from '../../src/bearer-token.ts'

function jwt(payload: string): string {
  return `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(payload).toString('base64url')}.c2lnbmF0dXJl`
}

describe('parseBearerToken', () => {
  test.each([
    ['eyJhbGciOiJIUzI1NiJ9.e30.x-_', 'eyJhbGciOiJIUzI1NiJ9.e30.x-_'],
    ['12345678', '12345678'],
    ['!2345~78', '!2345~78'],
    ['Bearer 12345678', '12345678'],
    ['bearer 12345678', '12345678'],
    ['BEARER\t  12345678', '12345678'],
    ['Bearer12345678', 'Bearer12345678'],
    ['BearerBearer', 'BearerBearer'],
    ['12345678{', '12345678{'],
    ['12345678[', '12345678['],
  ])('reads %j as %j', (text, token) => {
    expect(parseBearerToken(text)).toBe(token)
  })

  test.each([
    '{"type":"service_account"}',
    '{\n  "type": "service_account"\n}',
    '  {"a":1}',
    '\n{"a":1}',
    '[{"a":1}]',
    'Bearer {"a":1}',
    '{',
  ])('explains that the JSON key %j is no bearer token', (text) => {
    expect(() => parseBearerToken(text)).toThrow(
      new RangeError(
        'this is a service-account key of type JSON, which the API does not take as a bearer token: make a key of type JWT under IAM > Users > Service Accounts',
      ),
    )
  })

  test.each(['12345678\n12345678', '12345678\r12345678', '12345678\n', '\r12345678', '\n'])(
    'refuses %j for its lines',
    (text) => {
      expect(() => parseBearerToken(text)).toThrow(new RangeError('expected one line'))
    },
  )

  test.each([
    '1234 5678',
    ' 12345678',
    '12345678 ',
    '1234\t5678',
    'xBearer 12345678',
    'Bearer Bearer 12345678',
    '12345678\u0000',
    '12345678\u007f',
    '1234ü678',
    '1234\u20285678',
    '1234\u200b5678',
    '12345678🙂',
    '12345678\ud83d',
  ])('refuses the characters in %j', (text) => {
    expect(() => parseBearerToken(text)).toThrow(
      new RangeError('expected visible ASCII characters without spaces'),
    )
  })

  test.each(['', '1', '1234567', 'Bearer', 'Bearer 1234567'])('refuses %j as too short', (text) => {
    expect(() => parseBearerToken(text)).toThrow(new RangeError('expected at least 8 characters'))
  })

  test('refuses with a RangeError', () => {
    expect(() => parseBearerToken('')).toThrow(RangeError)
  })
})

describe('secretsOf', () => {
  test('is the token itself', () => {
    expect(secretsOf('12345678')).toEqual(['12345678'])
  })

  test.each(['', '1', '1234567', '1234567\n7654321'])('leaves out the short %j', (text) => {
    expect(secretsOf(text)).toEqual([])
  })

  test.each(['Bearer 12345678', 'bEARER   12345678'])(
    'holds the token of %j with and without its scheme',
    (text) => {
      expect(secretsOf(text)).toEqual([text, '12345678'])
    },
  )

  test('holds a long scheme with a short token as a whole', () => {
    expect(secretsOf('Bearer 1234567')).toEqual(['Bearer 1234567'])
  })

  test('takes the scheme for one only in front', () => {
    expect(secretsOf('xBearer 12345678')).toEqual(['xBearer 12345678'])
  })

  test('holds each long line of a text of several lines, without the space around it', () => {
    expect(secretsOf('{\r\n  "one": "first"\t\n\n  "two": "second"\r}')).toEqual([
      '"one": "first"',
      '"two": "second"',
    ])
  })

  test('holds a long line once', () => {
    expect(secretsOf('12345678\n12345678')).toEqual(['12345678'])
  })

  test('holds the lines without the scheme in front of the first', () => {
    expect(secretsOf('Bearer \n12345678')).toEqual(['12345678'])
  })

  test('holds a line both as it was given and trimmed', () => {
    expect(secretsOf(' 12345678 ')).toEqual([' 12345678 ', '12345678'])
  })
})

describe('tokenExpiry', () => {
  test.each([
    ['{"exp":1700000000}', 1_700_000_000_000],
    ['{"exp":0}', 0],
    ['{"exp":-1}', -1_000],
    ['{"exp":1700000000.5}', 1_700_000_000_500],
    ['{"exp":8640000000000}', 8_640_000_000_000_000],
    ['{"sub":"ü?>~","exp":5}', 5_000],
  ])('reads the end in %s', (payload, expiryMs) => {
    expect(tokenExpiry(jwt(payload))).toBe(expiryMs)
  })

  test.each([
    '{}',
    '{"exp":null}',
    '{"exp":"1700000000"}',
    '{"exp":true}',
    '{"exp":[1700000000]}',
    '{"EXP":1700000000}',
    '{"exp":8640000000001}',
    '{"exp":1e999}',
    '[1700000000]',
    'null',
    '1700000000',
    '"exp"',
    'exp',
    '{"exp":1700000000',
    '',
  ])('finds no end in %s', (payload) => {
    expect(tokenExpiry(jwt(payload))).toBeUndefined()
  })

  test('finds no end in a token that is no JWT', () => {
    expect(tokenExpiry('12345678')).toBeUndefined()
  })

  test('finds no end in a JWT without a signature', () => {
    expect(tokenExpiry(jwt('{"exp":5}').split('.').slice(0, 2).join('.'))).toBeUndefined()
  })

  test('reads the end of a JWT with an empty signature', () => {
    expect(tokenExpiry(jwt('{"exp":5}').replace(/[^.]*$/, ''))).toBe(5_000)
  })
})

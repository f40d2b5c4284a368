import { describe, expect, test } from '@jest/globals'
import { parseBearerToken, secretsOf, tokenExpiry } from '../../src/inputs/token.ts'

function jwt(payload: string): string {
  return `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(payload).toString('base64url')}.c2lnbmF0dXJl`
}

describe('parseBearerToken', () => {
  test.each([
    ['eyJhbGciOiJIUzI1NiJ9.e30.x-_', 'eyJhbGciOiJIUzI1NiJ9.e30.x-_'],
    ['!2345~78', '!2345~78'],
    ['Bearer 12345678', '12345678'],
    ['bEARER\t  12345678', '12345678'],
    ['Bearer12345678', 'Bearer12345678'],
    ['Authorization: Bearer 12345678', '12345678'],
    ['authorization:bearer 12345678', '12345678'],
    [`"12345678'`, `"12345678'`],
    ['a"123456"', 'a"123456"'],
    ['"123456"a', '"123456"a'],
    ['12345678{', '12345678{'],
    ['12345678[', '12345678['],
  ])('reads %j as %j', (text, token) => {
    expect(parseBearerToken(text)).toBe(token)
  })

  const refusals = {
    'this is a service-account key of type JSON, which the API does not take as a bearer token; make a key of type JWT under IAM > Users > Service Accounts':
      [
        '{"type":"service_account"}',
        '{\n  "type": "x"\n}',
        '  {"a":1}',
        '\n[{"a":1}]',
        'Bearer {"a":1}',
        '{',
      ],
    'it stands in quotes; store it without them': ['"12345678"', "'12345678'", 'Bearer "12 45678"', '"a\nb"'],
    'it has more than one line; store the token alone': [
      '12345678\n12345678',
      '12345678\r12345678',
      '12345678\n',
      '\r12345678',
      '\n',
    ],
    'it holds a space or another sign that no token has; expected visible ASCII alone': [
      ...['1234 5678', ' 12345678', '12345678 ', '1234\t5678', 'xBearer 12345678', 'Bearer Bearer 12345678'],
      ...['Authorization 12345678', 'Authorization: Basic 12345678'],
      ...[
        '12345678\u0000',
        '12345678\u007f',
        '1234ü678',
        '1234\u20285678',
        '1234\u200b5678',
        '12345678\ud83d',
      ],
    ],
    'it has 0 characters; expected at least 8': [''],
    'it has 6 characters; expected at least 8': ['Bearer'],
    'it has 7 characters; expected at least 8': ['1234567', 'Bearer 1234567'],
  }

  test.each(
    Object.entries(refusals).flatMap(([reason, texts]) => texts.map((text) => [text, reason] as const)),
  )('refuses %j: %.50s', (text, reason) => {
    expect(() => parseBearerToken(text)).toThrow(new RangeError(reason))
  })
})

describe('secretsOf', () => {
  test.each([
    ['12345678', ['12345678']],
    ['1234567', []],
    ['1234567\n7654321', []],
    ['bEARER   12345678', ['bEARER   12345678', '12345678']],
    ['Bearer 1234567', ['Bearer 1234567']],
    ['Authorization: Bearer 12345678', ['Authorization: Bearer 12345678', '12345678']],
    ['Bearer "12345678"', ['Bearer "12345678"', '"12345678"', '12345678']],
    ['xBearer 12345678', ['xBearer 12345678']],
    ['1234"5678', ['1234"5678']],
    ['Bearer \n12345678', ['12345678']],
    [' 12345678 ', [' 12345678 ', '12345678']],
    ['12345678\n12345678', ['12345678']],
    ['{\r\n  "one": "first"\t\n\n  "two": "second"\r}', ['"one": "first"', '"two": "second"']],
  ])('of %j has %j masked', (text, secrets) => {
    expect(secretsOf(text)).toEqual(secrets)
  })
})

describe('tokenExpiry', () => {
  test.each([
    [jwt('{"exp":1700000000}'), 1_700_000_000_000],
    [jwt('{"exp":0}'), 0],
    [jwt('{"exp":-1}'), -1_000],
    [jwt('{"exp":1700000000.5}'), 1_700_000_000_500],
    [jwt('{"exp":8640000000000}'), 8_640_000_000_000_000],
    [jwt('{"sub":"ü?>~","exp":5}'), 5_000],
    [jwt('{"exp":5}').replace(/[^.]*$/, ''), 5_000],
  ])('of %s is %d', (token, expiryMs) => {
    expect(tokenExpiry(token)).toBe(expiryMs)
  })

  test.each([
    ...['{}', '{"exp":null}', '{"exp":"1700000000"}', '{"exp":true}', '{"exp":[1700000000]}', '{"EXP":5}'],
    ...[
      '{"exp":8640000000001}',
      '{"exp":1e999}',
      '[1700000000]',
      'null',
      '5',
      '"exp"',
      'exp',
      '{"exp":5',
      '',
    ],
  ])('is not in %s', (payload) => {
    expect(tokenExpiry(jwt(payload))).toBeUndefined()
  })

  test.each(['12345678', jwt('{"exp":5}').replace(/\.[^.]*$/, '')])(
    'is not in %s, which is no JWT',
    (token) => {
      expect(tokenExpiry(token)).toBeUndefined()
    },
  )
})

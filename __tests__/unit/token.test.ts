import { describe, expect, test } from '@jest/globals'
import { parseBearerToken, secretsOf, tokenExpiry } from '../../src/inputs/token.ts'

const words = (text: string) => text.split(/\s+/)

describe('parseBearerToken', () => {
  test.each([
    ['Bearer 12345678', '12345678'],
    ['bEARER\t  12345678', '12345678'],
    ['Authorization: Bearer 12345678', '12345678'],
    ['authorization:bearer 12345678', '12345678'],
    ...words(
      `eyJhbGciOiJIUzI1NiJ9.e30.x-_ !2345~78 Bearer12345678 "12345678' a"123456" "123456"a 12345678{`,
    ).map((token) => [token, token] as const),
  ])('parses %j as %j', (value, token) => {
    expect(parseBearerToken(value)).toBe(token)
  })

  const rejected = {
    JWT: ['{"type":"x"}', '{\n  "type": "x"\n}', '  {"a":1}', '\n[{"a":1}]', 'Bearer {"a":1}', '{'],
    quotes: ['"12345678"', "'12345678'", '`12345678`', 'Bearer "12 45678"', '"a\nb"'],
    lines: ['12345678\n12345678', '12345678\r12345678', '12345678\n', '\r12345678', '\n'],
    ASCII: [
      ...['1234 5678', ' 12345678', '12345678 ', '1234\t5678', 'xBearer 12345678', 'Bearer Bearer 12345678'],
      ...['Authorization 12345678', 'Authorization: Basic 12345678', '12345678\0', '12345678\u007f'],
      ...['1234ü678', '1234\u20285678', '1234\u200b5678', '12345678\ud83d'],
    ],
    'at least 8': ['', 'Bearer', '1234567', 'Bearer 1234567'],
  }

  test.each(
    Object.entries(rejected).flatMap(([reason, values]) => values.map((value) => [value, reason] as const)),
  )('rejects %j, naming %s, without showing it', (value, reason) => {
    expect(() => parseBearerToken(value)).toThrow(reason)
    expect(() => parseBearerToken(value)).not.toThrow(/\d{4}/)
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
  ])('of %j are %j', (value, secrets) => {
    expect(secretsOf(value)).toEqual(secrets)
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
    ...words(`{} {"exp":null} {"exp":"1700000000"} {"exp":true} {"exp":[1700000000]} {"EXP":5} {"exp":8640000000001}
      {"exp":1e999} [1700000000] null 5 "exp" exp {"exp":5`).map((payload) => [payload, undefined] as const),
    ['', undefined],
  ])('of %s is %d', (payload, expiryMs) => {
    const token = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(payload).toString('base64url')}.c2lnbmF0dXJl`
    const withoutSignature = token.replace(/[^.]*$/, '')
    expect([token, withoutSignature].map(tokenExpiry)).toEqual([expiryMs, expiryMs])
    expect([payload, withoutSignature.slice(0, -1)].map(tokenExpiry)).toEqual([undefined, undefined])
  })
})

import { describe, expect, test } from '@jest/globals'
import { isFatalStatusCode, isRedirect, reasonPhrase } from '../../src/status-code.ts'

const passing = [408, 409, 423, 425, 429]

function isDocumentedAsFatal(statusCode: number): boolean {
  const family = Math.floor(statusCode / 100)
  return (family === 3 || family === 4) && !passing.includes(statusCode)
}

describe('isFatalStatusCode', () => {
  test('holds for each 3xx and 4xx but those that pass', () => {
    const codes = Array.from({ length: 500 }, (_, index) => 100 + index)
    expect(codes.filter(isFatalStatusCode)).toEqual(codes.filter(isDocumentedAsFatal))
  })

  test.each(passing)('does not hold for %d', (statusCode) => {
    expect(isFatalStatusCode(statusCode)).toBe(false)
  })

  test.each([300, 302, 399, 400, 401, 403, 404, 407, 410, 412, 422, 426, 451, 499])(
    'holds for %d',
    (statusCode) => {
      expect(isFatalStatusCode(statusCode)).toBe(true)
    },
  )

  test.each([0, 200, 299, 500, 502, 503, 504, 599, 600, 999])('does not hold for %d', (statusCode) => {
    expect(isFatalStatusCode(statusCode)).toBe(false)
  })
})

describe('reasonPhrase', () => {
  test.each([
    [200, '200 OK'],
    [204, '204 No Content'],
    [302, '302 Found'],
    [401, '401 Unauthorized'],
    [403, '403 Forbidden'],
    [404, '404 Not Found'],
    [409, '409 Conflict'],
    [412, '412 Precondition Failed'],
    [429, '429 Too Many Requests'],
    [500, '500 Internal Server Error'],
    [503, '503 Service Unavailable'],
  ])('names %d', (statusCode, phrase) => {
    expect(reasonPhrase(statusCode)).toBe(phrase)
  })

  test.each([0, 299, 420, 499, 589, 999])('gives %d, which has no name, as it is', (statusCode) => {
    expect(reasonPhrase(statusCode)).toBe(String(statusCode))
  })
})

test.each([
  [299, false],
  [300, true],
  [399, true],
  [400, false],
])('%d is a redirect: %p', (statusCode, expected) => {
  expect(isRedirect(statusCode)).toBe(expected)
})

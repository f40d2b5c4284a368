import { expect, test } from '@jest/globals'
import { causeOf, isFatalStatusCode, isRedirect, reasonPhrase } from '../../src/api/status-code.ts'

test.each([
  ['0', 'server', 'passing'],
  ['100 Continue', 'server', 'passing'],
  ['199', 'server', 'passing'],
  ['300 Multiple Choices', 'redirect', 'fatal'],
  ['302 Found', 'redirect', 'fatal'],
  ['304 Not Modified', 'refused', 'fatal'],
  ['308 Permanent Redirect', 'redirect', 'fatal'],
  ['399', 'redirect', 'fatal'],
  ['400 Bad Request', 'refused', 'fatal'],
  ['401 Unauthorized', 'credentials', 'fatal'],
  ['402 Payment Required', 'refused', 'fatal'],
  ['403 Forbidden', 'permissions', 'fatal'],
  ['404 Not Found', 'not-found', 'fatal'],
  ['405 Method Not Allowed', 'refused', 'fatal'],
  ['407 Proxy Authentication Required', 'proxy', 'fatal'],
  ['408 Request Timeout', 'server', 'passing'],
  ['409 Conflict', 'server', 'passing'],
  ['410 Gone', 'refused', 'fatal'],
  ['412 Precondition Failed', 'refused', 'fatal'],
  ['422 Unprocessable Entity', 'refused', 'fatal'],
  ['423 Locked', 'server', 'passing'],
  ['424 Failed Dependency', 'refused', 'fatal'],
  ['425 Too Early', 'server', 'passing'],
  ['426 Upgrade Required', 'refused', 'fatal'],
  ['429 Too Many Requests', 'server', 'passing'],
  ['451 Unavailable For Legal Reasons', 'refused', 'fatal'],
  ['499', 'refused', 'fatal'],
  ['500 Internal Server Error', 'server', 'passing'],
  ['503 Service Unavailable', 'server', 'passing'],
  ['589', 'server', 'passing'],
  ['999', 'server', 'passing'],
])('%s tells of a problem of the kind %s, %s', (phrase, cause, fate) => {
  const statusCode = Number.parseInt(phrase, 10)
  expect(reasonPhrase(statusCode)).toBe(phrase)
  expect(causeOf(statusCode)).toBe(cause)
  expect(isRedirect(statusCode)).toBe(cause === 'redirect')
  expect(isFatalStatusCode(statusCode)).toBe(fate === 'fatal')
})

test('a 2xx is no redirect, and not fatal', () => {
  expect(
    [200, 204, 299].filter((statusCode) => isRedirect(statusCode) || isFatalStatusCode(statusCode)),
  ).toEqual([])
})

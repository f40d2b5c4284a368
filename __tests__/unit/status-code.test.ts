import { expect, test } from '@jest/globals'
import { causeOf, isRefusal, statusLine } from '../../src/api/status-code.ts'
import { toPlain } from '../../src/text/text.ts'

// A status line, whether it refuses, and its cause with and without an explanation in its body.
test.each([
  ['0', false, 'server', 'server'],
  ['100 Continue', false, 'server', 'server'],
  ['199', false, 'server', 'server'],
  ['300 Multiple Choices', true, 'redirect', 'redirect'],
  ['302 Found', true, 'redirect', 'redirect'],
  ['304 Not Modified', true, 'rejected', 'rejected'],
  ['308 Permanent Redirect', true, 'redirect', 'redirect'],
  ['399', true, 'redirect', 'redirect'],
  ['400 Bad Request', true, 'rejected', 'unexpected-response'],
  ['401 Unauthorized', true, 'credentials', 'credentials'],
  ['403 Forbidden', true, 'permissions', 'unexpected-response'],
  ['404 Not Found', true, 'not-found', 'unexpected-response'],
  ['405 Method Not Allowed', true, 'rejected', 'unexpected-response'],
  ['407 Proxy Authentication Required', true, 'rejected', 'unexpected-response'],
  ['408 Request Timeout', false, 'server', 'server'],
  ['409 Conflict', false, 'server', 'server'],
  ['410 Gone', true, 'rejected', 'unexpected-response'],
  ['412 Precondition Failed', true, 'rejected', 'unexpected-response'],
  ['423 Locked', false, 'server', 'server'],
  ['424 Failed Dependency', true, 'rejected', 'unexpected-response'],
  ['425 Too Early', false, 'server', 'server'],
  ['429 Too Many Requests', false, 'server', 'server'],
  ['499', false, 'server', 'server'],
  ['500 Internal Server Error', false, 'server', 'server'],
  ['503 Service Unavailable', false, 'server', 'server'],
  ['999', false, 'server', 'server'],
])('%s: refuses %s, %s if explained, otherwise %s', (line, refuses, explained, unexplained) => {
  const statusCode = Number.parseInt(line, 10)
  expect(toPlain(statusLine(statusCode))).toBe(line)
  expect(isRefusal(statusCode)).toBe(refuses)
  expect([true, false].map((isExplained) => causeOf(statusCode, isExplained))).toEqual([
    explained,
    unexplained,
  ])
})

import { STATUS_CODES } from 'node:http'
import { plain, type Text } from '../text/text.ts'
import type { ProblemCause } from '../wait/check.ts'

// What a server returns if the same request may succeed a moment later. 499 is NGINX's: the client closed the connection.
const retryableClientErrors: ReadonlySet<number> = new Set([408, 409, 423, 425, 429, 499])

/** Whether a status code is a refusal: a 3xx, or a 4xx that isn't transient. */
export function isRefusal(statusCode: number): boolean {
  return statusCode >= 300 && statusCode < 500 && !retryableClientErrors.has(statusCode)
}

/**
 * The category of a response that isn't a 2xx.
 *
 * @param isExplained whether its body is the API's error body or a bare message
 */
export function causeOf(statusCode: number, isExplained: boolean): ProblemCause {
  if (!isRefusal(statusCode)) return 'server'
  // A 304 says that nothing has changed: it sends the client nowhere.
  if (statusCode < 400) return statusCode === 304 ? 'rejected' : 'redirect'
  if (statusCode === 401) return 'credentials'
  if (!isExplained) return 'unexpected-response'
  if (statusCode === 403) return 'permissions'
  return statusCode === 404 ? 'not-found' : 'rejected'
}

/** A status code with its name, such as `403 Forbidden`. */
export function statusLine(statusCode: number): Text {
  const name = STATUS_CODES[statusCode]
  return plain(name === undefined ? String(statusCode) : `${statusCode} ${name}`)
}

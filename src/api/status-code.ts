import { STATUS_CODES } from 'node:http'
import type { ProblemCause } from '../wait/check.ts'

// What a server answers when the same request may succeed a moment later.
const passingClientErrors: ReadonlySet<number> = new Set([408, 409, 423, 425, 429])

/** Whether to repeat the request makes no sense: a redirect, or a 4xx that will not pass by itself. */
export function isFatalStatusCode(statusCode: number): boolean {
  return statusCode >= 300 && statusCode < 500 && !passingClientErrors.has(statusCode)
}

/** Whether an answer sends the client elsewhere. A 304 does not: it says that nothing has changed. */
export function isRedirect(statusCode: number): boolean {
  return statusCode >= 300 && statusCode < 400 && statusCode !== 304
}

/** What kind of problem an answer other than a 2xx tells of. */
export function causeOf(statusCode: number): ProblemCause {
  if (statusCode === 401) return 'credentials'
  if (statusCode === 403) return 'permissions'
  if (statusCode === 404) return 'not-found'
  if (statusCode === 407) return 'proxy'
  if (isRedirect(statusCode)) return 'redirect'
  return isFatalStatusCode(statusCode) ? 'refused' : 'server'
}

/** An HTTP status code with its name: `403 Forbidden`. */
export function reasonPhrase(statusCode: number): string {
  const name = STATUS_CODES[statusCode]
  return name === undefined ? String(statusCode) : `${statusCode} ${name}`
}

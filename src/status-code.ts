import { STATUS_CODES } from 'node:http'

// What a server answers when the same request may succeed a moment later.
const passingClientErrors: ReadonlySet<number> = new Set([408, 409, 423, 425, 429])

/** Whether to repeat the request makes no sense: a redirect, or a 4xx that will not pass by itself. */
export function isFatalStatusCode(statusCode: number): boolean {
  return statusCode >= 300 && statusCode < 500 && !passingClientErrors.has(statusCode)
}

/** Whether an answer sends the client elsewhere. */
export function isRedirect(statusCode: number): boolean {
  return statusCode >= 300 && statusCode < 400
}

/** An HTTP status code with its name: `403 Forbidden`. */
export function reasonPhrase(statusCode: number): string {
  const name = STATUS_CODES[statusCode]
  return name === undefined ? String(statusCode) : `${statusCode} ${name}`
}

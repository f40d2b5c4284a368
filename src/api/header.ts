// The three date forms of RFC 9110, section 5.6.7.
const dateForms = [
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]+, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
]

/** Parses an HTTP date to Unix time in milliseconds; undefined if the value isn't one. */
export function parseHttpDate(value = ''): number | undefined {
  const date = value.trim()
  if (!dateForms.some((form) => form.test(date))) return undefined
  const momentMs = Date.parse(date.endsWith('GMT') ? date : `${date} GMT`)
  return Number.isNaN(momentMs) ? undefined : momentMs
}

/**
 * Parses a `Retry-After` header (RFC 9110, section 10.2.3): seconds or an HTTP date.
 *
 * @param nowMs Unix time in milliseconds that a date is measured against
 * @returns the delay in milliseconds, 0 for a moment in the past; undefined if the value isn't valid
 */
export function parseRetryAfter(value = '', nowMs: number): number | undefined {
  if (/^\s*\d+\s*$/.test(value)) return Math.min(Number(value) * 1_000, Number.MAX_SAFE_INTEGER)
  const momentMs = parseHttpDate(value)
  return momentMs === undefined ? undefined : Math.max(0, momentMs - nowMs)
}

/**
 * Parses an `Age` header (RFC 9111, section 5.1). Of a list, the first value counts.
 *
 * @returns milliseconds; 0 if the value isn't a whole number of seconds
 */
export function parseAge(value = ''): number {
  const seconds = /^\s*(\d+)\s*(?:,|$)/.exec(value)?.[1] ?? 0
  return Math.min(Number(seconds), maxAgeSeconds) * 1_000
}

const maxAgeSeconds = 1_000_000_000

const maxChallengeLength = 2_000

/**
 * The reason that a `WWW-Authenticate` header gives (RFC 6750, section 3): its description, otherwise its code.
 *
 * @returns empty if there is none
 */
export function parseChallengeReason(value = ''): string {
  const parameters = [
    ...value
      .slice(0, maxChallengeLength)
      .matchAll(/(?<![\w-])([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))/g),
  ]
  const reasonOf = (name: string) => {
    const [, , quotedValue, token] = parameters.find(([, key]) => key?.toLowerCase() === name) ?? []
    return quotedValue?.replace(/\\(.)/g, '$1') ?? token
  }
  return reasonOf('error_description') || reasonOf('error') || ''
}

// The three date forms of RFC 9110, section 5.6.7.
const dateForms = [
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]+, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
]

/**
 * Reads a `Retry-After` header (RFC 9110, section 10.2.3): seconds or an HTTP date.
 *
 * @param value the header's value, if there was one
 * @param wallClockMs the present, in milliseconds since 1970, for the date forms
 * @returns the delay asked for in milliseconds; 0 for none, a moment in the past or an invalid value
 */
export function parseRetryAfter(value: string | undefined, wallClockMs: number): number {
  const text = value?.trim() ?? ''
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1_000, Number.MAX_SAFE_INTEGER)
  if (!dateForms.some((form) => form.test(text))) return 0
  const momentMs = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`)
  return Number.isNaN(momentMs) ? 0 : Math.max(0, momentMs - wallClockMs)
}

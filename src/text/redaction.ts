/** Replaces every secret in a text. */
export type Redact = (text: string) => string

/**
 * Makes the function that takes secrets out of texts. The longest goes first, so that no part of it is left when
 * a shorter one is contained in it.
 */
export function redactor(secrets: readonly string[]): Redact {
  const longestFirst = secrets
    .filter((secret) => secret !== '')
    .sort((one, other) => other.length - one.length)
  return (text) => longestFirst.reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
}

// The documented bodies are three levels deep; what lies deeper is never read.
const readDepth = 4

/**
 * The same for every text within a JSON value, names of properties included, and for a number that is a secret.
 * Levels below the fourth are dropped.
 */
export function redactJson(value: unknown, redact: Redact, depth = readDepth): unknown {
  if (typeof value === 'string') return redact(value)
  if (typeof value === 'number') return redact(`${value}`) === `${value}` ? value : redact(`${value}`)
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return undefined
  if (Array.isArray(value)) return value.map((item) => redactJson(item, redact, depth - 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [redact(name), redactJson(item, redact, depth - 1)]),
  )
}

import { unescapeAll } from './escapes.ts'

/**
 * Replaces every secret in a string, and cuts it after 64 Ki characters.
 *
 * @param isCut whether the string may end within a secret: then its end is redacted, too
 */
export type Redact = (text: string, isCut?: boolean) => string

/** Maximum length of a redacted string in UTF-16 code units: the limit of the output `message`. */
export const maxRedactedLength = 64 * 1_024

/** What stands for a secret. */
export const mask = '***'

// A URL in a URL, or JSON in an HTML page.
const escapeLevels = 3

/**
 * Creates a function that redacts secrets, also where they're escaped as in JSON, HTML, or a URL: such a string is
 * returned unescaped. Longer secrets are replaced first, so that a shorter one inside them leaves no part of them.
 */
export function redactor(secrets: readonly string[]): Redact {
  const longestFirst = secrets.filter(Boolean).sort((one, other) => other.length - one.length)
  const redactAsIs = (text: string, isCut: boolean) => {
    const redacted = longestFirst.reduce((rest, secret) => rest.replaceAll(secret, mask), text)
    return isCut ? longestFirst.reduce(redactPartialSecret, redacted) : redacted
  }
  const redactEscaped = (text: string, isCut: boolean, levels: number): string => {
    const redacted = redactAsIs(text, isCut)
    const unescaped = unescapeAll(isCut ? redacted.replace(partialEscape, '') : redacted)
    if (levels === 0 || unescaped === redacted) return redacted
    const inner = redactEscaped(unescaped, isCut, levels - 1)
    return inner === unescaped ? redacted : inner
  }
  return (text, isCut = false) =>
    text.length > maxRedactedLength
      ? `${redactEscaped(text.slice(0, maxRedactedLength), true, escapeLevels)}…`
      : redactEscaped(text, isCut, escapeLevels)
}

const partialEscape = /(?:\\(?:u[\da-f]{0,3})?|%[\da-f]?|&#?\w{0,9})$/i

// Shorter prefixes reveal nothing and may be coincidental.
const minPrefixLength = 4

function redactPartialSecret(text: string, secret: string): string {
  for (let length = secret.length - 1; length >= minPrefixLength; length -= 1)
    if (text.endsWith(secret.slice(0, length))) return `${text.slice(0, -length)}${mask}`
  return text
}

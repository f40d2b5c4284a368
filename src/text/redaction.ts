import { xmlReferences } from './untrusted-text.ts'

/**
 * Replaces every secret in a text.
 *
 * @param isCut whether the text may have been cut off within a secret: then its end is looked at, too
 */
export type Redact = (text: string, isCut?: boolean) => string

const mask = '***'

/**
 * Makes the function that takes secrets out of texts, also where they are escaped as JSON, HTML or a URL would: such a
 * text is shown unescaped. The longest goes first, so that no part of it is left when a shorter one is contained in it.
 */
export function redactor(secrets: readonly string[]): Redact {
  const longestFirst = secrets
    .filter((secret) => secret !== '')
    .sort((one, other) => other.length - one.length)
  const withoutSecrets = (text: string) =>
    longestFirst.reduce((rest, secret) => rest.replaceAll(secret, mask), text)
  return (text, isCut = false) => {
    const plain = withoutSecrets(text)
    const readable = plain.replace(escapePattern, characterOf)
    const redacted = longestFirst.some((secret) => readable.includes(secret))
      ? withoutSecrets(readable)
      : plain
    return isCut ? longestFirst.reduce(withoutBeginningAtEnd, redacted) : redacted
  }
}

const escapePattern = /\\u([\da-f]{4})|%([\da-f]{2})|&#x0*([\da-f]{1,4});|&#0*(\d{1,5});|&(\w+);|\\(.)/gi

function characterOf(escaped: string, ...groups: readonly (string | undefined)[]): string {
  const [json, url, hex, decimal, name, character] = groups
  if (name !== undefined) return namedCharacters.get(`&${name};`) ?? escaped
  if (character !== undefined) return character
  const digits = json ?? url ?? hex
  return String.fromCharCode(digits === undefined ? Number(decimal) : Number.parseInt(digits, 16))
}

const namedCharacters = new Map(Object.entries(xmlReferences).map(([sign, reference]) => [reference, sign]))

// Less than this of a secret tells nothing, and may be there by chance.
const shortestBeginning = 4

function withoutBeginningAtEnd(text: string, secret: string): string {
  for (let length = secret.length - 1; length >= shortestBeginning; length -= 1)
    if (text.endsWith(secret.slice(0, length))) return `${text.slice(0, -length)}${mask}`
  return text
}

// What the API documents is three levels deep. A limit, because whoever nests deeper wants to exhaust the stack.
const readDepth = 32

/** The same for every text within a JSON value, names and numbers included; what lies too deep becomes an ellipsis. */
export function redactJson(value: unknown, redact: Redact, depth = readDepth): unknown {
  if (typeof value === 'string') return redact(value)
  if (typeof value === 'number') return redact(`${value}`) === `${value}` ? value : mask
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return '…'
  if (Array.isArray(value)) return value.map((item) => redactJson(item, redact, depth - 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [redact(name), redactJson(item, redact, depth - 1)]),
  )
}

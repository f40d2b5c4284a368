import { mask, maxRedactedLength, type Redact } from './redaction.ts'

// Name in the object that stands for a number which a double can't hold.
const exactNumber = 'exact number'

/**
 * Parses JSON. A number that a double can't hold becomes an object, which `redactJson` turns into the number's text:
 * rounded, the number would be wrong, and a secret that consists of digits wouldn't be found in it.
 *
 * @returns undefined if it isn't JSON, or if it's a large structure, which could take 200 ms
 */
export function parseJson(text: string): unknown {
  if (text.length > maxRedactedLength && isLargeStructure(text)) return undefined
  try {
    return JSON.parse(keepLongNumbers(text))
  } catch {
    return undefined
  }
}

const maxPieces = 20_000

function isLargeStructure(json: string): boolean {
  const withoutStrings = json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"?/g, '')
  return withoutStrings.split(/[[{:,]/, maxPieces + 2).length > maxPieces + 1
}

// A string, or a whole number literal with an exponent or at least 16 characters.
const stringOrLongNumber =
  /"[^"\\]*(?:\\.[^"\\]*)*"?|(?<=^|[\s,:[])(?=[-\d.]{16}|[-\d.]+e)-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?(?=[\s,\]}])/gi

/** Keeps only the first thousand, near the start: nobody reads more. */
function keepLongNumbers(json: string): string {
  const beginning = json.slice(0, maxRedactedLength)
  if (!/[-\d.]{16}|\de/i.test(beginning)) return json
  let left = 1_000
  const kept = beginning.replace(stringOrLongNumber, (literal) => {
    if (literal.startsWith('"') || left === 0) return literal
    left -= 1
    return `{"${exactNumber}":"${literal}"}`
  })
  return kept + json.slice(maxRedactedLength)
}

// The API documents three levels. Deeper nesting could exhaust the stack.
const maxDepth = 32

// What each value counts for, in characters, so that only the first thousand of many tiny values are read.
const valueCost = 64

/**
 * Redacts every string, name, and number in a JSON value. What is nested too deeply, or comes after the first 64 Ki
 * characters, becomes an ellipsis.
 */
export function redactJson(value: unknown, redact: Redact): unknown {
  return new JsonRedaction(redact).redactValue(value, maxDepth)
}

class JsonRedaction {
  readonly #redact: Redact
  #charactersLeft = maxRedactedLength + valueCost

  constructor(redact: Redact) {
    this.#redact = redact
  }

  redactValue(value: unknown, depth: number): unknown {
    this.#charactersLeft -= valueCost
    if (this.#charactersLeft < 0) return '…'
    if (typeof value === 'string') return this.#redactString(value)
    if (typeof value === 'number') return this.#redact(`${value}`) === `${value}` ? value : mask
    if (typeof value !== 'object' || value === null) return value
    if (exactNumber in value) return this.#redactString(String(value[exactNumber]))
    if (depth === 0) return '…'
    return Array.isArray(value) ? this.#redactItems(value, depth - 1) : this.#redactEntries(value, depth - 1)
  }

  #redactString(text: string): string {
    const isCut = text.length > this.#charactersLeft
    const shown = text.slice(0, Math.max(this.#charactersLeft, 0))
    this.#charactersLeft -= text.length
    return isCut ? `${this.#redact(shown, true)}…` : this.#redact(shown)
  }

  #redactItems(items: readonly unknown[], depth: number): readonly unknown[] {
    const redacted: unknown[] = []
    for (const item of items) if (this.#charactersLeft >= 0) redacted.push(this.redactValue(item, depth))
    return redacted
  }

  #redactEntries(value: object, depth: number): object {
    const redacted: [string, unknown][] = []
    // Not `Object.entries`, which takes 100 ms for 1 MiB of names.
    for (const name in value)
      if (this.#charactersLeft >= 0)
        redacted.push([this.#redactString(name), this.redactValue(Reflect.get(value, name), depth)])
    return Object.fromEntries(redacted)
  }
}

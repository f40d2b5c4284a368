import { escapeHtml, shorten } from './untrusted-text.ts'

/** One part of a text: `plain` is our own words, `code` a name or value, and `quoted` is untrusted. */
interface Part {
  readonly kind: 'plain' | 'code' | 'quoted'
  readonly value: string
}

/** Text that a person reads. */
export type Text = readonly Part[]

declare const isOurs: unique symbol

/** A string that can't contain anything untrusted, such as a formatted duration. */
export type Words = string & { readonly [isOurs]: true }

/** Marks our own words. Never for text from the network or from an input. */
export function plain(value: string): Text {
  return part('plain', value)
}

/** Marks the name of an input, a variable, or a permission; a status; a host, an ID, or a URL. */
export function code(value: string): Text {
  return part('code', value)
}

/** Marks untrusted text, and shortens it; empty if it's blank. */
export function quoted(value: string, maxLength = 500): Text {
  return value.trim() === '' ? [] : quotedExactly(value.trim(), maxLength)
}

/** Marks untrusted text of which each space counts, even if it's empty. */
export function quotedExactly(value: string, maxLength: number): Text {
  return [{ kind: 'quoted', value: shorten(value, maxLength) }]
}

function part(kind: Part['kind'], value: string): Text {
  return value === '' ? [] : [{ kind, value }]
}

/** Builds text from a template. After a quotation that ends a sentence, it leaves out the template's period. */
export function text(words: TemplateStringsArray, ...values: readonly (Text | Words | number)[]): Text {
  const parts = words.flatMap((word, index) => {
    const value = values[index] ?? []
    return [...plain(word), ...(typeof value === 'object' ? value : plain(`${value}`))]
  })
  return parts.flatMap((one, index) =>
    one.kind === 'plain' && endsSentence(parts[index - 1]) ? plain(one.value.replace(/^\./, '')) : one,
  )
}

function endsSentence(one: Part | undefined): boolean {
  return one?.kind === 'quoted' && /[.!?…]\s*$/.test(one.value)
}

/** Joins texts, such as sentences, except empty ones. */
export function join(texts: readonly (Text | undefined)[], separator = ' '): Text {
  const filled = texts.filter((one) => one !== undefined && !isEmpty(one)) as readonly Text[]
  return filled.flatMap((one, index) => (index === 0 ? one : [...plain(separator), ...one]))
}

/** Lists texts in a sentence: "A", "A and B", or "A, B, and C". */
export function list(texts: readonly Text[]): Text {
  const others = join(texts.slice(0, -1), ', ')
  return join([others, ...texts.slice(-1)], texts.length > 2 ? ', and ' : ' and ')
}

export function isEmpty(value: Text): boolean {
  return value.length === 0
}

/** Renders text for a plain line. Only quoted parts are marked. The result is still untrusted. */
export function toPlain(value: Text): string {
  return value.map((one) => (one.kind === 'quoted' ? `"${one.value}"` : one.value)).join('')
}

/**
 * Renders text for an HTML block of the job summary, on one line.
 *
 * GitHub turns mentions, references, and URLs into links, and emoji codes into pictures, except in code elements.
 */
export function toHtml(value: Text, maxLength = 4_000): string {
  let left = maxLength
  const html = value.map(({ kind, value }) => {
    const shown = left > 0 ? escapeHtml(shorten(value, left)) : ''
    left -= value.length
    return kind === 'plain' || shown === '' ? shown : `<code>${shown}</code>`
  })
  return html.join('')
}

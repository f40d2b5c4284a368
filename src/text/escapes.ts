/** The named character references that pages escape text with. */
export const namedCharacters: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
}

const reference = `&(?:#x[\\da-f]+|#\\d+|${Object.keys(namedCharacters).join('|')});`
const percent = /%[\da-f]{2}/gi
const html = new RegExp(reference, 'gi')
const any = new RegExp(`${reference}|\\\\u[\\da-f]{4}|\\\\.|%[\\da-f]{2}`, 'gi')

/** Replaces HTML's character references: `&#32;`, `&#x20;`, and the named ones. */
export function decodeHtml(text: string): string {
  return text.replace(html, decode)
}

/** Replaces percent-encoding, one level of it. Only ASCII is decoded correctly. */
export function decodePercent(text: string): string {
  return text.replace(percent, decode)
}

/** Replaces what stands for a character in HTML, JSON, or a URL. */
export function unescapeAll(text: string): string {
  return /[&\\%]/.test(text) ? text.replace(any, decode) : text
}

function decode(escaped: string): string {
  if (/^&#x/i.test(escaped)) return characterOf(Number.parseInt(escaped.slice(3), 16))
  if (escaped.startsWith('&#')) return characterOf(Number.parseInt(escaped.slice(2), 10))
  if (escaped.startsWith('&')) return namedCharacters[escaped.slice(1, -1).toLowerCase()] ?? ''
  if (escaped.startsWith('%')) return characterOf(Number.parseInt(escaped.slice(1), 16))
  return escaped.length === 2 ? escaped.slice(1) : characterOf(Number.parseInt(escaped.slice(2), 16))
}

function characterOf(codePoint: number): string {
  return codePoint > 0x10ffff ? '\uFFFD' : String.fromCodePoint(codePoint)
}

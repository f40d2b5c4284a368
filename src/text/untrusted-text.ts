// Control, format, lone surrogate, private-use and unassigned characters, and everything that may be drawn as nothing.
const harmful = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu

// A mark combines with the character before it; anywhere but in a word it can only be there to hide something.
const markOutsideWord = /(?<![\p{L}\p{M}\p{N}])\p{M}+/gu

// A colon or a number sign, compatibility forms included, before anything that could make it a command: besides the
// syntax itself everything beyond ASCII, because the runner's matching skips some letters and signs, too.
const commandSign = /[:#\uFE13\uFE55\uFE5F\uFF03\uFF1A](?=[:#[]|[^\p{ASCII}…])/gu

/**
 * Makes any text one harmless line: nothing in it can start a workflow command, in either of the runner's
 * syntaxes, or break the line.
 *
 * @param text anything, from anywhere
 * @param maximumLength length of the result in UTF-16 code units, the ellipsis of a cut included
 */
export function oneLine(text: string, maximumLength = 1_000): string {
  const bounded = text.slice(0, maximumLength * 4)
  const line = bounded
    .replace(harmful, ' ')
    .replace(markOutsideWord, ' ')
    .replace(/\s+/gu, ' ')
    .replace(commandSign, '$& ')
    .trim()
  return shorten(bounded.length < text.length ? `${line}…` : line, maximumLength)
}

/**
 * Cuts a text at a code point, with an ellipsis where it was cut.
 *
 * @param maximumLength length of the result in UTF-16 code units, the ellipsis included
 */
export function shorten(text: string, maximumLength: number): string {
  if (text.length <= maximumLength) return text
  return `${text
    .slice(0, maximumLength - 1)
    .toWellFormed()
    .replace(/\uFFFD$/u, '')}…`
}

/**
 * Cuts a text to a number of UTF-8 bytes, with an ellipsis where it was cut.
 *
 * @param maximumBytes size of the result in bytes, the ellipsis included
 */
export function shortenToBytes(text: string, maximumBytes: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= maximumBytes) return text
  const kept = bytes.subarray(0, maximumBytes - Buffer.byteLength('…'))
  return `${kept.toString().replace(/\uFFFD$/u, '')}…`
}

/**
 * Puts a text in double quotes, shortened. It is as harmful as before, and has to be: changed in any other way, the
 * runner would not find a secret in it.
 */
export function quote(text: string, maximumLength = 100): string {
  return `"${shorten(text, maximumLength)}"`
}

/** The same in brackets, to stand behind what it was said with; nothing for an empty text. */
export function quoteAside(text: string, maximumLength: number): string {
  return text === '' ? '' : ` (${quote(text, maximumLength)})`
}

/** The same as the end of a sentence, with a full stop unless the text ends in one or in another sign of its kind. */
export function quoteAtEnd(text: string, maximumLength: number): string {
  return `${quote(text.trim(), maximumLength)}${/[.!?…]\s*$/u.test(text) ? '' : '.'}`
}

/** The signs that XML asks to escape, and how. */
export const xmlReferences: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/**
 * Makes any text inert within an element of an HTML block: one harmless line, escaped no more than XML asks, because
 * the runner finds the secrets that it masks in a summary as they are or so escaped, and in no other form.
 */
export function inert(text: string, maximumLength = 1_000): string {
  return oneLine(text, maximumLength).replace(/[&<>"']/g, (sign) => xmlReferences[sign] ?? '')
}

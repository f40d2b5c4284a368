// Control, format, lone surrogate, private-use and unassigned characters, line and paragraph separators, and
// everything that may be drawn as nothing: the runner's own matching skips some of them.
const harmful = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

// A mark combines with the character before it; on punctuation it can only be there to hide a command.
const markOnPunctuation = /([^\p{L}\p{M}\p{N}])\p{M}+/gu

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
    .replace(markOnPunctuation, '$1 ')
    .replace(/\s+/gu, ' ')
    .replace(/:(?=:)/g, ': ')
    .replace(/#(?=#?\[)/g, '# ')
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
  return `${kept.toString().replace(/\uFFFD+$/u, '')}…`
}

/** Puts a text in double quotes for a sentence, shortened. It is as harmful as before. */
export function quote(text: string, maximumLength = 100): string {
  return `"${shorten(text, maximumLength)}"`
}

/**
 * Makes any text inert in HTML, GitHub's Markdown and tables: one harmless line in which everything but letters,
 * digits and spaces is a numeric character reference.
 */
export function inert(text: string, maximumLength = 1_000): string {
  return oneLine(text, maximumLength).replace(
    /[^\p{L}\p{M}\p{N} ]/gu,
    (character) => `&#${character.codePointAt(0)};`,
  )
}

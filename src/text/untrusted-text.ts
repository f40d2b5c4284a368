import { namedCharacters } from './escapes.ts'

// Control, format, surrogate, separator, and invisible characters.
const unsafeCharacters = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}]+/gu

/**
 * Sanitizes text to one line that is safe to print: nothing in it can run a workflow command or break the line. Nothing
 * else is changed, because the runner couldn't find a secret in changed text to mask it.
 *
 * @param maxLength in UTF-16 code units, including the ellipsis if it's cut
 */
export function oneLine(text: string, maxLength = 1_000): string {
  return shorten(withoutCommands(onOneLine(shorten(text, maxLength * 4))), maxLength)
}

function onOneLine(text: string): string {
  return text.replace(unsafeCharacters, (run) => (/[^ ]/.test(run) ? ' ' : run))
}

// Ignored when the runner compares text by the rules of a language: combining marks, what that language doesn't know,
// and five letters that look ordinary.
const ignorable = /[\p{M}\p{Cn}\p{Co}\u0640\u07FA\u180A\u1CD3\uFE73]/gu

// With their compatibility forms. What isn't ASCII can stand between them: each platform ignores something else.
const oldCommand =
  /[#\uFE5F\uFF03](?=[^\p{ASCII}\uFE5F\uFF03\uFE47\uFF3B]*[#\uFE5F\uFF03][^\p{ASCII}\uFE5F\uFF03\uFE47\uFF3B]*[[\uFE47\uFF3B])/gu

/** Breaks what the runner reads as a command: `::` at the start of a line, and `##[` anywhere. */
function withoutCommands(line: string): string {
  const reading = line.normalize('NFKC').replace(ignorable, '').trimStart()
  const printable = reading.startsWith('::') ? line.replace(/[:\uFE13\uFE55\uFF1A]/u, '$& ') : line
  return printable.replace(oldCommand, '$& ')
}

/** Cuts text at a code point, to a length in UTF-16 code units that includes the ellipsis. */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const isPairCut = /[\uD800-\uDBFF]/.test(text.charAt(maxLength - 2))
  return `${text.slice(0, maxLength - (isPairCut ? 2 : 1))}…`
}

/** Cuts text at a code point, to a size in UTF-8 that includes the ellipsis. */
export function shortenToBytes(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= maxBytes) return text
  const kept = bytes.subarray(0, maxBytes - Buffer.byteLength('…'))
  return `${kept.toString().replace(/\uFFFD$/u, '')}…`
}

const references = new Map(
  Object.entries(namedCharacters).map(([name, character]) => [character, `&${name};`]),
)

/**
 * Makes text safe within an element of an HTML block: on one line, because a blank line would end the block, and
 * escaped no more than XML requires, because the runner masks a secret in a summary only if it's unchanged or escaped
 * like this.
 */
export function escapeHtml(text: string): string {
  return onOneLine(text).replace(/[&<>"']/g, (character) => references.get(character) ?? '')
}

import { InvalidInput } from '../text/errors.ts'
import { code, quoted, text } from '../text/text.ts'

const maxInt64 = 9_223_372_036_854_775_807n

/** Parses an int64 ID, which JavaScript's numbers can't hold: it stays a string, digit for digit. */
export function parseInt64Identifier(value: string): string {
  if (/^\d{1,40}$/.test(value) && BigInt(value) >= 1n && BigInt(value) <= maxInt64) return value
  rejectYamlNumber(value)
  const accepted = text`expected decimal digits, from 1 to ${code(String(maxInt64))}`
  // Source: the payloads of the vendor's webhooks, whose IDs contain a colon.
  if (!value.includes(':')) throw new InvalidInput(accepted)
  throw new InvalidInput(
    text`${accepted}; ${code('cloudAssemblyId')} values (with a colon) don't work here; use the numeric ${code('id')} from the API`,
  )
}

/**
 * Parses an ID that is any text without control characters.
 *
 * @throws InvalidInput if a gateway or YAML could turn it into a different ID
 */
export function parseTextIdentifier(value: string): string {
  if (/[\p{Cc}\p{Cs}]/u.test(value)) throw new InvalidInput(text`expected text without control characters`)
  if (hasDotSegment(value) || hasEmptySegment(value))
    throw new InvalidInput(
      text`empty, ${quoted('.')}, and ${quoted('..')} segments aren't allowed, because gateways resolve them, even percent-encoded`,
    )
  rejectYamlNumber(value)
  return value
}

/** Runners print a YAML number that is too long for a double like this: `1.23E+19`. */
function rejectYamlNumber(value: string): void {
  if (/^-?\d(\.\d+)?e[+-]\d+$/i.test(value))
    throw new InvalidInput(text`YAML read it as a number; put the ID in quotes`)
}

/**
 * Whether text has a segment `.` or `..`, alone or between slashes or backslashes. Gateways resolve such segments, some
 * of them percent-encoded ones too, or before a parameter (`..;a`): the request would reach a different path.
 */
export function hasDotSegment(text: string): boolean {
  return /(^|[/\\])\.{1,2}(;[^/\\]*)?($|[/\\])/.test(fullyDecoded(text))
}

/** Whether text has nothing before, after, or between slashes or backslashes: gateways merge slashes. */
function hasEmptySegment(text: string): boolean {
  return /^[/\\]|[/\\]{2}|[/\\]$/.test(fullyDecoded(text))
}

/** Text without percent-encoding, however often it was applied. Only ASCII is decoded correctly. */
export function fullyDecoded(text: string): string {
  const decoded = text.replace(/%(?:25)*([\da-f]{2})/gi, (_, digits) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
  return decoded === text ? text : fullyDecoded(decoded)
}

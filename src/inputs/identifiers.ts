const largestInt64 = 9_223_372_036_854_775_807n

/**
 * Reads an int64 identifier, which JavaScript's numbers cannot hold: it stays text, digit for digit.
 *
 * @throws RangeError when the text is not a whole number from 1 to 9223372036854775807
 */
export function parseInt64Identifier(text: string): string {
  const isInt64 = /^\d{1,40}$/.test(text) && BigInt(text) >= 1n && BigInt(text) <= largestInt64
  if (isInt64) return text
  const accepted = `expected decimal digits, from 1 to ${largestInt64}`
  throw new RangeError(text.includes(':') ? `${accepted}; ${webhookIdentifier}` : accepted)
}

// Source: the payloads of the vendor's webhooks, whose identifiers have a colon in them.
const webhookIdentifier =
  'an ID with a colon, such as the cloudAssemblyId of a webhook, is another one: take the number from the API'

/**
 * Reads an identifier that is any text without control characters.
 *
 * @throws RangeError when the text cannot be one segment of a path
 */
export function parseTextIdentifier(text: string): string {
  if (/\p{Cc}/u.test(text) || !text.isWellFormed())
    throw new RangeError('expected text without control characters')
  if (text === '.' || text === '..') throw new RangeError('expected an ID; "." and ".." are steps in a path')
  return text
}

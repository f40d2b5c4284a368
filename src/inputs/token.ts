import { InvalidInput } from '../text/errors.ts'
import { type Text, text } from '../text/text.ts'

const minTokenLength = 8
const scheme = /^(Authorization:\s*)?Bearer\s+/i

/**
 * Parses the bearer token; a leading `Bearer ` or `Authorization: Bearer ` is dropped.
 *
 * @throws InvalidInput if it can't be one; the text never repeats any of it
 */
export function parseBearerToken(value: string): string {
  const token = value.replace(scheme, '')
  const problem = problemOf(token)
  if (problem !== undefined) throw new InvalidInput(problem)
  return token
}

function problemOf(token: string): Text | undefined {
  if (/^(["'`]).*\1$/s.test(token)) return text`remove the quotes around it`
  if (/^\s*[{[]/.test(token))
    return text`this is a JSON key, which the API doesn't accept as a bearer token; create a JWT key under IAM > Users > Service Accounts`
  if (/[\r\n]/.test(token)) return text`it spans several lines; store only the token`
  if (!/^[\x21-\x7e]*$/.test(token))
    return text`it contains spaces or characters that aren't allowed in a token; expected visible ASCII characters`
  if (token.length < minTokenLength)
    return text`it has ${token.length} characters; expected at least ${minTokenLength}`
  return undefined
}

/** Everything in the input `token` that must be masked. Masking a short line would garble the log. */
export function secretsOf(value: string): readonly string[] {
  const token = value.replace(scheme, '')
  const lines = value.split(/[\r\n]+/).map((line) => line.trim())
  const candidates = new Set([value, token, token.replace(/^["'`]|["'`]$/g, ''), ...lines])
  return [...candidates].filter((secret) => secret.length >= minTokenLength && !/[\r\n]/.test(secret))
}

/**
 * When a token that is a JWT expires (RFC 7519, section 4.1.4). It's only read: nothing is verified.
 *
 * @returns Unix time in milliseconds; undefined if the token isn't a JWT or never expires
 */
export function tokenExpiry(token: string): number | undefined {
  const [, payload, signature] = token.split('.')
  if (payload === undefined || signature === undefined) return undefined
  try {
    const { exp }: { readonly exp?: unknown } = JSON.parse(Buffer.from(payload, 'base64url').toString())
    return typeof exp === 'number' && !Number.isNaN(new Date(exp * 1_000).getTime()) ? exp * 1_000 : undefined
  } catch {
    return undefined
  }
}

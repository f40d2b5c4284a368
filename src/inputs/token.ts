const shortestLength = 8

const scheme = /^(Authorization:\s*)?Bearer\s+/i

/**
 * Reads the bearer token; a leading `Bearer ` or `Authorization: Bearer ` is dropped.
 *
 * @throws RangeError when it cannot be one; the message never repeats any of it
 */
export function parseBearerToken(text: string): string {
  const token = text.replace(scheme, '')
  if (/^(["'`]).*\1$/s.test(token)) throw new RangeError('it stands in quotes; store it without them')
  if (/^\s*[{[]/.test(token)) {
    throw new RangeError(
      'this is a service-account key of type JSON, which the API does not take as a bearer token; ' +
        'make a key of type JWT under IAM > Users > Service Accounts',
    )
  }
  if (/[\r\n]/.test(token)) throw new RangeError('it has more than one line; store the token alone')
  if (!/^[\x21-\x7e]*$/.test(token))
    throw new RangeError('it holds a space or another sign that no token has; expected visible ASCII alone')
  if (token.length < shortestLength)
    throw new RangeError(`it has ${token.length} characters; expected at least ${shortestLength}`)
  return token
}

/**
 * Everything of a token input that has to be masked. A short line is left out: to mask it would garble the log.
 *
 * @param text the input as it was given
 */
export function secretsOf(text: string): readonly string[] {
  const candidates = [
    text,
    text.replace(scheme, ''),
    text.replace(scheme, '').replace(/^["'`]|["'`]$/g, ''),
    ...text.split(/[\r\n]+/).map((line) => line.trim()),
  ]
  return [...new Set(candidates)].filter(
    (secret) => secret.length >= shortestLength && !/[\r\n]/.test(secret),
  )
}

/**
 * When a token that is a JWT expires (RFC 7519, section 4.1.4). Read only: nothing is verified.
 *
 * @returns milliseconds since 1970; undefined for a token that is no JWT or never expires
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

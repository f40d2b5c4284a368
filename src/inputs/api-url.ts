import { isIPv4 } from 'node:net'
import { InvalidInput } from '../text/errors.ts'
import { code, type Text, text } from '../text/text.ts'

/**
 * Parses the base URL of the API.
 *
 * @returns the URL, its path without a trailing slash
 * @throws InvalidInput if it could send the token to a wrong place or unencrypted; the text never repeats the URL,
 *   which may contain credentials
 */
export function parseApiUrl(value: string): URL {
  const problem = problemOf(value)
  if (problem !== undefined)
    throw new InvalidInput(text`expected a base URL such as ${code('https://api.example.com')}${problem}`)
  const url = new URL(value)
  url.pathname = url.pathname.replace(/\/+$/, '')
  return url
}

function problemOf(value: string): Text | undefined {
  const [, scheme = '', authority = ''] = /^(https?):\/\/+([^/?#\s\\]+)[^\s\\]*$/i.exec(value) ?? []
  if (authority.includes('@')) return text`, without a user name or password`
  if (/[?#]/.test(value) && authority !== '') return text`, without a query (?) or fragment (#)`
  const port = Number(/:(\d+)$/.exec(authority)?.[1] ?? 1)
  if (port < 1 || port > 65_535) return text`, with a port from 1 to 65535`
  if (authority === '' || !URL.canParse(value))
    return text`, starting with ${code('https://')} and without spaces`
  const { hostname } = new URL(value)
  if (hostname.startsWith('127.') && !isIPv4(hostname))
    return text`; a host name that starts with ${code('127.')} could be mistaken for a loopback address`
  if (scheme.toLowerCase() === 'http' && !isLoopback(hostname))
    return text`; ${code('http://')} sends the token unencrypted and is allowed for loopback hosts only`
  return undefined
}

/** Whether a host is the runner itself: `localhost`, 127.0.0.0/8, or `[::1]`. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'))
}

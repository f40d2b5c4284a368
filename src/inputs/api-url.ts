import { isIPv4 } from 'node:net'

const accepted = 'expected a base URL such as https://api.example.com'

/**
 * Reads the base URL of the API.
 *
 * @returns the URL, its path without a trailing slash
 * @throws RangeError when the URL could send the token to a wrong place or in the clear; its message says what is
 *   accepted and never repeats the URL, which may hold credentials
 */
export function parseApiUrl(text: string): URL {
  const url = /^https?:\/\/[^\s\\]+$/i.test(text) ? URL.parse(text) : null
  if (url === null) throw new RangeError(`${accepted}, with https:// in front and without spaces`)
  if (/^[^/]*\/+[^/]*@/.test(text)) throw new RangeError(`${accepted}, without a user name or password in it`)
  if (/[?#]/.test(text)) throw new RangeError(`${accepted}, without a query (?) or fragment (#)`)
  if (url.port === '0') throw new RangeError(`${accepted}, with a port from 1`)
  if (url.hostname.startsWith('127.') && !isIPv4(url.hostname)) {
    throw new RangeError(`${accepted}; a host name that begins with 127. would be taken for this machine`)
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new RangeError(
      `${accepted}; http:// would send the token in the clear and is for loopback hosts only`,
    )
  }
  url.pathname = url.pathname.replace(/\/+$/, '')
  return url
}

/** Whether a host is this machine: `localhost`, 127.0.0.0/8 or `[::1]`. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'))
}

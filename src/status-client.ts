import type { Check } from './check.ts'
import { classify } from './classify.ts'
import { type GetRequest, sendGet } from './http.ts'
import type { Redact } from './redaction.ts'
import { version } from './version.ts'

export interface StatusClientOptions {
  readonly apiUrl: URL
  /** Path of the status endpoint below the base URL, identifiers put in. */
  readonly statusPath: string
  readonly token: string
  readonly redact: Redact
}

/** Asks the API once for the status of the reset. */
export type StatusClient = (timeoutMs: number, interruption: AbortSignal) => Promise<Check>

/** Makes the function that asks the API once for the status of the reset. */
export function statusClient(options: StatusClientOptions): StatusClient {
  const url = statusUrl(options.apiUrl, options.statusPath)
  return async (timeoutMs, interruption) => {
    const request: GetRequest = { url, headers: requestHeaders(options.token), timeoutMs, interruption }
    const exchange = await sendGet(request)
    return classify(exchange, { host: url.host, wallClockMs: Date.now(), redact: options.redact })
  }
}

/** The URL of the status endpoint: the base URL's path is kept in front of it. */
export function statusUrl(apiUrl: URL, statusPath: string): URL {
  return new URL(`${apiUrl.origin}${apiUrl.pathname.replace(/\/$/, '')}${statusPath}`)
}

function requestHeaders(token: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    // The API documents `*/*` as its content type: a server that takes that literally would refuse bare JSON.
    accept: 'application/json, */*;q=0.1',
    'user-agent': `await-recovery-reset/${version}`,
  }
}

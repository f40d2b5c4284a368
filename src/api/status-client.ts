import type { Redact } from '../text/redaction.ts'
import type { Check } from '../wait/check.ts'
import { classify } from './classify.ts'
import { type GetRequest, sendGet } from './http.ts'

/** Version of this action, sent in the `user-agent` of every request; equal to the one in `package.json`. */
export const version = '1.0.0'

export interface StatusClientOptions {
  /** The status endpoint of the reset, identifiers put in. */
  readonly statusUrl: URL
  readonly token: string
  readonly redact: Redact
}

/** Looks at the API once; settles within `timeoutMs`, and at once when `interruption` is aborted. */
export type StatusClient = (timeoutMs: number, interruption: AbortSignal) => Promise<Check>

/** Makes the function that asks the API once for the status of the reset. */
export function statusClient({ statusUrl: url, token, redact }: StatusClientOptions): StatusClient {
  return async (timeoutMs, interruption) => {
    const request: GetRequest = { url, headers: requestHeaders(token), timeoutMs, interruption }
    const exchange = await sendGet(request)
    return classify(exchange, { url, wallClockMs: Date.now(), redact })
  }
}

function requestHeaders(token: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    // The API documents `*/*` as its content type: a server that takes that literally would refuse bare JSON.
    accept: 'application/json, */*;q=0.1',
    'accept-encoding': 'identity',
    'user-agent': `await-recovery-reset/${version}`,
  }
}

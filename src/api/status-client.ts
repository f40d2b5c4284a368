import type { Redact } from '../text/redaction.ts'
import type { Check } from '../wait/check.ts'
import { classify } from './classify.ts'
import { sendGet } from './http.ts'

/** Version of this action, sent in the `user-agent` of every request. The same as in `package.json`. */
export const version = '1.0.0'

interface StatusClientOptions {
  readonly statusUrl: URL
  readonly token: string
  readonly redact: Redact
}

/** Runs one check. Settles within `timeoutMs`, or immediately when `signal` is aborted. */
type StatusClient = (timeoutMs: number, signal: AbortSignal) => Promise<Check>

/** Creates the function that asks the API for the status of the reset. */
export function statusClient({ statusUrl: url, token, redact }: StatusClientOptions): StatusClient {
  return async (timeoutMs, signal) => {
    const exchange = await sendGet({ url, headers: requestHeaders(token), timeoutMs, signal })
    return classify(exchange, { url, nowMs: Date.now(), redact })
  }
}

function requestHeaders(token: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    // The API documents `*/*` as its content type: a server that takes that literally would reject bare JSON.
    accept: 'application/json, */*;q=0.1',
    'accept-encoding': 'identity',
    'cache-control': 'no-cache',
    'user-agent': `await-recovery-reset/${version}`,
  }
}

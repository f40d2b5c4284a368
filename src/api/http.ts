import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { getDefaultAutoSelectFamilyAttemptTimeout } from 'node:net'
import { HttpClient } from '@actions/http-client'
import type { RequestHandler } from '@actions/http-client/lib/interfaces'
import { codeOf, messageOf } from '../text/errors.ts'
import { type Connection, traceConnection } from './connection.ts'

/** Whether requests to a URL bypass the proxy, because of `no_proxy` or because the URL is a loopback one. */
export { checkBypass as bypassesProxy } from '@actions/http-client/lib/proxy'

/** Result of one HTTP request. */
export type Exchange = Response | { readonly kind: 'no-response'; readonly failure: ConnectionFailure }

export interface Response extends Body {
  readonly kind: 'response'
  readonly statusCode: number
  readonly headers: IncomingHttpHeaders
}

interface Body {
  readonly body: string
  readonly bodyState: BodyState
}

/** `truncated` by the end of the connection, or `too-large`: cut at the limit on its size. */
export type BodyState = 'complete' | 'truncated' | 'too-large'

/** Why there is no complete response. `proxyHost` is undefined if the request doesn't go through a proxy. */
export type ConnectionFailure =
  | ({ readonly kind: 'timed-out'; readonly timeoutMs: number } & State)
  /** The proxy responded to CONNECT with a status other than 200. */
  | { readonly kind: 'no-tunnel'; readonly statusCode: number; readonly proxyHost: string }
  | ({
      readonly kind: 'broken'
      readonly code: string
      readonly message: string
      /** Whether the connection to the proxy broke, rather than the one to the API through it. */
      readonly isAtProxy: boolean
    } & State)

type State = Readonly<Pick<Connection, 'stage' | 'proxyHost'>>

const maxBodyBytes = 1024 * 1024

// Node.js tries the addresses of a host in turn and drops each but the last after this time. Its default of 250 ms is
// shorter than a round trip on slow routes: if the last address isn't reachable, no attempt ever succeeds.
const minAttemptTimeoutMs = 2_500

export interface GetRequest {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  /** Limit on the whole request, from connecting to the last byte of the response, in milliseconds. */
  readonly timeoutMs: number
  /** Aborts the request. */
  readonly signal: AbortSignal
}

/**
 * Sends one GET request. Doesn't follow redirects or retry. Settles within `timeoutMs`, or immediately when `signal` is
 * aborted, and leaves no connection open.
 */
export async function sendGet(request: GetRequest): Promise<Exchange> {
  const { timeoutMs, signal } = request
  const connection: Connection = { stage: 'connecting', proxyHost: undefined }
  const abortion = new AbortController()
  const abort = () => abortion.abort()
  const aborted = new Promise<Exchange>((resolve) => {
    abortion.signal.addEventListener('abort', () => {
      const { stage, proxyHost } = connection
      resolve(noResponse({ kind: 'timed-out', timeoutMs, stage, proxyHost }))
    })
  })
  const timer = setTimeout(abort, timeoutMs)
  signal.addEventListener('abort', abort)
  try {
    return await Promise.race([exchange({ ...request, signal: abortion.signal }, connection), aborted])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', abort)
  }
}

async function exchange(request: GetRequest, connection: Connection): Promise<Exchange> {
  const client = new HttpClient(undefined, [requestHandler(request, connection)], {
    allowRedirects: false,
    allowRetries: false,
    keepAlive: false,
    // The client's own timeout measures inactivity. It must never expire first.
    socketTimeout: request.timeoutMs + 60_000,
  })
  try {
    const { message } = await client.get(request.url.href)
    connection.stage = 'responding'
    const { statusCode = 0, headers } = message
    return { kind: 'response', statusCode, headers, ...(await readBody(message, maxBodyBytes)) }
  } catch (error) {
    return noResponse(connectionFailure(error, connection))
  } finally {
    client.dispose()
  }
}

function requestHandler({ headers, timeoutMs, signal }: GetRequest, connection: Connection): RequestHandler {
  const options = { signal, autoSelectFamilyAttemptTimeout: attemptTimeoutMs(timeoutMs) }
  return {
    prepareRequest: (request) => {
      // Replaces the client's own headers, which tell the server which workflow is running.
      request.headers = { ...headers }
      traceConnection(request, connection, options)
    },
    canHandleAuthentication: () => false,
    handleAuthentication: () => Promise.reject(new Error('Authentication is not handled here.')),
  }
}

/** Leaves time for a second address if the whole request has little. */
function attemptTimeoutMs(timeoutMs: number): number {
  const minMs = Math.min(minAttemptTimeoutMs, Math.ceil(timeoutMs / 2))
  return Math.max(getDefaultAutoSelectFamilyAttemptTimeout(), minMs)
}

function connectionFailure(error: unknown, connection: Connection): ConnectionFailure {
  const { stage, proxyHost, proxyStatusCode = 200, proxyError } = connection
  if (proxyHost !== undefined && proxyStatusCode !== 200)
    return { kind: 'no-tunnel', statusCode: proxyStatusCode, proxyHost }
  const cause = mostSpecific(proxyError ?? error)
  const isAtProxy = proxyError !== undefined
  return { kind: 'broken', code: codeOf(cause), message: messageOf(cause), stage, proxyHost, isAtProxy }
}

// From the least to the most vague. Any other code is more specific.
const vagueCodes = ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']

/** If several addresses were tried, returns the most specific of their errors. */
function mostSpecific(error: unknown): unknown {
  if (!(error instanceof AggregateError)) return error
  const vagueness = (one: unknown) => vagueCodes.indexOf(codeOf(one))
  return error.errors.toSorted((one, other) => vagueness(one) - vagueness(other))[0]
}

function noResponse(failure: ConnectionFailure): Exchange {
  return { kind: 'no-response', failure }
}

/**
 * Reads the body of a response up to a limit. Settles whenever and however the response ends; a response that never
 * ends has to be aborted by the caller.
 *
 * @param maxBytes size above which the connection is closed
 * @returns what was received, decoded as UTF-8
 */
export function readBody(response: IncomingMessage, maxBytes: number): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    const finish = (bodyState: BodyState) => resolve({ body: decode(chunks), bodyState })
    response.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) return void chunks.push(chunk)
      finish('too-large')
      response.destroy()
    })
    response.on('end', () => finish(response.complete ? 'complete' : 'truncated'))
    response.on('error', () => finish('truncated'))
    response.on('close', () => finish('truncated'))
  })
}

function decode(chunks: readonly Buffer[]): string {
  // Unlike Buffer's own decoding, this drops a byte order mark, which JSON doesn't allow.
  return new TextDecoder().decode(Buffer.concat(chunks))
}

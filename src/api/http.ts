import type { IncomingMessage, RequestOptions } from 'node:http'
import { HttpClient } from '@actions/http-client'
import type { RequestHandler } from '@actions/http-client/lib/interfaces'
import { checkBypass } from '@actions/http-client/lib/proxy'
import { codeOf, messageOf } from '../text/thrown.ts'
import type { BodyEnd, ConnectionFailure, Exchange } from './exchange.ts'
import { isTunnelAgent, type Tunnel, traceTunnel, withoutBrackets } from './proxy-tunnel.ts'

const bodyLimitBytes = 1024 * 1024

/** Whether the environment's `no_proxy` (or the URL being on this machine) lets requests go around its proxy. */
export function bypassesProxy(url: URL): boolean {
  return checkBypass(url)
}

export interface GetRequest {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  /** Limit on the request as a whole, from connecting to the last byte of the answer, in milliseconds. */
  readonly timeoutMs: number
  /** Ends the request at once. */
  readonly interruption: AbortSignal
}

/**
 * Makes one GET request. Redirects are not followed, nothing is retried, and nothing of the request is left when
 * the promise settles, which it does within `timeoutMs`.
 */
export async function sendGet(request: GetRequest): Promise<Exchange> {
  const abortion = new AbortController()
  const route = new Route(request.headers, abortion.signal)
  const { promise: stopped, resolve } = Promise.withResolvers<Exchange>()
  const stop = () => {
    abortion.abort()
    resolve(
      noResponse({ kind: 'timed-out', timeoutMs: request.timeoutMs, proxyHost: route.tunnel?.proxyHost }),
    )
  }
  const timer = setTimeout(stop, request.timeoutMs)
  request.interruption.addEventListener('abort', stop)
  try {
    return await Promise.race([exchange(request, route), stopped])
  } finally {
    clearTimeout(timer)
    request.interruption.removeEventListener('abort', stop)
  }
}

async function exchange(request: GetRequest, route: Route): Promise<Exchange> {
  const client = new HttpClient(undefined, [route], {
    allowRedirects: false,
    allowRetries: false,
    keepAlive: false,
    // The client's own timeout is one of inactivity: it must never come first.
    socketTimeout: request.timeoutMs + 60_000,
  })
  try {
    const { message } = await client.get(request.url.href)
    return await readResponse(message)
  } catch (error) {
    return noResponse(connectionFailure(error, route.tunnel))
  } finally {
    client.dispose()
  }
}

/** Lets a signal end a request wherever it goes, and follows the proxy's tunnel where it goes through one. */
class Route implements RequestHandler {
  readonly #headers: Readonly<Record<string, string>>
  readonly #signal: AbortSignal
  tunnel: Tunnel | undefined
  readonly canHandleAuthentication = () => false
  readonly handleAuthentication = () => Promise.reject(new Error('There is no authentication to handle.'))

  constructor(headers: Readonly<Record<string, string>>, signal: AbortSignal) {
    this.#headers = headers
    this.#signal = signal
  }

  prepareRequest(options: RequestOptions): void {
    // In place of the client's own, which tell the server which workflow is running.
    options.headers = { ...this.#headers }
    options.signal = this.#signal
    if (isTunnelAgent(options.agent)) this.tunnel = traceTunnel(options.agent, this.#signal)
    else if (options.host) options.host = withoutBrackets(options.host)
  }
}

function connectionFailure(error: unknown, tunnel: Tunnel | undefined): ConnectionFailure {
  if (tunnel?.statusCode !== undefined && tunnel.statusCode !== 200) {
    return { kind: 'proxy-refused', statusCode: tunnel.statusCode, proxyHost: tunnel.proxyHost }
  }
  const cause = tunnel?.error ?? error
  return {
    kind: 'broken',
    code: codeOf(cause),
    message: messageOf(cause),
    proxyHost: tunnel?.proxyHost,
    atProxy: tunnel?.error !== undefined,
  }
}

function noResponse(failure: ConnectionFailure): Exchange {
  return { kind: 'no-response', failure }
}

async function readResponse(message: IncomingMessage): Promise<Exchange> {
  const body = await readBody(message, bodyLimitBytes)
  return {
    kind: 'response',
    statusCode: message.statusCode ?? 0,
    retryAfter: message.headers['retry-after'],
    location: message.headers.location,
    contentEncoding: message.headers['content-encoding'],
    body: body.text,
    bodyEnd: body.end,
  }
}

/**
 * Reads a response's body up to a limit. Always settles when the response ends, however it ends; a response that
 * never ends has to be ended by whoever reads it.
 *
 * @param limitBytes where reading stops and the connection is closed
 * @returns what came, as UTF-8 text, and how it ended
 */
export function readBody(
  response: IncomingMessage,
  limitBytes: number,
): Promise<{ readonly text: string; readonly end: BodyEnd }> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    const finish = (end: BodyEnd) => resolve({ text: decode(chunks), end })
    response.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limitBytes) return void chunks.push(chunk)
      finish('too-large')
      response.destroy()
    })
    response.on('end', () => finish(response.complete ? 'whole' : 'cut'))
    response.on('error', () => finish('cut'))
    response.on('close', () => finish('cut'))
  })
}

function decode(chunks: readonly Buffer[]): string {
  // Unlike Buffer's own decoding, this leaves out a byte order mark, which JSON does not allow.
  return new TextDecoder().decode(Buffer.concat(chunks))
}

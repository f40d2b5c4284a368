import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import type { RequestOptions as TlsRequestOptions } from 'node:https'
import { isIP } from 'node:net'
import { HttpClient } from '@actions/http-client'
import { checkBypass } from '@actions/http-client/lib/proxy'
import type { ConnectionFailure, Exchange } from './exchange.ts'
import { readBody } from './response-body.ts'
import { codeOf, messageOf } from './thrown.ts'

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

/** What is learned about the proxy on the way: `tunnel` hides it behind a reset of the connection. */
interface ProxyTrace {
  host: string | undefined
  statusCode: number | undefined
  error: NodeJS.ErrnoException | undefined
}

/**
 * Makes one GET request. Redirects are not followed, nothing is retried, and nothing of the request is left when
 * the promise settles, which it does within `timeoutMs`.
 */
export async function sendGet(request: GetRequest): Promise<Exchange> {
  const abortion = new AbortController()
  const proxy: ProxyTrace = { host: undefined, statusCode: undefined, error: undefined }
  const { promise: ended, resolve: end } = Promise.withResolvers<Exchange>()
  const stop = () => {
    abortion.abort()
    end(noResponse({ kind: 'timed-out', timeoutMs: request.timeoutMs, proxyHost: proxy.host }))
  }
  const timer = setTimeout(stop, request.timeoutMs)
  request.interruption.addEventListener('abort', stop)
  try {
    return await Promise.race([exchange(request, abortion.signal, proxy), ended])
  } finally {
    clearTimeout(timer)
    request.interruption.removeEventListener('abort', stop)
  }
}

async function exchange(request: GetRequest, signal: AbortSignal, proxy: ProxyTrace): Promise<Exchange> {
  const { 'user-agent': userAgent, ...headers } = request.headers
  const client = new HttpClient(userAgent, [prepareWith(signal, proxy)], {
    allowRedirects: false,
    allowRetries: false,
    keepAlive: false,
    // The client's own timeout is one of inactivity: it must never come first.
    socketTimeout: request.timeoutMs + 60_000,
  })
  try {
    const { message } = await client.get(request.url.href, headers)
    return await readResponse(message)
  } catch (error) {
    return noResponse(connectionFailure(error, proxy))
  } finally {
    client.dispose()
  }
}

async function readResponse(message: IncomingMessage): Promise<Exchange> {
  const body = await readBody(message, bodyLimitBytes)
  return {
    kind: 'response',
    statusCode: message.statusCode ?? 0,
    retryAfter: message.headers['retry-after'],
    location: message.headers.location,
    body: body.text,
    bodyEnd: body.end,
  }
}

function connectionFailure(error: unknown, proxy: ProxyTrace): ConnectionFailure {
  if (proxy.host !== undefined && proxy.statusCode !== undefined && proxy.statusCode !== 200) {
    return { kind: 'proxy-refused', statusCode: proxy.statusCode, proxyHost: proxy.host }
  }
  const cause = proxy.error ?? error
  const { host: proxyHost } = proxy
  return {
    kind: 'broken',
    code: codeOf(cause),
    message: messageOf(cause),
    proxyHost,
    atProxy: proxy.error !== undefined,
  }
}

function noResponse(failure: ConnectionFailure): Exchange {
  return { kind: 'no-response', failure }
}

/** The part of `tunnel`'s agent that opens the connection to the proxy. */
interface TunnelAgent extends Agent {
  request(options: TlsRequestOptions): ClientRequest
  proxyOptions: { host: string; port: string }
}

function prepareWith(signal: AbortSignal, proxy: ProxyTrace) {
  return {
    prepareRequest(options: RequestOptions): void {
      options.signal = signal
      if (isTunnelAgent(options.agent)) prepareTunnel(options.agent, signal, proxy)
      else if (options.host) options.host = withoutBrackets(options.host)
    },
    canHandleAuthentication: () => false,
    handleAuthentication: () => Promise.reject(new Error('There is no authentication to handle.')),
  }
}

function isTunnelAgent(agent: RequestOptions['agent']): agent is TunnelAgent {
  return typeof agent === 'object' && 'proxyOptions' in agent
}

/**
 * Makes the request that asks the proxy for a connection end with the signal, which `tunnel` does not pass on, and
 * notes what the proxy answers. A proxy over TLS has to show a certificate of its own: without a name, that of the
 * API would be asked for, which stands in the request's host header.
 */
function prepareTunnel(agent: TunnelAgent, signal: AbortSignal, proxy: ProxyTrace): void {
  const { host: urlHost, port } = agent.proxyOptions
  proxy.host = port ? `${urlHost}:${port}` : urlHost
  const host = withoutBrackets(urlHost)
  const servername = isIP(host) === 0 ? host : ''
  const connect = agent.request
  agent.request = (options) => {
    const request = connect({ ...options, host, servername, signal })
    request.once('connect', (response) => {
      proxy.statusCode = response.statusCode
    })
    request.once('error', (error) => {
      proxy.error = error
    })
    return request
  }
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1')
}

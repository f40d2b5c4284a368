import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import type { RequestOptions as TlsRequestOptions } from 'node:https'
import { isIP } from 'node:net'

/** The agent of the package `tunnel`, as far as it opens the connection to the proxy: private there, and not typed. */
export interface TunnelAgent extends Agent {
  request(options: TlsRequestOptions): ClientRequest
  proxyOptions: { host: string; port: string }
}

/** What is learned about a proxy while it opens a tunnel: the agent hides it behind a reset of the connection. */
export interface Tunnel {
  readonly proxyHost: string
  /** What the proxy answered, once it did. */
  readonly statusCode: number | undefined
  /** Why the proxy itself could not be reached, once that is known. */
  readonly error: Error | undefined
}

/** Whether a request goes through a proxy. */
export function isTunnelAgent(agent: RequestOptions['agent']): agent is TunnelAgent {
  return typeof agent === 'object' && 'proxyOptions' in agent
}

/**
 * Makes the request that asks the proxy for a connection end with the signal, which the agent does not pass on, and
 * follows it. A proxy over TLS has to show a certificate of its own: without a name, that of the API would be asked
 * for, which stands in the request's host header.
 */
export function traceTunnel(agent: TunnelAgent, signal: AbortSignal): Tunnel {
  const { host: urlHost, port } = agent.proxyOptions
  const host = withoutBrackets(urlHost)
  const servername = isIP(host) === 0 ? host : ''
  const tunnel = { proxyHost: port ? `${urlHost}:${port}` : urlHost, ...unanswered }
  const connect = agent.request
  agent.request = (options) =>
    connect({ ...options, host, servername, signal })
      .once('connect', ({ statusCode }: IncomingMessage) => Object.assign(tunnel, { statusCode }))
      .once('error', (error) => Object.assign(tunnel, { error }))
  return tunnel
}

const unanswered: Pick<Tunnel, 'statusCode' | 'error'> = { statusCode: undefined, error: undefined }

/** The host of a URL as a socket takes it: an IPv6 address stands bare. */
export function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1')
}

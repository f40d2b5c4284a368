import type { Agent, ClientRequest, RequestOptions } from 'node:http'
import type { RequestOptions as TlsRequestOptions } from 'node:https'
import { isIP } from 'node:net'

/** How far a request got. With a proxy, `connected` means connected to the proxy. */
export type RequestStage = 'connecting' | 'connected' | 'responding'

/** What is known about the connection of a request. */
export interface Connection {
  stage: RequestStage
  /** Undefined if the request doesn't go through a proxy. */
  proxyHost: string | undefined
  /** Status code of the proxy's response to CONNECT, if there is one. */
  proxyStatusCode?: number
  /** Why the connection to the proxy failed, if it did. The agent itself reports just a reset connection. */
  proxyError?: Error
}

/** The part of the `tunnel` package's agent that opens the connection to the proxy. It's private and untyped there. */
interface TunnelAgent extends Agent {
  request(options: TlsRequestOptions): ClientRequest
  proxyOptions: { host: string; port: string }
}

/** Adds options to a request before it is sent, and records what happens to its connection. */
export function traceConnection(
  request: RequestOptions,
  connection: Connection,
  options: RequestOptions,
): void {
  const { agent } = request
  Object.assign(request, options)
  if (isTunnelAgent(agent)) traceTunnel(agent, connection, options)
  else {
    request.host = withoutBrackets(request.host ?? '')
    traceSocket(agent as Agent, connection)
  }
}

function isTunnelAgent(agent: RequestOptions['agent']): agent is TunnelAgent {
  return typeof agent === 'object' && 'proxyOptions' in agent
}

/**
 * Passes the options to the CONNECT request, which the agent doesn't do. Sets `servername`, because a proxy over TLS
 * presents its own certificate. Without it, Node.js would use the API's host name from the `Host` header.
 */
function traceTunnel(agent: TunnelAgent, connection: Connection, options: RequestOptions): void {
  const { host: urlHost, port } = agent.proxyOptions
  const host = withoutBrackets(urlHost)
  const servername = isIP(host) === 0 ? host : ''
  connection.proxyHost = port ? `${urlHost}:${port}` : urlHost
  const connect = agent.request
  agent.request = (connectOptions) =>
    connect({ ...connectOptions, ...options, host, servername })
      .once('socket', (socket) => socket.once('connect', () => Object.assign(connection, connected)))
      .once('connect', (response) => Object.assign(connection, { proxyStatusCode: response.statusCode }))
      .once('error', (proxyError) => Object.assign(connection, { proxyError }))
}

function traceSocket(agent: Agent, connection: Connection): void {
  const create = agent.createConnection
  agent.createConnection = (options, callback) =>
    create.call(agent, options, callback)?.once('connect', () => Object.assign(connection, connected))
}

const connected = { stage: 'connected' } as const

/** The host of a URL as a socket expects it: an IPv6 address without brackets. */
function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1')
}

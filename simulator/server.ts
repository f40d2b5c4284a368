import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type Access, defaultAccess, refuse } from './access.ts'
import { describeReply, type Reply, sendReply } from './replies.ts'

export { type Access, defaultAccess } from './access.ts'

/** How a simulated API is set up. */
export interface SimulatorOptions {
  /** One reply for each request; the last one repeats. */
  readonly replies: readonly Reply[]
  /** Default 0: any free port. */
  readonly port?: number
  /** Default `127.0.0.1`; `::1` works too. */
  readonly host?: string
  /** Serves HTTPS if set; both in PEM. */
  readonly tls?: { readonly key: string | Buffer; readonly cert: string | Buffer }
  /** What is accepted; default `defaultAccess`. */
  readonly access?: Partial<Access>
  /** False accepts every request, whatever its method, token, path, and headers. Default true. */
  readonly check?: boolean
  /** Called with each request, just before the reply is sent. */
  readonly onRequest?: (request: RecordedRequest) => void
}

/** A request and how it was replied to. */
export interface RecordedRequest {
  readonly method: string
  /** The raw request target. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  /** Milliseconds since the server started, on a monotonic clock. */
  readonly atMs: number
  /** Such as `status pending`, `http 503`, or `raw close`. */
  readonly replied: string
}

/** A running simulated API. */
export interface Simulator {
  /** The base URL, without a trailing slash. */
  readonly url: string
  readonly port: number
  /** Every request so far, including those that weren't accepted. */
  readonly requests: readonly RecordedRequest[]
  /** Closes all connections and stops listening. */
  close(): Promise<void>
}

/**
 * Starts a simulated API. A request that isn't accepted uses up no reply.
 * @throws Error if it can't listen on the address.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { port: wantedPort = 0, host = '127.0.0.1', tls } = options
  const requests: RecordedRequest[] = []
  const server = tls === undefined ? createServer() : createTlsServer(tls)
  server.on('request', requestListener(options, requests))
  await once(server.listen(wantedPort, host), 'listening')
  const { port } = server.address() as AddressInfo
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const close = async () => {
    const closed = once(server, 'close')
    server.close().closeAllConnections()
    await closed
  }
  return { url: `${tls === undefined ? 'http' : 'https'}://${authority}`, port, requests, close }
}

function requestListener(options: SimulatorOptions, requests: RecordedRequest[]): RequestListener {
  const startedAtMs = performance.now()
  const access = { ...defaultAccess, ...options.access }
  const replies = [...options.replies]
  const nextReply = () => (replies.length > 1 ? replies.shift() : replies[0]) ?? { kind: 'http', code: 500 }
  return (request, response) => {
    const { method = '', url = '', headers, socket } = request.resume()
    const atMs = performance.now() - startedAtMs
    const reply = (options.check === false ? undefined : refuse(request, access)) ?? nextReply()
    const recorded = { method, url, headers, atMs, replied: describeReply(reply) }
    requests.push(recorded)
    options.onRequest?.(recorded)
    sendReply(reply, response, socket)
  }
}

import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type Access, defaultAccess, readSegments, refuse, type Segments } from './access.ts'
import { describeReply, sendReply } from './replies.ts'
import { PhaseClock, type Scenario } from './scenario.ts'

export { type Access, defaultAccess } from './access.ts'

/** How a simulated API is set up. */
export interface SimulatorOptions {
  readonly scenario: Scenario
  /** Default 0: any free port. */
  readonly port?: number
  /** Default `127.0.0.1`; `::1` works too. */
  readonly host?: string
  /** HTTPS when given; both in PEM. */
  readonly tls?: { readonly key: string | Buffer; readonly cert: string | Buffer }
  /** What is accepted; what is left out is as in `defaultAccess`. */
  readonly access?: Partial<Access>
  /** Where the API lives on its host, such as `/cloud/v1`, without a trailing slash; default none. */
  readonly pathPrefix?: string
  /** False gives every request to the scenario, whatever its method, token, path and headers. Default true. */
  readonly check?: boolean
  /** Told of each request as it is answered. */
  readonly onRequest?: (request: RecordedRequest) => void
}

/** A request as it arrived, and what was done with it. */
export interface RecordedRequest {
  readonly method: string
  /** The raw request target. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  /** The identifiers, decoded; undefined when the target is not the status path. */
  readonly segments: Segments | undefined
  /** Milliseconds since the server started, on a monotonic clock. */
  readonly atMs: number
  /** Such as `status pending`, `http 503` or `fault never-answer`. */
  readonly replied: string
}

/** A running simulated API. */
export interface Simulator {
  /** The base URL, path prefix included, without a trailing slash. */
  readonly url: string
  readonly port: number
  /** Every request so far, those that were refused included. */
  readonly requests: readonly RecordedRequest[]
  /** Drops all connections and stops listening. Resolves when that is done. */
  close(): Promise<void>
}

/**
 * Starts a simulated API. Requests that fail a check are refused and leave the scenario where it is.
 * @throws Error when the scenario has no phase, or the address cannot be listened on.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { port: wantedPort = 0, host = '127.0.0.1', tls, pathPrefix = '' } = options
  const requests: RecordedRequest[] = []
  const server = tls === undefined ? createServer() : createTlsServer(tls)
  server.on('request', answerer(options, requests))
  await once(server.listen(wantedPort, host), 'listening')
  const { port } = server.address() as AddressInfo
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const url = `${tls === undefined ? 'http' : 'https'}://${authority}${pathPrefix}`
  return { url, port, requests, close: () => stop(server) }
}

function answerer(
  { scenario, access: given, pathPrefix = '', check = true, onRequest }: SimulatorOptions,
  requests: RecordedRequest[],
): (request: IncomingMessage, response: ServerResponse) => void {
  const startedAtMs = performance.now()
  const access = { ...defaultAccess, ...given }
  const clock = new PhaseClock(scenario)
  return (request, response) => {
    const { method = '', url = '', headers, socket } = request.resume()
    const atMs = performance.now() - startedAtMs
    const segments = readSegments(url, pathPrefix)
    const reply = (check ? refuse(request, segments, access) : undefined) ?? clock.next(atMs)
    const recorded = { method, url, headers, segments, atMs, replied: describeReply(reply) }
    requests.push(recorded)
    onRequest?.(recorded)
    sendReply(reply, { response, socket }, access.requiredPermission)
  }
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}

import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type Access, defaultAccess, type Refusal, refuse } from './access.ts'
import { Connections } from './connections.ts'
import { errorBody } from './error-body.ts'
import { PhaseClock } from './phase-clock.ts'
import { describeReply, sendReply } from './replies.ts'
import { parseScenario, type Reply, type Scenario } from './scenario.ts'
import { normalisePathPrefix, readSegments, type Segments } from './status-path.ts'

export { type Access, defaultAccess } from './access.ts'
export type { Segments } from './status-path.ts'

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
  /** Where the API lives on its host, such as `/cloud/v1`; default none. */
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
  /** Drops all connections and stops listening. Resolves when that is done; may be called again. */
  close(): Promise<void>
}

/**
 * Starts a simulated API. Requests that fail a check are refused and leave the scenario where it is.
 * @throws Error when the scenario is not valid, or the address cannot be listened on.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const requests: RecordedRequest[] = []
  const server = options.tls === undefined ? createServer() : createTlsServer(options.tls)
  const connections = new Connections(server)
  server.on('request', answerer(options, connections, requests))
  const port = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1')
  let closed: Promise<void> | undefined
  return {
    url: baseUrl(options, port),
    port,
    requests,
    close() {
      closed ??= stop(server, connections)
      return closed
    },
  }
}

function answerer(
  options: SimulatorOptions,
  connections: Connections,
  requests: RecordedRequest[],
): (request: IncomingMessage, response: ServerResponse) => void {
  const startedAtMs = performance.now()
  const access = { ...defaultAccess, ...options.access }
  const clock = new PhaseClock(parseScenario(options.scenario))
  const pathPrefix = normalisePathPrefix(options.pathPrefix)
  return (request, response) => {
    const atMs = performance.now() - startedAtMs
    const segments = readSegments(request.url ?? '', pathPrefix)
    const refusal = options.check === false ? undefined : refuse(request, segments, access)
    const reply = refusal === undefined ? clock.next(atMs) : refusalReply(refusal, access)
    const recorded = record(request, segments, atMs, reply)
    requests.push(recorded)
    options.onRequest?.(recorded)
    request.resume()
    const { requiredPermission } = access
    sendReply(reply, { response, socket: request.socket, connections, requiredPermission })
  }
}

function refusalReply({ code, headers, fieldErrors }: Refusal, access: Access): Reply {
  return { kind: 'http', code, headers, body: errorBody(code, access.requiredPermission, fieldErrors) }
}

function record(
  request: IncomingMessage,
  segments: Segments | undefined,
  atMs: number,
  reply: Reply,
): RecordedRequest {
  const { method = '', url = '', headers } = request
  return { method, url, headers, segments, atMs, replied: describeReply(reply) }
}

function baseUrl(options: SimulatorOptions, port: number): string {
  const host = options.host ?? '127.0.0.1'
  const scheme = options.tls === undefined ? 'http' : 'https'
  const authority = host.includes(':') ? `[${host}]` : host
  return `${scheme}://${authority}:${port}${normalisePathPrefix(options.pathPrefix)}`
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function stop(server: Server, connections: Connections): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    connections.destroyAll()
  })
}

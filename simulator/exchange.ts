import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Connections } from './connections.ts'

/** One request's way back to the client. */
export interface Exchange {
  readonly response: ServerResponse
  /** The socket that the request came on, above TLS where there is any. */
  readonly socket: Socket
  readonly connections: Connections
  /** For the documented error body. */
  readonly requiredPermission: string
}

import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { errorBody } from './error-body.ts'

/** What the simulated API does at one request. */
export type Reply = StatusReply | HttpReply | RawReply

type Headers = Readonly<Record<string, string>>

/** A 200 with `{status, message}`. Any JSON value can be sent for either; an undefined `message` is left out. */
export interface StatusReply {
  readonly kind: 'status'
  readonly status: unknown
  readonly message?: unknown
  readonly headers?: Headers
}

/**
 * Any HTTP response. A `body` that is a string or a buffer is sent as it is, anything else as JSON. Without one, the
 * codes that have a documented error body get it, and the others an empty body.
 */
export interface HttpReply {
  readonly kind: 'http'
  readonly code: number
  readonly headers?: Headers
  readonly body?: unknown
}

/** Bytes on the connection instead of a response. */
export interface RawReply {
  readonly kind: 'raw'
  readonly bytes: string | Buffer
  /** FIN, RST (over plain HTTP only), nothing more, or `bytes` again and again. Default `close`. */
  readonly ending?: 'close' | 'reset' | 'silence' | 'repeat'
  /** Sent once, before `bytes`. */
  readonly start?: string
}

/** Interval of `ending: 'repeat'`, in milliseconds. */
const repeatMs = 20

/** Sends a reply, and returns immediately. A repetition stops when the connection closes. */
export function sendReply(reply: Reply, response: ServerResponse, socket: Socket): void {
  if (reply.kind === 'raw') sendRaw(reply, socket)
  else sendResponse(reply, response)
}

/** How the list of requests shows a reply: `status pending`, `http 503`, or `raw close`. */
export function describeReply(reply: Reply): string {
  if (reply.kind === 'http') return `http ${reply.code}`
  if (reply.kind === 'raw') return `raw ${reply.ending ?? 'close'}`
  return `status ${typeof reply.status === 'string' ? reply.status : JSON.stringify(reply.status)}`
}

function sendResponse(reply: StatusReply | HttpReply, response: ServerResponse): void {
  response.statusCode = reply.kind === 'http' ? reply.code : 200
  const headers = { 'Content-Type': 'application/json', ...reply.headers }
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.end(bodyOf(reply))
}

function bodyOf(reply: StatusReply | HttpReply): string | Buffer {
  if (reply.kind === 'status') return JSON.stringify({ status: reply.status, message: reply.message })
  const { code, body = errorBody(code) ?? '' } = reply
  return typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
}

function sendRaw({ start = '', bytes, ending = 'close' }: RawReply, socket: Socket): void {
  socket.write(start)
  if (ending === 'close') socket.end(bytes)
  else socket.write(bytes, () => ending === 'reset' && socket.resetAndDestroy())
  if (ending !== 'repeat') return
  const timer = setInterval(() => socket.write(bytes), repeatMs)
  socket.once('close', () => clearInterval(timer))
}

import { errorBody } from './error-body.ts'
import { type Exchange, sendFault } from './faults.ts'
import type { HttpReply, Reply, StatusReply } from './scenario.ts'

type Headers = Readonly<Record<string, string>>

/** Carries a reply out. Returns at once. `requiredPermission` is for the documented error body. */
export function sendReply(reply: Reply, exchange: Exchange, requiredPermission: string): void {
  if (reply.kind === 'http') send(exchange, reply.code, httpBody(reply, requiredPermission), reply.headers)
  else if (reply.kind === 'status') send(exchange, 200, statusBody(reply), reply.headers)
  else sendFault(reply, exchange)
}

/** How a reply reads in the record of requests: `status pending`, `http 503`, `fault never-answer`. */
export function describeReply(reply: Reply): string {
  if (reply.kind === 'http') return `http ${reply.code}`
  if (reply.kind !== 'status') return `fault ${reply.kind}`
  return `status ${typeof reply.status === 'string' ? reply.status : JSON.stringify(reply.status)}`
}

function statusBody({ status, message }: StatusReply): string {
  return JSON.stringify({ status, message })
}

function httpBody(reply: HttpReply, requiredPermission: string): string | Buffer {
  if (reply.rawBodyBase64 !== undefined) return Buffer.from(reply.rawBodyBase64, 'base64')
  if (typeof reply.body === 'string') return reply.body
  const body = reply.body === undefined ? errorBody(reply.code, requiredPermission) : reply.body
  return JSON.stringify(body) ?? ''
}

function send({ response }: Exchange, code: number, body: string | Buffer, headers: Headers = {}): void {
  response.statusCode = code
  response.setHeader('Content-Type', 'application/json')
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.end(body)
}

import { errorBody } from './error-body.ts'
import type { Exchange } from './exchange.ts'
import * as faults from './faults.ts'
import type { HttpReply, Reply, StatusReply } from './scenario.ts'
import { afterDelay } from './timers.ts'

type ReplyOf<Kind extends Reply['kind']> = Extract<Reply, { kind: Kind }>

type Carrier<Kind extends Reply['kind']> = (reply: ReplyOf<Kind>, exchange: Exchange) => void

const carriers: { readonly [Kind in Reply['kind']]: Carrier<Kind> } = {
  status: sendStatus,
  http: sendHttp,
  'never-answer': () => {},
  'drip-headers': faults.dripHeaders,
  'drip-body': faults.dripBody,
  'repeat-continue': faults.repeatContinue,
  'cut-body': faults.cutBody,
  'reset-connection': faults.resetConnection,
  'close-connection': faults.closeConnection,
  raw: faults.sendRaw,
  'huge-body': faults.sendHugeBody,
}

/** Carries a reply out. Returns at once; what goes on for longer ends when the connection closes. */
export function sendReply(reply: Reply, exchange: Exchange): void {
  const carry = carriers[reply.kind] as Carrier<Reply['kind']>
  carry(reply, exchange)
}

/** How a reply reads in the record of requests: `status pending`, `http 503`, `fault never-answer`. */
export function describeReply(reply: Reply): string {
  if (reply.kind === 'http') return `http ${reply.code}`
  if (reply.kind !== 'status') return `fault ${reply.kind}`
  return `status ${typeof reply.status === 'string' ? reply.status : JSON.stringify(reply.status)}`
}

function sendStatus(reply: StatusReply, exchange: Exchange): void {
  const body = JSON.stringify({ status: reply.status, message: reply.message })
  send(exchange, { code: 200, body, ...reply })
}

function sendHttp(reply: HttpReply, exchange: Exchange): void {
  send(exchange, { ...reply, body: httpBody(reply, exchange.requiredPermission) })
}

function httpBody(reply: HttpReply, requiredPermission: string): string | Buffer {
  if (reply.rawBodyBase64 !== undefined) return Buffer.from(reply.rawBodyBase64, 'base64')
  if (typeof reply.body === 'string') return reply.body
  const body = reply.body === undefined ? errorBody(reply.code, requiredPermission) : reply.body
  return JSON.stringify(body) ?? ''
}

interface Answer {
  readonly code: number
  readonly body: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
  readonly delayMs?: number
}

function send({ response }: Exchange, { code, body, headers = {}, delayMs = 0 }: Answer): void {
  afterDelay(response, delayMs, () => {
    response.statusCode = code
    response.setHeader('Content-Type', 'application/json')
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    response.end(body)
  })
}

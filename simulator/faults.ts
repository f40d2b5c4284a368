import { pipeline, Readable } from 'node:stream'
import type { Exchange } from './exchange.ts'
import type { CutBodyReply, Reply } from './scenario.ts'
import { repeatedly } from './timers.ts'

type RawReply = Extract<Reply, { kind: 'raw' }>
type HugeBodyReply = Extract<Reply, { kind: 'huge-body' }>

interface Repeating {
  readonly everyMs: number
}

const jsonHeaders = { 'Content-Type': 'application/json' }

/** Sends a status line, then one more header line each `everyMs`, and never the end of the headers. */
export function dripHeaders({ everyMs }: Repeating, { response, socket }: Exchange): void {
  let count = 0
  socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n')
  repeatedly(response, everyMs, () => {
    count += 1
    socket.write(`X-Drip: ${count}\r\n`)
  })
}

/** Sends the headers of a 200, then one space of its chunked body each `everyMs`, and never the body's end. */
export function dripBody({ everyMs }: Repeating, { response }: Exchange): void {
  response.writeHead(200, jsonHeaders)
  response.flushHeaders()
  repeatedly(response, everyMs, () => {
    response.write(' ')
  })
}

/** Sends `100 Continue`, at once and each `everyMs`, and never a final answer. */
export function repeatContinue({ everyMs }: Repeating, { response, socket }: Exchange): void {
  const sendContinue = () => {
    socket.write('HTTP/1.1 100 Continue\r\n\r\n')
  }
  sendContinue()
  repeatedly(response, everyMs, sendContinue)
}

/** Sends the first bytes of an answer, then ends the connection before the answer's own end. */
export function cutBody(reply: CutBodyReply, { socket, connections }: Exchange): void {
  const bytes = cutBytes(reply)
  if (reply.how === 'fin') socket.end(bytes)
  else socket.write(bytes, () => connections.reset(socket))
}

function cutBytes(reply: CutBodyReply): Buffer {
  const json = JSON.stringify({ status: reply.status ?? 'completed', message: 'cut before its end' })
  const body = Buffer.from(json.padEnd(reply.afterBytes + 1))
  const sent = body.subarray(0, reply.afterBytes)
  const startLine = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
  if (reply.framing === 'content-length') {
    return Buffer.concat([Buffer.from(`${startLine}Content-Length: ${body.length}\r\n\r\n`), sent])
  }
  const head = Buffer.from(`${startLine}Transfer-Encoding: chunked\r\n\r\n`)
  if (sent.length === 0) return head
  return Buffer.concat([head, Buffer.from(`${sent.length.toString(16)}\r\n`), sent, Buffer.from('\r\n')])
}

/** Sends RST before any byte of an answer. */
export function resetConnection(_reply: Reply, { socket, connections }: Exchange): void {
  connections.reset(socket)
}

/** Sends FIN before any byte of an answer. */
export function closeConnection(_reply: Reply, { socket }: Exchange): void {
  socket.end()
}

/** Puts bytes on the connection as they are, and then ends it or leaves it open. */
export function sendRaw({ base64, end = true }: RawReply, { socket }: Exchange): void {
  const bytes = Buffer.from(base64, 'base64')
  if (end) socket.end(bytes)
  else socket.write(bytes)
}

/** Streams a 200 with a body of exactly `bytes` bytes, no faster than the client reads it. */
export function sendHugeBody({ bytes }: HugeBodyReply, { response }: Exchange): void {
  response.writeHead(200, { ...jsonHeaders, 'Content-Length': bytes })
  pipeline(Readable.from(hugeBody(bytes)), response, () => {})
}

function* hugeBody(bytes: number): Generator<Buffer> {
  const start = Buffer.from('{"status":"completed","message":"').subarray(0, bytes)
  const end = Buffer.from('"}').subarray(0, bytes - start.length)
  const filling = Buffer.alloc(64 * 1024, 'x')
  if (start.length > 0) yield start
  for (let left = bytes - start.length - end.length; left > 0; left -= filling.length) {
    yield filling.subarray(0, left)
  }
  if (end.length > 0) yield end
}

import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { pipeline, Readable } from 'node:stream'
import type { CutBodyReply, FaultReply } from './scenario.ts'

/** One request's way back to the client. */
export interface Exchange {
  readonly response: ServerResponse
  /** The socket that the request came on. */
  readonly socket: Socket
}

type Carriers = {
  readonly [Kind in FaultReply['kind']]: (
    reply: Extract<FaultReply, { kind: Kind }>,
    exchange: Exchange,
  ) => void
}

const jsonHeaders = { 'Content-Type': 'application/json' }
const startOfAnswer = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'

const carriers: Carriers = {
  'never-answer': () => {},
  'drip-headers': ({ everyMs }, { response, socket }) => {
    socket.write(startOfAnswer)
    repeatedly(response, everyMs, () => socket.write('X-Drip: 1\r\n'))
  },
  'drip-body': ({ everyMs }, { response }) => {
    response.writeHead(200, jsonHeaders).flushHeaders()
    repeatedly(response, everyMs, () => response.write(' '))
  },
  'repeat-continue': ({ everyMs }, { response, socket }) => {
    repeatedly(response, everyMs, () => socket.write('HTTP/1.1 100 Continue\r\n\r\n'))
  },
  'cut-body': (reply, { socket }) => {
    if (reply.how === 'fin') socket.end(cutAnswer(reply))
    else socket.write(cutAnswer(reply), () => socket.resetAndDestroy())
  },
  'reset-connection': (_, { socket }) => {
    socket.resetAndDestroy()
  },
  'close-connection': (_, { socket }) => {
    socket.end()
  },
  raw: ({ base64 }, { socket }) => {
    socket.end(Buffer.from(base64, 'base64'))
  },
  'huge-body': ({ bytes }, { response }) => {
    response.writeHead(200, { ...jsonHeaders, 'Content-Length': bytes })
    pipeline(Readable.from(hugeBody(bytes)), response, () => {})
  },
}

/** Carries a fault out. Returns at once; what goes on for longer ends when the connection closes. */
export function sendFault(reply: FaultReply, exchange: Exchange): void {
  const carry = carriers[reply.kind] as (reply: FaultReply, exchange: Exchange) => void
  carry(reply, exchange)
}

function repeatedly(response: ServerResponse, everyMs: number, act: () => void): void {
  const timer = setInterval(act, everyMs)
  response.once('close', () => clearInterval(timer))
}

function cutAnswer({ status = 'completed', afterBytes, framing }: CutBodyReply): string {
  const body = JSON.stringify({ status, message: 'cut before its end' }).padEnd(afterBytes + 1)
  const sent = body.slice(0, afterBytes)
  if (framing === 'content-length') return `${startOfAnswer}Content-Length: ${body.length}\r\n\r\n${sent}`
  const chunk = sent === '' ? '' : `${sent.length.toString(16)}\r\n${sent}\r\n`
  return `${startOfAnswer}Transfer-Encoding: chunked\r\n\r\n${chunk}`
}

/** No faster than the client reads it. */
function* hugeBody(bytes: number): Generator<string | Buffer> {
  const [start, end] = ['{"status":"completed","message":"', '"}']
  const filling = Buffer.alloc(64 * 1024, 'x')
  yield start
  for (let left = bytes - start.length - end.length; left > 0; left -= filling.length) {
    yield filling.subarray(0, left)
  }
  yield end
}

import type { IncomingMessage } from 'node:http'
import type { BodyEnd } from './exchange.ts'

export interface ResponseBody {
  readonly text: string
  readonly end: BodyEnd
}

/**
 * Reads a response's body up to a limit. Always settles when the response ends, however it ends; a response that
 * never ends has to be ended by whoever reads it.
 *
 * @param limitBytes where reading stops and the connection is closed
 * @returns what came, as UTF-8 text, and how it ended
 */
export function readBody(response: IncomingMessage, limitBytes: number): Promise<ResponseBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    const finish = (end: BodyEnd) => resolve({ text: decode(chunks), end })
    response.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limitBytes) return void chunks.push(chunk)
      finish('too-large')
      response.destroy()
    })
    response.on('end', () => finish(response.complete ? 'whole' : 'cut'))
    response.on('error', () => finish('cut'))
    response.on('close', () => finish('cut'))
  })
}

function decode(chunks: readonly Buffer[]): string {
  // Unlike Buffer's own decoding, this leaves out a byte order mark, which JSON does not allow.
  return new TextDecoder().decode(Buffer.concat(chunks))
}

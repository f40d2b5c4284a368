import { get, IncomingMessage } from 'node:http'
import { type AddressInfo, createServer, type Socket, Socket as UnconnectedSocket } from 'node:net'
import { afterEach, describe, expect, test } from '@jest/globals'
import { readBody } from '../../src/response-body.ts'

const limitBytes = 1_024
const whole = 'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n'
const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'

const cleanups: (() => void)[] = []

afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

/** Starts a server that answers one request by hand, and gives the response as a client has it. */
function responseOf(answer: (connection: Socket) => void): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const server = createServer((connection) => {
    cleanups.push(() => connection.destroy())
    connection.on('error', () => {})
    connection.once('data', () => answer(connection))
  })
  cleanups.push(() => server.close())
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    get({ host: '127.0.0.1', port, agent: false }, resolve).on('error', reject)
  })
  return promise
}

function contentLength(bytes: number): string {
  return `HTTP/1.1 200 OK\r\nContent-Length: ${bytes}\r\n\r\n`
}

describe('readBody, of a body that comes whole', () => {
  test.each([
    ['with its length', `${contentLength(5)}Hello`],
    ['in chunks', `${chunked}2\r\nHe\r\n3\r\nllo\r\n0\r\n\r\n`],
    ['up to the end of the connection', `${whole}Hello`],
  ])('%s', async (_case, answer) => {
    const response = await responseOf((connection) => connection.end(answer))
    expect(await readBody(response, limitBytes)).toEqual({ text: 'Hello', end: 'whole' })
  })

  test.each([
    ['with its length', contentLength(0)],
    ['in chunks', `${chunked}0\r\n\r\n`],
    ['up to the end of the connection', whole],
  ])('and empty %s', async (_case, answer) => {
    const response = await responseOf((connection) => connection.end(answer))
    expect(await readBody(response, limitBytes)).toEqual({ text: '', end: 'whole' })
  })

  test('leaves out a byte order mark', async () => {
    const response = await responseOf((connection) => connection.end(`${whole}\uFEFF{"a":1}\uFEFF`))
    expect(await readBody(response, limitBytes)).toEqual({ text: '{"a":1}\uFEFF', end: 'whole' })
  })

  test('puts characters together that are split over chunks', async () => {
    const response = new IncomingMessage(new UnconnectedSocket())
    const body = readBody(response, limitBytes)
    for (const byte of Buffer.from('\uFEFFö€🙂')) response.push(Buffer.from([byte]))
    response.complete = true
    response.push(null)
    expect(await body).toEqual({ text: 'ö€🙂', end: 'whole' })
  })

  test('puts characters together that are split over packets', async () => {
    const bytes = Buffer.from('ä🙂')
    const response = await responseOf((connection) => {
      connection.setNoDelay(true)
      connection.write(contentLength(bytes.length))
      connection.write(bytes.subarray(0, 3))
      connection.end(bytes.subarray(3))
    })
    expect(await readBody(response, limitBytes)).toEqual({ text: 'ä🙂', end: 'whole' })
  })

  test('replaces what is not UTF-8', async () => {
    const response = await responseOf((connection) => {
      connection.write(whole)
      connection.end(Buffer.from([0x61, 0xff, 0x62]))
    })
    expect(await readBody(response, limitBytes)).toEqual({ text: 'a\uFFFDb', end: 'whole' })
  })
})

describe('readBody, of a body that is cut', () => {
  test.each([
    ['by a short content', `${contentLength(6)}Hello`],
    ['between chunks', `${chunked}5\r\nHello\r\n`],
    ['within a chunk', `${chunked}6\r\nHello`],
    ['by chunking that is broken', `${chunked}5\r\nHello\r\nzz\r\n`],
  ])('%s, holds what came', async (_case, answer) => {
    const response = await responseOf((connection) => connection.end(answer))
    expect(await readBody(response, limitBytes)).toEqual({ text: 'Hello', end: 'cut' })
  })

  test('by a reset of the connection, holds what came', async () => {
    let connection: Socket | undefined
    const response = await responseOf((opened) => {
      connection = opened
      opened.write(`${contentLength(6)}Hello`)
    })
    response.once('data', () => connection?.resetAndDestroy())
    expect(await readBody(response, limitBytes)).toEqual({ text: 'Hello', end: 'cut' })
  })

  test('by its reader, settles without an error', async () => {
    const response = await responseOf((connection) => connection.write(`${contentLength(6)}Hello`))
    response.once('data', () => response.destroy())
    expect(await readBody(response, limitBytes)).toEqual({ text: 'Hello', end: 'cut' })
  })

  test('by an error alone, settles', async () => {
    const response = new IncomingMessage(new UnconnectedSocket())
    const body = readBody(response, limitBytes)
    response.emit('error', new Error('broken'))
    expect(await body).toEqual({ text: '', end: 'cut' })
  })

  test('is cut even when the stream ends as if it were whole', async () => {
    const response = new IncomingMessage(new UnconnectedSocket())
    const body = readBody(response, limitBytes)
    response.push('Hello')
    response.push(null)
    expect(await body).toEqual({ text: 'Hello', end: 'cut' })
  })
})

describe('readBody, up to its limit', () => {
  test('holds a body that is exactly as long', async () => {
    const text = 'x'.repeat(limitBytes)
    const response = await responseOf((connection) => connection.end(`${contentLength(limitBytes)}${text}`))
    expect(await readBody(response, limitBytes)).toEqual({ text, end: 'whole' })
  })

  test('stops one byte beyond it and closes the connection', async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>()
    const response = await responseOf((connection) => {
      connection.once('close', () => resolve())
      connection.write(`${chunked}401\r\n${'x'.repeat(limitBytes + 1)}\r\n`)
    })
    const body = await readBody(response, limitBytes)
    await closed
    expect(body.end).toBe('too-large')
    expect(body.text).toMatch(/^x*$/)
    expect(body.text.length).toBeLessThanOrEqual(limitBytes)
    expect(response.destroyed).toBe(true)
  })

  test('counts all chunks together', async () => {
    const response = new IncomingMessage(new UnconnectedSocket())
    const body = readBody(response, 10)
    for (const part of ['12345', '67890', '!']) response.push(part)
    expect(await body).toEqual({ text: '1234567890', end: 'too-large' })
  })

  test('counts bytes, not characters', async () => {
    const response = new IncomingMessage(new UnconnectedSocket())
    const body = readBody(response, 10)
    response.push('€€€')
    response.push('€')
    expect(await body).toEqual({ text: '€€€', end: 'too-large' })
  })

  test('ends a body that would never end', async () => {
    const response = await responseOf((connection) => {
      connection.write(whole)
      const pump = () => {
        while (connection.writable && connection.write('x'.repeat(65_536)));
      }
      connection.on('drain', pump)
      pump()
    })
    expect((await readBody(response, 1_048_576)).end).toBe('too-large')
  })
})

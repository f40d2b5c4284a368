import { PassThrough } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import type { Exchange } from '../../simulator/exchange.ts'
import { sendReply } from '../../simulator/replies.ts'
import type { Reply } from '../../simulator/scenario.ts'
import { ask, openRaw, readToEnd, readUntil, withReply } from './conversation.ts'

async function rawAnswer(reply: Reply) {
  return withReply(reply, async (simulator) => readToEnd(await openRaw(simulator)))
}

async function answer(reply: Reply) {
  return withReply(reply, ask)
}

describe('status', () => {
  test('carries status and message', async () => {
    const { code, body } = await answer({ kind: 'status', status: 'failed', message: 'why' })
    expect({ code, body }).toEqual({ code: 200, body: '{"status":"failed","message":"why"}' })
  })

  test.each([
    [{ status: 42 }, '{"status":42}'],
    [{ status: null, message: null }, '{"status":null,"message":null}'],
    [{ status: ['completed'], message: {} }, '{"status":["completed"],"message":{}}'],
  ])('may be of a wrong type: %j', async (fields, expected) => {
    expect((await answer({ kind: 'status', ...fields })).body).toBe(expected)
  })

  test('waits and adds headers', async () => {
    const reply = { kind: 'status', status: 'pending', delayMs: 30, headers: { 'Retry-After': '7' } } as const
    const startedAtMs = performance.now()
    const { headers } = await answer(reply)
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(28)
    expect(headers['retry-after']).toBe('7')
  })
})

describe('http', () => {
  test.each([400, 401, 403, 404, 409, 412, 500])('%i fills in the documented error body', async (code) => {
    const { code: answered, body } = await answer({ kind: 'http', code })
    expect(answered).toBe(code)
    expect(JSON.parse(body)).toEqual({
      errors: [{ code: expect.any(String), message: expect.any(String), type: expect.any(String) }],
      fieldErrors: expect.any(Object),
      message: expect.any(String),
      requiredPermissions: ['cloud-rewind:recovery:read'],
    })
  })

  test.each([204, 301, 429, 503])('%i has no body of its own', async (code) => {
    const { code: answered, body } = await answer({ kind: 'http', code })
    expect({ code: answered, body }).toEqual({ code, body: '' })
  })

  test.each([
    ['text as it is', { body: '<h1>Bad gateway</h1>' }, '<h1>Bad gateway</h1>'],
    ['an empty text', { body: '' }, ''],
    ['JSON', { body: { message: 'no' } }, '{"message":"no"}'],
    ['JSON null', { body: null }, 'null'],
    ['bytes', { rawBodyBase64: 'eyJhIjox' }, '{"a":1'],
  ])('sends %s', async (_name, fields, expected) => {
    expect((await answer({ kind: 'http', code: 500, ...fields })).body).toBe(expected)
  })

  test('replaces headers', async () => {
    const headers = { 'content-type': 'text/html', Location: 'https://elsewhere.example.com/' }
    const answered = await answer({ kind: 'http', code: 302, headers, delayMs: 5 })
    expect(answered.headers).toMatchObject({
      'content-type': 'text/html',
      location: 'https://elsewhere.example.com/',
    })
  })
})

describe('faults', () => {
  test('never-answer takes the request and stays silent', async () => {
    await withReply({ kind: 'never-answer' }, async (simulator) => {
      const silent = await openRaw(simulator)
      let received = 0
      silent.on('data', (chunk) => {
        received += chunk.length
      })
      while (simulator.requests.length === 0) await nextTurn()
      expect(simulator.requests[0]?.replied).toBe('fault never-answer')
      expect(received).toBe(0)
      silent.destroy()
    })
  })

  test('drip-headers sends header after header', async () => {
    await withReply({ kind: 'drip-headers', everyMs: 2 }, async (simulator) => {
      const received = await readUntil(await openRaw(simulator), /X-Drip: 5\r\n/)
      expect(received).toMatch(
        /^HTTP\/1\.1 200 OK\r\nContent-Type: application\/json\r\nX-Drip: 1\r\nX-Drip: 2\r\n/,
      )
      expect(received).not.toContain('\r\n\r\n')
    })
  })

  test('drip-body sends space after space', async () => {
    await withReply({ kind: 'drip-body', everyMs: 2 }, async (simulator) => {
      const received = await readUntil(await openRaw(simulator), /(?:1\r\n \r\n){5}/)
      expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
      expect(received).not.toContain('\r\n0\r\n')
    })
  })

  test('repeat-continue never comes to the answer', async () => {
    await withReply({ kind: 'repeat-continue', everyMs: 2 }, async (simulator) => {
      const received = await readUntil(await openRaw(simulator), /(?:HTTP\/1\.1 100 Continue\r\n\r\n){5}/)
      expect(received).not.toContain(' 200 ')
    })
  })

  test.each([
    ['content-length', 'fin', 'end'],
    ['content-length', 'reset', 'ECONNRESET'],
    ['chunked', 'fin', 'end'],
    ['chunked', 'reset', 'ECONNRESET'],
  ] as const)('cut-body, %s, %s', async (framing, how, expectedEnding) => {
    const { received, ending } = await rawAnswer({ kind: 'cut-body', afterBytes: 9, framing, how })
    const body = framing === 'chunked' ? '9\r\n{"status"\r\n' : '{"status"'
    expect(received.split('\r\n\r\n').slice(1).join()).toBe(body)
    expect(ending).toBe(expectedEnding)
  })

  test('cut-body can come before the first byte of the body', async () => {
    const cut = { kind: 'cut-body', afterBytes: 0, how: 'fin' } as const
    expect((await rawAnswer({ ...cut, framing: 'chunked' })).received).toMatch(/chunked\r\n\r\n$/)
    expect((await rawAnswer({ ...cut, framing: 'content-length' })).received).toMatch(/: \d+\r\n\r\n$/)
  })

  test.each(['content-length', 'chunked'] as const)('cut-body after all of the JSON, %s', async (framing) => {
    const reply = { kind: 'cut-body', status: 'completed', afterBytes: 200, framing, how: 'fin' } as const
    const { received } = await rawAnswer(reply)
    expect(received).toContain('{"status":"completed","message":"cut before its end"}  ')
    if (framing === 'content-length') expect(received).toContain('Content-Length: 201\r\n')
    await expect(answer(reply)).rejects.toThrow('aborted')
  })

  test('reset-connection', async () => {
    expect(await rawAnswer({ kind: 'reset-connection' })).toEqual({ received: '', ending: 'ECONNRESET' })
  })

  test('close-connection', async () => {
    expect(await rawAnswer({ kind: 'close-connection' })).toEqual({ received: '', ending: 'end' })
  })

  test('raw sends bytes and ends', async () => {
    const base64 = Buffer.from('no HTTP at all').toString('base64')
    expect(await rawAnswer({ kind: 'raw', base64 })).toEqual({ received: 'no HTTP at all', ending: 'end' })
  })

  test('raw may leave the connection open', async () => {
    const base64 = Buffer.from('HTTP/1.1 101 Switching Protocols\r\n\r\n').toString('base64')
    await withReply({ kind: 'raw', base64, end: false }, async (simulator) => {
      const socket = await openRaw(simulator)
      await readUntil(socket, '101')
      expect(socket.readableEnded).toBe(false)
      socket.destroy()
    })
  })
})

describe('huge-body', () => {
  test.each([1, 30, 34, 35, 36, 100, 65_536, 3_000_000])('sends exactly %i bytes', async (bytes) => {
    const { headers, body } = await answer({ kind: 'huge-body', bytes })
    expect(headers['content-length']).toBe(String(bytes))
    expect(body).toHaveLength(bytes)
    if (bytes >= 36) expect(JSON.parse(body).status).toBe('completed')
  })

  test('stops when the client goes', async () => {
    await withReply({ kind: 'huge-body', bytes: 2 ** 31 - 1 }, async (simulator) => {
      const socket = await openRaw(simulator)
      await readUntil(socket, 'xxxx')
      socket.destroy()
      await expect(ask({ ...simulator, url: `${simulator.url}/elsewhere` })).resolves.toMatchObject({
        code: 404,
      })
    })
  })

  test('waits for a client that does not read', async () => {
    const response = Object.assign(new PassThrough(), { writeHead: () => response })
    sendReply({ kind: 'huge-body', bytes: 2 ** 31 - 1 }, { response } as unknown as Exchange)
    for (let turn = 0; turn < 50; turn += 1) await nextTurn()
    expect(response.readableLength + response.writableLength).toBeLessThan(300_000)
    response.destroy()
  })
})

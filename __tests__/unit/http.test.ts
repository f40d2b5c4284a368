import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { IncomingMessage } from 'node:http'
import { type AddressInfo, createServer, Socket } from 'node:net'
import tls from 'node:tls'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import type { Reply } from '../../simulator/scenario.ts'
import { type Simulator, startSimulator } from '../../simulator/server.ts'
import { bypassesProxy, type GetRequest, readBody, sendGet } from '../../src/api/http.ts'
import { statusClient, version } from '../../src/api/status-client.ts'
import { closedPort } from '../closed-port.ts'

const closing: (() => Promise<unknown>)[] = []

afterEach(async () => {
  jest.restoreAllMocks()
  for (const close of closing.splice(0)) await close()
  for (const name of ['https_proxy', 'HTTPS_PROXY', 'no_proxy']) delete process.env[name]
})

async function simulate(...replies: Reply[]): Promise<Simulator> {
  const phases = replies.map((reply) => ({ forRequests: 1, reply }))
  const simulator = await startSimulator({ scenario: { phases }, check: false })
  closing.push(() => simulator.close())
  return simulator
}

/** A server of raw sockets, such as a proxy that misbehaves. */
async function listen(answer: (socket: Socket, text: string) => void) {
  const received: string[] = []
  const server = createServer((socket) => {
    closing.push(async () => socket.destroy())
    socket.on('error', () => {})
    socket.on('data', (data) => {
      received.push(data.toString())
      answer(socket, data.toString())
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(async () => server.close())
  const { port } = server.address() as AddressInfo
  return { host: `127.0.0.1:${port}`, port, received }
}

function get(url: string, overrides: Partial<GetRequest> = {}) {
  return sendGet({
    url: new URL(url),
    headers: { authorization: 'Bearer abcdefgh', 'user-agent': 'tester/1' },
    timeoutMs: 10_000,
    interruption: new AbortController().signal,
    ...overrides,
  })
}

/** Connections of this process to a port, once those that are being closed are gone. */
async function connectionsTo(port: number): Promise<number> {
  const open = () =>
    (process as unknown as { _getActiveHandles(): { remotePort?: number; destroyed?: boolean }[] })
      ._getActiveHandles()
      .filter((handle) => handle.remotePort === port && !handle.destroyed).length
  for (let turn = 0; turn < 50 && open() > 0; turn++) await new Promise(setImmediate)
  return open()
}

describe('a GET request', () => {
  test('gives back what the server answered', async () => {
    const headers = { 'retry-after': '7', location: '/elsewhere' }
    const simulator = await simulate({ kind: 'http', code: 503, headers, body: 'not now' })
    expect(await get(`${simulator.url}/some/path?x=1`)).toEqual({
      kind: 'response',
      statusCode: 503,
      retryAfter: '7',
      location: '/elsewhere',
      body: 'not now',
      bodyEnd: 'whole',
    })
    expect(simulator.requests[0]).toMatchObject({
      method: 'GET',
      url: '/some/path?x=1',
      headers: { authorization: 'Bearer abcdefgh', 'user-agent': 'tester/1', connection: 'close' },
    })
  })

  test.each([302, 401, 503])('is made once, whatever the answer: %d', async (code) => {
    const again: Reply = { kind: 'http', code: 200 }
    const simulator = await simulate({ kind: 'http', code, headers: { location: '/' }, body: 'no' }, again)
    expect(await get(simulator.url)).toMatchObject({ statusCode: code, location: '/', body: 'no' })
    expect(simulator.requests).toHaveLength(1)
  })

  test('reaches an IPv6 address', async () => {
    const scenario = { phases: [{ reply: { kind: 'http', code: 200, body: 'six' } as const }] }
    const simulator = await startSimulator({ scenario, host: '::1', check: false })
    closing.push(() => simulator.close())
    expect(await get(simulator.url)).toMatchObject({ statusCode: 200, body: 'six' })
    expect(simulator.requests[0]?.headers.host).toBe(`[::1]:${simulator.port}`)
  })

  test('tells how the connection broke', async () => {
    const failure = { kind: 'broken', message: expect.any(String), proxyHost: undefined, atProxy: false }
    const { url } = await simulate({ kind: 'reset-connection' })
    expect(await get(url)).toEqual({ kind: 'no-response', failure: { ...failure, code: 'ECONNRESET' } })
    expect(await get(`http://127.0.0.1:${await closedPort()}`)).toEqual({
      kind: 'no-response',
      failure: { ...failure, code: 'ECONNREFUSED' },
    })
  })
})

describe('a body', () => {
  const chunked = 'Transfer-Encoding: chunked\r\n\r\n'

  test.each([
    ['with its length', 'Content-Length: 5\r\n\r\nHello', 'Hello', 'whole'],
    ['in chunks', `${chunked}2\r\nHe\r\n3\r\nllo\r\n0\r\n\r\n`, 'Hello', 'whole'],
    ['up to the end of the connection', 'Connection: close\r\n\r\nHello', 'Hello', 'whole'],
    ['that is empty', 'Content-Length: 0\r\n\r\n', '', 'whole'],
    ['shorter than its length', 'Content-Length: 6\r\n\r\nHello', 'Hello', 'cut'],
    ['cut between chunks', `${chunked}5\r\nHello\r\n`, 'Hello', 'cut'],
    ['cut within a chunk', `${chunked}6\r\nHello`, 'Hello', 'cut'],
    ['with broken chunks', `${chunked}5\r\nHello\r\nzz\r\n`, 'Hello', 'cut'],
  ])('%s is told as it came', async (_case, answer, body, bodyEnd) => {
    const { host } = await listen((socket) => socket.end(`HTTP/1.1 200 OK\r\n${answer}`))
    expect(await get(`http://${host}`)).toMatchObject({ body, bodyEnd })
  })

  /** How a body ended that is too large to be shown by a test that fails. */
  async function endOf(url: string) {
    const exchange = await get(url)
    return exchange.kind === 'response' && exchange.bodyEnd
  }

  test('of a mebibyte is whole, and too large with one byte more', async () => {
    const bytes = 1024 * 1024
    const { url } = await simulate({ kind: 'huge-body', bytes }, { kind: 'huge-body', bytes: bytes + 1 })
    expect(await endOf(url)).toBe('whole')
    expect(await endOf(url)).toBe('too-large')
  })

  test('without an end is given up, and so is its connection', async () => {
    const { host, port } = await listen((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      const pump = () => {
        while (socket.writable && socket.write('x'.repeat(65_536)));
      }
      socket.on('drain', pump)
      pump()
    })
    expect(await endOf(`http://${host}`)).toBe('too-large')
    expect(await connectionsTo(port)).toBe(0)
  })

  test.each<[string, readonly (string | Buffer)[], string, string]>([
    [
      'is put together from its bytes',
      [...Buffer.from('\uFEFFö€\uFEFF🙂')].map((byte) => Buffer.from([byte])),
      'ö€\uFEFF🙂',
      'cut',
    ],
    ['has replaced what is not UTF-8', [Buffer.from([0x61, 0xff, 0x62])], 'a\uFFFDb', 'cut'],
    ['is counted in bytes', ['€€€€€€', '€'], '€€€€€€', 'too-large'],
  ])('%s', async (_case, chunks, text, end) => {
    const response = new IncomingMessage(new Socket())
    const body = readBody(response, 20)
    for (const chunk of chunks) response.push(chunk)
    response.push(null)
    expect(await body).toEqual({ text, end })
  })

  test.each<[string, (response: IncomingMessage) => void]>([
    ['an error', (response) => response.emit('error', new Error('broken'))],
    ['a close', (response) => response.emit('close')],
  ])('that ends with %s alone is cut', async (_case, end) => {
    const response = new IncomingMessage(new Socket())
    const body = readBody(response, 20)
    end(response)
    expect(await body).toEqual({ text: '', end: 'cut' })
  })
})

describe('the limit on a request', () => {
  test.each<Reply>([
    { kind: 'never-answer' },
    { kind: 'drip-headers', everyMs: 20 },
    { kind: 'drip-body', everyMs: 20 },
    { kind: 'repeat-continue', everyMs: 20 },
  ])('ends it, and its connection, against $kind', async (reply) => {
    const { url, port } = await simulate(reply)
    const begunMs = performance.now()
    expect(await get(url, { timeoutMs: 300 })).toEqual({
      kind: 'no-response',
      failure: { kind: 'timed-out', timeoutMs: 300, proxyHost: undefined },
    })
    expect(performance.now() - begunMs).toBeGreaterThan(290)
    expect(await connectionsTo(port)).toBe(0)
  })

  test('does not come before an interruption', async () => {
    const simulator = await simulate({ kind: 'never-answer' })
    const interruption = new AbortController()
    const waiting = get(simulator.url, { timeoutMs: 600_000, interruption: interruption.signal })
    while (simulator.requests.length === 0) await new Promise(setImmediate)
    interruption.abort()
    expect(await waiting).toMatchObject({ kind: 'no-response' })
    expect(await connectionsTo(simulator.port)).toBe(0)
  })

  test('leaves nothing behind that listens', async () => {
    const { url } = await simulate({ kind: 'http', code: 200 })
    const { signal } = new AbortController()
    const add = jest.spyOn(signal, 'addEventListener')
    const remove = jest.spyOn(signal, 'removeEventListener')
    await get(url, { interruption: signal })
    expect(add).toHaveBeenCalledTimes(1)
    expect(remove.mock.calls).toEqual(add.mock.calls)
  })
})

describe('a request through a proxy', () => {
  const target = 'https://api.cloud-rewind.example.com:8443/x'

  test.each([
    ['https_proxy', 'us%40er:p%3Ass@', `Basic ${Buffer.from('us@er:p:ss').toString('base64')}`],
    ['HTTPS_PROXY', '', undefined],
  ])('asks for a connection, with the credentials of %s: %j', async (variable, credentials, sent) => {
    const proxy = await listen((socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'))
    process.env[variable] = `http://${credentials}${proxy.host}`
    expect(await get(target)).toEqual({
      kind: 'no-response',
      failure: { kind: 'proxy-refused', statusCode: 407, proxyHost: proxy.host },
    })
    const [connect = ''] = proxy.received
    expect(connect).toMatch(/^CONNECT api\.cloud-rewind\.example\.com:8443 HTTP\/1\.1\r\n/)
    expect(/^proxy-authorization: (.*)$/im.exec(connect)?.[1]).toBe(sent)
    expect(connect).not.toContain('Bearer')
  })

  test.each([
    ['localhost', 'localhost', 'localhost'],
    ['127.0.0.1', '127.0.0.1', ''],
    ['[::1]', '::1', ''],
  ])('over TLS asks the proxy %s for a certificate of its own', async (urlHost, host, servername) => {
    const connect = jest.spyOn(tls, 'connect').mockImplementation(() => {
      throw new Error('no TLS here')
    })
    process.env.https_proxy = `https://${urlHost}:8443`
    await get(target, { timeoutMs: 500 }).catch(() => {})
    expect(connect.mock.calls[0]?.[0]).toMatchObject({ host, servername })
  })

  test('tells that the proxy itself is not there', async () => {
    const proxyHost = `127.0.0.1:${await closedPort()}`
    process.env.https_proxy = `http://${proxyHost}`
    expect(await get(target)).toMatchObject({
      failure: { kind: 'broken', code: 'ECONNREFUSED', proxyHost, atProxy: true },
    })
  })

  test('names a proxy without a port by its host alone, and reaches one at an IPv6 address', async () => {
    process.env.https_proxy = 'http://[::1]'
    expect(await get(target, { timeoutMs: 2_000 })).toMatchObject({ failure: { proxyHost: '[::1]' } })
  })

  test('is ended when the proxy never answers', async () => {
    const proxy = await listen(() => {})
    process.env.https_proxy = `http://${proxy.host}`
    expect(await get(target, { timeoutMs: 300 })).toEqual({
      kind: 'no-response',
      failure: { kind: 'timed-out', timeoutMs: 300, proxyHost: proxy.host },
    })
    expect(await connectionsTo(proxy.port)).toBe(0)
  })

  test('tells that what is behind the proxy broke off', async () => {
    const proxy = await listen((socket, text) => {
      if (text.startsWith('CONNECT')) socket.write('HTTP/1.1 200 OK\r\n\r\n')
      else socket.destroy()
    })
    process.env.https_proxy = `http://${proxy.host}`
    expect(await get(target)).toMatchObject({
      failure: { kind: 'broken', code: 'ECONNRESET', proxyHost: proxy.host, atProxy: false },
    })
  })

  test.each([
    [target, true],
    ['http://127.0.0.1', true],
    ['https://other.example.com', false],
  ])('goes around it where the user says so: %s', (url, expected) => {
    process.env.no_proxy = 'api.cloud-rewind.example.com'
    expect(bypassesProxy(new URL(url))).toBe(expected)
  })
})

describe('the client of the status endpoint', () => {
  test('asks with the token and who it is, and understands the answer', async () => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString()
    const simulator = await simulate(
      { kind: 'status', status: 'in-progress', message: 'token abcdefgh?' },
      { kind: 'http', code: 503, headers: { 'retry-after': inAMinute } },
    )
    const statusUrl = new URL(`${simulator.url}/base/status`)
    const redact = (text: string) => text.replaceAll('abcdefgh', '***')
    const check = statusClient({ statusUrl, token: 'abcdefgh', redact })
    const { signal } = new AbortController()
    expect(await check(10_000, signal)).toEqual({
      kind: 'answer',
      status: 'in-progress',
      message: 'token ***?',
      retryAfterMs: 0,
    })
    expect(simulator.requests[0]).toMatchObject({
      url: '/base/status',
      headers: {
        authorization: 'Bearer abcdefgh',
        accept: 'application/json, */*;q=0.1',
        'accept-encoding': 'identity',
        'user-agent': `await-recovery-reset/${version}`,
      },
    })
    const later = await check(10_000, signal)
    if (later.kind !== 'transient') throw new Error(`It is ${later.kind}.`)
    expect(later.problem.text).toContain(`127.0.0.1:${simulator.port} answered 503`)
    expect(later.retryAfterMs).toBeGreaterThan(0)
    expect(later.retryAfterMs).toBeLessThanOrEqual(60_000)
  })

  test("has the package's version", () => {
    const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
    expect(version).toBe(JSON.parse(text).version)
  })
})

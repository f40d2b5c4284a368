import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { IncomingMessage } from 'node:http'
import net, { type AddressInfo, createServer, Socket } from 'node:net'
import tls from 'node:tls'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import type { Reply } from '../../simulator/replies.ts'
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

async function simulate(replies: readonly Reply[], host = '127.0.0.1'): Promise<Simulator> {
  const simulator = await startSimulator({ replies, host, check: false })
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

const noResponse = (failure: object) => ({ kind: 'no-response', failure })

function get(url: string, overrides: Partial<GetRequest> = {}) {
  return sendGet({
    url: new URL(url),
    headers: { authorization: 'Bearer abcdefgh', 'user-agent': 'tester/1' },
    timeoutMs: 10_000,
    signal: new AbortController().signal,
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
  test.each([200, 302, 401, 503])('is sent once, whatever is returned: %d', async (code) => {
    const headers = { 'retry-after': '7', location: '/elsewhere' }
    const reply: Reply = { kind: 'http', code, headers, body: 'not now' }
    const simulator = await simulate([reply, { kind: 'http', code: 200 }])
    expect(await get(`${simulator.url}/some/path?x=1`)).toEqual({
      kind: 'response',
      statusCode: code,
      headers: expect.objectContaining(headers),
      body: 'not now',
      bodyState: 'complete',
    })
    expect(simulator.requests).toHaveLength(1)
    expect(simulator.requests[0]).toMatchObject({
      method: 'GET',
      url: '/some/path?x=1',
      headers: { authorization: 'Bearer abcdefgh', 'user-agent': 'tester/1', connection: 'close' },
    })
  })

  test('reaches an IPv6 address', async () => {
    const simulator = await simulate([{ kind: 'http', code: 200, body: 'six' }], '::1')
    expect(await get(simulator.url)).toMatchObject({ statusCode: 200, body: 'six' })
    expect(simulator.requests[0]?.headers.host).toBe(`[::1]:${simulator.port}`)
  })

  test('reports how far it got when the connection breaks', async () => {
    const failure = { kind: 'broken', message: expect.any(String), proxyHost: undefined, isAtProxy: false }
    const { url } = await simulate([{ kind: 'raw', bytes: '', ending: 'reset' }])
    expect(await get(url)).toEqual(noResponse({ ...failure, code: 'ECONNRESET', stage: 'connected' }))
    expect(await get(`http://127.0.0.1:${await closedPort()}`)).toEqual(
      noResponse({ ...failure, code: 'ECONNREFUSED', stage: 'connecting' }),
    )
  })

  test.each([
    [['ENETUNREACH', 'ETIMEDOUT'], 'ETIMEDOUT'],
    [['ETIMEDOUT', 'ECONNREFUSED'], 'ECONNREFUSED'],
    [['ECONNREFUSED', 'ENETUNREACH'], 'ECONNREFUSED'],
  ])('reports of several addresses the most specific failure: %j', async (codes, code) => {
    const failures = new AggregateError(codes.map((code) => Object.assign(new Error(code), { code })))
    jest.spyOn(net, 'createConnection').mockImplementation(() => new Socket().destroy(failures))
    expect(await get('http://127.0.0.1')).toMatchObject({ failure: { code } })
  })

  test.each([
    [60_000, 2_500],
    [3_000, 1_500],
  ])('of %d ms gives each address %d ms', async (timeoutMs, autoSelectFamilyAttemptTimeout) => {
    const failed = () => new Socket().destroy(new Error('There is no network here.'))
    const connect = jest.spyOn(net, 'createConnection').mockImplementation(failed)
    await get('http://127.0.0.1', { timeoutMs })
    expect(connect.mock.calls[0]?.[0]).toMatchObject({ autoSelectFamilyAttemptTimeout })
  })
})

const bytesOf = (text: string) => [...Buffer.from(text)].map((byte) => Buffer.from([byte]))

describe('a body', () => {
  const chunked = 'Transfer-Encoding: chunked\r\n\r\n'

  test.each([
    ['with its length', 'Content-Length: 5\r\n\r\nHello', 'Hello', 'complete'],
    ['in chunks', `${chunked}2\r\nHe\r\n3\r\nllo\r\n0\r\n\r\n`, 'Hello', 'complete'],
    ['up to the end of the connection', 'Connection: close\r\n\r\nHello', 'Hello', 'complete'],
    ['that is empty', 'Content-Length: 0\r\n\r\n', '', 'complete'],
    ['shorter than its length', 'Content-Length: 6\r\n\r\nHello', 'Hello', 'truncated'],
    ['cut between chunks', `${chunked}5\r\nHello\r\n`, 'Hello', 'truncated'],
    ['cut within a chunk', `${chunked}6\r\nHello`, 'Hello', 'truncated'],
    ['with broken chunks', `${chunked}5\r\nHello\r\nzz\r\n`, 'Hello', 'truncated'],
  ])('%s is reported as it came', async (_case, answer, body, bodyState) => {
    const { host } = await listen((socket) => socket.end(`HTTP/1.1 200 OK\r\n${answer}`))
    expect(await get(`http://${host}`)).toMatchObject({ body, bodyState })
  })

  /** For a body that is too large to be printed by a failing test. */
  const bodyStateOf = async (url: string) => ({ bodyState: '', ...(await get(url)) }).bodyState

  test('of a mebibyte is whole, and too large with one byte more', async () => {
    const body = 'x'.repeat(1024 * 1024)
    const whole = { kind: 'http', code: 200, body } as const
    const { url } = await simulate([whole, { ...whole, body: `${body}x` }])
    expect(await bodyStateOf(url)).toBe('complete')
    expect(await bodyStateOf(url)).toBe('too-large')
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
    expect(await bodyStateOf(`http://${host}`)).toBe('too-large')
    expect(await connectionsTo(port)).toBe(0)
  })

  test.each<[string, readonly Buffer[], string, string]>([
    ['is put together from its bytes', bytesOf('\uFEFFö€\uFEFF🙂'), 'ö€\uFEFF🙂', 'truncated'],
    ['has replaced what is not UTF-8', [Buffer.from([0x61, 0xff, 0x62])], 'a\uFFFDb', 'truncated'],
    ['is counted in bytes', [Buffer.from('€€€€€€'), Buffer.from('€')], '€€€€€€', 'too-large'],
  ])('%s', async (_case, chunks, body, bodyState) => {
    const response = new IncomingMessage(new Socket())
    const read = readBody(response, 20)
    for (const chunk of [...chunks, null]) response.push(chunk)
    expect(await read).toEqual({ body, bodyState })
  })

  test.each(['error', 'close'])('that ends with the event %s alone is cut', async (event) => {
    const response = new IncomingMessage(new Socket())
    const read = readBody(response, 20)
    response.emit(event, new Error('broken'))
    expect(await read).toEqual({ body: '', bodyState: 'truncated' })
  })
})

describe('the limit on a request', () => {
  test.each<readonly [Reply, string]>([
    [{ kind: 'raw', bytes: '', ending: 'silence' }, 'connected'],
    [{ kind: 'raw', start: 'HTTP/1.1 200 OK\r\n', bytes: 'X-Drip: 1\r\n', ending: 'repeat' }, 'connected'],
    [{ kind: 'raw', start: 'HTTP/1.1 200 OK\r\n\r\n', bytes: ' ', ending: 'repeat' }, 'responding'],
    [{ kind: 'raw', bytes: 'HTTP/1.1 100 Continue\r\n\r\n', ending: 'repeat' }, 'connected'],
  ])('ends it, and its connection: %j', async (reply, stage) => {
    const { url, port } = await simulate([reply])
    const startedMs = performance.now()
    expect(await get(url, { timeoutMs: 300 })).toEqual(
      noResponse({ kind: 'timed-out', timeoutMs: 300, stage, proxyHost: undefined }),
    )
    expect(performance.now() - startedMs).toBeGreaterThan(290)
    expect(await connectionsTo(port)).toBe(0)
  })

  test('applies before it is connected', async () => {
    const connecting = () => new Socket().connect({ port: 80, host: 'api.example.com', lookup: () => {} })
    jest.spyOn(net, 'createConnection').mockImplementation(connecting)
    expect(await get('http://127.0.0.1', { timeoutMs: 50 })).toMatchObject({
      failure: { kind: 'timed-out', stage: 'connecting' },
    })
  })

  test("isn't awaited once the signal is aborted", async () => {
    const simulator = await simulate([{ kind: 'raw', bytes: '', ending: 'silence' }])
    const abortion = new AbortController()
    const waiting = get(simulator.url, { timeoutMs: 600_000, signal: abortion.signal })
    while (simulator.requests.length === 0) await new Promise(setImmediate)
    abortion.abort()
    expect(await waiting).toMatchObject({ kind: 'no-response' })
    expect(await connectionsTo(simulator.port)).toBe(0)
  })

  test('leaves no listener behind', async () => {
    const { url } = await simulate([{ kind: 'http', code: 200 }])
    const { signal } = new AbortController()
    const add = jest.spyOn(signal, 'addEventListener')
    const remove = jest.spyOn(signal, 'removeEventListener')
    await get(url, { signal })
    expect(add).toHaveBeenCalledTimes(1)
    expect(remove.mock.calls).toEqual(add.mock.calls)
  })
})

describe('a request through a proxy', () => {
  const target = 'https://api.cloud-rewind.example.com:8443/x'

  test('asks for a connection with the credentials, and reports its refusal', async () => {
    const proxy = await listen((socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'))
    process.env.https_proxy = `http://us%40er:p%3Ass@${proxy.host}`
    expect(await get(target)).toEqual(
      noResponse({ kind: 'no-tunnel', statusCode: 407, proxyHost: proxy.host }),
    )
    const [connect = ''] = proxy.received
    expect(connect).toMatch(/^CONNECT api\.cloud-rewind\.example\.com:8443 HTTP\/1\.1\r\n/)
    expect(connect).toContain(`: Basic ${Buffer.from('us@er:p:ss').toString('base64')}\r\n`)
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

  test('reports that the proxy itself failed', async () => {
    const proxyHost = `127.0.0.1:${await closedPort()}`
    process.env.https_proxy = `http://${proxyHost}`
    const failure = { kind: 'broken', code: 'ECONNREFUSED', stage: 'connecting', proxyHost, isAtProxy: true }
    expect(await get(target)).toMatchObject({ failure })
  })

  test('names a proxy without a port by its host alone, and reaches one at an IPv6 address', async () => {
    process.env.https_proxy = 'http://[::1]'
    expect(await get(target, { timeoutMs: 2_000 })).toMatchObject({ failure: { proxyHost: '[::1]' } })
  })

  test('ends at its limit if the proxy never responds', async () => {
    const proxy = await listen(() => {})
    process.env.https_proxy = `http://${proxy.host}`
    expect(await get(target, { timeoutMs: 300 })).toEqual(
      noResponse({ kind: 'timed-out', timeoutMs: 300, stage: 'connected', proxyHost: proxy.host }),
    )
    expect(await connectionsTo(proxy.port)).toBe(0)
  })

  test.each([
    [target, true],
    ['http://127.0.0.1', true],
    ['https://other.example.com', false],
  ])('may be bypassed: %s', (url, expected) => {
    process.env.no_proxy = 'api.cloud-rewind.example.com'
    expect(bypassesProxy(new URL(url))).toBe(expected)
  })
})

describe('the client of the status endpoint', () => {
  test('asks with the token and who it is, and understands the answer', async () => {
    const receivedMs = Date.UTC(2030, 0, 1)
    const inAMinute = new Date(receivedMs + 60_000).toUTCString()
    const { url, requests } = await simulate([
      {
        kind: 'http',
        code: 503,
        headers: { date: 'soon', 'retry-after': inAMinute },
        body: 'token abcdefgh?',
      },
    ])
    const redact = (text: string) => text.replaceAll('abcdefgh', '***')
    const check = statusClient({ statusUrl: new URL(`${url}/base/status`), token: 'abcdefgh', redact })
    // Long after the client was created, by the clock of the runner: the response has none.
    jest.spyOn(Date, 'now').mockReturnValue(receivedMs)
    const result = await check(10_000, new AbortController().signal)
    expect(result).toMatchObject({ kind: 'busy', retryAfterMs: 60_000, problem: { cause: 'server' } })
    expect(JSON.stringify(result)).toContain('token ***?')
    expect(requests[0]).toMatchObject({
      url: '/base/status',
      headers: {
        authorization: 'Bearer abcdefgh',
        accept: 'application/json, */*;q=0.1',
        'accept-encoding': 'identity',
        'cache-control': 'no-cache',
        'user-agent': `await-recovery-reset/${version}`,
      },
    })
  })

  test("has the package's version", () => {
    const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
    expect(version).toBe(JSON.parse(text).version)
  })
})

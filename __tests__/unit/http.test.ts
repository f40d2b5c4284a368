import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import tls from 'node:tls'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import type { Reply } from '../../simulator/scenario.ts'
import { type Simulator, startSimulator } from '../../simulator/server.ts'
import { bypassesProxy, type GetRequest, sendGet } from '../../src/http.ts'
import { statusClient, statusUrl } from '../../src/status-client.ts'
import { version } from '../../src/version.ts'
import { closedPort } from '../closed-port.ts'

const closing: (() => Promise<unknown>)[] = []

afterEach(async () => {
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
  const sockets = new Set<Socket>()
  const received: string[] = []
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (data) => {
      received.push(data.toString())
      answer(socket, data.toString())
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  closing.push(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return { port, received, sockets }
}

function request(url: string, overrides: Partial<GetRequest> = {}): GetRequest {
  return {
    url: new URL(url),
    headers: { authorization: 'Bearer abcdefgh', 'user-agent': 'tester/1' },
    timeoutMs: 10_000,
    interruption: new AbortController().signal,
    ...overrides,
  }
}

describe('a GET request', () => {
  test('gives back what the server answered', async () => {
    const simulator = await simulate({
      kind: 'http',
      code: 503,
      headers: { 'retry-after': '7', location: '/elsewhere' },
      body: 'not now',
    })
    expect(await sendGet(request(`${simulator.url}/some/path?x=1`))).toEqual({
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

  test.each([301, 302, 303, 307, 308])('does not follow a %d', async (code) => {
    const simulator = await simulate(
      { kind: 'http', code, headers: { location: '/' } },
      { kind: 'http', code: 200 },
    )
    expect(await sendGet(request(simulator.url))).toMatchObject({ statusCode: code, location: '/' })
    expect(simulator.requests).toHaveLength(1)
  })

  test.each([502, 503, 504])('does not repeat itself after a %d', async (code) => {
    const simulator = await simulate({ kind: 'http', code }, { kind: 'http', code: 200 })
    expect(await sendGet(request(simulator.url))).toMatchObject({ statusCode: code })
    expect(simulator.requests).toHaveLength(1)
  })

  test('gives back a 401 as it is', async () => {
    const simulator = await simulate({ kind: 'http', code: 401, body: 'who?' })
    expect(await sendGet(request(simulator.url))).toMatchObject({ statusCode: 401, body: 'who?' })
  })

  test('tells that a body was cut, or is too large', async () => {
    const cut: Reply = { kind: 'cut-body', afterBytes: 5, framing: 'content-length', how: 'fin' }
    const simulator = await simulate(
      cut,
      { kind: 'huge-body', bytes: 1024 * 1024 + 1 },
      { kind: 'huge-body', bytes: 1024 * 1024 },
    )
    expect(await sendGet(request(simulator.url))).toMatchObject({ bodyEnd: 'cut', body: '{"sta' })
    expect(await sendGet(request(simulator.url))).toMatchObject({ bodyEnd: 'too-large' })
    expect(await sendGet(request(simulator.url))).toMatchObject({ bodyEnd: 'whole' })
  })

  test('reaches an IPv6 address', async () => {
    const simulator = await startSimulator({
      scenario: { phases: [{ reply: { kind: 'http', code: 200, body: 'six' } }] },
      host: '::1',
      check: false,
    })
    closing.push(() => simulator.close())
    expect(await sendGet(request(simulator.url))).toMatchObject({ statusCode: 200, body: 'six' })
    expect(simulator.requests[0]?.headers.host).toBe(`[::1]:${simulator.port}`)
  })

  test('tells how the connection broke', async () => {
    const simulator = await simulate({ kind: 'reset-connection' })
    const broken = await sendGet(request(simulator.url))
    expect(broken).toEqual({
      kind: 'no-response',
      failure: {
        kind: 'broken',
        code: 'ECONNRESET',
        message: expect.any(String),
        proxyHost: undefined,
        atProxy: false,
      },
    })
    const refused = await sendGet(request(`http://127.0.0.1:${await closedPort()}`))
    expect(refused).toMatchObject({ failure: { kind: 'broken', code: 'ECONNREFUSED' } })
  })
})

describe('the limit on a request', () => {
  const endless: readonly Reply[] = [
    { kind: 'never-answer' },
    { kind: 'drip-headers', everyMs: 20 },
    { kind: 'drip-body', everyMs: 20 },
    { kind: 'repeat-continue', everyMs: 20 },
  ]

  test.each(endless)('ends it, and its connection, against $kind', async (reply) => {
    const simulator = await simulate(reply)
    const begunMs = performance.now()
    expect(await sendGet(request(simulator.url, { timeoutMs: 300 }))).toEqual({
      kind: 'no-response',
      failure: { kind: 'timed-out', timeoutMs: 300, proxyHost: undefined },
    })
    expect(performance.now() - begunMs).toBeGreaterThan(290)
    await expect(connectionsTo(simulator.port)).resolves.toBe(0)
  })

  test('ends it at once when it is interrupted', async () => {
    const simulator = await simulate({ kind: 'never-answer' })
    const interruption = new AbortController()
    const waiting = sendGet(request(simulator.url, { timeoutMs: 60_000, interruption: interruption.signal }))
    while (simulator.requests.length === 0) await new Promise(setImmediate)
    interruption.abort()
    expect(await waiting).toMatchObject({ kind: 'no-response' })
    await expect(connectionsTo(simulator.port)).resolves.toBe(0)
  })

  test('leaves no listener behind', async () => {
    const simulator = await simulate({ kind: 'http', code: 200, body: 'ok' })
    const { signal } = new AbortController()
    let listeners = 0
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    signal.addEventListener = (...given: Parameters<typeof add>) => {
      listeners += 1
      add(...given)
    }
    signal.removeEventListener = (...given: Parameters<typeof remove>) => {
      listeners -= 1
      remove(...given)
    }
    await sendGet(request(simulator.url, { interruption: signal }))
    expect(listeners).toBe(0)
  })
})

/** Connections of this process to a port, once those that are being closed are gone. */
async function connectionsTo(port: number): Promise<number> {
  const open = () =>
    (process as unknown as { _getActiveHandles(): { remotePort?: number; destroyed?: boolean }[] })
      ._getActiveHandles()
      .filter((handle) => handle.remotePort === port && !handle.destroyed).length
  for (let turn = 0; turn < 50 && open() > 0; turn++) await new Promise(setImmediate)
  return open()
}

describe('a request through a proxy', () => {
  const target = 'https://api.cloud-rewind.example.com:8443/x'

  test('asks for a connection, with the credentials', async () => {
    const proxy = await listen((socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'))
    process.env.https_proxy = `http://us%40er:p%3Ass@127.0.0.1:${proxy.port}`
    expect(await sendGet(request(target))).toEqual({
      kind: 'no-response',
      failure: { kind: 'proxy-refused', statusCode: 407, proxyHost: `127.0.0.1:${proxy.port}` },
    })
    const [connect = ''] = proxy.received
    expect(connect).toMatch(/^CONNECT api\.cloud-rewind\.example\.com:8443 HTTP\/1\.1\r\n/)
    const basic = Buffer.from('us@er:p:ss').toString('base64')
    expect(connect.toLowerCase()).toContain(`\r\nproxy-authorization: basic ${basic.toLowerCase()}\r\n`)
    expect(connect).toContain(basic)
    expect(connect).not.toContain('Bearer')
  })

  test.each([
    ['localhost', 'localhost', 'localhost'],
    ['127.0.0.1', '127.0.0.1', undefined],
    ['[::1]', '::1', undefined],
  ])('over TLS asks the proxy %s for a certificate of its own', async (urlHost, host, servername) => {
    const asked: { host?: string; servername?: string }[] = []
    const spy = jest.spyOn(tls, 'connect').mockImplementation((...given: unknown[]) => {
      asked.push(given[0] as { host: string; servername: string })
      throw Object.assign(new Error('no TLS here'), { code: 'ENOTLS' })
    })
    try {
      process.env.https_proxy = `https://${urlHost}:8443`
      await sendGet(request(target, { timeoutMs: 500 })).catch(() => {})
      expect(asked[0]).toMatchObject({ host, servername: servername ?? '' })
    } finally {
      spy.mockRestore()
    }
  })

  test('names no credentials where there are none', async () => {
    const proxy = await listen((socket) => socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n'))
    process.env.HTTPS_PROXY = `http://127.0.0.1:${proxy.port}`
    expect(await sendGet(request(target))).toMatchObject({
      failure: { kind: 'proxy-refused', statusCode: 503 },
    })
    expect(proxy.received[0]?.toLowerCase()).not.toContain('authorization')
  })

  test('tells that the proxy itself is not there', async () => {
    const port = await closedPort()
    process.env.https_proxy = `http://127.0.0.1:${port}`
    expect(await sendGet(request(target))).toMatchObject({
      failure: { kind: 'broken', code: 'ECONNREFUSED', proxyHost: `127.0.0.1:${port}`, atProxy: true },
    })
  })

  test('names a proxy without a port by its host alone, and reaches one at an IPv6 address', async () => {
    process.env.https_proxy = 'http://[::1]'
    expect(await sendGet(request(target, { timeoutMs: 2_000 }))).toMatchObject({
      failure: { proxyHost: '[::1]' },
    })
  })

  test('is ended when the proxy never answers', async () => {
    const proxy = await listen(() => {})
    process.env.https_proxy = `http://127.0.0.1:${proxy.port}`
    expect(await sendGet(request(target, { timeoutMs: 300 }))).toEqual({
      kind: 'no-response',
      failure: { kind: 'timed-out', timeoutMs: 300, proxyHost: `127.0.0.1:${proxy.port}` },
    })
    await expect(connectionsTo(proxy.port)).resolves.toBe(0)
  })

  test('tells that what is behind the proxy broke off', async () => {
    const proxy = await listen((socket, text) => {
      if (text.startsWith('CONNECT')) socket.write('HTTP/1.1 200 OK\r\n\r\n')
      else socket.destroy()
    })
    process.env.https_proxy = `http://127.0.0.1:${proxy.port}`
    expect(await sendGet(request(target))).toMatchObject({
      failure: { kind: 'broken', code: 'ECONNRESET', proxyHost: `127.0.0.1:${proxy.port}`, atProxy: false },
    })
  })

  test('goes around it where the user says so', () => {
    process.env.no_proxy = 'api.cloud-rewind.example.com'
    expect(bypassesProxy(new URL(target))).toBe(true)
    expect(bypassesProxy(new URL('https://other.example.com'))).toBe(false)
    expect(bypassesProxy(new URL('http://127.0.0.1'))).toBe(true)
  })
})

describe('the client of the status endpoint', () => {
  test('asks with the token and who it is, and understands the answer', async () => {
    const simulator = await simulate({ kind: 'status', status: 'in-progress', message: 'token abcdefgh?' })
    const check = statusClient({
      apiUrl: new URL(`${simulator.url}/base`),
      statusPath: '/status',
      token: 'abcdefgh',
      redact: (text) => text.replaceAll('abcdefgh', '***'),
    })
    expect(await check(10_000, new AbortController().signal)).toEqual({
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
        'user-agent': `await-recovery-reset/${version}`,
      },
    })
  })

  test('names the host with its port', async () => {
    const simulator = await simulate({ kind: 'http', code: 418 })
    const check = statusClient({
      apiUrl: new URL(simulator.url),
      statusPath: '/',
      token: 'abcdefgh',
      redact: String,
    })
    expect(await check(10_000, new AbortController().signal)).toMatchObject({
      kind: 'fatal',
      problem: { text: expect.stringContaining(`127.0.0.1:${simulator.port} answered 418`) },
    })
  })

  test('reads Retry-After against the time of day', async () => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString()
    const simulator = await simulate({ kind: 'http', code: 503, headers: { 'retry-after': inAMinute } })
    const check = statusClient({
      apiUrl: new URL(simulator.url),
      statusPath: '/',
      token: 'abcdefgh',
      redact: String,
    })
    const told = await check(10_000, new AbortController().signal)
    if (told.kind !== 'transient') throw new Error(`It is ${told.kind}.`)
    expect(told.retryAfterMs).toBeGreaterThan(50_000)
    expect(told.retryAfterMs).toBeLessThanOrEqual(60_000)
  })

  test.each([
    ['https://api.example.com', 'https://api.example.com/status'],
    ['https://api.example.com/', 'https://api.example.com/status'],
    ['https://api.example.com/base', 'https://api.example.com/base/status'],
    ['https://api.example.com:8443/a/b/', 'https://api.example.com:8443/a/b/status'],
  ])('puts the path behind the base URL %s', (base, expected) => {
    expect(statusUrl(new URL(base), '/status').href).toBe(expected)
  })
})

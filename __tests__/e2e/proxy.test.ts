import type { ChildProcess } from 'node:child_process'
import { lookup } from 'node:dns'
import { once as nextEvent } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { IncomingHttpHeaders } from 'node:http'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type HttpServerOptions, type PrepareRequestFunctionOpts, RequestError, Server } from 'proxy-chain'
import { runAction } from '../../simulator/action-runner.ts'
import type { Reply } from '../../simulator/scenario.ts'
import { startSimulator } from '../../simulator/server.ts'
import { closedPort } from '../closed-port.ts'
import { describeSignals } from '../platform.ts'
import { type Authority, type Certified, createAuthority, createSelfSigned } from './certificates.ts'
import { checkRun, inputsFor, once, type StepOptions, type StepRun, status, token } from './step.ts'

const loopback = '127.0.0.1'

/** A name that only the proxy knows. */
const apiName = 'api.cloud-rewind.example.com'

let folder = ''
let authority: Authority
let apiTls: Certified
let trust: { readonly NODE_EXTRA_CA_CERTS: string }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'e2e-proxy-'))
  authority = await createAuthority()
  apiTls = await authority.issue([apiName])
  trust = { NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem') }
  await writeFile(trust.NODE_EXTRA_CA_CERTS, authority.cert)
})

afterAll(() => rm(folder, { recursive: true }))

interface Credentials {
  readonly username: string
  readonly password: string
}

/** What a proxy is asked with CONNECT. */
interface Connect {
  readonly target: string
  readonly headers: IncomingHttpHeaders
}

type Answer = (request: PrepareRequestFunctionOpts) => Promise<never>

interface ProxyOptions {
  /** What is said to the first CONNECTs, in order; undefined ones, and those that follow, are served. */
  readonly answers?: readonly (Answer | undefined)[]
  /** Without them, the proxy serves anybody. */
  readonly credentials?: Credentials
  /** TLS to the proxy itself. */
  readonly tls?: Certified
  readonly onConnect?: () => void
}

interface Proxy {
  readonly host: string
  readonly connects: readonly Connect[]
  close(): Promise<void>
}

const greeting = 'HTTP/1.1 200 Connection Established\r\n\r\n'

const silence: Answer = () => new Promise(() => {})

const refusal =
  (code: number): Answer =>
  () =>
    Promise.reject(new RequestError('Not through here.', code))

/** Says these bytes, and ends the connection. */
const bytes =
  (text: string): Answer =>
  (request) => {
    request.request.socket.end(text)
    return silence(request)
  }

/** Agrees, waits for the start of the TLS handshake, and says these bytes in its place. */
const bytesBehindGreeting =
  (text: string): Answer =>
  (request) => {
    const { socket } = request.request
    socket.write(greeting)
    socket.once('data', () => socket.end(text))
    return silence(request)
  }

const hangUp: Answer = (request) => {
  request.request.socket.destroy()
  return silence(request)
}

/** Leads to a port of this machine, whatever was asked for. */
const leadTo =
  (port: number): Answer =>
  (request) => {
    const { socket } = request.request
    const target = connect(port, loopback).on('error', () => socket.destroy())
    socket.on('error', () => target.destroy())
    socket.write(greeting)
    socket.pipe(target).pipe(socket)
    return silence(request)
  }

/** Starts a forward proxy for which every name is this machine. */
async function startProxy({ answers = [], credentials, tls, onConnect }: ProxyOptions = {}): Promise<Proxy> {
  const connects: Connect[] = []
  const options: HttpServerOptions = {
    port: 0,
    host: loopback,
    prepareRequestFunction: (request) => {
      const answer = answers[connects.length]
      const { url = '', headers } = request.request
      connects.push({ target: url, headers })
      onConnect?.()
      const isWelcome =
        credentials === undefined ||
        (request.username === credentials.username && request.password === credentials.password)
      return answer === undefined
        ? { requestAuthentication: !isWelcome, dnsLookup: lookupLoopback }
        : answer(request)
    },
  }
  const server = new Server(tls ? { ...options, serverType: 'https', httpsOptions: tls } : options)
  await server.listen()
  return { host: `${loopback}:${server.port}`, connects, close: () => server.close(true) }
}

const lookupLoopback = ((_name: string, ...rest: [never, never]) =>
  lookup(loopback, ...rest)) as typeof lookup

type Environment = Readonly<Record<string, string | undefined>>

interface ProxiedOptions extends Omit<StepOptions, 'env'> {
  readonly proxy?: ProxyOptions
  /** The variables for the proxy; default `https_proxy` with nothing but its address. */
  readonly env?: (proxyHost: string) => Environment
  /** The certificate of the API; default one that verifies. */
  readonly apiTls?: Certified
}

interface ProxiedRun extends StepRun {
  readonly proxyHost: string
  readonly apiHost: string
  readonly connects: readonly Connect[]
}

/** Runs the step against an API over HTTPS that can only be reached through a proxy. */
async function runBehindProxy(options: ProxiedOptions = {}): Promise<ProxiedRun> {
  const { api = status('completed'), apiTls: tls = apiTls, env, inputs, ...others } = options
  const { proxy: proxyOptions, simulator: simulated, warnings, ...runOptions } = others
  const phases = 'kind' in api ? [{ reply: api }] : api
  const simulator = await startSimulator({ scenario: { phases }, tls, ...simulated })
  const proxy = await startProxy(proxyOptions)
  const { host: proxyHost, connects } = proxy
  const apiHost = `${apiName}:${simulator.port}`
  try {
    const run = await runAction({
      ...runOptions,
      inputs: { ...inputsFor(`https://${apiHost}`), ...inputs },
      env: { ...trust, ...(env?.(proxyHost) ?? { https_proxy: `http://${proxyHost}` }) },
    })
    const checked = checkRun({ ...run, requests: simulator.requests }, token, warnings)
    expect(JSON.stringify(connects)).not.toContain(token)
    return { ...checked, proxyHost, apiHost, connects }
  } finally {
    await proxy.close()
    await simulator.close()
  }
}

function expectServed(run: ProxiedRun, requests = 1): void {
  expect(run.exitCode).toBe(0)
  expect(run.requests).toHaveLength(requests)
  expect(run.requests[0]?.headers).toMatchObject({ host: run.apiHost, authorization: `Bearer ${token}` })
  expect(run.requests[0]?.headers).not.toHaveProperty('proxy-authorization')
}

/** One request at most, no token sent, and this text for the user. */
function expectFatal(run: ProxiedRun, message: string): void {
  expect(run.exitCode).toBe(1)
  expect(run.requests).toEqual([])
  expect(run.connects).toHaveLength(1)
  expect(run.outputs).toMatchObject({ outcome: 'error', status: '', polls: '1', timeline: '[]' })
  expect(run.outputs.message).toBe(message)
  expect(run.annotation.text).toBe(message)
}

function expectNothingRequested(run: ProxiedRun, message: string): void {
  expect(run.exitCode).toBe(1)
  expect(run.requests).toEqual([])
  expect(run.connects).toEqual([])
  expect(run.outputs).toMatchObject({ outcome: 'error', status: '', polls: '0', timeline: '[]' })
  expect(run.outputs.message).toBe(`Nothing was requested: ${message}`)
}

/** That none of the texts is anywhere but in the commands that mask them. */
function expectHidden(run: StepRun, secrets: readonly string[]): void {
  const lines = run.stdout.split(/\r?\n/).filter((line) => !line.startsWith('::add-mask::'))
  const places = [...lines, run.stderr, run.summary, ...Object.values(run.outputs)].join('\n')
  for (const secret of secrets) expect(places).not.toContain(secret)
}

/** Takes connections, and never says a word on them. */
async function withSilentServer<T>(
  use: (host: string, sockets: readonly Socket[]) => Promise<T>,
): Promise<T> {
  const sockets: Socket[] = []
  const server = createServer((socket) => void sockets.push(socket.on('error', () => {}).resume()))
  server.listen(0, loopback)
  await nextEvent(server, 'listening')
  try {
    return await use(`${loopback}:${(server.address() as AddressInfo).port}`, sockets)
  } finally {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
}

describe('the proxy of the environment', () => {
  test.each(['https_proxy', 'HTTPS_PROXY'])('is used when named in %s', async (variable) => {
    const run = await runBehindProxy({
      api: [once(status('pending')), { reply: status('completed') }],
      env: (proxyHost) => ({ [variable]: `http://${proxyHost}` }),
    })
    expectServed(run, 2)
    expect(run.connects).toEqual([
      { target: run.apiHost, headers: { host: run.apiHost, connection: 'close' } },
      { target: run.apiHost, headers: { host: run.apiHost, connection: 'close' } },
    ])
  })

  test('is that of https_proxy when both are set', async () => {
    const port = await closedPort()
    const run = await runBehindProxy({
      env: (proxyHost) => ({
        https_proxy: `http://${proxyHost}`,
        HTTPS_PROXY: `http://${loopback}:${port}`,
      }),
    })
    expectServed(run)
    const reversed = await runBehindProxy({
      env: (proxyHost) => ({
        https_proxy: `http://${loopback}:${port}`,
        HTTPS_PROXY: `http://${proxyHost}`,
      }),
      inputs: { 'outage-tolerance': '0s' },
    })
    expect(reversed.exitCode).toBe(1)
    expect(reversed.connects).toEqual([])
  })

  test('is that of HTTPS_PROXY when https_proxy is empty', async () => {
    expectServed(
      await runBehindProxy({
        env: (proxyHost) => ({ https_proxy: '', HTTPS_PROXY: `http://${proxyHost}` }),
      }),
    )
  })

  test('may have a path and a letter case that mean nothing', async () => {
    expectServed(await runBehindProxy({ env: (proxyHost) => ({ https_proxy: `HTTP://${proxyHost}/` }) }))
  })

  test('is not used for an API on this machine', async () => {
    const tls = await authority.issue([loopback])
    for (const variable of ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'all_proxy']) {
      const isSecure = variable.toLowerCase() === 'https_proxy'
      const simulator = await startSimulator({
        scenario: { phases: [{ reply: status('completed') }] },
        ...(isSecure && { tls }),
      })
      const proxy = await startProxy()
      try {
        const env = { ...trust, [variable]: `http://${proxy.host}` }
        const run = await runAction({ inputs: inputsFor(simulator.url), env })
        expect(checkRun({ ...run, requests: simulator.requests }, token).exitCode).toBe(0)
        expect(proxy.connects).toEqual([])
      } finally {
        await proxy.close()
        await simulator.close()
      }
    }
  })

  test.each([apiName, apiName.toUpperCase(), 'example.com', '.example.com', ` elsewhere , ${apiName}`, '*'])(
    'is gone around when no_proxy is %j',
    async (value) => {
      const run = await runBehindProxy({
        env: (proxyHost) => ({ https_proxy: `http://${proxyHost}`, no_proxy: value }),
        inputs: { 'outage-tolerance': '0s' },
      })
      expect(run.exitCode).toBe(1)
      expect(run.connects).toEqual([])
      expect(run.requests).toEqual([])
      expect(run.outputs).toMatchObject({ outcome: 'error', status: '', polls: '1' })
      expect(run.outputs.message).toMatch(
        / No connection to api\.cloud-rewind\.example\.com:\d+: the host name (is unknown|could not be looked up)\. Check `api-url`/,
      )
    },
  )

  test.each(['elsewhere.example.com', 'rewind.example.com', 'api.cloud-rewind.example'])(
    'is not gone around when no_proxy is %j',
    async (value) => {
      const run = await runBehindProxy({
        env: (proxyHost) => ({ https_proxy: `http://${proxyHost}`, no_proxy: value }),
      })
      expectServed(run)
      expect(run.connects).toHaveLength(1)
    },
  )
})

describe('user name and password of the proxy', () => {
  const plain = { username: 'robot', password: 'correct-horse-battery' }
  const special = { username: 'dömain\\rob@t', password: 'p@ss:w/rd?#%+&=ü 9' }

  test.each([
    ['plain', plain],
    ['percent-encoded', special],
  ])('are passed on, and shown nowhere: %s', async (_, credentials) => {
    const { username, password } = credentials
    const encoded = encodeURIComponent(password)
    const pair = Buffer.from(`${username}:${password}`).toString('base64')
    const run = await runBehindProxy({
      api: [once(status('pending')), { reply: status('completed') }],
      proxy: { credentials },
      env: (proxyHost) => ({ https_proxy: `http://${encodeURIComponent(username)}:${encoded}@${proxyHost}` }),
    })
    expectServed(run, 2)
    expect(run.connects.map(({ headers }) => headers['proxy-authorization'])).toEqual([
      `Basic ${pair}`,
      `Basic ${pair}`,
    ])
    expectHidden(run, [password, encoded, pair])
    // The runner takes a percent sign in a command for the start of an escape, so it is escaped itself.
    const masks = [password, encoded, pair].map((secret) => `::add-mask::${secret.replaceAll('%', '%25')}`)
    expect(run.stdout.split(/\r?\n/)).toEqual(expect.arrayContaining(masks))
  })

  test('may be a user name alone', async () => {
    const run = await runBehindProxy({
      proxy: { credentials: { username: 'robot', password: '' } },
      env: (proxyHost) => ({ https_proxy: `http://robot@${proxyHost}` }),
    })
    expectServed(run)
  })

  test.each([
    ['wrong', 'robot:guessed-password@'],
    ['missing', ''],
  ])('that are %s end the step after one request', async (_, userinfo) => {
    const run = await runBehindProxy({
      proxy: { credentials: plain },
      env: (proxyHost) => ({ https_proxy: `http://${userinfo}${proxyHost}` }),
    })
    expectFatal(
      run,
      `The proxy ${run.proxyHost} refused the connection to ${run.apiHost}: it answered 407 Proxy Authentication Required. ` +
        'Put the user name and password it asks for into the proxy variable (https_proxy).',
    )
    expectHidden(run, ['guessed-password', Buffer.from('robot:guessed-password').toString('base64')])
  })

  test('are not shown when the proxy or the API says them back', async () => {
    const { username, password } = special
    const encoded = encodeURIComponent(password)
    const pair = Buffer.from(`${username}:${password}`).toString('base64')
    const userinfo = `${encodeURIComponent(username)}:${encoded}`
    const said = `You are ${password}, that is ${encoded} or ${pair}`
    for (const api of [status('failed', said), { kind: 'http', code: 400, body: said } as const]) {
      const run = await runBehindProxy({
        api,
        env: (proxyHost) => ({ https_proxy: `http://${userinfo}@${proxyHost}` }),
      })
      expect(run.exitCode).toBe(1)
      expect(run.outputs.message).toContain('You are ***, that is *** or ***')
      expectHidden(run, [password, encoded, pair])
    }
  })
})

describe('a proxy that refuses', () => {
  test.each([
    [403, 'Forbidden'],
    [400, 'Bad Request'],
    [302, 'Found'],
  ])('with %d ends the step after one request', async (code, phrase) => {
    const run = await runBehindProxy({ proxy: { answers: [refusal(code)] } })
    expectFatal(
      run,
      `The proxy ${run.proxyHost} refused the connection to ${run.apiHost}: it answered ${code} ${phrase}. ` +
        'Check the proxy variable (https_proxy), and that the proxy allows this host.',
    )
  })

  test.each([
    [502, 'Bad Gateway'],
    [503, 'Service Unavailable'],
    [429, 'Too Many Requests'],
  ])('with %d is survived once it serves again', async (code, phrase) => {
    const run = await runBehindProxy({ proxy: { answers: [refusal(code), refusal(code)] } })
    expectServed(run)
    expect(run.connects).toHaveLength(3)
    expect(run.outputs.polls).toBe('3')
    const failures = run.log.filter((line) => line.includes('Checks fail'))
    expect(failures).toEqual([
      expect.stringContaining(
        `The proxy ${run.proxyHost} refused the connection to ${run.apiHost}: it answered ${code} ${phrase}.`,
      ),
    ])
  })
})

/** Proxies that break the connection, each with what the user reads of it. */
const broken: readonly (readonly [string, Answer, RegExp])[] = [
  [
    'says garbage',
    bytes('SSH-2.0-OpenSSH_9.9\r\n'),
    /No connection to the proxy <proxy>: the answer is not valid HTTP \(HPE_\w+\)\./,
  ],
  [
    'closes the connection',
    hangUp,
    /No connection to the proxy <proxy>: the connection was reset or closed\./,
  ],
  [
    'closes the connection within its answer',
    bytes('HTTP/1.1 200 Conn'),
    /No connection to the proxy <proxy>: the connection was reset or closed\./,
  ],
  [
    'agrees, and closes the connection',
    bytes(greeting),
    /No connection to <api> through the proxy <proxy>: the connection was reset or closed\./,
  ],
  [
    'says garbage together with its agreement',
    bytes(`${greeting}garbage that is no TLS record`),
    /No connection to <api> through the proxy <proxy>: the connection was reset or closed\./,
  ],
  [
    'agrees, and says garbage where TLS is expected',
    bytesBehindGreeting('garbage that is no TLS record'),
    /No connection to <api> through the proxy <proxy>: the other side does not speak TLS on this port\./,
  ],
]

describe('a proxy that breaks down', () => {
  test.each(broken)('is survived, and told in a sentence, when it %s', async (_, answer, sentence) => {
    const run = await runBehindProxy({ proxy: { answers: [answer] } })
    expectServed(run)
    expect(run.outputs.polls).toBe('2')
    const log = run.log.join('\n').replaceAll(run.proxyHost, '<proxy>').replaceAll(run.apiHost, '<api>')
    expect(log).toMatch(sentence)
    expect(log).not.toMatch(/tunneling socket|ECONNRESET/)
  })

  test('for good ends the step with a sentence', async () => {
    const run = await runBehindProxy({
      proxy: { answers: Array.from({ length: 100 }, () => hangUp) },
      inputs: { 'outage-tolerance': '500ms' },
    })
    expect(run.exitCode).toBe(1)
    expect(run.requests).toEqual([])
    expect(Number(run.outputs.polls)).toBeGreaterThan(1)
    expect(run.connects).toHaveLength(Number(run.outputs.polls))
    expect(run.outputs.message).toMatch(
      /^\d+ checks in a row failed, .* No connection to the proxy 127\.0\.0\.1:\d+: the connection was reset or closed\. /,
    )
  })

  test('between two answers is survived', async () => {
    const run = await runBehindProxy({
      api: [once(status('pending')), { reply: status('completed') }],
      proxy: { answers: [undefined, hangUp] },
    })
    expectServed(run, 2)
    expect(run.outputs.polls).toBe('3')
  })
})

describe('a proxy that cannot be reached', () => {
  test('because its port is closed is told in a sentence', async () => {
    const port = await closedPort()
    const run = await runBehindProxy({
      env: () => ({ https_proxy: `http://${loopback}:${port}` }),
      inputs: { 'outage-tolerance': '500ms' },
    })
    expect(run.exitCode).toBe(1)
    expect(run.requests).toEqual([])
    expect(Number(run.outputs.polls)).toBeGreaterThan(1)
    expect(run.outputs.message).toContain(
      `No connection to the proxy ${loopback}:${port}: the connection was refused.`,
    )
  })

  test('because its name is unknown is told in a sentence', async () => {
    const run = await runBehindProxy({
      env: () => ({ https_proxy: 'http://proxy.invalid:3128' }),
      inputs: { 'outage-tolerance': '0s' },
    })
    expect(run.exitCode).toBe(1)
    expect(run.outputs.message).toMatch(
      / No connection to the proxy proxy\.invalid:3128: the host name (is unknown|could not be looked up)\. /,
    )
  })
})

describe('a proxy that never answers', () => {
  test('ends the request at its timeout, and the wait goes on', async () => {
    const run = await runBehindProxy({
      proxy: { answers: [silence] },
      inputs: { 'request-timeout': '500ms' },
    })
    expectServed(run)
    expect(run.outputs.polls).toBe('2')
    expect(run.log.join('\n')).toContain(
      `No answer from ${run.apiHost} through the proxy ${run.proxyHost} within 0.5s.`,
    )
  })

  test.each([
    ['http', 4],
    ['https', 2],
  ])('ends the step at its timeout over %s', async (scheme, seconds) => {
    await withSilentServer(async (host, sockets) => {
      const run = await runBehindProxy({
        env: () => ({ https_proxy: `${scheme}://${host}` }),
        inputs: { timeout: `${seconds}s` },
      })
      expect(run.exitCode).toBe(1)
      expect(run.requests).toEqual([])
      expect(sockets).toHaveLength(1)
      expect(run.outputs).toMatchObject({ outcome: 'timed-out', status: '', polls: '1' })
      expect(run.outputs.message).toContain(`through the proxy ${host}`)
      expect(run.elapsedMs).toBeGreaterThanOrEqual(seconds * 1_000)
      expect(run.elapsedMs).toBeLessThan((seconds + 1) * 1_000)
    })
  })

  test('does not hold up an API behind it that never answers', async () => {
    const run = await runBehindProxy({
      api: [once(status('pending')), once({ kind: 'never-answer' }), { reply: status('completed') }],
      inputs: { 'request-timeout': '500ms' },
    })
    expectServed(run, 3)
    expect(run.outputs.polls).toBe('3')
  })
})

describeSignals.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  async function cancel(options: (interrupt: () => void) => ProxiedOptions): Promise<ProxiedRun> {
    let child: ChildProcess | undefined
    let signalledAtMs = Number.NaN
    const interrupt = () => {
      signalledAtMs = performance.now()
      child?.kill(signal)
    }
    const run = await runBehindProxy({
      inputs: { timeout: '60s' },
      onStart: (started) => {
        child = started
      },
      ...options(interrupt),
    })
    expect(performance.now() - signalledAtMs).toBeLessThan(1_000)
    return run
  }

  test.each<readonly [string, (interrupt: () => void) => ProxiedOptions]>([
    [
      'the proxy is silent',
      (interrupt) => ({
        proxy: { answers: [silence], onConnect: interrupt },
      }),
    ],
    [
      'the API behind the proxy is silent',
      (interrupt) => ({
        api: { kind: 'never-answer' } satisfies Reply,
        simulator: { onRequest: interrupt },
      }),
    ],
  ])('ends the step within a second while %s, outputs written', async (_, options) => {
    const run = await cancel(options)
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ outcome: 'cancelled', status: '', polls: '1' })
    expect(run.outputs.message).toMatch(/^The wait was cancelled after \ds\. The reset itself goes on\.$/)
  })
})

describe('a proxy over TLS', () => {
  const secure = (proxyHost: string) => ({ https_proxy: `https://${proxyHost}` })

  test('is used when its certificate verifies', async () => {
    const run = await runBehindProxy({ proxy: { tls: await authority.issue([loopback]) }, env: secure })
    expectServed(run)
    expect(run.connects).toHaveLength(1)
  })

  test('is used under its own name, with its own password', async () => {
    const credentials = { username: 'robot', password: 'correct-horse-battery' }
    const run = await runBehindProxy({
      proxy: { tls: await authority.issue(['localhost']), credentials },
      env: (proxyHost) => ({
        https_proxy: `https://robot:correct-horse-battery@${proxyHost.replace(loopback, 'localhost')}`,
      }),
    })
    expectServed(run)
    expectHidden(run, [credentials.password])
  })

  test.each<readonly [string, () => Promise<Certified>, string]>([
    ['made out for the API', () => authority.issue([apiName]), 'it was made out for another host name'],
    ['that has expired', () => authority.issue([loopback, apiName], 'expired'), 'it has expired'],
    ['that is self-signed', () => createSelfSigned([loopback, apiName]), 'it is self-signed'],
  ])('is not used with a certificate %s', async (_, certify, cause) => {
    const run = await runBehindProxy({ proxy: { tls: await certify() }, env: secure })
    expect(run.exitCode).toBe(1)
    expect(run.connects).toEqual([])
    expect(run.requests).toEqual([])
    expect(run.outputs).toMatchObject({ outcome: 'error', polls: '1' })
    expect(run.outputs.message).toBe(
      `The certificate of the proxy ${run.proxyHost} does not verify: ${cause}. The token was not sent. ` +
        'If a private certificate authority signed it, name its certificate file in NODE_EXTRA_CA_CERTS.',
    )
  })

  test('that speaks plain HTTP is told in a sentence', async () => {
    const run = await runBehindProxy({ env: secure, inputs: { 'outage-tolerance': '0s' } })
    expect(run.exitCode).toBe(1)
    expect(run.connects).toEqual([])
    expect(run.outputs.message).toContain(
      `No connection to the proxy ${run.proxyHost}: the other side does not speak TLS on this port.`,
    )
  })
})

describe('the certificate of the API behind the proxy', () => {
  test.each<readonly [string, () => Promise<Certified>, string]>([
    [
      'made out for another name',
      () => authority.issue(['elsewhere.example.com', loopback]),
      'it was made out for another host name',
    ],
    ['that has expired', () => authority.issue([apiName], 'expired'), 'it has expired'],
    ['that is self-signed', () => createSelfSigned([apiName]), 'it is self-signed'],
    [
      'by an unknown authority',
      async () => (await createAuthority('Unknown authority')).issue([apiName]),
      'its certificate authority is not trusted here, or its chain is incomplete',
    ],
  ])('ends the step at once, and keeps the token: %s', async (_, certify, cause) => {
    const run = await runBehindProxy({ apiTls: await certify() })
    expectFatal(
      run,
      `The certificate of ${run.apiHost} does not verify: ${cause}. The token was not sent. ` +
        'If a private certificate authority signed it, name its certificate file in NODE_EXTRA_CA_CERTS.',
    )
  })
})

describe('a proxy variable that cannot be used', () => {
  const secret = 'correct-horse-battery'
  const malformed = [
    'proxy.example.com',
    'proxy.example.com:3128',
    '127.0.0.1:3128',
    `robot:${secret}@proxy.example.com:3128`,
    `http://robot:${secret}%zz@proxy.example.com:3128`,
    `http://robot%:${secret}@proxy.example.com:3128`,
    `http://robot:${secret}%ff@proxy.example.com:3128`,
    `socks5://robot:${secret}@proxy.example.com:1080`,
    `ftp://robot:${secret}@proxy.example.com`,
    'http://',
    `http://robot:${secret}@`,
    `http://robot:${secret}@proxy.example.com:99999`,
    `http:/robot:${secret}@proxy.example.com:3128`,
    `//robot:${secret}@proxy.example.com:3128`,
    ' ',
  ]

  function refusalOf(variable: string): string {
    return (
      `The proxy variable \`${variable}\` cannot be used: expected a URL that begins with http:// or https://, such as ` +
      'http://proxy.example.com:3128, with special characters in user name and password percent-encoded. ' +
      'The token is not sent around a proxy.'
    )
  }

  test.each(malformed)('is refused before any request, and not repeated: %j', async (value) => {
    const run = await runBehindProxy({ env: () => ({ https_proxy: value }) })
    expectNothingRequested(run, refusalOf('https_proxy'))
    expectHidden(run, [secret, `${value.slice(0, 8)}\n`])
  })

  test('is named as it is set', async () => {
    expectNothingRequested(
      await runBehindProxy({ env: () => ({ HTTPS_PROXY: malformed[3] }) }),
      refusalOf('HTTPS_PROXY'),
    )
    expectNothingRequested(
      await runBehindProxy({
        env: (proxyHost) => ({ https_proxy: malformed[3], HTTPS_PROXY: `http://${proxyHost}` }),
      }),
      refusalOf('https_proxy'),
    )
  })

  test('does not matter when the other one is used', async () => {
    expectServed(
      await runBehindProxy({
        env: (proxyHost) => ({ https_proxy: `http://${proxyHost}`, HTTPS_PROXY: malformed[3] }),
      }),
    )
  })

  test.each(malformed)('does not matter for an API on this machine: %j', async (value) => {
    const simulator = await startSimulator({
      scenario: { phases: [{ reply: status('completed') }] },
      tls: await authority.issue([loopback]),
    })
    try {
      const env = { ...trust, https_proxy: value, HTTPS_PROXY: value, http_proxy: value, HTTP_PROXY: value }
      const run = await runAction({ inputs: inputsFor(simulator.url), env })
      const checked = checkRun({ ...run, requests: simulator.requests }, token)
      expect(checked.exitCode).toBe(0)
      expectHidden(checked, [secret])
    } finally {
      await simulator.close()
    }
  })

  test('does not matter when no_proxy leads around it', async () => {
    const run = await runBehindProxy({
      env: () => ({ https_proxy: malformed[3], no_proxy: apiName }),
      inputs: { 'outage-tolerance': '0s' },
    })
    expect(run.outputs).toMatchObject({ outcome: 'error', polls: '1' })
    expect(run.outputs.message).toContain(': the host name ')
  })
})

describe('an API that is named by its address', () => {
  test('of IPv6 is refused through a proxy', async () => {
    const run = await runBehindProxy({ inputs: { 'api-url': 'https://[2001:db8::1]:8443' } })
    expectNothingRequested(
      run,
      '`api-url` names an IPv6 address, which cannot be reached through the proxy in `https_proxy`: ' +
        'use a host name, or add the address to `no_proxy`.',
    )
  })

  test('of IPv4 works through a proxy', async () => {
    const address = '192.0.2.1'
    const simulator = await startSimulator({
      scenario: { phases: [{ reply: status('completed') }] },
      tls: await authority.issue([address]),
    })
    try {
      const run = await runBehindProxy({
        proxy: { answers: [leadTo(simulator.port)] },
        inputs: { 'api-url': `https://${address}:8443` },
      })
      expect(run.exitCode).toBe(0)
      expect(run.connects.map(({ target }) => target)).toEqual([`${address}:8443`])
      expect(simulator.requests).toHaveLength(1)
    } finally {
      await simulator.close()
    }
  })
})

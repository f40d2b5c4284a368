import { lookup } from 'node:dns'
import type { IncomingHttpHeaders } from 'node:http'
import { connect, type Socket } from 'node:net'
import { describe, expect, test } from '@jest/globals'
import { type HttpServerOptions, type PrepareRequestFunctionOpts, RequestError, Server } from 'proxy-chain'
import { closedPort } from '../closed-port.ts'
import { testSignals } from '../platform.ts'
import { type Certified, createAuthority, createSelfSigned } from './certificates.ts'
import {
  expectReadable,
  loopback,
  runCancelled,
  runStep,
  type StepOptions,
  type StepRun,
  status,
  token,
  trusting,
  withServer,
} from './step.ts'

/** A name that only the proxy knows. */
const apiName = 'api.cloud-rewind.example.com'

const authority = await createAuthority()
const apiTls = await authority.issue([apiName])
const trust = await trusting(authority.cert)

/** What a proxy is asked with CONNECT. */
interface Connect {
  readonly target: string
  readonly headers: IncomingHttpHeaders
}

type Answer = (request: PrepareRequestFunctionOpts) => Promise<never>

interface ProxyOptions {
  /** What is said to the first CONNECTs, in order; undefined ones, and those that follow, are served. */
  readonly answers?: readonly (Answer | undefined)[]
  /** User name and password, with a colon between; without them, the proxy serves anybody. */
  readonly credentials?: string
  /** TLS to the proxy itself. */
  readonly tls?: Certified
}

const greeting = 'HTTP/1.1 200 Connection Established\r\n\r\n'

/** Does this with the connection, and leaves the rest of the answer out. */
const act =
  (on: (socket: Socket) => void): Answer =>
  ({ request }) => {
    on(request.socket)
    return new Promise(() => {})
  }

const silence = act(() => {})
const say = (text: string) => act((socket) => socket.end(text))
const refuse = (code: number) => () => Promise.reject(new RequestError('Not through here.', code))

/** Leads to a port of this machine, whatever was asked for. */
function leadTo(port: number, socket: Socket): void {
  const target = connect(port, loopback).on('error', () => socket.destroy())
  socket.on('error', () => target.destroy()).write(greeting)
  socket.pipe(target).pipe(socket)
}

/** Starts a forward proxy for which every name is this machine. */
async function startProxy({ answers = [], credentials, tls }: ProxyOptions = {}) {
  const connects: Connect[] = []
  const options: HttpServerOptions = {
    port: 0,
    host: loopback,
    prepareRequestFunction: (request) => {
      const answer = answers[connects.length]
      const { username, password } = request
      const { url = '', headers } = request.request
      connects.push({ target: url, headers })
      const isStranger = credentials !== undefined && credentials !== `${username}:${password}`
      return answer?.(request) ?? { requestAuthentication: isStranger, dnsLookup: lookupLoopback }
    },
  }
  const server = new Server(tls ? { ...options, serverType: 'https', httpsOptions: tls } : options)
  await server.listen()
  return { host: `${loopback}:${server.port}`, connects, close: () => server.close(true) }
}

const lookupLoopback = ((_name: string, ...rest: [never, never]) =>
  lookup(loopback, ...rest)) as typeof lookup

interface ProxiedOptions extends StepOptions {
  readonly proxy?: ProxyOptions
  /** The environment for the proxy; default https_proxy with nothing but its address. */
  readonly variables?: (proxyHost: string) => Readonly<Record<string, string>>
}

interface ProxiedRun extends StepRun {
  readonly proxyHost: string
  readonly apiHost: string
  readonly connects: readonly Connect[]
}

/** Runs the step against an API over HTTPS that can only be reached through a proxy. */
async function runBehindProxy(options: ProxiedOptions = {}): Promise<ProxiedRun> {
  const { proxy: proxyOptions, variables = overHttp, simulator, ...stepOptions } = options
  const proxy = await startProxy(proxyOptions)
  const { host: proxyHost, connects } = proxy
  let apiHost = ''
  try {
    const run = await runStep({
      apiUrl: ({ port }) => {
        apiHost = `${apiName}:${port}`
        return `https://${apiHost}`
      },
      simulator: { tls: apiTls, ...simulator },
      env: { ...trust, ...variables(proxyHost) },
      ...stepOptions,
    })
    expect(JSON.stringify(connects)).not.toContain(token)
    return { ...run, proxyHost, apiHost, connects }
  } finally {
    await proxy.close()
  }
}

const overHttp = (proxyHost: string) => ({ https_proxy: `http://${proxyHost}` })
const overTls = (proxyHost: string) => ({ https_proxy: `https://${proxyHost}` })

function expectServed(run: ProxiedRun): void {
  expect(run.exitCode).toBe(0)
  expect(run.requests[0]?.headers).toMatchObject({ host: run.apiHost, authorization: `Bearer ${token}` })
  expect(run.requests[0]?.headers).not.toHaveProperty('proxy-authorization')
}

/** An error without a single request to the API, and of what the user is told, these parts. */
function expectError(run: ProxiedRun, checks: number, parts: readonly string[]): void {
  expect(run.requests).toEqual([])
  expect(run.outputs).toMatchObject({ outcome: 'error', status: '', checks, timeline: [] })
  for (const part of parts)
    for (const text of [run.message, run.annotation.text]) expect(text).toContain(part)
  expectReadable(run)
}

describe('the proxy of the environment', () => {
  test.concurrent.each<readonly [string, string, Readonly<Record<string, string>>]>([
    ['in lower case', 'https_proxy', { HTTPS_PROXY: 'no-url', no_proxy: 'rewind.example.com' }],
    ['in upper case', 'HTTPS_PROXY', {}],
  ])('is used when named %s', async (_, variable, others) => {
    const run = await runBehindProxy({
      api: [status('pending'), status('completed')],
      variables: (proxyHost) => ({ ...others, [variable]: `http://${proxyHost}` }),
    })
    expectServed(run)
    const connectOnce = { target: run.apiHost, headers: { host: run.apiHost, connection: 'close' } }
    expect(run.connects).toEqual([connectOnce, connectOnce])
  })

  test.concurrent('is not used for an API on this machine, be it usable or not', async () => {
    const run = await runBehindProxy({
      apiUrl: ({ url }) => url,
      simulator: { tls: await authority.issue([loopback]) },
      variables: (proxyHost) => ({
        https_proxy: 'no-url',
        HTTPS_PROXY: `http://${proxyHost}`,
        http_proxy: 'no-url',
      }),
    })
    expect(run).toMatchObject({ exitCode: 0, connects: [] })
  })

  test.concurrent('is gone around where no_proxy says so', async () => {
    const run = await runBehindProxy({
      variables: (proxyHost) => ({ ...overHttp(proxyHost), no_proxy: 'elsewhere, cloud-rewind.example.com' }),
      inputs: { 'outage-tolerance': '0s' },
    })
    expect(run.connects).toEqual([])
    expectError(run, 1, [`${run.apiHost}: the host name`])
  })

  test.concurrent('leads to an API that is named by its address', async () => {
    let apiPort = 0
    const run = await runBehindProxy({
      proxy: { answers: [act((socket) => leadTo(apiPort, socket))] },
      simulator: { tls: await authority.issue(['192.0.2.1']) },
      apiUrl: ({ port }) => {
        apiPort = port
        return 'https://192.0.2.1:8443'
      },
    })
    expect(run.exitCode).toBe(0)
    expect(run.connects.map(({ target }) => target)).toEqual(['192.0.2.1:8443'])
  })

  test.concurrent.each([
    ['https_proxy', 'robot:correct-horse-battery@proxy.example.com:3128'],
    ['HTTPS_PROXY', 'http://robot:correct-horse-battery%zz@proxy.example.com:3128'],
    // A URL's authority ends at the slash: the rest of the password would be taken for a host, and shown.
    ['https_proxy', 'http://me:p@ss/x@proxy.example.com:3128'],
  ])('is refused, and not repeated, when %s cannot be used', async (variable, value) => {
    const run = await runBehindProxy({
      variables: () => ({ [variable]: value }),
      secrets: ['correct-horse-battery', 'p@s', 's/x', 'x@proxy', 'me:p'],
    })
    expect(run.connects).toEqual([])
    expectError(run, 0, [`${variable}`])
    expect(run.outputs?.cause).toBe('inputs')
  })
})

describe('user name and password of the proxy', () => {
  const [username, password] = ['dömain\\rob@t', 'p@ss:w/rd?#%+&=ü 9']
  const encoded = encodeURIComponent(password)
  const pair = Buffer.from(`${username}:${password}`).toString('base64')
  const credentials = `${username}:${password}`
  const variables = (proxyHost: string) => ({
    https_proxy: `http://${encodeURIComponent(username)}:${encoded}@${proxyHost}`,
  })

  test.concurrent('are passed on, masked, and shown nowhere, even if the API says them back', async () => {
    const said = `You are ${password}, that is ${encoded} or ${pair}`
    const secrets = [password, encoded, pair]
    const api = status('failed', said)
    const run = await runBehindProxy({ api, proxy: { credentials }, variables, secrets })
    expect(run.connects.map(({ headers }) => headers['proxy-authorization'])).toEqual([`Basic ${pair}`])
    expect(run.requests[0]?.headers).not.toHaveProperty('proxy-authorization')
    expect(run.message).toBe('You are ***, that is *** or ***')
    // The runner takes a percent sign in a command for the start of an escape, so it is escaped itself.
    const masks = secrets.map((secret) => `::add-mask::${secret.replaceAll('%', '%25')}`)
    expect(run.stdout.split(/\r?\n/)).toEqual(expect.arrayContaining(masks))
  })

  test.concurrent.each(['robot:guessed-password@', ''])(
    'end the step after one request when they are wrong: %j',
    async (userinfo) => {
      const run = await runBehindProxy({
        proxy: { credentials },
        variables: (proxyHost) => overHttp(userinfo + proxyHost),
        secrets: ['guessed-password', Buffer.from('robot:guessed-password').toString('base64')],
      })
      expect(run.connects).toHaveLength(1)
      expectError(run, 1, [run.proxyHost, run.apiHost, '407 Proxy Authentication Required', 'https_proxy'])
    },
  )
})

describe('a proxy that does not serve', () => {
  test.concurrent('ends the step after one request when it refuses', async () => {
    const run = await runBehindProxy({ proxy: { answers: [refuse(403)] } })
    expect(run.connects).toHaveLength(1)
    expectError(run, 1, [run.proxyHost, run.apiHost, '403 Forbidden', 'https_proxy'])
  })

  test.concurrent.each<readonly [string, Answer, RegExp]>([
    ['cannot reach the API', refuse(502), /<proxy> could not reach <api>: .* 502 Bad Gateway/],
    ['cannot serve now', refuse(503), /<proxy> could not reach <api>: .* 503 Service Unavailable/],
    ['breaks', refuse(500), /<proxy> could not reach <api>: .* 500 Internal Server Error/],
    ['says garbage', say('SSH-2.0-OpenSSH_9.9\r\n'), /<proxy>: .*not valid HTTP/],
    ['hangs up', say(''), /<proxy>: .*reset or closed/],
    ['agrees, and hangs up', say(greeting), /<api> .*<proxy>: .*reset or closed/],
    ['agrees, and says garbage', say(`${greeting}garbage`), /<api> .*<proxy>: .*reset or closed/],
    ['is silent', silence, /No answer .*<api> .*<proxy> .*\b5s\b/],
  ])('is survived, and told in a sentence, when it %s', async (_, answer, sentence) => {
    const run = await runBehindProxy({
      api: [status('pending'), status('completed')],
      proxy: { answers: [undefined, answer] },
      inputs: { 'request-timeout': '5s' },
    })
    expectServed(run)
    expect(run.connects.length).toBeGreaterThanOrEqual(3)
    const log = run.log.map((line) => line.replace(run.proxyHost, '<proxy>').replace(run.apiHost, '<api>'))
    expect(log).toContainEqual(expect.stringMatching(sentence))
    expect(log.join('\n')).not.toMatch(/tunneling socket|ECONNRESET/)
  })

  test.concurrent.each([500, 502, 503])('is not to blame when it answers %i for ever', async (code) => {
    const proxy = { answers: Array.from({ length: 200 }, () => refuse(code)) }
    const run = await runBehindProxy({ proxy, inputs: { 'outage-tolerance': '1s' } })
    expect(run.connects.length).toBeGreaterThan(1)
    expect(run.outputs).toMatchObject({ outcome: 'error', cause: 'unreachable' })
  })

  test.concurrent('is tried again for as long as failures are tolerated: a closed port', async () => {
    const dead = `${loopback}:${await closedPort()}`
    const run = await runBehindProxy({
      variables: () => overHttp(dead),
      inputs: { 'outage-tolerance': '2s' },
    })
    const checks = run.outputs?.checks ?? 0
    expect(checks).toBeGreaterThan(1)
    expectError(run, checks, [`the proxy ${dead}: the connection was refused`])
    expect(run.outputs?.cause).toBe('proxy')
  })

  test.concurrent.each(['http', 'https'])(
    'does not hold up the timeout of the step: silence over %s',
    (scheme) =>
      withServer(
        (socket) => socket.resume(),
        async (port, sockets) => {
          const run = await runBehindProxy({
            variables: () => ({ https_proxy: `${scheme}://${loopback}:${port}` }),
            inputs: { timeout: '4s' },
          })
          expect(run.requests).toEqual([])
          expect(sockets).toHaveLength(1)
          expect(run.outputs).toMatchObject({ outcome: 'timed-out', status: '', checks: 1 })
          expect(run.outputs?.elapsedSeconds).toBeGreaterThanOrEqual(4)
          expect(run.elapsedMs).toBeLessThan(9_000)
        },
      ),
  )

  testSignals.each<readonly [NodeJS.Signals, string, (cancel: () => void) => ProxiedOptions]>([
    ['SIGINT', 'the proxy', (cancel) => ({ proxy: { answers: [act(cancel)] } })],
    [
      'SIGTERM',
      'the API behind it',
      (cancel) => ({ api: { kind: 'never-answer' }, simulator: { onRequest: cancel } }),
    ],
  ])('does not hold up %s: silence of %s', async (signal, _, options) => {
    const run = await runCancelled(signal, options, runBehindProxy)
    expect(run.outputs?.status).toBe('')
  })
})

describe('a proxy over TLS', () => {
  test.concurrent('is used, with its password, when its certificate verifies', async () => {
    const credentials = 'robot:correct-horse-battery'
    const run = await runBehindProxy({
      proxy: { tls: await authority.issue(['localhost']), credentials },
      variables: (proxyHost) => overTls(`${credentials}@${proxyHost.replace(loopback, 'localhost')}`),
      secrets: ['correct-horse-battery'],
    })
    expectServed(run)
  })

  test.concurrent('that speaks plain HTTP is told in a sentence', async () => {
    const run = await runBehindProxy({ variables: overTls, inputs: { 'outage-tolerance': '0s' } })
    expect(run.connects).toEqual([])
    expectError(run, 1, [`the proxy ${run.proxyHost}: the other side does not speak TLS`])
  })
})

/** Certificates that do not verify: whose, what is wrong with it, and how the step is run with it. */
const unverified: readonly (readonly [string, string, () => Promise<Certified>])[] = [
  ['the proxy', 'another host', () => authority.issue([apiName])],
  ['the proxy', 'self-signed', () => createSelfSigned([loopback, apiName])],
  ['the API', 'another host', () => authority.issue(['elsewhere.example.com', loopback])],
  ['the API', 'self-signed', () => createSelfSigned([loopback, apiName])],
]

test.concurrent.each(unverified)(
  'nothing is sent past a certificate of %s: %s',
  async (of, cause, certify) => {
    const tls = await certify()
    const isProxy = of === 'the proxy'
    const run = await runBehindProxy(
      isProxy ? { proxy: { tls }, variables: overTls } : { simulator: { tls } },
    )
    expect(run.connects).toHaveLength(isProxy ? 0 : 1)
    const peer = isProxy ? `the proxy ${run.proxyHost}` : run.apiHost
    expectError(run, 1, [`The certificate of ${peer} `, cause, 'NODE_EXTRA_CA_CERTS'])
  },
)

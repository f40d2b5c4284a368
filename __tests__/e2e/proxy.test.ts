import { lookup } from 'node:dns'
import type { IncomingHttpHeaders } from 'node:http'
import { connect, type Socket } from 'node:net'
import { describe, expect, test } from '@jest/globals'
import { type HttpServerOptions, type PrepareRequestFunctionOpts, RequestError, Server } from 'proxy-chain'
import { closedPort } from '../closed-port.ts'
import { testSignals } from '../platform.ts'
import { type Certified, createAuthority } from './certificates.ts'
import {
  expectReadable,
  loopback,
  runCancelled,
  runStep,
  type StepOptions,
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
const nowhere = `${loopback}:${await closedPort()}`

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
  const connects: { readonly target: string; readonly headers: IncomingHttpHeaders }[] = []
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

type ProxiedRun = Awaited<ReturnType<typeof runBehindProxy>>

/** Runs the step against an API over HTTPS that can only be reached through a proxy. */
async function runBehindProxy(options: ProxiedOptions = {}) {
  const { proxy, variables = overHttp, simulator, ...stepOptions } = options
  const { host: proxyHost, connects, close } = await startProxy(proxy)
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
    await close()
  }
}

const overHttp = (proxyHost: string) => ({ https_proxy: `http://${proxyHost}` })
const overTls = (proxyHost: string) => ({ https_proxy: `https://${proxyHost}` })

function expectServed(run: ProxiedRun): void {
  expect(run.exitCode).toBe(0)
  expect(run.requests[0]?.headers).toMatchObject({ host: run.apiHost, authorization: `Bearer ${token}` })
  expect(run.requests[0]?.headers).not.toHaveProperty('proxy-authorization')
}

/** An error without a single request to the API, whose texts name these. */
function expectError(run: ProxiedRun, checks: number, cause: string, parts: readonly string[]): void {
  expect(run.requests).toEqual([])
  expect(run.outputs).toMatchObject({ outcome: 'error', cause, status: '', checks, timeline: [] })
  for (const part of parts)
    for (const text of [run.message, run.annotation.text]) expect(text).toContain(part)
  expectReadable(run)
}

describe('the proxy of the environment', () => {
  test.concurrent.each([
    ['https_proxy', { HTTPS_PROXY: 'no-url', no_proxy: 'rewind.example.com' }],
    ['HTTPS_PROXY', {}],
  ])('is used when named %s', async (variable, others) => {
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
      variables: (proxyHost) => ({ https_proxy: 'no-url', HTTPS_PROXY: `http://${proxyHost}` }),
    })
    expect(run).toMatchObject({ exitCode: 0, connects: [] })
  })

  test.concurrent('is bypassed where no_proxy says so', async () => {
    const run = await runBehindProxy({
      variables: (proxyHost) => ({ ...overHttp(proxyHost), no_proxy: 'elsewhere, cloud-rewind.example.com' }),
      inputs: { 'outage-tolerance': '0s' },
    })
    expect(run.connects).toEqual([])
    expectError(run, 1, 'unreachable', [run.apiHost])
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
    // A URL's authority ends at the backslash: the rest of the password would be read as a host, and shown.
    ['https_proxy', 'http://DOMAIN\\me:p@ss\\x@proxy.example.com:3128'],
  ])('is rejected, and not repeated, if %s is invalid: %s', async (variable, value) => {
    const run = await runBehindProxy({
      variables: () => ({ [variable]: value }),
      secrets: ['correct-horse-battery', 'p@s', 's\\x', 'x@proxy', 'me:p'],
    })
    expect(run.connects).toEqual([])
    expectError(run, 0, 'inputs', [variable])
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
      expectError(run, 1, 'proxy', [run.proxyHost, run.apiHost, '407', 'Basic', 'https_proxy'])
    },
  )
})

describe('a proxy that does not serve', () => {
  test.concurrent('ends the step after one request when it refuses', async () => {
    const run = await runBehindProxy({ proxy: { answers: [refuse(403)] } })
    expect(run.connects).toHaveLength(1)
    expectError(run, 1, 'proxy', [run.proxyHost, run.apiHost, '403 Forbidden', 'https_proxy'])
  })

  test.concurrent.each<readonly [string, Answer, RegExp]>([
    ["can't reach the API", refuse(502), /<proxy> .*<api>: 502 Bad Gateway/],
    ['returns garbage', say('SSH-2.0-OpenSSH_9.9\r\n'), /<proxy> isn't HTTP/],
    ['closes', say(''), /<proxy> closed/],
    ['agrees, and closes', say(greeting), /<api> .*<proxy> closed/],
    ['agrees, and sends a page', say(`${greeting}<html>`), /<api> .*<proxy>: .*TLS/],
    ['never responds', silence, /No response .*<api> .*<proxy> .*\b5s\b/],
  ])('is survived, and logged, if it %s', async (_, answer, words) => {
    const run = await runBehindProxy({
      api: [status('pending'), status('completed')],
      proxy: { answers: [undefined, answer] },
      inputs: { 'request-timeout': '5s' },
    })
    expectServed(run)
    expect(run.connects.length).toBeGreaterThanOrEqual(3)
    const log = run.log.map((line) => line.replace(run.proxyHost, '<proxy>').replace(run.apiHost, '<api>'))
    expect(log).toContainEqual(expect.stringMatching(words))
    expect(log.join('\n')).not.toMatch(/tunneling socket|ECONNRESET/)
  })

  test.concurrent.each<readonly [string, ProxiedOptions, string]>([
    ['returns 503', { proxy: { answers: Array.from({ length: 200 }, () => refuse(503)) } }, 'unreachable'],
    ["doesn't listen", { variables: () => overHttp(nowhere) }, 'proxy'],
  ])('is tried again for as long as failures are tolerated if it %s', async (_, options, cause) => {
    const run = await runBehindProxy({ ...options, inputs: { 'outage-tolerance': '1s' } })
    const checks = run.outputs?.checks ?? 0
    expect(checks).toBeGreaterThan(1)
    expectError(run, checks, cause, [cause === 'proxy' ? nowhere : run.proxyHost])
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
      (cancel) => ({ api: { kind: 'raw', bytes: '', ending: 'silence' }, simulator: { onRequest: cancel } }),
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
    expectError(run, 1, 'proxy', [run.proxyHost, 'TLS'])
  })
})

test.concurrent.each([
  ['proxy', [apiName]],
  ['API', ['elsewhere.example.com', loopback]],
])("nothing is sent if the certificate of the %s can't be verified", async (of, names) => {
  const tls = await authority.issue(names)
  const isProxy = of === 'proxy'
  const run = await runBehindProxy(isProxy ? { proxy: { tls }, variables: overTls } : { simulator: { tls } })
  expect(run.connects).toHaveLength(isProxy ? 0 : 1)
  expectError(run, 1, 'certificate', [isProxy ? run.proxyHost : run.apiHost])
})

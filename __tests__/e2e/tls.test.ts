import { once as nextEvent } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runAction } from '../../simulator/action-runner.ts'
import { startSimulator } from '../../simulator/server.ts'
import { type Authority, type Certified, createAuthority, createSelfSigned } from './certificates.ts'
import { checkRun, inputsFor, once, runStep, type StepOptions, type StepRun, status, token } from './step.ts'

const loopback = '127.0.0.1'

let folder = ''
let authority: Authority
let trust: { readonly NODE_EXTRA_CA_CERTS: string }

async function trustIn(name: string, certificate: string) {
  const file = join(folder, name)
  await writeFile(file, certificate)
  return { NODE_EXTRA_CA_CERTS: file }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'e2e-tls-'))
  authority = await createAuthority()
  trust = await trustIn('authority.pem', authority.cert)
})

afterAll(() => rm(folder, { recursive: true }))

/** Runs the step against an address that is no simulator of its own. */
async function runAt(url: string, { inputs, ...options }: StepOptions = {}): Promise<StepRun> {
  const run = await runAction({ inputs: { ...inputsFor(url), ...inputs }, ...options })
  return checkRun({ ...run, requests: [] }, token)
}

/** Runs the step against a server that takes connections and never says a word, or only this one. */
async function runAtPort(
  scheme: string,
  options: StepOptions,
  answer?: Buffer,
): Promise<StepRun & { readonly connections: number }> {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}).resume())
    if (answer !== undefined) socket.once('data', () => socket.end(answer))
  })
  server.listen(0, loopback)
  await nextEvent(server, 'listening')
  try {
    const { port } = server.address() as AddressInfo
    return { ...(await runAt(`${scheme}://${loopback}:${port}`, options)), connections: sockets.length }
  } finally {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
}

function expectRefused(run: StepRun, message: RegExp | string): void {
  expect(run.exitCode).toBe(1)
  expect(run.requests).toEqual([])
  expect(run.outputs).toMatchObject({ outcome: 'error', status: '', timeline: '[]' })
  expect(run.outputs.message).toMatch(message)
  // The log breaks two colons in a row, those of an IPv6 address too: they could begin a workflow command.
  expect(run.annotation.text).toBe(run.outputs.message?.replaceAll('::', ': :'))
}

describe('a certificate of a private authority', () => {
  test('is taken when the authority is named in NODE_EXTRA_CA_CERTS', async () => {
    const tls = await authority.issue([loopback])
    const run = await runStep({
      api: [once(status('in-progress')), { reply: status('completed') }],
      simulator: { tls },
      env: trust,
    })
    expect(run.exitCode).toBe(0)
    expect(run.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Bearer ${token}`,
      `Bearer ${token}`,
    ])
  })

  test('is taken for a host name', async () => {
    const run = await runStep({
      simulator: { tls: await authority.issue(['localhost']), host: 'localhost' },
      env: trust,
    })
    expect(run.exitCode).toBe(0)
  })

  test('is taken for an IPv6 address', async () => {
    const run = await runStep({ simulator: { tls: await authority.issue(['::1']), host: '::1' }, env: trust })
    expect(run.exitCode).toBe(0)
    expect(run.requests[0]?.headers.host).toMatch(/^\[::1\]:\d+$/)
  })
})

test('a self-signed certificate is taken when it is itself named in NODE_EXTRA_CA_CERTS', async () => {
  const tls = await createSelfSigned([loopback])
  const run = await runStep({ simulator: { tls }, env: await trustIn('self-signed.pem', tls.cert) })
  expect(run.exitCode).toBe(0)
})

test('an IPv6 address works over plain HTTP', async () => {
  const run = await runStep({ simulator: { host: '::1' } })
  expect(run.exitCode).toBe(0)
  expect(run.requests[0]?.headers.host).toMatch(/^\[::1\]:\d+$/)
})

interface Unverified {
  readonly certify: () => Promise<Certified>
  readonly isTrusted: boolean
  readonly cause: string
  /** Default 127.0.0.1. */
  readonly host?: string
}

/** Certificates that do not verify, each for one reason only. */
const unverified: readonly (readonly [string, Unverified])[] = [
  [
    'by an unknown authority',
    {
      certify: () => authority.issue([loopback]),
      isTrusted: false,
      cause: 'its certificate authority is not trusted here, or its chain is incomplete',
    },
  ],
  [
    'by an unknown authority that comes with it',
    {
      certify: async () => {
        const { cert, key } = await authority.issue([loopback])
        return { cert: `${cert}\n${authority.cert}`, key }
      },
      isTrusted: false,
      cause: 'its chain ends in a certificate authority that is not trusted here',
    },
  ],
  [
    'made out for another name',
    {
      certify: () => authority.issue(['api.cloud-rewind.example.com', '127.0.0.2']),
      isTrusted: true,
      cause: 'it was made out for another host name',
    },
  ],
  [
    'made out for the address rather than the name',
    {
      certify: () => authority.issue([loopback, '::1']),
      isTrusted: true,
      cause: 'it was made out for another host name',
      host: 'localhost',
    },
  ],
  [
    'made out for another IPv6 address',
    {
      certify: () => authority.issue(['::2', loopback]),
      isTrusted: true,
      cause: 'it was made out for another host name',
      host: '::1',
    },
  ],
  [
    'that has expired',
    {
      certify: () => authority.issue([loopback], 'expired'),
      isTrusted: true,
      cause: 'it has expired',
    },
  ],
  [
    'that is not valid yet',
    {
      certify: () => authority.issue([loopback], 'not-yet-valid'),
      isTrusted: true,
      cause: 'it is not valid yet',
    },
  ],
  [
    'that is self-signed',
    { certify: () => createSelfSigned([loopback]), isTrusted: true, cause: 'it is self-signed' },
  ],
]

describe('a certificate that does not verify', () => {
  test.each(unverified)(
    'ends the step at once, and keeps the token: %s',
    async (_, { certify, isTrusted, cause, host = loopback }) => {
      const tls = await certify()
      const run = await runStep({ simulator: { tls, host }, env: isTrusted ? trust : {} })
      const shownHost = host.includes(':') ? `[${host}]` : host
      expect(run.outputs.polls).toBe('1')
      expectRefused(run, /^The certificate of \S+:\d+ does not verify: /)
      expect(run.outputs.message?.replace(/:\d+ /, ':<port> ')).toBe(
        `The certificate of ${shownHost}:<port> does not verify: ${cause}. The token was not sent. ` +
          'If a private certificate authority signed it, name its certificate file in NODE_EXTRA_CA_CERTS.',
      )
      expect(run.log).toEqual([expect.stringMatching(/^Waiting for the reset of recovery /)])
      expect(run.summary).toContain('NODE&#95;EXTRA&#95;CA&#95;CERTS')
    },
  )
})

describe('NODE_TLS_REJECT_UNAUTHORIZED', () => {
  const insecure = { NODE_TLS_REJECT_UNAUTHORIZED: '0' }
  const refusal =
    /^Nothing was requested: The environment sets `NODE_TLS_REJECT_UNAUTHORIZED=0`, which .*: remove it\. If .* name its certificate file in `NODE_EXTRA_CA_CERTS`\.$/

  test('as 0 is refused over HTTPS, before any connection', async () => {
    const run = await runAtPort('https', { env: insecure })
    expect(run.connections).toBe(0)
    expect(run.outputs.polls).toBe('0')
    expectRefused(run, refusal)
  })

  test('as 0 is refused over HTTPS with a certificate that verifies', async () => {
    const tls = await authority.issue([loopback])
    const run = await runStep({ simulator: { tls }, env: { ...trust, ...insecure } })
    expect(run.outputs.polls).toBe('0')
    expectRefused(run, refusal)
  })

  test('as 0 is refused over plain HTTP', async () => {
    const run = await runStep({ env: insecure })
    expect(run.outputs.polls).toBe('0')
    expectRefused(run, refusal)
  })

  test.each(['1', '', 'false'])('as %j, which leaves certificates checked, does no harm', async (value) => {
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: value }
    const tls = await authority.issue([loopback])
    expect(await runStep({ simulator: { tls }, env: { ...trust, ...env } })).toMatchObject({ exitCode: 0 })
    const unknown = await runStep({ simulator: { tls }, env })
    expectRefused(unknown, /^The certificate of /)
  })
})

describe('a port that speaks something else', () => {
  test('plain HTTP in place of TLS is tried again, and told in a sentence', async () => {
    const simulator = await startSimulator({ scenario: { phases: [{ reply: status('completed') }] } })
    try {
      const run = await runAt(`https://${loopback}:${simulator.port}`, {
        inputs: { 'outage-tolerance': '500ms' },
      })
      expect(simulator.requests).toEqual([])
      expect(Number(run.outputs.polls)).toBeGreaterThan(1)
      expectRefused(
        run,
        /^\d+ checks in a row failed, and before the first good answer, failures are tolerated for 0\.5s\. No connection to 127\.0\.0\.1:\d+: the other side does not speak TLS on this port\. Check `api-url`, and that the runner can reach that host\.$/,
      )
    } finally {
      await simulator.close()
    }
  })

  test('TLS in place of plain HTTP is tried again, and told in a sentence', async () => {
    const simulator = await startSimulator({
      scenario: { phases: [{ reply: status('completed') }] },
      tls: await authority.issue([loopback]),
    })
    try {
      const run = await runAt(`http://${loopback}:${simulator.port}`, {
        inputs: { 'outage-tolerance': '500ms' },
      })
      expect(simulator.requests).toEqual([])
      expect(Number(run.outputs.polls)).toBeGreaterThan(1)
      expectRefused(
        run,
        / No connection to 127\.0\.0\.1:\d+: the connection was reset or closed\. Check `api-url`/,
      )
    } finally {
      await simulator.close()
    }
  })
})

describe('a TLS handshake that the server breaks off', () => {
  /** TLS records of type alert (21), level fatal (2): RFC 8446, section 6. */
  test.each([
    ['handshake failure', 40],
    ['protocol version', 70],
    ['internal error', 80],
  ])('is tried again, and told in a sentence: %s', async (_, description) => {
    const alert = Buffer.from([21, 3, 3, 0, 2, 2, description])
    const run = await runAtPort('https', { inputs: { 'outage-tolerance': '500ms' } }, alert)
    expect(Number(run.outputs.polls)).toBeGreaterThan(1)
    expectRefused(
      run,
      / No connection to 127\.0\.0\.1:\d+: TLS could not be set up \([^()]+\)\. Check `api-url`/,
    )
    expect(run.outputs.message).not.toMatch(/EPROTO|openssl|\n/)
  })
})

describe('a TLS handshake that stalls', () => {
  test('ends at the request timeout', async () => {
    const run = await runAtPort('https', {
      inputs: { 'request-timeout': '400ms', 'outage-tolerance': '700ms' },
    })
    expect(run.outputs.polls).toBe('2')
    expect(run.connections).toBe(2)
    expectRefused(run, /No answer from 127\.0\.0\.1:\d+ within 0\.4s\. Check `api-url`/)
    expect(run.elapsedMs).toBeLessThan(4_000)
  })

  test('ends at the timeout of the step', async () => {
    const run = await runAtPort('https', { inputs: { timeout: '2s' } })
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ outcome: 'timed-out', status: '', polls: '1' })
    expect(run.connections).toBe(1)
    expect(run.outputs.message).toMatch(/No answer from 127\.0\.0\.1:\d+ within [12](\.\d+)?s\./)
    expect(run.elapsedMs).toBeGreaterThanOrEqual(2_000)
    expect(run.elapsedMs).toBeLessThan(3_000)
  })
})

describe('plain HTTP to another machine', () => {
  test.each([
    'http://api.cloud-rewind.example.com',
    'http://192.0.2.1:8080',
    'http://[2001:db8::1]:8080',
    'http://localhost.example.com',
    'http://localhost.example.com',
  ])('is refused: %s', async (url) => {
    const run = await runAt(url)
    expect(run.outputs.polls).toBe('0')
    expectRefused(run, '`api-url`')
    expect(run.outputs.message).toContain('http:// would send the token in the clear')
  })
})

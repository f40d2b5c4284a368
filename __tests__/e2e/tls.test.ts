import { describe, expect, test } from '@jest/globals'
import { type Certified, createAuthority, createSelfSigned } from './certificates.ts'
import {
  expectReadable,
  loopback,
  runStep,
  type StepOptions,
  type StepRun,
  status,
  token,
  trusting,
  withServer,
} from './step.ts'

const authority = await createAuthority()
const selfSigned = await createSelfSigned([loopback])
const trust = await trusting(authority.cert)
const trustInSelfSigned = await trusting(selfSigned.cert)

/** Leads the step to where somebody else listens than the simulated API. */
const at = (scheme: string, port: number): StepOptions => ({
  apiUrl: () => `${scheme}://${loopback}:${port}`,
})

function expectNothingSent(run: StepRun, message: RegExp): void {
  expect(run.requests).toEqual([])
  expect(run.outputs).toMatchObject({ outcome: 'error', status: '', timeline: [] })
  expect(run.message).toMatch(message)
  expectReadable(run)
}

describe('a certificate that verifies', () => {
  test.concurrent.each([
    ['for an address', loopback, loopback],
    ['for a name', 'localhost', 'localhost'],
    ['for an IPv6 address', '::1', '[::1]'],
  ])('is taken %s', async (_, host, shown) => {
    const run = await runStep({
      api: [status('in-progress'), status('completed')],
      simulator: { tls: await authority.issue([host]), host },
      env: { ...trust, NODE_TLS_REJECT_UNAUTHORIZED: '1' },
    })
    expect(run.exitCode).toBe(0)
    expect(run.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Bearer ${token}`,
      `Bearer ${token}`,
    ])
    expect(run.requests[0]?.headers.host).toContain(`${shown}:`)
  })

  test.concurrent('is a self-signed one that is itself trusted', async () => {
    const run = await runStep({ simulator: { tls: selfSigned }, env: trustInSelfSigned })
    expect(run.exitCode).toBe(0)
  })
})

// Where the system keeps its own is for each to say; of OpenSSL it can be told.
const testLinux = process.platform === 'linux' ? test.concurrent : test.skip

testLinux('a certificate authority that the system trusts is trusted when Node.js is told to', async () => {
  const system = { SSL_CERT_FILE: trust.NODE_EXTRA_CA_CERTS }
  const run = async (env: Record<string, string>) =>
    runStep({ simulator: { tls: await authority.issue([loopback]) }, env: { ...system, ...env } })
  expect((await run({ NODE_USE_SYSTEM_CA: '1' })).exitCode).toBe(0)
  expect((await run({})).outputs?.cause).toBe('certificate')
})

/** Certificates that do not verify, each for one reason only. */
const unverified: readonly (readonly [string, () => Promise<Certified>, RegExp])[] = [
  [
    'by an unknown authority',
    async () => (await createAuthority('Unknown authority')).issue([loopback]),
    /authority is not trusted/,
  ],
  [
    'made out for another name',
    () => authority.issue(['api.cloud-rewind.example.com', '127.0.0.2']),
    /made out for another host/,
  ],
  ['that has expired', () => authority.issue([loopback], 'expired'), /expired/],
  ['that is self-signed', () => createSelfSigned([loopback]), /self-signed/],
]

test.concurrent.each(unverified)(
  'a certificate ends the step at once, and keeps the token: %s',
  async (_, certify, cause) => {
    const run = await runStep({ simulator: { tls: await certify() }, env: trust })
    expect(run.outputs?.checks).toBe(1)
    expectNothingSent(run, /^The certificate of 127\.0\.0\.1:\d+ does not verify: /)
    expect(run.message).toMatch(cause)
    for (const text of [run.message, run.summaryText]) expect(text).toContain('NODE_EXTRA_CA_CERTS')
  },
)

test.concurrent('NODE_TLS_REJECT_UNAUTHORIZED=0 is refused before any connection', () =>
  withServer(
    () => {},
    async (port, sockets) => {
      const run = await runStep({ ...at('https', port), env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } })
      expect(sockets).toEqual([])
      expect(run.outputs?.checks).toBe(0)
      expectNothingSent(run, /NODE_TLS_REJECT_UNAUTHORIZED=0/)
      expect(run.message).toContain('NODE_EXTRA_CA_CERTS')
    },
  ))

describe('a port that speaks something else', () => {
  const patience = { inputs: { 'outage-tolerance': '2s' } }

  function expectTriedAgain(run: StepRun, cause: RegExp): void {
    expectNothingSent(run, cause)
    expect(run.outputs?.checks).toBeGreaterThan(1)
    expect(run.elapsedMs).toBeGreaterThanOrEqual(2_000)
    expect(run.message).toContain('api-url')
  }

  test.concurrent('is tried again: plain HTTP in place of TLS', async () => {
    const run = await runStep({ ...patience, apiUrl: ({ port }) => `https://${loopback}:${port}` })
    expectTriedAgain(run, /127\.0\.0\.1:\d+: .*not speak TLS/)
  })

  test.concurrent('is tried again: TLS in place of plain HTTP', async () => {
    const tls = await authority.issue([loopback])
    const run = await runStep({
      ...patience,
      simulator: { tls },
      apiUrl: ({ port }) => `http://${loopback}:${port}`,
    })
    expectTriedAgain(run, /127\.0\.0\.1:\d+: .*reset or closed/)
  })

  test.concurrent('is tried again: TLS that breaks off', async () => {
    // A record of type alert (21), level fatal (2), "handshake failure" (40): RFC 8446, section 6.
    const alert = Buffer.from([21, 3, 3, 0, 2, 2, 40])
    await withServer(
      (socket) => socket.once('data', () => socket.end(alert)),
      async (port) => {
        const run = await runStep({ ...patience, ...at('https', port) })
        expectTriedAgain(run, /127\.0\.0\.1:\d+: TLS could not be set up \([^()]+\)/)
      },
    )
  })
})

test.concurrent.each([
  ['of the request', { 'request-timeout': '2s', 'outage-tolerance': '0s' }, 'error'],
  ['of the step', { timeout: '4s' }, 'timed-out'],
] as const)('a TLS handshake that stalls ends at the timeout %s', (_, inputs, outcome) =>
  withServer(
    (socket) => socket.resume(),
    async (port, sockets) => {
      const run = await runStep({ ...at('https', port), inputs })
      expect(run.outputs).toMatchObject({ outcome, status: '', checks: 1 })
      expect(sockets).toHaveLength(1)
      expect(run.message).toMatch(outcome === 'error' ? /No answer from 127\.0\.0\.1:\d+/ : /\b4s\b/)
      expect(run.outputs?.elapsedSeconds).toBeGreaterThanOrEqual(2)
      expect(run.elapsedMs).toBeLessThan(9_000)
    },
  ),
)

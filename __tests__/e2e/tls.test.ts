import type { Socket } from 'node:net'
import { expect, test } from '@jest/globals'
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

function expectNothingSent(run: StepRun, cause: string, words: RegExp): void {
  expect(run.requests).toEqual([])
  expect(run.outputs).toMatchObject({ outcome: 'error', cause, status: '', timeline: [] })
  expect(run.message).toMatch(words)
  expectReadable(run)
}

test.concurrent.each([
  ['an address', loopback, loopback],
  ['a name', 'localhost', 'localhost'],
  ['an IPv6 address', '::1', '[::1]'],
])('a certificate for %s is taken if it verifies', async (_, host, shown) => {
  const run = await runStep({
    api: [status('in-progress'), status('completed')],
    simulator: { tls: await authority.issue([host]), host },
    env: { ...trust, NODE_TLS_REJECT_UNAUTHORIZED: '1' },
  })
  expect(run.exitCode).toBe(0)
  const authorization = `Bearer ${token}`
  const headers = { authorization, host: expect.stringContaining(`${shown}:`) }
  expect(run.requests).toMatchObject([{ headers }, { headers }])
})

test.concurrent('a self-signed certificate is taken if it is itself trusted', async () => {
  const run = await runStep({ simulator: { tls: selfSigned }, env: trustInSelfSigned })
  expect(run.exitCode).toBe(0)
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

// Certificates that can't be verified, each for one reason only.
test.concurrent.each<readonly [string, () => Promise<Certified>, RegExp]>([
  [
    'unknown CA',
    async () => (await createAuthority('Unknown authority')).issue([loopback]),
    /CA.*certificate\.pem/,
  ],
  ['other host', () => authority.issue(['api.cloud-rewind.example.com', '127.0.0.2']), /host/],
  ['expired', () => authority.issue([loopback], 'expired'), /expired/],
  ['signed with SHA-1', () => authority.issue([loopback], 'weak'), /weak/],
  ['self-signed', () => createSelfSigned([loopback]), /self-signed/],
])('a certificate ends the step and keeps the token: %s', async (_, certify, words) => {
  const run = await runStep({ simulator: { tls: await certify() }, env: trust })
  expectNothingSent(run, 'certificate', words)
  expect(run.outputs?.checks).toBe(1)
})

/** Runs the step where somebody else listens than the simulated API. */
const runAt = (scheme: string, port: number, options: StepOptions) =>
  runStep({ ...options, apiUrl: () => `${scheme}://${loopback}:${port}` })

test.concurrent('NODE_TLS_REJECT_UNAUTHORIZED=0 is rejected before any connection', () =>
  withServer(
    () => {},
    async (port, sockets) => {
      const run = await runAt('https', port, { env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } })
      expect(sockets).toEqual([])
      expectNothingSent(run, 'inputs', /NODE_TLS_REJECT_UNAUTHORIZED=0.*NODE_EXTRA_CA_CERTS/)
    },
  ))

// A record of type alert (21), level fatal (2), "handshake failure" (40): RFC 8446, section 6.
const alert = Buffer.from([21, 3, 3, 0, 2, 2, 40])
// Settings that a server of HTTP/2 sends first: RFC 9113, section 6.5.
const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])

test.concurrent.each<readonly [string, string, (socket: Socket) => void, RegExp]>([
  ['HTTP in place of TLS', 'https', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), /TLS/],
  ['TLS that fails', 'https', (socket) => socket.once('data', () => socket.end(alert)), /TLS.*\([^()]+\)/],
  ['a TLS server that closes', 'https', (socket) => socket.end(), /closed without/],
  ['a server that closes', 'http', (socket) => socket.once('data', () => socket.end()), /closed without/],
  ['binary data', 'http', (socket) => socket.end(settings), /isn't HTTP/],
])('the step tries again: %s', (_, scheme, serve, words) =>
  withServer(serve, async (port) => {
    const run = await runAt(scheme, port, { inputs: { 'outage-tolerance': '1s' } })
    expectNothingSent(run, 'unreachable', words)
    expect(run.outputs?.checks).toBeGreaterThan(1)
    expect(run.message).toContain(`${loopback}:${port}`)
  }),
)

test.concurrent.each([
  ['of the request', { 'request-timeout': '2s', 'outage-tolerance': '0s' }, 'error'],
  ['of the step', { timeout: '4s' }, 'timed-out'],
] as const)('a TLS handshake that stalls ends at the timeout %s', (_, inputs, outcome) =>
  withServer(
    (socket) => socket.resume(),
    async (port, sockets) => {
      const run = await runAt('https', port, { inputs })
      expect(run.outputs).toMatchObject({ outcome, status: '', checks: 1 })
      expect(sockets).toHaveLength(1)
      expect(run.outputs?.elapsedSeconds).toBeGreaterThanOrEqual(2)
      expect(run.elapsedMs).toBeLessThan(9_000)
    },
  ),
)

import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Reply } from '../../simulator/scenario.ts'
import type { Simulator } from '../../simulator/server.ts'
import { ask, goodHeaders, goodPath, readToEnd, withSimulator } from './conversation.ts'

let folder = ''
let tls = { key: '', cert: '' }

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-tls-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const identity = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  const made = ['-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', cert]
  execFileSync('openssl', ['req', '-x509', ...made, ...identity], { stdio: 'pipe' })
  tls = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
})

afterAll(() => rmSync(folder, { recursive: true }))

async function withReply<T>(reply: Reply, use: (simulator: Simulator) => Promise<T>): Promise<T> {
  return withSimulator({ scenario: { phases: [{ reply }] }, tls }, use)
}

async function secureAnswer(reply: Reply) {
  return withReply(reply, async (simulator) => {
    const socket = connect({ port: simulator.port, host: '127.0.0.1', ca: tls.cert })
    await once(socket, 'secureConnect')
    const { authorization } = goodHeaders
    socket.write(`GET ${goodPath} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\n\r\n`)
    return readToEnd(socket)
  })
}

describe('HTTPS', () => {
  test('answers who trusts the certificate, and nobody else', async () => {
    await withReply({ kind: 'status', status: 'pending' }, async (simulator) => {
      expect(simulator.url).toBe(`https://127.0.0.1:${simulator.port}`)
      expect(await ask(simulator, { ca: tls.cert })).toMatchObject({
        code: 200,
        body: '{"status":"pending"}',
      })
      await expect(ask(simulator)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    })
  })

  test('resets the connection', async () => {
    expect(await secureAnswer({ kind: 'reset-connection' })).toEqual({ received: '', ending: 'ECONNRESET' })
  })

  test('closes the connection', async () => {
    expect(await secureAnswer({ kind: 'close-connection' })).toEqual({ received: '', ending: 'end' })
  })

  test.each([
    ['fin', 'end'],
    ['reset', 'ECONNRESET'],
  ] as const)('cuts a body by %s', async (how, expectedEnding) => {
    const reply = { kind: 'cut-body', afterBytes: 3, framing: 'content-length', how } as const
    const { received, ending } = await secureAnswer(reply)
    expect(received).toMatch(/\r\n\r\n\{"s$/)
    expect(ending).toBe(expectedEnding)
  })

  test('sends raw bytes within TLS', async () => {
    const { received } = await secureAnswer({
      kind: 'raw',
      base64: Buffer.from('garbage').toString('base64'),
    })
    expect(received).toBe('garbage')
  })

  test('closes over an open connection', async () => {
    await withReply({ kind: 'drip-body', everyMs: 1 }, async (simulator) => {
      const pending = ask(simulator, { ca: tls.cert })
      pending.catch(() => {})
      while (simulator.requests.length === 0) await new Promise(setImmediate)
      await simulator.close()
      await expect(pending).rejects.toThrow()
    })
  })
})

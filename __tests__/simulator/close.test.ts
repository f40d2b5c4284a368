import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import type { Reply } from '../../simulator/scenario.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ask, goodHeaders, goodPath, openRaw, readToEnd, withReply } from './conversation.ts'

const server = new URL('../../simulator/server.ts', import.meta.url).href

/** Asks once, lets the client go or not, closes the simulator, and then has nothing left that keeps it alive. */
const script = `
import { connect } from 'node:net'
import { startSimulator } from ${JSON.stringify(server)}
const [reply, client] = process.argv.slice(1)
const simulator = await startSimulator({ scenario: { phases: [{ reply: JSON.parse(reply) }] }, check: false })
const socket = connect(simulator.port, '127.0.0.1')
socket.on('error', () => {}).resume()
socket.write('GET / HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n')
while (simulator.requests.length === 0) await new Promise(setImmediate)
if (client === 'goes') socket.destroy()
await simulator.close()
`

const replies: readonly Reply[] = [
  { kind: 'status', status: 'pending', delayMs: 3_600_000 },
  { kind: 'http', code: 503, delayMs: 3_600_000 },
  { kind: 'never-answer' },
  { kind: 'drip-headers', everyMs: 1 },
  { kind: 'drip-body', everyMs: 1 },
  { kind: 'repeat-continue', everyMs: 1 },
  { kind: 'raw', base64: '', end: false },
  { kind: 'huge-body', bytes: 2 ** 31 - 1 },
]

describe('close leaves nothing behind', () => {
  test.each(replies.flatMap((reply) => [[reply, 'stays'] as const, [reply, 'goes'] as const]))(
    '%j, and the client %s',
    async (reply, client) => {
      const options = { timeout: 20_000 }
      const arguments_ = ['--input-type=module', '--eval', script, JSON.stringify(reply), client]
      const { stderr } = await promisify(execFile)(process.execPath, arguments_, options)
      expect(stderr).toBe('')
    },
  )
})

describe('close', () => {
  test('ends open connections and stops listening', async () => {
    await withReply({ kind: 'never-answer' }, async (simulator) => {
      const socket = await openRaw(simulator)
      while (simulator.requests.length === 0) await new Promise(setImmediate)
      const ended = readToEnd(socket)
      await simulator.close()
      expect((await ended).received).toBe('')
      await expect(ask(simulator)).rejects.toThrow('ECONNREFUSED')
    })
  })

  test('may be called again', async () => {
    const simulator = await startSimulator({ scenario: { phases: [{ reply: { kind: 'never-answer' } }] } })
    await Promise.all([simulator.close(), simulator.close()])
    await simulator.close()
    expect(simulator.requests).toEqual([])
  })
})

describe('start', () => {
  const scenario = { phases: [{ reply: { kind: 'status', status: 'pending' } }] } as const

  test('on IPv6', async () => {
    const simulator = await startSimulator({ scenario, host: '::1' })
    expect(simulator.url).toBe(`http://[::1]:${simulator.port}`)
    const response = await fetch(simulator.url + goodPath, { headers: goodHeaders })
    expect(await response.json()).toEqual({ status: 'pending' })
    await simulator.close()
  })

  test('on a port that is taken is an error', async () => {
    const first = await startSimulator({ scenario })
    await expect(startSimulator({ scenario, port: first.port })).rejects.toThrow('EADDRINUSE')
    await first.close()
  })
})

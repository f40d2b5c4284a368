import { gzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import type { RawReply, Reply } from '../../simulator/replies.ts'
import { expectReadable, http, runCancelled, runStep, status } from '../e2e/step.ts'
import { testSignals } from '../platform.ts'
import { completed, inProgress, intolerant, pending, raw, timeless } from './field.ts'

const ok = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const body = '{"status":"completed"}'
const chunk = `${body.length.toString(16)}\r\n${body}\r\n`
const again = (start: string, bytes: string): RawReply => ({ kind: 'raw', start, bytes, ending: 'repeat' })

/** Servers that keep a request busy forever. */
const endless: Readonly<Record<string, Reply>> = {
  'no response': raw('', 'silence'),
  'headers without a body': raw(`${ok}Content-Length: 22\r\n\r\n`, 'silence'),
  'one header after the other': again(ok, 'X-Drip: 1\r\n'),
  'a body that never ends': again(`${ok}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n'),
  '100 Continue again and again': again('', 'HTTP/1.1 100 Continue\r\n\r\n'),
}

/** Responses that look like a success and aren't, by the cause of the error. */
const faults: Readonly<Record<string, Readonly<Record<string, Reply>>>> = {
  'unexpected-response': {
    'an empty body': http(200, { body: '' }),
    "a body that isn't JSON": http(200, { body: 'completed' }),
    'JSON that whoever wrote it truncated': http(200, { body: body.slice(0, -1) }),
    'a list around the documented object': http(200, { body: `[${body}]` }),
    "a status that isn't a string": status(['completed']),
    'a body in UTF-16': http(200, { body: Buffer.from(body, 'utf16le') }),
    'a compressed body': http(200, { headers: { 'Content-Encoding': 'gzip' }, body: gzipSync(body) }),
    'a deeply nested body': http(200, { body: '['.repeat(100_000) }),
    'a body over the limit': http(200, { body: `{"status":"completed"${' '.repeat(2 ** 20)}}` }),
    'a body that ends too soon, by its length': raw(`${ok}Content-Length: 53\r\n\r\n{"status"`),
    'a body without its last chunk': raw(`${ok}Transfer-Encoding: chunked\r\n\r\n${chunk}`),
    'a body and a reset': raw(`${ok}Content-Length: 53\r\n\r\n${body}`, 'reset'),
    'a reset in place of a body': raw(`${ok}Transfer-Encoding: chunked\r\n\r\n`, 'reset'),
    'a success other than 200': http(202, { body }),
    'a success without a body': http(204),
  },
  server: {
    'a request to slow down': http(429),
    'an outage': http(503),
    'an error of the API': http(500),
    'a conflict': http(409),
  },
  unreachable: {
    'a reset connection': raw('', 'reset'),
    'a closed connection': raw(''),
    "something that isn't HTTP": raw('SSH-2.0-OpenSSH_9.9\r\n'),
    'no status code': raw(`HTTP/1.1\r\n\r\n${body}`),
    'a header without end': raw(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`),
    ...endless,
  },
}

const isVirtual = (cause: string) => cause !== 'unreachable'

test.concurrent.each(Object.entries(faults))(
  'all with the cause %s, one after the other, in one wait that completes',
  async (cause, replies) => {
    const api = [pending, ...Object.values(replies), completed]
    const inputs = { 'request-timeout': '1s' }
    const run = await runStep({ isVirtual: isVirtual(cause), api, inputs, env: { RUNNER_DEBUG: '1' } })
    expect(run.outputs).toMatchObject({ outcome: 'completed', timeline: ['pending', 'completed'] })
    expect(run.requests).toHaveLength(api.length)
    const problems = [...timeless(run.stdout).matchAll(/^::debug::.*; next check in \d+ ms; (.*)/gm)].slice(1)
    const named = Object.keys(replies).map((name, index) => [name, problems[index]?.[1]])
    expect(Object.fromEntries(named)).toMatchSnapshot()
  },
)

test.concurrent.each(Object.entries(faults))(
  'the cause is %s if they are not tolerated',
  async (cause, replies) => {
    const [api] = Object.values(replies)
    const run = await runStep({ isVirtual: true, ...(api && { api }), inputs: intolerant })
    expect(run.outputs).toMatchObject({ outcome: 'error', cause, status: '', checks: 1, timeline: [] })
    expectReadable(run)
  },
)

test.concurrent.each(Object.entries(endless))('%s ends at the timeout of the step', async (_, reply) => {
  const run = await runStep({ api: [inProgress, reply], inputs: { timeout: '3s' } })
  expect(run.outputs).toMatchObject({ outcome: 'timed-out', status: 'in-progress', checks: 2 })
  expect(run.outputs?.elapsedSeconds).toBeGreaterThanOrEqual(3)
  // Long before the 30 seconds of request-timeout.
  expect(run.elapsedMs).toBeLessThan(15_000)
})

testSignals.each(Object.entries(endless).slice(0, 2))('%s ends on a signal', async (_, reply) => {
  await runCancelled('SIGTERM', (cancel) => ({
    api: reply,
    simulator: { onRequest: () => setTimeout(cancel, 100) },
  }))
})

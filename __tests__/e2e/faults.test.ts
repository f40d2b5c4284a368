import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { Reply } from '../../simulator/scenario.ts'
import { closedPort } from '../closed-port.ts'
import { expectReadable, http, loopback, runStep, type StepRun, status } from './step.ts'

const completed = JSON.stringify({ status: 'completed' })

const ok = (body: string) => http(200, { body })
const raw = (text: string): Reply => ({ kind: 'raw', base64: Buffer.from(text).toString('base64') })

const noAnswer = /No answer .*\b2s\b/

/** Servers that keep a request busy for ever. */
const endless: readonly (readonly [string, Reply])[] = [
  ['no answer', { kind: 'never-answer' }],
  ['one header after the other', { kind: 'drip-headers', everyMs: 200 }],
  ['a body that never ends', { kind: 'drip-body', everyMs: 200 }],
  ['100 Continue again and again', { kind: 'repeat-continue', everyMs: 200 }],
]

/** Answers that look like a success and are none, or are no answer at all, each with what has to be told of it. */
const faults: readonly (readonly [string, Reply, RegExp])[] = [
  ['a body that ends too soon, by its length', cut('content-length', 'fin', 10), /200 OK.* cut off/],
  ['a body that is all there, but for its end', cut('chunked', 'fin', completed.length), /200 OK.* cut off/],
  ['a body and a reset', cut('content-length', 'reset', completed.length), /200 OK.* cut off/],
  ['a reset in place of a body', cut('chunked', 'reset', 0), /200 OK.* cut off/],
  ['an empty body', ok(''), /200 OK.* empty/],
  ['a body that is no JSON', ok('completed'), /200 OK.*\bcompleted\b/],
  ['a JSON body cut by whoever wrote it', ok(completed.slice(0, -1)), /200 OK/],
  ['a list around the documented object', ok(`[${completed}]`), /200 OK/],
  ['a status that is no text', status(['completed']), /200 OK/],
  [
    'a body in another encoding',
    http(200, { rawBodyBase64: Buffer.from(completed, 'utf16le').toString('base64') }),
    /200 OK/,
  ],
  [
    'a compressed body',
    http(200, {
      headers: { 'content-encoding': 'gzip' },
      rawBodyBase64: gzipSync(completed).toString('base64'),
    }),
    /200 OK.* compressed \(gzip\), which was not asked for\./,
  ],
  ['a deeply nested body', ok('['.repeat(100_000)), /200 OK/],
  ['a body over the limit', { kind: 'huge-body', bytes: 64 * 1024 * 1024 }, /200 OK.* 1 MiB/],
  ['a success that is no 200', http(202, { body: { status: 'completed' } }), /202 Accepted/],
  ['a success without a body', http(204, { body: '' }), /204 No Content/],
  ['a request to slow down', http(429), /429 Too Many Requests/],
  ['an outage', http(503), /503 Service Unavailable/],
  ['a reset connection', { kind: 'reset-connection' }, /reset or closed/],
  ['a closed connection', { kind: 'close-connection' }, /reset or closed/],
  ['something that is not HTTP', raw('SSH-2.0-OpenSSH_9.9\r\n'), /not valid HTTP/],
  ['no HTTP status', raw(`HTTP/1.1\r\n\r\n${completed}`), /not valid HTTP/],
  ['a header without end', raw(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`), /not valid HTTP/],
  ...endless.map(([fault, reply]) => [fault, reply, noAnswer] as const),
]

function cut(framing: 'content-length' | 'chunked', how: 'fin' | 'reset', afterBytes: number): Reply {
  return { kind: 'cut-body', framing, how, afterBytes }
}

const results = new Map<string, string>()

afterAll(() => {
  const row = (fault: string, told: string) => `${fault.padEnd(42)} | ${told}`
  const rows = faults.map(([fault]) => row(fault, results.get(fault) ?? 'did not end as it has to'))
  const heading = row('fault', `${'when it stays'.padEnd(20)} | when it passes`)
  process.stdout.write(`\n${[heading, ...rows].join('\n')}\n${rows.length} faults\n`)
})

const told = ({ exitCode, outputs }: StepRun) => `exit ${exitCode}, ${outputs?.outcome}`.padEnd(20)

test.concurrent.each(faults)('%s never opens the gate, and is survived', async (fault, reply, sentence) => {
  const inputs = { 'request-timeout': sentence === noAnswer ? '2s' : '15s' }
  const stays = await runStep({
    api: reply,
    inputs: { ...inputs, 'outage-tolerance': '0s' },
    env: { RUNNER_DEBUG: '1' },
  })
  expect(stays.outputs).toMatchObject({ outcome: 'error', status: '', checks: 1, timeline: [] })
  expect(stays.message).toMatch(sentence)
  expect(stays.message).toMatch(/\b127\.0\.0\.1:\d+/)
  expectReadable(stays)
  const passes = await runStep({ api: [status('pending'), reply, status('completed')], inputs })
  expect(passes.exitCode).toBe(0)
  expect(passes.requests.length).toBeGreaterThanOrEqual(3)
  expect(passes.log).toContainEqual(expect.stringMatching(sentence))
  results.set(fault, `${told(stays)} | ${told(passes)}`)
})

describe('the timeout of the step', () => {
  test.concurrent.each(endless)('ends it in the middle of a request that gets %s', async (_, reply) => {
    const run = await runStep({ api: [status('in-progress'), reply], inputs: { timeout: '5s' } })
    expect(run.outputs).toMatchObject({ outcome: 'timed-out', status: 'in-progress', checks: 2 })
    expect(run.outputs?.elapsedSeconds).toBeGreaterThanOrEqual(5)
    // Far from the 30 seconds that the request itself may take.
    expect(run.elapsedMs).toBeLessThan(10_000)
  })
})

describe('a host that cannot be reached', () => {
  test.concurrent.each([
    ['its port is closed', `http://${loopback}:<port>`, /127\.0\.0\.1:\d+: .*refused/],
    ['its port is closed at each of its addresses', 'http://localhost:<port>', /localhost:\d+: .*refused/],
    ['its port is closed over IPv6', 'http://[::1]:<port>', /\[::1\]:\d+: .*refused/],
    ['its name is unknown', 'https://nowhere.invalid', /nowhere\.invalid: the host name/],
  ])('is told in a sentence: %s', async (_, url, sentence) => {
    const port = await closedPort()
    const run = await runStep({
      apiUrl: () => url.replace('<port>', String(port)),
      inputs: { 'outage-tolerance': '0s' },
    })
    expect(run.outputs).toMatchObject({ outcome: 'error', status: '', checks: 1 })
    expect(run.message).toMatch(sentence)
    expect(run.message).toContain('api-url')
    expectReadable(run)
  })
})

import { afterAll, describe, expect, test } from '@jest/globals'
import type { Reply } from '../../simulator/scenario.ts'
import { once, runStep, status } from './step.ts'

const body = JSON.stringify({ status: 'completed' })

/** Answers that look like a success and are none. */
const unusable: readonly (readonly [string, Reply])[] = [
  ...[0, 1, 10, body.length - 1, body.length].flatMap((afterBytes) =>
    (['content-length', 'chunked'] as const).flatMap((framing) =>
      (['fin', 'reset'] as const).map(
        (how) =>
          [
            `a body cut after ${afterBytes} bytes (${framing}, ${how})`,
            { kind: 'cut-body', afterBytes, framing, how },
          ] as const,
      ),
    ),
  ),
  ...[null, 0, true, ['completed'], { status: 'completed' }].map(
    (value) => [`a status that is ${JSON.stringify(value)}`, status(value)] as const,
  ),
  ...[0, false, ['x'], { text: 'x' }].map(
    (message) => [`a message that is ${JSON.stringify(message)}`, status('completed', message)] as const,
  ),
  ...[
    '',
    ' ',
    'completed',
    '"completed"',
    '[]',
    'null',
    '{}',
    '[{"status":"completed"}]',
    '{"status":"completed"',
    '{status:completed}',
  ].map((text) => [`the body ${JSON.stringify(text)}`, { kind: 'http', code: 200, body: text }] as const),
  [
    'a body in another encoding',
    { kind: 'http', code: 200, rawBodyBase64: Buffer.from(body, 'utf16le').toString('base64') },
  ],
  ['a deeply nested body', { kind: 'http', code: 200, body: '['.repeat(100_000) }],
  ['a body over the limit', { kind: 'huge-body', bytes: 1024 * 1024 + 1 }],
  ['a huge body', { kind: 'huge-body', bytes: 64 * 1024 * 1024 }],
  ['a reset connection', { kind: 'reset-connection' }],
  ['a closed connection', { kind: 'close-connection' }],
  [
    'something that is not HTTP',
    { kind: 'raw', base64: Buffer.from('SSH-2.0-OpenSSH_9.9\r\n').toString('base64') },
  ],
  ['no HTTP status', { kind: 'raw', base64: Buffer.from(`HTTP/1.1\r\n\r\n${body}`).toString('base64') }],
  [
    'an endless header',
    { kind: 'raw', base64: Buffer.from(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`).toString('base64') },
  ],
]

const results: (readonly [fault: string, neverOpens: string, survived: string])[] = []

afterAll(() => {
  const rows = results.map(
    ([fault, neverOpens, survived]) => `${fault.padEnd(56)} | ${neverOpens.padEnd(21)} | ${survived}`,
  )
  const heading = `${'fault'.padEnd(56)} | ${'when it stays'.padEnd(21)} | when it passes`
  process.stdout.write(`\n${[heading, ...rows].join('\n')}\n${rows.length} faults\n`)
})

const told = ({ exitCode, outputs }: { exitCode: number | null; outputs: Record<string, string> }) =>
  `exit ${exitCode}, ${outputs.outcome}`

describe('an answer that cannot be used', () => {
  test.each(unusable)('never opens the gate, and is survived: %s', async (fault, reply) => {
    const closed = await runStep({ api: reply, inputs: { 'outage-tolerance': '0s', timeout: '10s' } })
    expect(closed.exitCode).toBe(1)
    expect(closed.outputs).toMatchObject({ outcome: 'error', status: '' })
    expect(closed.elapsedMs).toBeLessThan(9_000)
    const survived = await runStep({
      api: [once(status('pending')), once(reply), { reply: status('completed') }],
    })
    expect(survived.exitCode).toBe(0)
    expect(survived.outputs.polls).toBe('3')
    results.push([fault, told(closed), told(survived)])
  })

  test('a body of exactly the limit is read', async () => {
    const run = await runStep({ api: { kind: 'huge-body', bytes: 1024 * 1024 } })
    expect(run.exitCode).toBe(0)
    expect(Buffer.byteLength(run.outputs.message ?? '')).toBeLessThan(64 * 1024)
    expect(run.outputs.message?.endsWith('…')).toBe(true)
  })

  test('a byte order mark in front of the body does no harm', async () => {
    const run = await runStep({ api: { kind: 'http', code: 200, body: `\uFEFF${body}` } })
    expect(run.exitCode).toBe(0)
  })
})

/** Servers that keep a request busy for ever. */
const endless: readonly (readonly [string, Reply])[] = [
  ['never answers', { kind: 'never-answer' }],
  ['drips one header at a time', { kind: 'drip-headers', everyMs: 200 }],
  ['drips a body', { kind: 'drip-body', everyMs: 200 }],
  ['repeats 100 Continue', { kind: 'repeat-continue', everyMs: 200 }],
]

describe('the deadline', () => {
  test.each(endless)('ends the step against a server that %s', async (_, reply) => {
    const run = await runStep({ api: [once(status('in-progress')), { reply }], inputs: { timeout: '4s' } })
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ outcome: 'timed-out', status: 'in-progress', polls: '2' })
    expect(run.elapsedMs).toBeGreaterThanOrEqual(4_000)
    expect(run.elapsedMs).toBeLessThan(5_000)
  })

  test.each(endless)(
    'of a request ends it, and the wait goes on, against a server that %s',
    async (_, reply) => {
      const run = await runStep({
        api: [once(status('pending')), once(reply), { reply: status('completed') }],
        inputs: { 'request-timeout': '500ms' },
      })
      expect(run.exitCode).toBe(0)
      expect(run.outputs.polls).toBe('3')
      expect(run.log.join('\n')).toMatch(/No answer from 127\.0\.0\.1:\d+ within 0\.5s\./)
    },
  )
})

import { describe, expect, test } from '@jest/globals'
import { closedPort } from '../closed-port.ts'
import { testSignals } from '../platform.ts'
import { createSelfSigned } from './certificates.ts'
import {
  http,
  loopback,
  type Outputs,
  runCancelled,
  runStep,
  type StepOptions,
  type StepRun,
  status,
} from './step.ts'

/** Checks the outputs as a whole, but for the speed of the machine, and that all who read are told the same. */
function expectOutcome(run: StepRun, title: string, expected: Partial<Outputs>): void {
  expect(run.outputs).toMatchObject({ checks: run.requests.length, ...expected })
  expect(run.annotation.title).toBe(title)
  expect(run.summaryText).toContain(title)
}

const hostile = 'line one\nline two — <b>bold</b> ::notice::x\r\n\ttab'

describe('the end of a reset', () => {
  test.concurrent('that completed opens the gate', async () => {
    const run = await runStep({
      api: [status('pending'), status('in-progress', 'on it'), status('completed')],
    })
    expect(run.exitCode).toBe(0)
    expectOutcome(run, 'Recovery reset completed', {
      status: 'completed',
      outcome: 'completed',
      message: '',
      checks: 3,
      timeline: ['pending', 'in-progress', 'completed'],
    })
    expect(run.log[0]).toMatch(/\b20s\b.*\b23712792:o23712792ac-simulated\b/)
    expect(run.log[1]).toMatch(
      /^GET http:\/\/127\.0\.0\.1:\d+\/.*\/23712792%3Ao23712792ac-simulated\/reset\/status$/,
    )
    expect(run.log.slice(-3)).toEqual([
      expect.stringMatching(/\bpending\b/),
      expect.stringMatching(/\bin-progress \("on it"\)/),
      expect.stringMatching(/\bcompleted\b/),
    ])
  })

  test.concurrent.each([
    ['failed', 'Recovery reset failed', 'The reset failed, or the pre-reset webhook failed.'],
    [
      'stalled',
      'Recovery reset stalled',
      'The reset is stalled: a reset is not allowed while any restore is running on the timeline.',
    ],
  ])('that is %s closes it, and tells what that means', async (value, title, meaning) => {
    const run = await runStep({ api: [status('pending'), status(value)] })
    expectOutcome(run, title, {
      status: value,
      outcome: value,
      message: meaning,
      timeline: ['pending', value],
    })
    expect(run.annotation.text).toMatch(/ after \d+s\. The API gives no reason; .*(webhook|restore)/)
  })

  test.concurrent.each(['completed', 'failed', 'stalled'])(
    'that is %s passes on the message of the API as it came',
    async (value) => {
      const run = await runStep({ api: status(value, hostile) })
      expectOutcome(run, `Recovery reset ${value}`, { outcome: value, message: hostile, timeline: [value] })
      const asOneLine = '"line one line two — <b>bold</b> : :notice: :x tab".'
      expect(run.annotation.text).toContain(asOneLine)
      expect(run.summaryText).toContain('<b>bold</b>')
    },
  )

  test.concurrent('is not a stalled one when that is to be waited out', async () => {
    const run = await runStep({
      api: [status('stalled'), status('in-progress'), status('completed')],
      inputs: { 'on-stalled': 'wait' },
    })
    expectOutcome(run, 'Recovery reset completed', { timeline: ['stalled', 'in-progress', 'completed'] })
  })

  test.concurrent.each([
    [{ a: 1 }, '{"a":1}'],
    [[17], '[17]'],
    [null, ''],
  ])('is decided by its status, whatever its message is: %j', async (message, shown) => {
    const run = await runStep({ api: http(200, { body: { status: 'completed', message } }) })
    expect(run.exitCode).toBe(0)
    expectOutcome(run, 'Recovery reset completed', { status: 'completed', message: shown })
  })

  test.concurrent('is no status that is not documented', async () => {
    const run = await runStep({
      api: [status('pending'), status('COMPLETED', 'done')],
      inputs: { timeout: '5s' },
      warnings: 1,
    })
    expect(run.outputs).toMatchObject({ status: 'pending', outcome: 'timed-out', timeline: ['pending'] })
    expect(run.warnings[0]?.text).toContain('"COMPLETED"')
    expect(run.message).toContain('"COMPLETED"')
  })
})

describe('what the API still says of an earlier reset', () => {
  const lastWeek = 'of last week'
  const api = [status('completed', lastWeek), status('pending'), status('in-progress'), status('failed')]

  test.concurrent('is believed where no start is asked for, and told for what it is', async () => {
    const run = await runStep({ api })
    expect(run.exitCode).toBe(0)
    expectOutcome(run, 'Recovery reset completed', { checks: 1, timeline: ['completed'] })
    expect(run.annotation.text).toContain('had already completed at the first check')
    expect(run.log.at(-1)).toMatch(/had ended before it was first seen.* start-timeout/)
  })

  test.concurrent('is not believed where a start is asked for', async () => {
    const run = await runStep({ api, inputs: { 'start-timeout': '10s' } })
    expect(run.exitCode).toBe(1)
    expectOutcome(run, 'Recovery reset failed', {
      status: 'failed',
      outcome: 'failed',
      checks: 4,
      timeline: ['pending', 'in-progress', 'failed'],
    })
    expect(run.log[2]).toMatch(/Not started yet: .*"completed" \("of last week"\).* 10s\.$/)
    for (const text of [run.message, run.annotation.text, run.summaryText])
      expect(text).not.toContain(lastWeek)
  })

  test.concurrent.each([
    ['completed', status('completed', lastWeek), /"completed" \("of last week"\), which tells of an earlier/],
    ['failed', status('failed'), /"failed", which tells of an earlier reset/],
    ['a 404', http(404), /127\.0\.0\.1:\d+\/\S+ answered 404 Not Found/],
  ])('for ever means that none was started: %s', async (_, reply, quoted) => {
    // No check but the first, and the one shortly before the end.
    const rare = { 'poll-interval': '30s', 'max-poll-interval': '30s', timeout: '60s' }
    const run = await runStep({ api: reply, inputs: { ...rare, 'start-timeout': '6s' } })
    expect(run.exitCode).toBe(1)
    expectOutcome(run, 'Recovery reset not started in time', {
      status: '',
      outcome: 'not-started',
      checks: 2,
      timeline: [],
    })
    expect(run.message).toMatch(/^No start of the reset .* within 6s \(2 checks, none failed\)\. /)
    expect(run.message).toMatch(quoted)
    expect(run.outputs?.elapsedSeconds).toBeGreaterThanOrEqual(6)
    expect(run.elapsedMs).toBeLessThan(12_000)
  })
})

describe('the cause of an error', () => {
  const elsewhere = { location: 'https://elsewhere.example.com/' }
  const causes: readonly (readonly [string, string, () => Promise<StepOptions>])[] = [
    ['inputs', 'a duration without its unit', async () => ({ inputs: { timeout: '60' } })],
    ['credentials', 'a 401', async () => ({ api: http(401) })],
    ['permissions', 'a 403', async () => ({ api: http(403) })],
    ['not-found', 'a 404', async () => ({ api: http(404) })],
    ['refused', 'a 410', async () => ({ api: http(410) })],
    // Nothing has changed: that leads nowhere.
    ['refused', 'a 304', async () => ({ api: http(304, { headers: elsewhere }) })],
    ['redirect', 'a 302', async () => ({ api: http(302, { headers: elsewhere }) })],
    [
      'certificate',
      'a self-signed certificate',
      async () => ({ simulator: { tls: await createSelfSigned([loopback]) } }),
    ],
    [
      'proxy',
      'a proxy that is not there',
      async () => ({
        apiUrl: () => 'https://api.example.com',
        env: { https_proxy: `http://${loopback}:${await closedPort()}` },
      }),
    ],
    ['unreachable', 'a reset connection', async () => ({ api: { kind: 'reset-connection' } })],
    ['server', 'a 503', async () => ({ api: http(503) })],
    ['unusable-answer', 'a page', async () => ({ api: http(200, { body: '<p>Sorry</p>' }) })],
  ]

  test.concurrent.each(causes)('is %s for %s', async (cause, _, options) => {
    const run = await runStep({ inputs: { 'outage-tolerance': '0s' }, ...(await options()) })
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ outcome: 'error', cause, status: '', timeline: [] })
    expect(run.message.includes('redirects to')).toBe(cause === 'redirect')
  })
})

describe('a wait without an end of the reset', () => {
  test.concurrent('that timed out keeps the last status, and says that the reset goes on', async () => {
    const run = await runStep({
      api: [status('pending'), status('in-progress', 'on it')],
      inputs: { timeout: '5s' },
    })
    expect(run.outputs).toMatchObject({
      status: 'in-progress',
      outcome: 'timed-out',
      timeline: ['pending', 'in-progress'],
    })
    expect(run.outputs?.elapsedSeconds).toBeGreaterThanOrEqual(5)
    expect(run.elapsedMs).toBeLessThan(10_000)
    expect(run.message).toMatch(/\b5s\b.* in-progress, for \d+s \("on it"\).* goes on\b/)
    expect(run.annotation).toMatchObject({ title: 'Recovery reset not finished in time', text: run.message })
    expect(run.summaryText).toContain(run.annotation.title)
  })

  test.concurrent('because of an outage keeps the last status', async () => {
    const run = await runStep({
      api: [status('in-progress'), http(503, { body: 'try later' })],
      inputs: { 'outage-tolerance': '2s' },
    })
    expectOutcome(run, 'Recovery reset could not be awaited', {
      status: 'in-progress',
      outcome: 'error',
      timeline: ['in-progress'],
    })
    expect(run.requests.length).toBeGreaterThan(2)
    expect(run.elapsedMs).toBeGreaterThanOrEqual(2_000)
    expect(run.message).toMatch(
      /outage-tolerance .*2s.* 503 Service Unavailable: "try later"\. .*in-progress/,
    )
    expect(run.log.filter((line) => line.includes('503'))).toHaveLength(1)
  })

  test.concurrent('because of bad inputs names all of them, and asks for nothing', async () => {
    const inputs = { 'account-id': '12x', 'project-id': '..', timeout: '60', 'on-stalled': 'retry' }
    const run = await runStep({ inputs: { ...inputs, token: 'short' } })
    expectOutcome(run, 'Recovery reset could not be awaited', {
      status: '',
      outcome: 'error',
      checks: 0,
      timeline: [],
    })
    for (const [name, value] of Object.entries(inputs))
      for (const text of [run.message, run.annotation.text]) expect(text).toContain(`${name} is "${value}"`)
    expect(run.message).toContain('token')
  })
})

const interruptions: readonly (readonly [string, string, (cancel: () => void) => StepOptions])[] = [
  [
    'a sleep',
    'in-progress',
    (cancel) => ({
      api: status('in-progress'),
      onStdout: (chunk) => {
        if (chunk.includes('in-progress')) cancel()
      },
    }),
  ],
  [
    'a request',
    '',
    (cancel) => ({ api: { kind: 'never-answer' }, simulator: { onRequest: () => cancel() } }),
  ],
  [
    'the answer to a request',
    '',
    (cancel) => ({
      api: { kind: 'drip-body', everyMs: 50 },
      simulator: { onRequest: () => setTimeout(cancel, 300) },
    }),
  ],
]

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  testSignals.each(interruptions)(
    'in %s ends the step, outputs written',
    async (_, lastStatus, interrupted) => {
      const run = await runCancelled(signal, interrupted)
      expectOutcome(run, 'Wait for recovery reset cancelled', { status: lastStatus })
    },
  )
})

test.concurrent('no job summary is written when none is wanted', async () => {
  const run = await runStep({ inputs: { summary: 'false' } })
  expect(run).toMatchObject({ exitCode: 0, summary: '' })
  const refused = await runStep({ inputs: { summary: 'false', timeout: 'never' } })
  expect(refused).toMatchObject({ exitCode: 1, summary: '', outputs: { cause: 'inputs' } })
})

test.concurrent('each check is shown with step debugging, and only then', async () => {
  const api = [status('pending'), status('completed')]
  const debugLines = async (env: Record<string, string>) =>
    (await runStep({ api, env })).stdout.split(/\r?\n/).filter((line) => line.startsWith('::debug::'))
  const shown = await debugLines({ RUNNER_DEBUG: '1' })
  expect(shown).toContainEqual(expect.stringMatching(/\bcheck 1\b.*pending/))
  expect(shown).toContainEqual(expect.stringMatching(/\bcheck 2\b.*completed/))
  expect(await debugLines({})).toEqual([])
})

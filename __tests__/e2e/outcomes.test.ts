import { describe, expect, test } from '@jest/globals'
import { testSignals } from '../platform.ts'
import { http, type Outputs, runCancelled, runStep, type StepOptions, type StepRun, status } from './step.ts'

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
    expect(run.log[0]).toMatch(/\b23712792:o23712792ac-simulated\b.* 127\.0\.0\.1:\d+.* 20s\b/)
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
    expect(run.annotation.text).toContain(meaning)
  })

  test.concurrent.each(['completed', 'failed', 'stalled'])(
    'that is %s passes on the message of the API as it came',
    async (value) => {
      const run = await runStep({ api: status(value, hostile) })
      expectOutcome(run, `Recovery reset ${value}`, { outcome: value, message: hostile, timeline: [value] })
      const asOneLine = 'line one line two — <b>bold</b> : :notice: :x tab.'
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
      /`outage-tolerance` .*2s.* 503 Service Unavailable: try later\. .*in-progress/,
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
      for (const text of [run.message, run.annotation.text])
        expect(text).toContain(`\`${name}\` is "${value}"`)
    expect(run.message).toContain('`token`')
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

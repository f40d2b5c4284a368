import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { outputsOf, report } from '../../src/report/report.ts'
import type { Outcome } from '../../src/wait/outcome.ts'
import {
  aFailure,
  aProblem,
  aResult,
  aStatus,
  aSubject,
  progressAfter,
  type TimedCheck,
} from './factories.ts'
import { type RunnerEnvironment, runnerEnvironment } from './runner-environment.ts'

const startedMs = Date.UTC(2026, 7, 1, 12, 0, 0, 900)
const context = { startedMs, subject: aSubject(), writeSummary: true }

let runner: RunnerEnvironment

beforeEach(() => {
  runner = runnerEnvironment()
})

afterEach(() => runner.restore())

const outcomes: readonly Outcome[] = [
  { kind: 'completed', apiMessage: 'Said.' },
  { kind: 'failed', apiMessage: 'Said.' },
  { kind: 'stalled', apiMessage: 'Said.' },
  { kind: 'not-started' },
  { kind: 'timed-out' },
  { kind: 'error', problem: aProblem() },
  { kind: 'cancelled' },
]

test.each(outcomes)('the report of $kind is all outputs, a summary, and one annotation', (outcome) => {
  const { kind } = outcome
  const checks: TimedCheck[] = [
    [250, aStatus('pending')],
    [61_999, aStatus('in-progress')],
    [70_000, aStatus('held')],
    [80_000, aFailure('busy')],
  ]
  const progress = progressAfter(checks)
  expect(report(aResult({ outcome, progress, elapsedMs: 120_999 }), context)).toBe(kind === 'completed')
  expect(runner.printed()).toMatch(
    kind === 'completed' ? /^::notice title=\S.*::.+\n$/ : /^::error title=\S.*::.+\n$/,
  )
  expect(runner.summary()).toMatch(/^## \S+ .*\n\n<p>/)
  // The moments are those of the timeline in the summary, which starts on a whole second.
  expect(runner.summary()).toContain('12:01:01')
  expect(runner.outputs()).toEqual({
    status: 'in-progress',
    message: expect.stringMatching('apiMessage' in outcome ? /^Said\.$/ : /\S/),
    outcome: kind,
    cause: kind === 'error' ? 'server' : '',
    'elapsed-seconds': '120',
    checks: '4',
    timeline:
      '[{"status":"pending","at":"2026-08-01T12:00:00.250Z","elapsedSeconds":0},' +
      '{"status":"in-progress","at":"2026-08-01T12:01:01.999Z","elapsedSeconds":61}]',
  })
})

describe('the outputs', () => {
  test('are all there if nothing was seen', () => {
    const outcome: Outcome = { kind: 'error', problem: aProblem() }
    const outputs = outputsOf(aResult({ outcome, elapsedMs: 999.9 }), '', startedMs)
    expect(outputs).toEqual({
      ...{ status: '', message: '', outcome: 'error', cause: 'server', 'elapsed-seconds': '0' },
      ...{ checks: '0', timeline: '[]' },
    })
    expect(Object.keys(outputs).at(-1)).toBe('status')
  })

  test('have the status completed of a success only', () => {
    const progress = progressAfter([[1, aStatus('completed')]])
    const outcome: Outcome = { kind: 'error', problem: aProblem({ cause: 'internal' }) }
    expect(outputsOf(aResult({ progress }), '', startedMs).status).toBe('completed')
    expect(outputsOf(aResult({ outcome, progress }), '', startedMs).status).toBe('')
  })

  test('have the latest 500 changes of a status', () => {
    const checks = Array.from(
      { length: 502 },
      (_, index): TimedCheck => [index * 1_000, aStatus(index % 2 ? 'pending' : 'in-progress')],
    )
    const { timeline } = outputsOf(aResult({ progress: progressAfter(checks) }), '', startedMs)
    expect(
      JSON.parse(timeline).map(({ elapsedSeconds }: { elapsedSeconds: number }) => elapsedSeconds),
    ).toEqual(Array.from({ length: 500 }, (_, index) => index + 2))
    expect(timeline.length).toBeLessThan(64 * 1024)
  })

  test.each([
    ['unchanged', ' first\r\nsecond\n::set-output name=x::y <b>\u0000\u2028', true],
    ['whole up to 64 KiB', 'x'.repeat(65_536), true],
    ['cut from there on', 'x'.repeat(65_537), false],
    ['cut at a whole character, and counted in bytes', '🙂'.repeat(16_385), false],
  ])('have the message %s', (_, apiMessage, isWhole) => {
    const { message } = outputsOf(aResult(), apiMessage, startedMs)
    if (isWhole) return expect(message).toBe(apiMessage)
    expect(message).toMatch(/^(x|🙂)+…$/u)
    expect(apiMessage.startsWith(message.slice(0, -1))).toBe(true)
    expect(65_536 - Buffer.byteLength(message)).toBeGreaterThanOrEqual(0)
    expect(65_536 - Buffer.byteLength(message)).toBeLessThan(4)
  })
})

describe('what cannot be written', () => {
  test.each([
    [{ kind: 'completed', apiMessage: '' }, 'Outputs could not be written'],
    [{ kind: 'cancelled' }, 'Waiting for recovery reset was cancelled'],
  ] as const)('are the outputs, which fails %j in annotation and summary', (outcome, title) => {
    delete process.env.GITHUB_OUTPUT
    expect(report(aResult({ outcome }), context)).toBe(false)
    expect(runner.printed()).toMatch(new RegExp(`^::error title=${title}::.*GITHUB_OUTPUT.*\\n$`))
    expect(runner.summary()).toMatch(new RegExp(`^## (❌|🚫) ${title}\\n\\n<p>.*GITHUB_OUTPUT`))
  })

  test.each([
    ['server', true],
    ['inputs', false],
  ] as const)('are the outputs, which an error with the cause %s adds: %j', (cause, isAdded) => {
    delete process.env.GITHUB_OUTPUT
    report(aResult({ outcome: { kind: 'error', problem: aProblem({ cause }) } }), context)
    expect(runner.printed().includes('GITHUB_OUTPUT')).toBe(isAdded)
  })

  test('is the summary, which the log mentions, and the verdict stays', () => {
    rmSync(path.dirname(runner.summaryFile), { recursive: true })
    expect(report(aResult(), context)).toBe(true)
    expect(runner.printed()).toMatch(/^.*job summary: .*ENOENT.*\n::notice .*\n$/)
  })

  test('is the log, and the verdict stays', () => {
    const broken = jest.spyOn(process.stdout, 'write').mockImplementation(() => {
      throw new Error('EPIPE')
    })
    expect(report(aResult(), context)).toBe(true)
    expect(report(aResult({ outcome: { kind: 'timed-out' } }), context)).toBe(false)
    broken.mockRestore()
  })
})

test('a summary is not written if it is not wanted, or the runner takes none', () => {
  report(aResult(), { ...context, writeSummary: false })
  delete process.env.GITHUB_STEP_SUMMARY
  report(aResult(), context)
  expect(runner.summary()).toBe('')
  expect(runner.printed()).not.toContain('summary')
})

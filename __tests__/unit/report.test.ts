import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { outputsOf, report } from '../../src/report/report.ts'
import type { Outcome } from '../../src/wait/outcome.ts'
import { aProblem, aResult, someInputs, someProgress } from './factories.ts'
import { type RunnerEnvironment, runnerEnvironment } from './runner-environment.ts'

const startedAtMs = Date.UTC(2026, 7, 1, 12)
const context = { startedAtMs, inputs: someInputs(), writeSummary: true }

let runner: RunnerEnvironment

beforeEach(() => {
  runner = runnerEnvironment()
})

afterEach(() => runner.restore())

const outcomes: readonly (readonly [string, Outcome, level: string])[] = [
  ['completed', { kind: 'completed', apiMessage: 'Said.' }, 'notice title=Recovery reset completed'],
  ['failed', { kind: 'failed', apiMessage: 'Said.' }, 'error title=Recovery reset failed'],
  ['stalled', { kind: 'stalled', apiMessage: 'Said.' }, 'error title=Recovery reset stalled'],
  ['not-started', { kind: 'not-started' }, 'error title=Recovery reset not started in time'],
  ['timed-out', { kind: 'timed-out' }, 'error title=Recovery reset not finished in time'],
  ['error', { kind: 'error', problem: aProblem() }, 'error title=Recovery reset could not be awaited'],
  ['cancelled', { kind: 'cancelled' }, 'error title=Wait for recovery reset cancelled'],
]

test.each(outcomes)(
  'the report of %s is all outputs, a summary and one annotation',
  (kind, outcome, annotation) => {
    const timeline = [
      { status: 'pending', atMs: 250, message: '' },
      { status: 'in-progress', atMs: 61_999, message: '' },
    ] as const
    const progress = someProgress({
      checks: 12,
      failedChecks: 3,
      timeline,
      unknown: { status: 'COMPLETED', message: '' },
    })
    expect(report(aResult({ outcome, progress, elapsedMs: 120_999 }), context)).toBe(kind === 'completed')
    expect(runner.printed()).toMatch(new RegExp(`^::${annotation}::.+\\n$`))
    expect(runner.summary()).toMatch(/^## \S+ .*\n\n<p>/)
    expect(runner.outputs()).toEqual({
      status: 'in-progress',
      message: expect.stringMatching('apiMessage' in outcome ? /^Said\.$/ : /\S/),
      outcome: kind,
      cause: kind === 'error' ? 'server' : '',
      'elapsed-seconds': '120',
      checks: '12',
      timeline:
        '[{"status":"pending","at":"2026-08-01T12:00:00.250Z","elapsedSeconds":0},' +
        '{"status":"in-progress","at":"2026-08-01T12:01:01.999Z","elapsedSeconds":61}]',
    })
  },
)

describe('the outputs', () => {
  test('are all there before anything was learned', () => {
    const outcome: Outcome = { kind: 'error', problem: aProblem() }
    expect(outputsOf(aResult({ outcome, elapsedMs: 999.9 }), '', startedAtMs)).toEqual({
      status: '',
      message: '',
      outcome: 'error',
      cause: 'server',
      'elapsed-seconds': '0',
      checks: '0',
      timeline: '[]',
    })
  })

  test('say completed of a success only', () => {
    const timeline = [{ status: 'completed', atMs: 1, message: '' }] as const
    const progress = someProgress({ timeline })
    expect(outputsOf(aResult({ progress }), '', startedAtMs).status).toBe('completed')
    const outcome: Outcome = { kind: 'error', problem: aProblem({ cause: 'internal' }) }
    expect(outputsOf(aResult({ outcome, progress }), '', startedAtMs).status).toBe('')
  })

  test.each([
    ['passed on as it came', ' first\r\nsecond\n::set-output name=x::y <b>\u0000\u2028', 0],
    ['whole just below 64 KiB', 'x'.repeat(65_535), 0],
    ['cut from 64 KiB on', 'x'.repeat(65_536), 65_535],
    ['cut at a whole character, and counted in bytes', '🙂'.repeat(16_385), 65_535],
  ])('hold the message %s', (_, given, cutTo) => {
    const { message } = outputsOf(aResult(), given, startedAtMs)
    if (cutTo === 0) expect(message).toBe(given)
    else {
      expect(message).toMatch(/^(x|🙂)+…$/u)
      expect(given.startsWith(message.slice(0, -1))).toBe(true)
      expect(cutTo - Buffer.byteLength(message)).toBeLessThan(4)
      expect(Buffer.byteLength(message)).toBeLessThanOrEqual(cutTo)
    }
  })
})

describe('what cannot be written', () => {
  test.each([
    [{ kind: 'completed', apiMessage: '' }, 'Outputs could not be written'],
    [{ kind: 'cancelled' }, 'Wait for recovery reset cancelled'],
  ] as const)('are the outputs, which fails %j', (outcome, title) => {
    delete process.env.GITHUB_OUTPUT
    expect(report(aResult({ outcome }), context)).toBe(false)
    const lost = 'The outputs of this step could not be written: GITHUB_OUTPUT is not set\\.'
    expect(runner.printed()).toMatch(new RegExp(`^::error title=${title}::.*${lost}\\n$`))
  })

  test('is the summary, which the log tells of, and the verdict stays', () => {
    rmSync(path.dirname(runner.summaryFile), { recursive: true })
    expect(report(aResult(), context)).toBe(true)
    expect(runner.printed()).toMatch(/^The job summary could not be written: ENOENT: .*\n::notice .*\n$/)
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

describe('the summary', () => {
  test('is written for inputs that could not be used, which cannot say whether it is wanted', () => {
    report(aResult(), { ...context, inputs: undefined })
    expect(runner.summary()).toMatch(/^## /)
  })

  test('is not written when it is not wanted, or the runner takes none', () => {
    report(aResult(), { ...context, writeSummary: false })
    delete process.env.GITHUB_STEP_SUMMARY
    report(aResult(), context)
    expect(runner.summary()).toBe('')
    expect(runner.printed()).not.toContain('could not be written')
  })
})

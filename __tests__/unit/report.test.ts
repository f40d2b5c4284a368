import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { Outcome } from '../../src/outcome.ts'
import { report } from '../../src/report.ts'
import {
  annotateError,
  annotateNotice,
  annotateWarning,
  log,
  maskSecret,
  readInput,
  takesSummary,
  writeOutputs,
} from '../../src/runner.ts'
import { aProblem, aResult, someInputs, someProgress } from './factories.ts'
import { type RunnerEnvironment, runnerEnvironment } from './runner-environment.ts'

let runner: RunnerEnvironment

beforeEach(() => {
  runner = runnerEnvironment()
})

afterEach(() => runner.restore())

const outputs = {
  status: 'failed',
  message: 'a\nb',
  outcome: 'failed',
  'elapsed-seconds': '1',
  polls: '2',
  timeline: '[]',
}
const hostile = 'one\r\ntwo ::error::three ##[error]four\u2028five'
const harmless = 'one two : :error: :three # # [error]four five'

describe('what is printed', () => {
  test('is one harmless line', () => {
    log({ level: 'info', text: hostile })
    expect(runner.printed()).toBe(`${harmless}\n`)
  })

  test('is at most 1,000 characters of a line, and 4,000 of an annotation', () => {
    log({ level: 'info', text: 'x'.repeat(2_000) })
    expect(runner.printed()).toBe(`${'x'.repeat(999)}…\n`)
    annotateError('y'.repeat(9_000), 'T')
    expect(runner.printed()).toContain(`::error title=T::${'y'.repeat(3_999)}…\n`)
  })

  test.each([
    ['warning', annotateWarning],
    ['notice', annotateNotice],
    ['error', annotateError],
  ] as const)('can be an annotation of kind %s', (kind, annotate) => {
    annotate(`${hostile} 100%`, 'A title')
    expect(runner.printed()).toBe(`::${kind} title=A title::${harmless} 100%25\n`)
  })

  test('is a warning with a title of its own for what the API should not have answered', () => {
    log({ level: 'warning', text: hostile })
    expect(runner.printed()).toBe(`::warning title=Unexpected answer of the API::${harmless}\n`)
  })

  test('is for debugging only with step debugging', () => {
    log({ level: 'debug', text: hostile })
    expect(runner.printed()).toBe('')
    process.env.RUNNER_DEBUG = '1'
    log({ level: 'debug', text: `${hostile}${'x'.repeat(2_000)}` })
    expect(runner.printed()).toMatch(/^::debug::one two : :error: :three # # \[error\]four fivex+…\n$/)
    expect(runner.printed()).toHaveLength('::debug::'.length + 1_000 + 1)
  })

  test('is masked from then on', () => {
    maskSecret('s3cret-value')
    expect(runner.printed()).toBe('::add-mask::s3cret-value\n')
  })
})

describe('inputs', () => {
  test('are read by the names of action.yml, without surrounding space', () => {
    process.env['INPUT_MAX-POLL-INTERVAL'] = ' 30s\n'
    expect(readInput('max-poll-interval')).toBe('30s')
    expect(readInput('poll-interval')).toBe('')
  })
})

describe('the outputs', () => {
  test('are written as they are', () => {
    writeOutputs(outputs)
    expect(runner.outputs()).toEqual(outputs)
    expect(runner.printed()).toBe('')
  })

  test.each(['', undefined])('cannot be written when GITHUB_OUTPUT is %j', (value) => {
    if (value === undefined) delete process.env.GITHUB_OUTPUT
    else process.env.GITHUB_OUTPUT = value
    expect(() => writeOutputs(outputs)).toThrow(/^GITHUB_OUTPUT is not set$/)
    expect(runner.printed()).toBe('')
  })

  test('say once why they could not be written', () => {
    rmSync(runner.outputFile)
    expect(() => writeOutputs(outputs)).toThrow(new Error(`Missing file at path: ${runner.outputFile}`))
  })
})

describe('the job summary', () => {
  test('is taken when the runner names a file', () => {
    expect(takesSummary()).toBe(true)
    delete process.env.GITHUB_STEP_SUMMARY
    expect(takesSummary()).toBe(false)
  })
})

const outcomes: readonly (readonly [Outcome, string, string])[] = [
  [{ kind: 'completed', apiMessage: '' }, 'notice', 'Recovery reset completed'],
  [{ kind: 'failed', apiMessage: 'why' }, 'error', 'Recovery reset failed'],
  [{ kind: 'stalled', apiMessage: 'why' }, 'error', 'Recovery reset stalled'],
  [{ kind: 'timed-out' }, 'error', 'Recovery reset not finished in time'],
  [{ kind: 'error', problem: aProblem() }, 'error', 'Recovery reset could not be awaited'],
  [{ kind: 'cancelled' }, 'error', 'Wait for recovery reset cancelled'],
]

describe('the report', () => {
  const context = { startedAtMs: Date.UTC(2026, 10, 23), inputs: someInputs() }

  test.each(outcomes)(
    'of $kind is one annotation, all outputs and a summary',
    async (outcome, kind, title) => {
      const progress = someProgress({ polls: 3, timeline: [{ status: 'pending', atMs: 1_500 }] })
      const isSuccess = await report(aResult({ outcome, progress }), context)
      expect(isSuccess).toBe(outcome.kind === 'completed')
      expect(runner.printed()).toMatch(new RegExp(`^::${kind} title=${title}::[^\\n]+\\n$`))
      expect(runner.outputs()).toMatchObject({
        outcome: outcome.kind,
        status: 'pending',
        polls: '3',
        'elapsed-seconds': '65',
        timeline: '[{"status":"pending","at":"2026-11-23T00:00:01.500Z","elapsedSeconds":1}]',
      })
    },
  )

  test('fails a completed reset whose outputs are lost, and says both', async () => {
    delete process.env.GITHUB_OUTPUT
    expect(await report(aResult(), context)).toBe(false)
    expect(runner.printed()).toMatch(
      /^::error title=Outputs could not be written::The reset of recovery .* completed after 1m 05s\. The outputs of this step could not be written: GITHUB_OUTPUT is not set\.\n$/,
    )
  })

  test('keeps the verdict when the summary is lost, and says so in the log', async () => {
    rmSync(path.dirname(runner.summaryFile), { recursive: true })
    expect(await report(aResult(), context)).toBe(true)
    expect(runner.printed()).toMatch(/^The job summary could not be written: ENOENT: .*\n::notice /)
  })

  test('keeps the verdict when nothing can be printed', async () => {
    const broken = jest.spyOn(process.stdout, 'write').mockImplementation(() => {
      throw new Error('EPIPE')
    })
    try {
      expect(await report(aResult(), context)).toBe(true)
      expect(await report(aResult({ outcome: { kind: 'timed-out' } }), context)).toBe(false)
    } finally {
      broken.mockRestore()
    }
  })

  test('writes no summary when none is wanted, or the runner takes none', async () => {
    await report(aResult(), { ...context, inputs: someInputs({ writeSummary: false }) })
    expect(runner.summary()).toBe('')
    delete process.env.GITHUB_STEP_SUMMARY
    await report(aResult(), context)
    expect(runner.summary()).toBe('')
    expect(runner.printed()).not.toContain('could not be written')
  })

  test('writes the summary of bad inputs, although whether it is wanted is not known', async () => {
    const problem = aProblem({ cause: 'inputs', text: 'Nothing was requested: x.' })
    expect(
      await report(aResult({ outcome: { kind: 'error', problem } }), { ...context, inputs: undefined }),
    ).toBe(false)
    expect(runner.summary()).toContain('## ❌ Recovery reset could not be awaited')
    expect(runner.summary()).toContain('Nothing was requested&#58; x&#46;')
  })
})

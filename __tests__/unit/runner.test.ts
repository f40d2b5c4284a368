import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { maskSecret, print, readInput, takesSummary, writeOutputs, writeSummary } from '../../src/runner.ts'
import { type RunnerEnvironment, runnerEnvironment } from './runner-environment.ts'

let runner: RunnerEnvironment

beforeEach(() => {
  runner = runnerEnvironment({ 'INPUT_MAX-POLL-INTERVAL': ' 30s\n' })
})

afterEach(() => runner.restore())

test('an input is read by its name in action.yml, without surrounding space', () => {
  expect(readInput('max-poll-interval')).toBe('30s')
  expect(readInput('poll-interval')).toBe('')
})

describe('what is printed', () => {
  const hostile = 'one\r\ntwo ::error::three ##[error]four\u2028five 100%'
  const harmless = 'one two : :error: :three # # [error]four five 100%'

  test.each([
    ['debug', `::debug::${harmless}25`, 1_000],
    ['info', harmless, 1_000],
    ['notice', `::notice title=A title::${harmless}25`, 4_000],
    ['warning', `::warning title=A title::${harmless}25`, 4_000],
    ['error', `::error title=A title::${harmless}25`, 4_000],
  ] as const)('with the level %s is one harmless line of limited length', (level, line, limit) => {
    process.env.RUNNER_DEBUG = '1'
    print(level, hostile, 'A title')
    print(level, 'x'.repeat(limit + 1), 'A title')
    const prefix = line.slice(0, line.indexOf('one'))
    expect(runner.printed()).toBe(`${line}\n${prefix}${'x'.repeat(limit - 1)}…\n`)
  })

  test('holds nothing for debugging unless that is on, and needs no title', () => {
    print('debug', 'a detail')
    print('error', 'a text')
    expect(runner.printed()).toBe('::error ::a text\n')
  })

  test('is masked from then on', () => {
    maskSecret('s3cret-value')
    expect(runner.printed()).toBe('::add-mask::s3cret-value\n')
  })
})

const outputs = { message: 'a\n::error::b', timeline: '[]', status: 'failed' }

describe('the outputs', () => {
  test('are written as they are', () => {
    writeOutputs(outputs)
    expect(runner.outputs()).toEqual(outputs)
    expect(runner.printed()).toBe('')
  })

  test.each(['', undefined])('cannot be written when GITHUB_OUTPUT is %j', (value) => {
    if (value === undefined) delete process.env.GITHUB_OUTPUT
    else process.env.GITHUB_OUTPUT = value
    expect(() => writeOutputs(outputs)).toThrow(new Error('GITHUB_OUTPUT is not set'))
    expect(runner.printed()).toBe('')
  })

  test('say once why they could not be written', () => {
    rmSync(runner.outputFile)
    expect(() => writeOutputs(outputs)).toThrow(new Error(`Missing file at path: ${runner.outputFile}`))
  })

  test('are written up to the one that cannot be: the last one opens gates', () => {
    const unwritable = {
      toJSON() {
        throw new Error('Broken.')
      },
    }
    const { message, status } = outputs
    expect(() => writeOutputs({ message, broken: unwritable, status } as never)).toThrow('Broken.')
    expect(runner.outputs()).toEqual({ message })
  })
})

test.each(['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'])('a folder as %s is refused', (variable) => {
  process.env[variable] = path.dirname(runner.outputFile)
  const write = () => (variable === 'GITHUB_OUTPUT' ? writeOutputs(outputs) : writeSummary('# One'))
  expect(write).toThrow(`${variable} does not name a file`)
})

describe('the job summary', () => {
  test('is added to the file that the runner names', () => {
    expect(takesSummary()).toBe(true)
    writeSummary('# One\n')
    writeSummary('# Two\n')
    expect(readFileSync(runner.summaryFile, 'utf8')).toBe('# One\n# Two\n')
  })

  test('is not taken when the runner names none', () => {
    delete process.env.GITHUB_STEP_SUMMARY
    expect(takesSummary()).toBe(false)
    expect(() => writeSummary('# One\n')).toThrow('GITHUB_STEP_SUMMARY is not set')
  })
})

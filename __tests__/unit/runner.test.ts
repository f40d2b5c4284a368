import { spawnSync } from 'node:child_process'
import { closeSync, constants, openSync, readFileSync, rmSync } from 'node:fs'
import { devNull } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  maskSecret,
  outputProblem,
  print,
  readInput,
  takesSummary,
  writeOutputs,
  writeSummary,
} from '../../src/runner.ts'
import { plain, quoted, text, toPlain } from '../../src/text/text.ts'
import { type RunnerEnvironment, runnerEnvironment } from './runner-environment.ts'

let runner: RunnerEnvironment

beforeEach(() => {
  runner = runnerEnvironment({ 'INPUT_MAX-POLL-INTERVAL': ' 30s\n' })
})

afterEach(() => runner.restore())

test('an input is read by its name in action.yml, without surrounding space', () => {
  expect(readInput('max-poll-interval')).toBe('30s')
  expect(readInput('poll-interval')).toBeUndefined()
})

describe('what is printed', () => {
  const hostile = 'one\r\ntwo ::error::three ##[error]four\u2028five 100%'
  const harmless = '"one two ::error::three # #[error]four five 100%"'

  const escaped = harmless.replace('%', '%25')

  test.each([
    ['debug', `::debug::${escaped}`, 1_000],
    ['info', harmless, 1_000],
    ['notice', `::notice title=A title::${escaped}`, 4_000],
    ['warning', `::warning title=A title::${escaped}`, 4_000],
    ['error', `::error title=A title::${escaped}`, 4_000],
  ] as const)('with the level %s is one safe line of limited length', (level, line, limit) => {
    process.env.RUNNER_DEBUG = '1'
    print(level, quoted(hostile), 'A title')
    print(level, plain('x'.repeat(limit + 1)), 'A title')
    const prefix = line.slice(0, line.indexOf('"one'))
    expect(runner.printed()).toBe(`${line}\n${prefix}${'x'.repeat(limit - 1)}…\n`)
  })

  test('holds nothing for debugging unless that is on, and needs no title', () => {
    print('debug', text`a detail`)
    print('error', text`a text`)
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
    expect(() => writeOutputs(outputs)).toThrow(new Error("GITHUB_OUTPUT isn't set"))
    expect(runner.printed()).toBe('')
  })

  test('say once why they could not be written', () => {
    rmSync(runner.outputFile)
    expect(() => writeOutputs(outputs)).toThrow(/^ENOENT: .*output'$/)
  })

  test('are written up to the one that cannot be: the last one opens gates', () => {
    const toJSON = () => {
      throw new Error('Broken.')
    }
    const { message, status } = outputs
    expect(() => writeOutputs({ message, broken: { toJSON }, status } as never)).toThrow('Broken.')
    expect(runner.outputs()).toEqual({ message })
  })
})

const write = {
  GITHUB_OUTPUT: () => writeOutputs(outputs),
  GITHUB_STEP_SUMMARY: () => writeSummary('# One'),
} as const

describe.each(['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'] as const)('what %s names', (variable) => {
  test('can be a character device', () => {
    process.env[variable] = devNull
    expect(write[variable]).not.toThrow()
  })

  test("can't be a folder", () => {
    process.env[variable] = path.dirname(runner.outputFile)
    expect(write[variable]).toThrow(`${variable} doesn't name a file`)
  })

  const onUnix = process.platform === 'win32' ? test.skip : test
  onUnix("can't be a pipe, even one that is read", () => {
    const pipe = `${runner.outputFile}-pipe`
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0)
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
    process.env[variable] = pipe
    expect(write[variable]).toThrow(`${variable} doesn't name a file`)
    closeSync(reader)
  })
})

describe('before the wait', () => {
  test('nothing is wrong with an output file, nor written to it', () => {
    expect(outputProblem()).toBeUndefined()
    process.env.GITHUB_OUTPUT = devNull
    expect(outputProblem()).toBeUndefined()
    expect(runner.outputs()).toEqual({})
  })

  test.each([
    ['not set', () => ''],
    ['missing', () => `${runner.outputFile}-missing`],
    ['a folder', () => path.dirname(runner.outputFile)],
  ])('an output file that is %s is a problem', (_, file) => {
    process.env.GITHUB_OUTPUT = file()
    expect(toPlain(outputProblem() ?? [])).toMatch(/GITHUB_OUTPUT.*: ".+"\.$/)
  })
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
    expect(() => writeSummary('# One\n')).toThrow("GITHUB_STEP_SUMMARY isn't set")
  })
})

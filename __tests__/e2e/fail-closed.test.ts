import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { Reply } from '../../simulator/scenario.ts'
import { testFullDisk, testSignals } from '../platform.ts'
import { runStep, runUnchecked, type StepOptions, status } from './step.ts'

/** What the API says in the end, and the exit code that has to come of it. */
const verdicts = [
  ['completed', 0],
  ['failed', 1],
] as const

type Last = (typeof verdicts)[number][0]

const waitThen = (last: Last): readonly Reply[] => [status('in-progress'), status(last)]

/** Options of Node.js that run this code in the process of the action before the action itself. */
function preload(code: string): readonly string[] {
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`]
}

/** The same for code that is to run within the first sleep between two checks. */
function duringTheWait(code: string): readonly string[] {
  return preload(`
    const write = process.stdout.write
    let isDone = false
    process.stdout.write = function (chunk, ...rest) {
      if (!isDone && String(chunk).includes('in-progress')) {
        isDone = true
        setImmediate(() => { ${code} })
      }
      return write.call(this, chunk, ...rest)
    }`)
}

/** The same for code that is to run between the writing of the outputs and that of the summary. */
const whileReporting = (code: string) =>
  preload(`
    import fs from 'node:fs'
    const { appendFileSync } = fs
    fs.appendFileSync = (path, ...rest) => {
      appendFileSync(path, ...rest)
      if (path === process.env.GITHUB_OUTPUT) { ${code} }
    }`)

/** Every way to write the summary throws, or rejects with, nothing. */
const withoutSummary = preload(`
  import fs from 'node:fs'
  function guard(functions, name, fail) {
    const original = functions[name]
    functions[name] = (path, ...rest) =>
      path === process.env.GITHUB_STEP_SUMMARY ? fail() : original(path, ...rest)
  }
  for (const name of ['openSync', 'appendFileSync', 'writeFileSync'])
    guard(fs, name, () => { throw undefined })
  for (const name of ['open', 'appendFile', 'writeFile'])
    guard(fs.promises, name, () => Promise.reject())`)

const withoutAnnotation = preload(`
  const write = process.stdout.write
  process.stdout.write = function (chunk, ...rest) {
    if (/^::(?:notice|error)/.test(String(chunk))) throw new Error('no annotation today')
    return write.call(this, chunk, ...rest)
  }`)

/** No timer keeps the process alive. */
const withoutTimers = preload(`
  for (const name of ['setTimeout', 'setInterval']) {
    const start = globalThis[name]
    globalThis[name] = (...rest) => start(...rest).unref()
  }`)

/** What may go wrong around a verdict and must not change it, and what is lost by it. */
const troubles: readonly (readonly [string, 'annotation' | 'summary' | 'nothing', StepOptions])[] = [
  [
    'nobody reads what is printed',
    'annotation',
    {
      nodeArguments: duringTheWait("process.stderr.write('a warning of Node.js\\n')"),
      onStart: ({ stdout, stderr }) => {
        stdout?.destroy()
        stderr?.destroy()
      },
    },
  ],
  [
    'the reader of stdout leaves in between',
    'annotation',
    {
      // Long enough for whoever has to leave.
      inputs: { 'poll-interval': '3s', 'max-poll-interval': '3s' },
      onStart: ({ stdout }) => {
        stdout?.on('data', (chunk) => {
          if (String(chunk).includes('in-progress')) stdout.destroy()
        })
      },
    },
  ],
  ['the annotation cannot be printed', 'annotation', { nodeArguments: withoutAnnotation }],
  ['the summary cannot be written', 'summary', { nodeArguments: withoutSummary }],
  [
    'a promise is lost while it is reported',
    'nothing',
    { nodeArguments: whileReporting('Promise.reject()') },
  ],
  [
    'an exception comes while it is reported',
    'nothing',
    { nodeArguments: whileReporting("process.nextTick(() => { throw new Error('late') })") },
  ],
  ['foreign code sets exit code 0', 'nothing', { nodeArguments: duringTheWait('process.exitCode = 0') }],
  ['foreign code sets exit code 7', 'nothing', { nodeArguments: duringTheWait('process.exitCode = 7') }],
]

const files = [
  ['file', 'unset'],
  ['file', 'missing'],
  ['file', 'read-only'],
  ['unset', 'file'],
  ['missing', 'missing'],
  ['read-only', 'read-only'],
] as const

// Whoever opens a pipe that nobody reads waits for ever.
const pipe = path.join(mkdtempSync(path.join(tmpdir(), 'pipe-')), 'pipe')
const testPipe = spawnSync('mkfifo', [pipe]).status === 0 ? test : test.skip
afterAll(() => rmSync(path.dirname(pipe), { recursive: true }))

describe.each(verdicts)('a reset that is %s', (last, exitCode) => {
  test.concurrent.each(files)(
    'gets its verdict with an output file that is %s, and a summary file that is %s',
    async (outputFile, summaryFile) => {
      const run = await runStep({ api: waitThen(last), outputFile, summaryFile })
      const isWritten = outputFile === 'file'
      expect(run.exitCode).toBe(isWritten ? exitCode : 1)
      if (isWritten) expect(run.outputs).toMatchObject({ status: last, outcome: last, checks: 2 })
      else expect(run.outputs).toBeUndefined()
      expect(run.annotation.text).toMatch(new RegExp(`23712792:o23712792ac-simulated ${last}\\b`))
      expect(run.annotation.text.includes('outputs of this step could not be written: ')).toBe(!isWritten)
      expect(run.summaryText.includes(`Recovery reset ${last}`)).toBe(summaryFile === 'file')
      const isSummaryLost = summaryFile === 'missing' || summaryFile === 'read-only'
      expect(run.log.filter((line) => line.includes('summary could not be written: '))).toHaveLength(
        isSummaryLost ? 1 : 0,
      )
    },
  )

  testFullDisk('gets its verdict on a full disk', async () => {
    const outputs = await runStep({ api: waitThen(last), env: { GITHUB_OUTPUT: '/dev/full' } })
    expect(outputs.exitCode).toBe(1)
    expect(outputs.annotation.text).toMatch(
      new RegExp(`${last}\\b.* outputs of this step could not be written: `),
    )
    const summary = await runStep({ api: waitThen(last), env: { GITHUB_STEP_SUMMARY: '/dev/full' } })
    expect(summary.exitCode).toBe(exitCode)
    expect(summary.log).toContainEqual(expect.stringMatching(/summary could not be written: /))
  })

  testPipe.each([
    ['output', 'pipe', 'GITHUB_OUTPUT', pipe],
    ['output', 'folder', 'GITHUB_OUTPUT', path.dirname(pipe)],
    ['summary', 'pipe', 'GITHUB_STEP_SUMMARY', pipe],
    ['summary', 'folder', 'GITHUB_STEP_SUMMARY', path.dirname(pipe)],
  ])('gets its verdict although the %s file is a %s', async (file, _, variable, value) => {
    const run = await runStep({ api: waitThen(last), env: { [variable]: value } })
    expect(run.exitCode).toBe(file === 'output' ? 1 : exitCode)
    const told = file === 'output' ? [run.annotation.text] : run.log
    const sentence = new RegExp(`${file}.* could not be written: ${variable} does not name a file`)
    expect(told).toContainEqual(expect.stringMatching(sentence))
  })

  test.concurrent.each(troubles)('gets its verdict although %s', async (_, lost, options) => {
    const run = await runUnchecked({ api: waitThen(last), ...options })
    expect(run).toMatchObject({
      exitCode,
      signal: null,
      stderr: '',
      outputs: { status: last, outcome: last, checks: 2 },
    })
    expect(/^::(?:notice|error)/m.test(run.stdout)).toBe(lost !== 'annotation')
    expect(run.summary.includes(`Recovery reset ${last}`)).toBe(lost !== 'summary')
  })
})

const forever = status('in-progress')
const longSleep = { 'poll-interval': '15s', 'max-poll-interval': '15s' }
const accident = "throw new Error('an accident')"

/** Accidents in the process while the step waits, each with what the user reads of it. */
const accidents: readonly (readonly [string, string, string, inputs?: Readonly<Record<string, string>>])[] = [
  ['an exception in a sleep', accident, 'an accident'],
  ['an exception in a request', `setTimeout(() => { ${accident} }, 500)`, 'an accident', {}],
  ['an exception that is null', 'throw null', 'null'],
  ['an exception named like a signal', "throw 'SIGINT'", 'SIGINT'],
  ['a lost promise', "Promise.reject(new Error('a lost promise'))", 'a lost promise'],
  ['a lost promise of nothing', 'Promise.reject()', 'undefined'],
  [
    'an exception that holds the token and commands',
    "throw new Error('Bearer ' + process.env.INPUT_TOKEN + '\\n::notice::green\\r##[group]x')",
    'Bearer ***',
  ],
]

describe('an accident during the wait', () => {
  test.concurrent.each(accidents)('ends it as an error, outputs written: %s', async (...row) => {
    const [, code, reason, inputs = longSleep] = row
    const api = [forever, { kind: 'never-answer' } as const]
    const run = await runStep({ api, inputs, nodeArguments: duringTheWait(code) })
    expect(run.outputs).toMatchObject({ outcome: 'error', cause: 'internal', status: 'in-progress' })
    expect(run.message).toContain(`unexpected error: ${reason}`)
    expect(run.annotation.title).toBe('Recovery reset could not be awaited')
    expect(run.summaryText).toContain('unexpected error')
    expect(run.elapsedMs).toBeLessThan(12_000)
  })

  test.concurrent.each([
    ['whose message cannot be read', "throw { get message() { throw new Error('no') } }"],
    ['that comes again and again', "setInterval(() => { throw new Error('again') }, 1)"],
  ])('never ends the step well: an exception %s', async (_, code) => {
    const run = await runUnchecked({ api: waitThen('completed'), nodeArguments: duringTheWait(code) })
    expect(run.exitCode).toBeGreaterThan(0)
  })
})

describe('a process that ends early', () => {
  test.concurrent('does not do so before an answer has come', async () => {
    expect((await runStep({ nodeArguments: withoutTimers })).exitCode).toBe(0)
  })

  test.concurrent.each([
    ['because nothing is left to wait for', ''],
    ['because nothing is left to wait for, after foreign code set the exit code', 'process.exitCode = 0'],
    ['because foreign code exits with 0', 'process.exit(0)'],
    ['because foreign code exits without a code of its own', 'process.exitCode = 0; process.exit()'],
  ])('is a failed step: %s', async (_, code) => {
    const run = await runUnchecked({
      api: forever,
      nodeArguments: [...withoutTimers, ...duringTheWait(code)],
    })
    expect(run).toMatchObject({ signal: null, stdout: expect.stringContaining('in-progress') })
    expect(run.exitCode).toBeGreaterThan(0)
  })

  testSignals('by a signal that nobody can take is a failed step', async () => {
    const nodeArguments = duringTheWait("process.kill(process.pid, 'SIGKILL')")
    const run = await runUnchecked({ api: forever, nodeArguments })
    expect(run).toMatchObject({ exitCode: null, signal: 'SIGKILL', outputs: undefined })
  })

  test.concurrent.each([
    ['throws', "throw new Error('broken before it began')"],
    ['throws a moment later', "process.nextTick(() => { throw new Error('broken before it began') })"],
    ['has no modules to give', "import { Module } from 'node:module'; Module._load = () => { throw 0 }"],
    ['cannot print', "process.stdout.write = () => { throw new Error('no stdout') }"],
    [
      'has no streams',
      'Object.defineProperty(process, "stdout", { get() { throw new Error("no stdout") } })',
    ],
    ['has no clock', 'performance.now = () => { throw new Error("no clock") }'],
    ['has no timers', 'globalThis.setTimeout = () => { throw new Error("no timers") }'],
  ])('because it %s is a failed step', async (_, code) => {
    const run = await runUnchecked({ api: waitThen('completed'), nodeArguments: preload(code) })
    expect(run.signal).toBeNull()
    expect(run.exitCode).toBeGreaterThan(0)
  })
})

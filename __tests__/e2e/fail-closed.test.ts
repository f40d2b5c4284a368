import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { testFullDisk, testSignals } from '../platform.ts'
import { runStep, runUnchecked, type StepOptions, status } from './step.ts'

/** What the API returns in the end, and the exit code that must result. */
const verdicts = [
  ['completed', 0],
  ['failed', 1],
] as const

const waitThen = (last: 'completed' | 'failed') => [status('in-progress'), status(last)]
const forever = status('in-progress')
const silence = { kind: 'raw', bytes: '', ending: 'silence' } as const
const longSleep = { timeout: '2m', 'poll-interval': '1m', 'max-poll-interval': '1m' }

/** Node.js options that run this code in the process of the action, before the action itself. */
function preload(code: string): readonly string[] {
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`]
}

/** The same, for code that runs during the first sleep between two checks. */
const duringTheWait = (code: string) =>
  preload(`
    const write = process.stdout.write
    process.stdout.write = function (chunk, ...rest) {
      if (String(chunk).includes('in-progress')) {
        process.stdout.write = write
        setImmediate(() => { ${code} })
      }
      return write.call(this, chunk, ...rest)
    }`)

/** The same, for code that runs after each output that is written. */
const afterOutputs = (code: string) =>
  preload(`
    import fs from 'node:fs'
    const { appendFileSync } = fs
    fs.appendFileSync = (path, content, ...rest) => {
      appendFileSync(path, content, ...rest)
      if (content !== '' && path === process.env.GITHUB_OUTPUT) { ${code} }
    }`)

/** The same, for code that runs before the summary is written, in whichever way. */
const beforeSummary = (code: string) =>
  preload(`
    import fs from 'node:fs'
    for (const functions of [fs, fs.promises])
      for (const name of ['open', 'openSync', 'appendFile', 'appendFileSync', 'writeFile', 'writeFileSync']) {
        const original = functions[name]
        functions[name] = (path, ...rest) => {
          if (path === process.env.GITHUB_STEP_SUMMARY) { ${code} }
          return original?.(path, ...rest)
        }
      }`)

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

// Opening a pipe without a reader never returns.
const folder = mkdtempSync(path.join(tmpdir(), 'fail-closed-'))
const pipe = path.join(folder, 'pipe')
const pipes = spawnSync('mkfifo', [pipe]).status === 0 ? [pipe] : []
afterAll(() => rmSync(folder, { recursive: true }))

const lostOutputs: readonly StepOptions[] = [
  { outputFile: 'unset' },
  { outputFile: 'read-only' },
  { outputFile: 'missing', summaryFile: 'missing' },
  ...pipes.map((GITHUB_OUTPUT) => ({ env: { GITHUB_OUTPUT } })),
]
const lostSummaries: readonly StepOptions[] = [
  { summaryFile: 'missing' },
  ...pipes.map((GITHUB_STEP_SUMMARY) => ({ env: { GITHUB_STEP_SUMMARY } })),
  { nodeArguments: beforeSummary('throw undefined') },
]

/** What can go wrong around a verdict without changing it, and whether the annotation is lost. */
const troubles: readonly (readonly [string, boolean, StepOptions])[] = [
  [
    'nobody reads what is printed',
    true,
    {
      nodeArguments: duringTheWait("process.stderr.write('a warning of Node.js\\n')"),
      onStart: ({ stdout, stderr }) => {
        stdout?.destroy()
        stderr?.destroy()
      },
    },
  ],
  [
    'the reader of stdout leaves during the wait',
    true,
    {
      // Long enough for the reader to have left.
      inputs: { 'poll-interval': '3s', 'max-poll-interval': '3s' },
      onStart: ({ stdout }) => stdout?.on('data', (chunk) => /in-progress/.test(chunk) && stdout.destroy()),
    },
  ],
  ["the annotation can't be printed", true, { nodeArguments: withoutAnnotation }],
  ['a promise is lost while it is reported', false, { nodeArguments: afterOutputs('Promise.reject()') }],
  [
    'an exception is thrown while it is reported',
    false,
    { nodeArguments: afterOutputs("process.nextTick(() => { throw new Error('late') })") },
  ],
  ['foreign code sets exit code 0', false, { nodeArguments: duringTheWait('process.exitCode = 0') }],
  ['foreign code sets exit code 7', false, { nodeArguments: duringTheWait('process.exitCode = 7') }],
]

describe.each(verdicts)('a reset that %s', (last, exitCode) => {
  const outputs = { status: last, outcome: last, checks: 2 }

  test.concurrent.each(troubles)('keeps its verdict although %s', async (_, isAnnotationLost, options) => {
    const run = await runUnchecked({ api: waitThen(last), ...options })
    expect(run).toMatchObject({ exitCode, signal: null, stderr: '', outputs })
    expect(/^::(?:notice|error)/m.test(run.stdout)).toBe(!isAnnotationLost)
    expect(run.summary).toContain(`Recovery reset ${last}`)
  })

  test.concurrent('needs no summary file', async () => {
    const run = await runStep({ api: waitThen(last), summaryFile: 'unset' })
    expect(run).toMatchObject({ exitCode, outputs, stdout: expect.not.stringMatching(/job summary/) })
  })

  testFullDisk('fails the step on a full disk', async () => {
    const full = { GITHUB_OUTPUT: '/dev/full', GITHUB_STEP_SUMMARY: '/dev/full' }
    const run = await runStep({ api: waitThen(last), env: full })
    const title = last === 'completed' ? 'Outputs could not be written' : 'Recovery reset failed'
    expect(run).toMatchObject({ exitCode: 1, annotation: { title, text: expect.stringMatching(/ENOSPC/) } })
    expect(run.log).toContainEqual(expect.stringMatching(/job summary.*ENOSPC/))
  })

  test.concurrent('is not in the output `status` unless all other outputs were written', async () => {
    const file = path.join(folder, last)
    writeFileSync(file, '')
    const nodeArguments = afterOutputs("throw new Error('full')")
    await runStep({ api: waitThen(last), env: { GITHUB_OUTPUT: file }, nodeArguments })
    expect(readFileSync(file, 'utf8')).toMatch(/^(?!status<<)\w+<</)
  })

  test.concurrent('ends as decided although an abandoned lookup is still hanging', async () => {
    const hanging = "process.getActiveResourcesInfo = () => ['GetAddrInfoReqWrap']"
    const run = await runUnchecked({ api: waitThen(last), nodeArguments: preload(hanging) })
    expect(run).toMatchObject({ outputs, signal: last === 'completed' ? null : 'SIGKILL' })
  })
})

test.concurrent.each(lostSummaries)('a completed reset stays one without a summary: %j', async (options) => {
  const run = await runStep({ api: waitThen('completed'), ...options })
  expect(run).toMatchObject({ exitCode: 0, outputs: { status: 'completed', checks: 2 }, summary: '' })
  expect(run.log.filter((line) => line.includes('job summary'))).toHaveLength(1)
})

test.concurrent.each(lostOutputs)('a completed reset fails the step without outputs: %j', async (options) => {
  const run = await runStep({ api: waitThen('completed'), ...options })
  expect(run).toMatchObject({ exitCode: 1, outputs: undefined })
  expect(run.annotation.text).toMatch(/output/i)
  expect(run.summary !== '').toBe(!options.summaryFile)
})

test('the outputs are there before the summary is written', async () => {
  const nodeArguments = beforeSummary('process.exit()')
  const run = await runUnchecked({ api: status('failed'), nodeArguments })
  expect(run).toMatchObject({ exitCode: 1, outputs: { status: 'failed' }, summary: '' })
})

/** Accidents in the process during the wait, each with a text that the reader gets. */
const accidents: readonly (readonly [string, string, string, StepOptions?])[] = [
  [
    'an exception that contains the token and commands',
    "throw new Error('Bearer ' + process.env.INPUT_TOKEN + '\\n::notice::green\\r##[group]x')",
    'Bearer ***',
  ],
  ['an exception that is null', 'throw null', 'null'],
  ['an exception that looks like a signal', "throw 'SIGINT'", 'SIGINT'],
  ['a lost promise', 'Promise.reject()', 'undefined'],
  [
    'an exception during a request',
    "setTimeout(() => { throw new Error('an accident') }, 500)",
    'an accident',
    { inputs: { 'request-timeout': '1m', timeout: '1m' } },
  ],
]

describe('an accident during the wait', () => {
  test.concurrent.each(accidents)('ends it as an error, outputs written: %s', async (...row) => {
    const [, code, reason, options] = row
    const nodeArguments = duringTheWait(code)
    const run = await runStep({ api: [forever, silence], inputs: longSleep, nodeArguments, ...options })
    expect(run.outputs).toMatchObject({ outcome: 'error', cause: 'internal', status: 'in-progress' })
    expect(run.message).toContain(reason)
    expect(run.summaryText).toContain(reason)
  })

  test.concurrent.each([
    ['whose message cannot be read', "throw { get message() { throw new Error('no') } }"],
    ['that comes again and again', "setInterval(() => { throw new Error('again') }, 1)"],
  ])('never makes the step succeed: an exception %s', async (_, code) => {
    const run = await runUnchecked({ api: waitThen('completed'), nodeArguments: duringTheWait(code) })
    expect(run.exitCode).toBeGreaterThan(0)
  })
})

describe('a process that ends early', () => {
  test.concurrent("doesn't do so while it waits for a response", async () => {
    expect((await runStep({ nodeArguments: withoutTimers })).exitCode).toBe(0)
  })

  test.concurrent.each([
    ['because nothing is left to wait for', ''],
    ['because nothing is left to wait for, after foreign code set the exit code', 'process.exitCode = 0'],
    ['because foreign code exits with 0', 'process.exit(0)'],
    ['because foreign code exits without a code of its own', 'process.exitCode = 0; process.exit()'],
    ['because foreign code exits without an event', 'process.reallyExit(process.exitCode)'],
  ])('is a failed step: %s', async (_, code) => {
    const nodeArguments = [...withoutTimers, ...duringTheWait(code)]
    const run = await runUnchecked({ api: forever, nodeArguments })
    expect(run).toMatchObject({ signal: null, stdout: expect.stringContaining('in-progress') })
    expect(run.exitCode).toBeGreaterThan(0)
  })

  testSignals('by a signal that cannot be handled is a failed step', async () => {
    const nodeArguments = duringTheWait("process.kill(process.pid, 'SIGKILL')")
    const run = await runUnchecked({ api: forever, nodeArguments })
    expect(run).toMatchObject({ exitCode: null, signal: 'SIGKILL', outputs: undefined })
  })

  test.concurrent.each([
    ['throws before it starts', "process.nextTick(() => { throw new Error('too early') })"],
    ['cannot print', "process.stdout.write = () => { throw new Error('no stdout') }"],
    ['has no streams', 'Object.defineProperty(process, "stdout", { get() { throw new Error() } })'],
    ['has no clock', 'performance.now = () => { throw new Error("no clock") }'],
    ['has no timers', 'globalThis.setTimeout = () => { throw new Error("no timers") }'],
  ])('because it %s is a failed step', async (_, code) => {
    const run = await runUnchecked({ api: waitThen('completed'), nodeArguments: preload(code) })
    expect(run.signal).toBeNull()
    expect(run.exitCode).toBeGreaterThan(0)
  })
})

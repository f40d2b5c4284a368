import { describe, expect, test } from '@jest/globals'
import { type ActionRun, type ActionRunOptions, runAction } from '../../simulator/action-runner.ts'
import type { Phase } from '../../simulator/scenario.ts'
import { startSimulator } from '../../simulator/server.ts'
import { testFullDisk, testSignals } from '../platform.ts'
import { inputsFor, once, runStep, status } from './step.ts'

/** What the API says, and the exit code that has to come of it. */
const verdicts = [
  ['completed', 0],
  ['failed', 1],
] as const

const fileStates = ['file', 'unset', 'missing', 'read-only'] as const

/** A first answer to wait on, then the last one. */
function waitThen(last: string): readonly Phase[] {
  return [once(status('in-progress')), { reply: status(last) }]
}

const forever: readonly Phase[] = [{ reply: status('in-progress') }]

type RawOptions = Partial<Omit<ActionRunOptions, 'inputs'>> & { readonly phases: readonly Phase[] }

/** Runs the step without any check: for runs in which nothing can be taken for granted. */
async function runRaw({ phases, ...options }: RawOptions): Promise<ActionRun> {
  const simulator = await startSimulator({ scenario: { phases } })
  try {
    return await runAction({ inputs: inputsFor(simulator.url), timeLimitMs: 20_000, ...options })
  } finally {
    await simulator.close()
  }
}

/** Options of Node.js that run this code in the process of the action before the action itself. */
function preload(code: string): readonly string[] {
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`]
}

/** The same for code that runs as soon as the action has printed a line that contains a text. */
function whenPrinted(text: string, code: string): readonly string[] {
  return preload(`
    const write = process.stdout.write
    let isDone = false
    process.stdout.write = function (chunk, ...rest) {
      if (!isDone && String(chunk).includes(${JSON.stringify(text)})) {
        isDone = true
        setImmediate(() => { ${code} })
      }
      return write.call(this, chunk, ...rest)
    }`)
}

/** Within the first sleep between two checks. */
const duringTheWait = (code: string) => whenPrinted('Status: in-progress', code)

/** Between the writing of the outputs and that of the summary. */
const whileReporting = (code: string) =>
  preload(`
    import fs from 'node:fs'
    const { appendFileSync } = fs
    fs.appendFileSync = (path, ...rest) => {
      appendFileSync(path, ...rest)
      if (path === process.env.GITHUB_OUTPUT) { ${code} }
    }`)

/** Every way to write the summary throws, or rejects with, the value of an expression. */
const withoutSummary = (thrown: string) =>
  preload(`
    import fs from 'node:fs'
    function guard(functions, name, fail) {
      const original = functions[name]
      functions[name] = (path, ...rest) =>
        path === process.env.GITHUB_STEP_SUMMARY ? fail() : original(path, ...rest)
    }
    for (const name of ['openSync', 'appendFileSync', 'writeFileSync'])
      guard(fs, name, () => { throw ${thrown} })
    for (const name of ['open', 'appendFile', 'writeFile'])
      guard(fs.promises, name, () => Promise.reject(${thrown}))`)

describe.each(verdicts)('a reset that is %s', (last, exitCode) => {
  const cases = fileStates.flatMap((outputFile) =>
    fileStates.map((summaryFile) => [outputFile, summaryFile] as const),
  )

  test.concurrent.each(cases)(
    'gets its verdict with an output file that is %s, and a summary file that is %s',
    async (outputFile, summaryFile) => {
      const run = await runStep({ api: waitThen(last), outputFile, summaryFile })
      const isWritten = outputFile === 'file'
      expect(run.exitCode).toBe(isWritten ? exitCode : 1)
      expect(run.outputs).toEqual(
        isWritten ? expect.objectContaining({ status: last, outcome: last, polls: '2' }) : {},
      )
      expect(run.annotation.text).toMatch(new RegExp(`^The reset of recovery \\S+ ${last} after \\ds\\.`))
      const loss = / The outputs of this step could not be written: [^:]+.*\.$/
      if (isWritten) expect(run.annotation.text).not.toContain('could not be written')
      else expect(run.annotation.text).toMatch(loss)
      if (summaryFile === 'file') expect(run.summary).toContain(`Recovery reset ${last}`)
      const isSummaryLost = summaryFile === 'missing' || summaryFile === 'read-only'
      expect(
        run.log.filter((line) => line.startsWith('The job summary could not be written: ')),
      ).toHaveLength(isSummaryLost ? 1 : 0)
    },
  )

  testFullDisk('gets its verdict on a full disk', async () => {
    const run = await runStep({ api: waitThen(last), env: { GITHUB_OUTPUT: '/dev/full' } })
    expect(run.exitCode).toBe(1)
    expect(run.annotation.text).toContain(`${last} after `)
    expect(run.annotation.text).toContain('The outputs of this step could not be written: ')
  })

  testFullDisk('gets its verdict when the summary does not fit on the disk', async () => {
    const run = await runStep({ api: waitThen(last), env: { GITHUB_STEP_SUMMARY: '/dev/full' } })
    expect(run.exitCode).toBe(exitCode)
    expect(run.log).toContainEqual(expect.stringMatching(/^The job summary could not be written: /))
  })

  test.concurrent.each([
    ['stdout', ['stdout']],
    ['stderr', ['stderr']],
    ['stdout and stderr', ['stdout', 'stderr']],
  ] as const)('gets its verdict when nobody reads %s', async (_, streams) => {
    const run = await runRaw({
      phases: waitThen(last),
      nodeArguments: duringTheWait("process.stderr.write('a warning of Node\\n')"),
      onStart: (child) => {
        for (const stream of streams) child[stream]?.destroy()
      },
    })
    expect(run).toMatchObject({
      exitCode,
      signal: null,
      stderr: streams.some((stream) => stream === 'stderr') ? '' : 'a warning of Node\n',
      outputs: { status: last, outcome: last, polls: '2' },
    })
    expect(run.summary).toContain(`Recovery reset ${last}`)
  })

  test.concurrent('gets its verdict when the reader of stdout leaves in between', async () => {
    let child: Parameters<NonNullable<ActionRunOptions['onStart']>>[0] | undefined
    const run = await runRaw({
      phases: waitThen(last),
      onStart: (started) => {
        child = started
      },
      onStdout: (chunk) => {
        if (chunk.includes('Status: in-progress')) child?.stdout?.destroy()
      },
    })
    expect(run.stdout).not.toContain(`Status: ${last}`)
    expect(run).toMatchObject({ exitCode, stderr: '', outputs: { status: last, outcome: last } })
  })

  test.concurrent.each([
    ['an error', "new Error('the summary is not to be')", 'the summary is not to be'],
    ['a text', "'only text'", 'only text'],
    ['nothing', 'undefined', 'undefined'],
  ])('gets its verdict when the writing of the summary throws %s', async (_, thrown, reason) => {
    const run = await runStep({ api: waitThen(last), nodeArguments: withoutSummary(thrown) })
    expect(run.exitCode).toBe(exitCode)
    expect(run.outputs).toMatchObject({ status: last, outcome: last })
    expect(run.summary).toBe('')
    expect(run.log).toContainEqual(
      expect.stringMatching(`^The job summary could not be written: ${reason}\\b`),
    )
  })

  test.concurrent('gets its verdict when the annotation cannot be printed', async () => {
    const run = await runRaw({
      phases: waitThen(last),
      nodeArguments: preload(`
        const write = process.stdout.write
        process.stdout.write = function (chunk, ...rest) {
          if (/^::(?:notice|error)/.test(String(chunk))) throw new Error('no annotation today')
          return write.call(this, chunk, ...rest)
        }`),
    })
    expect(run).toMatchObject({ exitCode, stderr: '', outputs: { status: last, outcome: last } })
    expect(run.stdout).not.toMatch(/^::(?:notice|error)/m)
  })

  test.concurrent.each([
    ['an unhandled rejection', "Promise.reject(new Error('too late'))"],
    ['an unhandled rejection with nothing', 'Promise.reject()'],
    ['an uncaught exception', "process.nextTick(() => { throw new Error('too late') })"],
  ])('gets its verdict in spite of %s while it is reported', async (_, code) => {
    const run = await runStep({ api: waitThen(last), nodeArguments: whileReporting(code) })
    expect(run.exitCode).toBe(exitCode)
    expect(run.outputs).toMatchObject({ status: last, outcome: last })
    expect(run.summary).toContain(`Recovery reset ${last}`)
  })

  test.concurrent.each([
    ['0', 'process.exitCode = 0'],
    ['1', 'process.exitCode = 1'],
    ['7', 'process.exitCode = 7'],
  ])('gets its own exit code when foreign code sets it to %s', async (_, code) => {
    const run = await runStep({ api: waitThen(last), nodeArguments: duringTheWait(code) })
    expect(run.exitCode).toBe(exitCode)
    expect(run.outputs).toMatchObject({ status: last, outcome: last })
  })
})

/** Accidents in the process while the step waits, each with what the user reads of it. */
const accidents: readonly (readonly [string, string, string])[] = [
  ['an unhandled rejection', "Promise.reject(new Error('a lost promise'))", 'a lost promise'],
  ['an unhandled rejection with a text', "Promise.reject('only text')", 'only text'],
  ['an unhandled rejection with nothing', 'Promise.reject()', 'undefined'],
  [
    'an unhandled rejection with an object',
    "Promise.reject({ message: 'no error at all' })",
    'no error at all',
  ],
  ['an uncaught exception', "throw new Error('an accident')", 'an accident'],
  ['an uncaught exception that is null', 'throw null', 'null'],
  ['an uncaught exception that is the name of a signal', "throw 'SIGINT'", 'SIGINT'],
]

describe('an accident during the wait', () => {
  test.concurrent.each(accidents)('ends it as an error, outputs written: %s', async (_, code, reason) => {
    const run = await runStep({
      api: forever,
      inputs: { 'poll-interval': '15s', 'max-poll-interval': '15s' },
      nodeArguments: duringTheWait(code),
    })
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ outcome: 'error', status: 'in-progress', polls: '1' })
    expect(run.outputs.message).toMatch(
      new RegExp(
        `^The wait ended on an unexpected error: ${reason}\\. Please report it to the authors of this action\\.`,
      ),
    )
    expect(run.annotation).toMatchObject({
      kind: 'error',
      title: 'Recovery reset could not be awaited',
      text: run.outputs.message,
    })
    expect(run.summary).toContain('unexpected error')
    expect(run.elapsedMs).toBeLessThan(10_000)
  })

  test.concurrent('ends it as an error within a request too', async () => {
    const run = await runStep({
      api: [once(status('in-progress')), { reply: { kind: 'never-answer' } }],
      nodeArguments: duringTheWait("setTimeout(() => { throw new Error('an accident') }, 500)"),
    })
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ outcome: 'error', status: 'in-progress', polls: '2' })
    expect(run.elapsedMs).toBeLessThan(10_000)
  })

  test.concurrent('is told without the token and as one line', async () => {
    const run = await runStep({
      api: forever,
      nodeArguments: duringTheWait(
        "throw new Error('Bearer ' + process.env.INPUT_TOKEN + '\\n::notice::green\\r##[group]x')",
      ),
    })
    expect(run.exitCode).toBe(1)
    expect(run.outputs.message).toContain('unexpected error: Bearer ***\n')
    expect(run.annotation.text).toContain('Bearer *** : :notice: :green # # [group]x')
  })

  test.concurrent.each([
    ['whose message cannot be read', "throw { get message() { throw new Error('no') } }"],
    ['that has no text', 'throw Object.create(null)'],
    ['rejected, whose message cannot be read', "Promise.reject({ get message() { throw new Error('no') } })"],
    ['that comes again and again', "setInterval(() => { throw new Error('again') }, 1)"],
  ])('never ends the step well: an exception %s', async (_, code) => {
    const run = await runRaw({ phases: waitThen('completed'), nodeArguments: duringTheWait(code) })
    expect(run.exitCode).toBeGreaterThan(0)
  })
})

describe('a process that ends early', () => {
  const withoutTimers = `
    for (const name of ['setTimeout', 'setInterval']) {
      const start = globalThis[name]
      globalThis[name] = (...rest) => start(...rest).unref()
    }`

  test.concurrent('because nothing is left to wait for is a failed step', async () => {
    const run = await runRaw({ phases: forever, nodeArguments: preload(withoutTimers) })
    expect(run.exitCode).toBeGreaterThan(0)
    expect(run.stdout).toContain('Status: in-progress')
    expect(run.stdout).not.toContain('completed')
    expect(run.elapsedMs).toBeLessThan(10_000)
  })

  test.concurrent('does not do so before an answer has come', async () => {
    const run = await runRaw({
      phases: [{ reply: status('completed') }],
      nodeArguments: preload(withoutTimers),
    })
    expect(run).toMatchObject({ exitCode: 0, outputs: { outcome: 'completed' } })
  })

  test.concurrent.each([
    ['because foreign code exits with 0', 'process.exit(0)'],
    ['because foreign code exits without a code of its own', 'process.exitCode = 0; process.exit()'],
    ['because nothing is left to wait for, after foreign code set the exit code', 'process.exitCode = 0'],
  ])('is a failed step: %s', async (_, code) => {
    const run = await runRaw({
      phases: forever,
      nodeArguments: [...preload(withoutTimers), ...duringTheWait(code)],
    })
    expect(run.signal).toBeNull()
    expect(run.stdout).toContain('Status: in-progress')
    expect(run.exitCode).toBeGreaterThan(0)
    expect(run.elapsedMs).toBeLessThan(10_000)
  })

  testSignals.each(['SIGKILL', 'SIGHUP', 'SIGABRT'] as const)('by %s is a failed step', async (signal) => {
    const run = await runRaw({
      phases: forever,
      nodeArguments: duringTheWait(`process.kill(process.pid, '${signal}')`),
    })
    expect(run).toMatchObject({ exitCode: null, signal })
  })

  test.concurrent.each([
    ['throws', "throw new Error('broken before it began')"],
    ['throws a moment later', "process.nextTick(() => { throw new Error('broken before it began') })"],
    ['rejects', "Promise.reject(new Error('broken before it began'))"],
    ['has no modules to give', "import { Module } from 'node:module'; Module._load = () => { throw 0 }"],
    ['cannot print', "process.stdout.write = () => { throw new Error('no stdout') }"],
    [
      'has no streams',
      'Object.defineProperty(process, "stdout", { get() { throw new Error("no stdout") } })',
    ],
    ['has no clock', 'performance.now = () => { throw new Error("no clock") }'],
    ['has no timers', 'globalThis.setTimeout = () => { throw new Error("no timers") }'],
    ['has no chance', 'Math.random = () => { throw new Error("no chance") }'],
  ])('because the process %s is a failed step', async (_, code) => {
    const run = await runRaw({ phases: waitThen('completed'), nodeArguments: preload(code) })
    expect(run.signal).toBeNull()
    expect(run.exitCode).toBeGreaterThan(0)
  })
})

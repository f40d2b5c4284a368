import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type ActionRunOptions, inputVariable, runAction } from '../../simulator/action-runner.ts'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stand-in-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a stand-in for the action, given as the text of a module. */
async function run(source: string, options: Partial<ActionRunOptions> = {}) {
  const entry = join(mkdtempSync(join(folder, 'entry-')), 'index.mjs')
  writeFileSync(entry, `import * as fs from 'node:fs'\n${source}`)
  return runAction({ inputs: {}, entry, ...options })
}

const printEnvironment = 'console.log(JSON.stringify(process.env))'

async function environmentOf(options: Partial<ActionRunOptions> = {}): Promise<Record<string, string>> {
  return JSON.parse((await run(printEnvironment, options)).stdout)
}

describe('the environment', () => {
  test('carries the inputs, hyphens kept, with defaults, else empty', async () => {
    const inputs = { 'api-url': 'http://127.0.0.1:1', timeout: ' 5s\n' }
    expect(await environmentOf({ inputs })).toMatchObject({
      'INPUT_API-URL': 'http://127.0.0.1:1',
      INPUT_TIMEOUT: ' 5s\n',
      'INPUT_POLL-INTERVAL': '5s',
      INPUT_SUMMARY: 'true',
      INPUT_TOKEN: '',
    })
    expect(inputVariable('two words-here')).toBe('INPUT_TWO_WORDS-HERE')
  })

  test('holds little else, and nothing of the proxies of whoever runs this', async () => {
    process.env.https_proxy = 'http://127.0.0.1:9'
    try {
      const environment = await environmentOf()
      const names = Object.keys(environment).filter((name) => !name.startsWith('INPUT_'))
      const known = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'RUNNER_TEMP', 'GITHUB_ACTIONS', 'CI']
      expect([...known, 'GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY']).toEqual(expect.arrayContaining(names))
      expect(environment).toMatchObject({ GITHUB_ACTIONS: 'true', CI: 'true', PATH: process.env.PATH })
    } finally {
      delete process.env.https_proxy
    }
  })

  test('takes additions and removals', async () => {
    const env = { NO_PROXY: '*', HOME: undefined, 'INPUT_API-URL': undefined }
    const environment = await environmentOf({ env, inputs: { 'api-url': 'x' } })
    expect(environment.NO_PROXY).toBe('*')
    expect(environment).not.toHaveProperty('HOME')
    expect(environment).not.toHaveProperty('INPUT_API-URL')
  })
})

describe('the result', () => {
  test('holds exit code, streams, outputs and summary', async () => {
    const { elapsedMs, ...rest } = await run(`
      fs.appendFileSync(process.env.GITHUB_OUTPUT, 'a<<E\\nb\\nc\\nE\\nd=e\\n')
      fs.appendFileSync(process.env.GITHUB_STEP_SUMMARY, '# Done')
      console.log('out')
      console.error('err')
      process.exitCode = 3`)
    expect(rest).toEqual({
      exitCode: 3,
      signal: null,
      stdout: 'out\n',
      stderr: 'err\n',
      outputs: { a: 'b\nc', d: 'e' },
      summary: '# Done',
    })
    expect(elapsedMs).toBeGreaterThan(0)
  })

  test('holds all of a large output', async () => {
    const { stdout } = await run(`process.stdout.write('é'.repeat(500_000))`)
    expect(stdout).toBe('é'.repeat(500_000))
  })

  test('names the signal that ended the step', async () => {
    const source = `console.log('ready')\nsetInterval(() => {}, 1000)`
    let stop = () => {}
    const result = await run(source, {
      onStart: (child) => {
        stop = () => child.kill('SIGTERM')
      },
      onStdout: () => stop(),
    })
    expect(result).toMatchObject({ exitCode: null, signal: 'SIGTERM', outputs: {}, summary: '' })
  })

  test('comes after the time limit at the latest', async () => {
    const result = await run('setInterval(() => {}, 1000)', { timeLimitMs: 300 })
    expect(result.signal).toBe('SIGKILL')
  })

  test('streams what is printed', async () => {
    const chunks: string[] = []
    const print = `console.log('one')\nconsole.error('two')`
    await run(print, { onStdout: (chunk) => chunks.push(chunk), onStderr: (chunk) => chunks.push(chunk) })
    expect(chunks.sort()).toEqual(['one\n', 'two\n'])
  })

  test('obeys the arguments of Node.js', async () => {
    const { stdout } = await run('console.log(process.title)', { nodeArguments: ['--title=stand-in'] })
    expect(stdout).toBe('stand-in\n')
  })

  test('is an error when the output file is malformed', async () => {
    const source = `fs.appendFileSync(process.env.GITHUB_OUTPUT, 'nonsense')`
    await expect(run(source)).rejects.toThrow('output file: invalid line "nonsense"')
  })

  test('is an error when the entry is not there', async () => {
    await expect(runAction({ inputs: {}, entry: join(folder, 'none.js') })).rejects.toThrow('is not there')
  })
})

describe('the files of the runner', () => {
  const probe = `
    const probe = (path) => {
      if (path === undefined) return 'unset'
      const existed = fs.existsSync(path)
      try { fs.appendFileSync(path, existed ? 'a=b' : '') } catch { return 'not writable' }
      return existed ? 'written' : 'not there'
    }
    console.log([probe(process.env.GITHUB_OUTPUT), probe(process.env.GITHUB_STEP_SUMMARY)].join())`

  test.each([
    ['file', 'written', { a: 'b' }, 'a=b'],
    ['unset', 'unset', {}, ''],
    ['missing', 'not there', {}, ''],
    ['read-only', 'not writable', {}, ''],
  ] as const)('%s', async (state, seen, outputs, summary) => {
    const result = await run(probe, { outputFile: state, summaryFile: state })
    expect(result).toMatchObject({ stdout: `${seen},${seen}\n`, outputs, summary })
  })

  test('are gone afterwards', async () => {
    const { stdout } = await run('console.log(process.env.RUNNER_TEMP)')
    expect(stdout.startsWith(tmpdir())).toBe(true)
    expect(existsSync(stdout.trim())).toBe(false)
  })
})

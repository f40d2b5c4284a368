import { afterEach, describe, expect, jest, test } from '@jest/globals'
import type { Reply } from '../../simulator/replies.ts'
import { defaultAccess, type Simulator, startSimulator } from '../../simulator/server.ts'
import { main } from '../../src/main.ts'
import { type RunnerEnvironment, runnerEnvironment } from './runner-environment.ts'

const { token, accountId, projectId, assemblyId, recoveryId } = defaultAccess

let simulator: Simulator
let runner: RunnerEnvironment

afterEach(async () => {
  runner.restore()
  jest.restoreAllMocks()
  Reflect.deleteProperty(performance, 'timeOrigin')
  await simulator.close()
})

interface Run {
  readonly inputs?: Readonly<Record<string, string>>
  readonly variables?: Readonly<Record<string, string>>
  readonly reply?: Reply
  readonly signal?: AbortSignal
}

/** Runs the action in this process against an API that gives one reply for ever. */
async function run({ inputs, variables, reply = { kind: 'status', status: 'completed' }, signal }: Run = {}) {
  simulator = await startSimulator({ replies: [reply] })
  const given = Object.entries({
    'api-url': simulator.url,
    token,
    'account-id': accountId,
    'project-id': projectId,
    'assembly-id': assemblyId,
    'recovery-id': recoveryId,
    timeout: '1d',
    ...inputs,
  })
  const named = given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const)
  runner = runnerEnvironment({ ...Object.fromEntries(named), ...variables })
  const isSuccess = await main(signal ?? new AbortController().signal)
  const lines = runner.printed().split('\n').slice(0, -1)
  return { isSuccess, lines, outputs: runner.outputs(), requests: simulator.requests.length }
}

/** A token that looks like a JWT and expires so many seconds after 1970. */
function tokenFor(exp: number): string {
  return `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.signature`
}

const pending: Reply = { kind: 'status', status: 'pending' }

describe('a run', () => {
  test('masks the token first, says what it waits for, and ends with the verdict', async () => {
    const reply: Reply = { kind: 'status', status: 'completed', message: `used ${token}` }
    expect(await run({ reply })).toMatchObject({
      isSuccess: true,
      lines: [
        `::add-mask::${token}`,
        expect.stringContaining(recoveryId),
        expect.stringMatching(`^GET ${simulator.url}/.*/reset/status$`),
        expect.stringMatching(/^\[.*\] Status: completed .*\*\*\*/),
        expect.stringContaining('start-timeout'),
        expect.stringMatching(/^::notice title=Recovery reset completed::/),
      ],
      outputs: { outcome: 'completed', message: 'used ***', checks: '1' },
    })
  })

  test('masks the credentials of the proxy too', async () => {
    const { lines } = await run({ variables: { https_proxy: 'http://me:pass%3Aword@proxy.example.com:1' } })
    const basic = Buffer.from('me:pass:word').toString('base64')
    expect(lines.slice(1, 4)).toEqual(
      ['pass%253Aword', 'pass:word', basic].map((secret) => `::add-mask::${secret}`),
    )
  })
})

describe('no request is sent', () => {
  const https = 'https://api.example.com'
  test.each<[string, Run, readonly string[]]>([
    [
      'with invalid inputs, which are reported together',
      { inputs: { timeout: '5', 'account-id': '' } },
      ['2 problems', 'timeout', 'account-id'],
    ],
    ['without TLS', { variables: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } }, ['NODE_TLS_REJECT_UNAUTHORIZED']],
    [
      'bypassing a proxy',
      { inputs: { 'api-url': https }, variables: { https_proxy: 'proxy.example.com:3128' } },
      ['https_proxy'],
    ],
    [
      'if the outputs cannot be written',
      { variables: { GITHUB_OUTPUT: '/nowhere/output' } },
      ['GITHUB_OUTPUT'],
    ],
  ])('%s', async (_, options, names) => {
    const { isSuccess, lines, outputs, requests } = await run(options)
    expect({ isSuccess, requests }).toEqual({ isSuccess: false, requests: 0 })
    for (const name of names) expect(lines.at(-1)).toContain(name)
    expect(lines.at(-1)).toMatch(/^::error title=Invalid configuration::/)
    if (options.variables?.GITHUB_OUTPUT === undefined)
      expect(outputs).toMatchObject({
        outcome: 'error',
        cause: 'inputs',
        checks: '0',
        status: '',
        timeline: '[]',
      })
  })

  test('with Node.js 18, whatever else is wrong', async () => {
    const { versions } = process
    Object.defineProperty(process, 'versions', {
      value: { ...versions, node: '18.20.4' },
      configurable: true,
    })
    const { isSuccess, lines } = await run({ inputs: { timeout: '5' } })
    Object.defineProperty(process, 'versions', { value: versions })
    expect(isSuccess).toBe(false)
    expect(lines).toEqual([
      expect.stringMatching(/^::error title=Invalid configuration::.*Node\.js 20 .*18\.20\.4/),
    ])
  })

  test('with an invalid token, of which every line is masked', async () => {
    const { isSuccess, lines } = await run({ inputs: { token: 'first-line\nshort\nsecond-line' } })
    expect(isSuccess).toBe(false)
    expect(lines.slice(0, 2)).toEqual(['::add-mask::first-line', '::add-mask::second-line'])
    expect(lines.slice(2).join()).not.toMatch(/first-line|second-line/)
  })
})

describe('a warning', () => {
  const warningsIn = (lines: readonly string[]) => lines.filter((line) => line.startsWith('::warning')).length

  test.each([
    ['before the timeout', -1, 1],
    ['at the timeout', 0, 0],
    // By a clock that may be wrong: the API decides.
    ['long before', -1e8, 1],
  ])('about a token that expires %s', async (_, seconds, count) => {
    const startedMs = Math.floor(Date.now() / 1_000) * 1_000
    Object.defineProperty(performance, 'timeOrigin', { value: startedMs, configurable: true })
    const { requests, lines } = await run({
      inputs: { token: tokenFor(startedMs / 1_000 + 86_400 + seconds) },
    })
    expect([requests, warningsIn(lines)]).toEqual([1, count])
  })

  test.each([
    ['github-hosted', 1],
    ['self-hosted', 0],
  ])('about a timeout of a day on a %s runner', async (RUNNER_ENVIRONMENT, count) => {
    const { lines } = await run({ variables: { RUNNER_ENVIRONMENT } })
    expect(warningsIn(lines)).toBe(count)
  })
})

test('the moments of the outputs count from the start of the process', async () => {
  Object.defineProperty(performance, 'timeOrigin', { value: Date.UTC(2020, 0, 1), configurable: true })
  const { outputs } = await run()
  const [first] = JSON.parse(outputs.timeline ?? '')
  expect(new Date(first.at).getTime() - Date.UTC(2020, 0, 1)).toBeLessThan(performance.now())
})

describe('an abort', () => {
  test('by a signal is a cancelled wait', async () => {
    const signal = AbortSignal.abort({ kind: 'cancelled' })
    expect(await run({ signal })).toMatchObject({
      isSuccess: false,
      outputs: { outcome: 'cancelled', checks: '0' },
    })
  })

  test('by a crash is an error, which keeps what was seen', async () => {
    const controller = new AbortController()
    jest.spyOn(Math, 'random').mockImplementation(() => {
      controller.abort({ kind: 'crashed', error: new Error(`lost ${token}`) })
      return 0.5
    })
    const { isSuccess, outputs } = await run({ reply: pending, signal: controller.signal })
    expect(isSuccess).toBe(false)
    expect(outputs).toMatchObject({ outcome: 'error', cause: 'internal', status: 'pending', checks: '1' })
    expect(outputs.message).toContain('"lost ***"')
  })

  test('from within the wait itself is an error too', async () => {
    jest.spyOn(Math, 'random').mockImplementation(() => {
      throw new Error('a bug')
    })
    const { isSuccess, outputs } = await run({ reply: pending })
    expect(isSuccess).toBe(false)
    expect(outputs).toMatchObject({
      outcome: 'error',
      cause: 'internal',
      message: expect.stringContaining('"a bug"'),
    })
  })
})

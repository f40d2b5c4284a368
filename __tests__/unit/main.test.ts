import { afterEach, describe, expect, jest, test } from '@jest/globals'
import type { Reply } from '../../simulator/scenario.ts'
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
  readonly interruption?: AbortSignal
}

/** Runs the action in this process against an API that gives one reply for ever. */
async function run({
  inputs,
  variables,
  reply = { kind: 'status', status: 'completed' },
  interruption,
}: Run = {}) {
  simulator = await startSimulator({ scenario: { phases: [{ reply }] } })
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
  const isSuccess = await main(interruption ?? new AbortController().signal)
  const lines = runner.printed().split('\n').slice(0, -1)
  return { isSuccess, lines, outputs: runner.outputs(), requests: simulator.requests.length }
}

/** A token that looks like a JWT and expires so many seconds after 1970. */
function tokenFor(exp: number): string {
  return `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.signature`
}

const pending: Reply = { kind: 'status', status: 'pending' }

describe('a run', () => {
  test('masks the token first, says what is awaited, and ends with the verdict', async () => {
    const reply: Reply = { kind: 'status', status: 'completed', message: `used ${token}` }
    expect(await run({ reply })).toMatchObject({
      isSuccess: true,
      lines: [
        `::add-mask::${token}`,
        `Waiting up to 1d for the reset of recovery ${recoveryId} to end, checking every 5s at first and every 30s later.`,
        expect.stringMatching(`^GET ${simulator.url}/.*/reset/status$`),
        expect.stringMatching(/^\[.*\] Status: completed \("used \*\*\*"\)$/),
        expect.stringMatching(/^\[.*\] The reset had ended before it was first seen\. .* set start-timeout/),
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

describe('nothing is requested', () => {
  const https = 'https://api.example.com'
  test.each<[string, Run, RegExp]>([
    [
      'with bad inputs, which are told all at once',
      { inputs: { timeout: '5', 'account-id': '' } },
      /^2 things are wrong\. No request was made\. account-id is empty, but required\. timeout is "5": .*\.$/,
    ],
    [
      'with a token that has expired',
      { inputs: { token: tokenFor(1_700_000_000) } },
      /token cannot be used: it expired on 2023-11-14 22:13:20 UTC/,
    ],
    ['without TLS', { variables: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } }, /NODE_TLS_REJECT_UNAUTHORIZED=0/],
    [
      'around a proxy',
      { inputs: { 'api-url': https }, variables: { https_proxy: 'proxy.example.com:3128' } },
      /https_proxy cannot be used/,
    ],
  ])('%s', async (_, options, message) => {
    expect(await run(options)).toMatchObject({
      isSuccess: false,
      outputs: {
        outcome: 'error',
        checks: '0',
        status: '',
        timeline: '[]',
        message: expect.stringMatching(message),
      },
      requests: 0,
    })
  })

  test('with a token that is none, of which every line is masked', async () => {
    const { isSuccess, lines } = await run({ inputs: { token: 'first-line\nshort\nsecond-line' } })
    expect(isSuccess).toBe(false)
    expect(lines.slice(0, 2)).toEqual(['::add-mask::first-line', '::add-mask::second-line'])
    expect(lines.slice(2).join()).not.toMatch(/first-line|second-line/)
  })
})

test.each([
  ['before the timeout is warned of', -1, 1],
  ['at the timeout is not', 0, 0],
])('a token that expires %s', async (_, seconds, count) => {
  const startedAtMs = Math.floor(Date.now() / 1_000) * 1_000
  Object.defineProperty(performance, 'timeOrigin', { value: startedAtMs, configurable: true })
  const { lines } = await run({ inputs: { token: tokenFor(startedAtMs / 1_000 + 86_400 + seconds) } })
  const warnings = lines.filter((line) =>
    line.startsWith('::warning title=Token expires before the timeout::'),
  )
  expect(warnings).toHaveLength(count)
})

describe('an interruption', () => {
  test('by a signal is a cancelled wait', async () => {
    const interruption = AbortSignal.abort({ kind: 'cancelled' })
    const outputs = { outcome: 'cancelled', checks: '0' }
    expect(await run({ interruption })).toMatchObject({ isSuccess: false, outputs })
  })

  test('by a crash is an error, which keeps what was seen', async () => {
    const interruption = new AbortController()
    jest.spyOn(Math, 'random').mockImplementation(() => {
      interruption.abort({ kind: 'crashed', thrown: new Error(`lost ${token}`) })
      return 0.5
    })
    const message =
      /^The wait ended on an unexpected error: lost \*\*\*\. Last status: pending, .* Report this message to the authors of this action\.$/
    expect(await run({ reply: pending, interruption: interruption.signal })).toMatchObject({
      isSuccess: false,
      outputs: { outcome: 'error', status: 'pending', checks: '1', message: expect.stringMatching(message) },
    })
  })

  test('from within the wait itself is an error too', async () => {
    jest.spyOn(Math, 'random').mockImplementation(() => {
      throw new Error('a bug')
    })
    const message = expect.stringMatching(/^The wait ended on an unexpected error: a bug\./)
    expect(await run({ reply: pending })).toMatchObject({
      isSuccess: false,
      outputs: { outcome: 'error', message },
    })
  })
})

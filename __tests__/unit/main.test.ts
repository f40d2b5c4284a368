import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { actionInputs } from '../../simulator/action-inputs.ts'
import type { Phase, Reply } from '../../simulator/scenario.ts'
import { defaultAccess, type Simulator, startSimulator } from '../../simulator/server.ts'
import { main } from '../../src/main.ts'
import { type RunnerEnvironment, runnerEnvironment } from './runner-environment.ts'

let runner: RunnerEnvironment
let simulator: Simulator | undefined

afterEach(async () => {
  runner.restore()
  await simulator?.close()
  simulator = undefined
  jest.restoreAllMocks()
})

interface Run {
  readonly inputs?: Readonly<Record<string, string>>
  readonly variables?: Readonly<Record<string, string>>
  readonly api?: readonly Phase[]
  readonly interruption?: AbortSignal
}

const completed: Reply = { kind: 'status', status: 'completed' }

/** Runs the action in this process. */
async function run({ inputs = {}, variables = {}, api = [{ reply: completed }], interruption }: Run = {}) {
  simulator = await startSimulator({ scenario: { phases: api } })
  const given: Record<string, string> = {
    ...actionInputs(simulator.url, defaultAccess),
    timeout: '1d',
    'poll-interval': '100ms',
    'max-poll-interval': '100ms',
    ...inputs,
  }
  const named = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const)
  runner = runnerEnvironment({ ...Object.fromEntries(named), ...variables })
  const isSuccess = await main(interruption ?? new AbortController().signal)
  const lines = runner.printed().split('\n').slice(0, -1)
  return { isSuccess, lines, outputs: runner.outputs(), summary: runner.summary() }
}

/** A token that looks like a JWT and runs out so many seconds from now. */
function tokenFor(seconds: number): string {
  const claims = { exp: Math.round(Date.now() / 1_000) + seconds }
  return `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`
}

describe('a run', () => {
  test('masks the token first, says what is awaited, and ends with the verdict', async () => {
    const { isSuccess, lines, outputs } = await run()
    expect(isSuccess).toBe(true)
    expect(lines).toEqual([
      `::add-mask::${defaultAccess.token}`,
      expect.stringMatching(
        `^Waiting for the reset of recovery ${defaultAccess.recoveryId} at 127.0.0.1:\\d+, for at most 24h\\. Checks: now, first after 0\\.1s, then less often, up to every 0\\.1s\\.$`,
      ),
      expect.stringMatching(/^\[.*\] Status: completed$/),
      expect.stringMatching(/^::notice title=Recovery reset completed::/),
    ])
    expect(outputs).toMatchObject({ outcome: 'completed', polls: '1' })
  })

  test('is told as a failure when the reset failed', async () => {
    const { isSuccess, outputs } = await run({ api: [{ reply: { kind: 'status', status: 'failed' } }] })
    expect(isSuccess).toBe(false)
    expect(outputs).toMatchObject({ outcome: 'failed', status: 'failed' })
  })

  test('masks everything of a token that is not fit to be one', async () => {
    const { isSuccess, lines } = await run({ inputs: { token: 'first-line\nshort\nsecond-line' } })
    expect(isSuccess).toBe(false)
    expect(lines.slice(0, 2)).toEqual(['::add-mask::first-line', '::add-mask::second-line'])
    expect(lines.slice(2).join()).not.toMatch(/first-line|second-line/)
  })

  test('takes the token out of what the API says', async () => {
    const { outputs } = await run({
      api: [{ reply: { kind: 'http', code: 400, body: { message: `bad token ${defaultAccess.token}` } } }],
    })
    expect(outputs.message).toContain('bad token ***.')
  })

  test('reports all bad inputs, and requests nothing', async () => {
    const { isSuccess, outputs, summary } = await run({ inputs: { timeout: '5', 'account-id': '' } })
    expect(isSuccess).toBe(false)
    expect(summary).toContain('1. Change what the message above names, in the workflow or on the runner.')
    expect(outputs).toMatchObject({ outcome: 'error', polls: '0', status: '', timeline: '[]' })
    expect(outputs.message).toMatch(
      /^Nothing was requested: `account-id` is missing: it is required\. `timeout` is "5": /,
    )
    expect(simulator?.requests).toEqual([])
  })
})

describe('the environment', () => {
  test('that would weaken TLS is refused', async () => {
    const { isSuccess, outputs } = await run({ variables: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } })
    expect(isSuccess).toBe(false)
    expect(outputs).toMatchObject({ outcome: 'error', polls: '0' })
    expect(outputs.message).toContain('NODE_TLS_REJECT_UNAUTHORIZED=0')
  })

  test('that names a proxy has its credentials masked', async () => {
    const { isSuccess, lines } = await run({
      variables: { https_proxy: 'http://me:pass%3Aword@proxy.example.com:1' },
    })
    expect(isSuccess).toBe(true)
    const basic = Buffer.from('me:pass:word').toString('base64')
    expect(lines.slice(1, 4)).toEqual([
      '::add-mask::pass%253Aword',
      '::add-mask::pass:word',
      `::add-mask::${basic}`,
    ])
  })

  test('with a proxy variable that cannot be used is refused where the proxy is needed', async () => {
    const { outputs } = await run({
      inputs: { 'api-url': 'https://api.example.com' },
      variables: { https_proxy: 'proxy.example.com:3128' },
    })
    expect(outputs).toMatchObject({ outcome: 'error', polls: '0' })
    expect(outputs.message).toContain('`https_proxy` cannot be used')
  })
})

describe('the end of the token', () => {
  test('in the past is refused', async () => {
    const { isSuccess, outputs } = await run({ inputs: { token: tokenFor(-60) } })
    expect(isSuccess).toBe(false)
    expect(outputs.message).toMatch(/`token` cannot be used: it ran out on \d{4}-\d\d-\d\dT/)
    expect(simulator?.requests).toEqual([])
  })

  test('before the deadline is warned about once', async () => {
    const { lines } = await run({ inputs: { token: tokenFor(3_600) } })
    const warnings = lines.filter((line) => line.startsWith('::warning'))
    expect(warnings).toEqual([
      expect.stringMatching(/^::warning title=Token ends before the timeout::The token runs out on \d{4}-/),
    ])
  })

  test('after the deadline is nobody’s business', async () => {
    const { lines } = await run({ inputs: { token: tokenFor(3 * 86_400) } })
    expect(lines.filter((line) => line.startsWith('::warning'))).toEqual([])
  })

  test('is not looked for in a token that is no JWT', async () => {
    const { isSuccess, lines } = await run()
    expect(isSuccess).toBe(true)
    expect(lines.filter((line) => line.startsWith('::warning'))).toEqual([])
  })
})

describe('an interruption', () => {
  test('by a signal is a cancelled wait', async () => {
    const { isSuccess, outputs } = await run({ interruption: AbortSignal.abort('SIGTERM') })
    expect(isSuccess).toBe(false)
    expect(outputs).toMatchObject({ outcome: 'cancelled', polls: '0' })
  })

  test('by an error is an error, which keeps what was seen', async () => {
    const interruption = new AbortController()
    const seen = jest.spyOn(Math, 'random').mockImplementation(() => {
      interruption.abort(new Error(`lost ${defaultAccess.token}`))
      return 0.5
    })
    const { isSuccess, outputs } = await run({
      api: [{ reply: { kind: 'status', status: 'pending' } }],
      interruption: interruption.signal,
    })
    expect(seen).toHaveBeenCalled()
    expect(isSuccess).toBe(false)
    expect(outputs).toMatchObject({ outcome: 'error', status: 'pending', polls: '1' })
    expect(outputs.message).toMatch(
      /^The wait ended on an unexpected error: lost \*\*\*\. Please report it to the authors of this action\./,
    )
  })

  test('by an error after the end changes nothing', async () => {
    const interruption = new AbortController()
    const { isSuccess } = await run({ interruption: interruption.signal })
    interruption.abort(new Error('late'))
    expect(isSuccess).toBe(true)
  })

  test('from within the wait itself is an error too', async () => {
    jest.spyOn(Math, 'random').mockImplementation(() => {
      throw new Error('a bug')
    })
    const { isSuccess, outputs, summary } = await run({
      api: [{ reply: { kind: 'status', status: 'pending' } }],
    })
    expect(isSuccess).toBe(false)
    expect(summary).toContain('2. Report the message above to the authors of this action.')
    expect(outputs).toMatchObject({ outcome: 'error' })
    expect(outputs.message).toContain('The wait ended on an unexpected error: a bug.')
  })
})

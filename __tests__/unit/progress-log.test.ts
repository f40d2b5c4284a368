import { expect, test } from '@jest/globals'
import { describeEvent, describeTokenExpiry } from '../../src/report/progress-log.ts'
import { text, toPlain } from '../../src/text/text.ts'
import type { Check } from '../../src/wait/check.ts'
import { meaningOf } from '../../src/wait/meaning.ts'
import type { WaitPolicy } from '../../src/wait/policy.ts'
import { aFailure, aPolicy, aProblem, aStatus, progressAfter, type TimedCheck } from './factories.ts'
import { waitVirtually } from './virtual-wait.ts'

const broken = aFailure('fault', { problem: aProblem({ text: text`It broke.` }) })
const absent = aFailure('not-found', { problem: aProblem({ text: text`Not there.` }) })
const times = (count: number, ...checks: readonly Check[]) =>
  Array<readonly Check[]>(count).fill(checks).flat()
const working = (count: number) => times(count, aStatus('in-progress'))

/** What kind of line each line of the log is, of checks every 20 seconds. */
async function linesOf(
  checks: readonly Check[],
  changed: Partial<WaitPolicy> = {},
): Promise<readonly string[]> {
  const policy = { timeoutMs: checks.length * 20_000, pollIntervalMs: 20_000, maxPollIntervalMs: 20_000 }
  const left = [...checks]
  const { entries } = await waitVirtually(
    { ...policy, ...changed },
    () => left.shift() ?? aStatus('in-progress'),
  )
  const shown = entries.filter(({ level }) => level !== 'debug').map((entry) => toPlain(entry.text))
  return shown.map((line) => kinds.find(([pattern]) => pattern.test(line))?.[1] ?? line)
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/\((times out in|must start within) .*\)$/, 'heartbeat'],
  [/Checks are failing/, 'failing'],
  [/Checks recovered .* It broke\.$/, 'recovered, with the problem'],
  [/Checks recovered/, 'recovered'],
  [/Not started yet/, 'not started'],
  [/undocumented status/, 'undocumented'],
  [/had (already )?finished at the first .*start-timeout/, 'names start-timeout'],
  [/^\[.*\] Status: (\S+)$/, 'status'],
]
const changesOf = async (checks: readonly Check[], changed?: Partial<WaitPolicy>) =>
  (await linesOf(checks, changed)).filter((kind) => kind !== 'heartbeat' && kind !== 'status')

test.each<[string, readonly Check[], readonly string[]]>([
  ['an outage', [...working(1), broken, broken, ...working(1)], ['failing', 'recovered']],
  ['one that flaps', times(20, broken, ...working(2)), ['failing', 'recovered']],
  [
    'two that are 5 minutes apart',
    [...working(1), ...times(2, broken, ...working(15))],
    ['failing', 'recovered', 'failing', 'recovered'],
  ],
  ['two that are less apart', [...working(1), ...times(2, broken, ...working(14))], ['failing', 'recovered']],
  [
    'a long one soon after a short one',
    [...working(1), broken, ...working(6), ...times(24, broken), ...working(1)],
    ['failing', 'recovered', 'recovered, with the problem'],
  ],
  ['undocumented statuses', times(3, aStatus('pending'), aStatus('held'), aStatus('kept')), ['undocumented']],
])('the log reports %s', async (_, checks, expected) => {
  expect(await changesOf(checks)).toEqual(expected)
})

test.each<[string, number, readonly Check[], readonly string[]]>([
  ['a failure at the first check', 0, [aStatus('failed')], ['names start-timeout']],
  [
    'a success after a failed check',
    0,
    [broken, aStatus('completed')],
    ['failing', 'recovered', 'names start-timeout'],
  ],
  ['a stall, which has not finished', 0, [aStatus('stalled')], []],
  ['a result that was seen coming', 0, [aStatus('pending'), aStatus('completed')], []],
  [
    'an awaited start',
    60_000,
    [aStatus('completed'), absent, aStatus('pending'), aStatus('failed')],
    ['not started'],
  ],
  ['a refusal', 0, [aFailure('refusal')], []],
])('the log of %s', async (_, startTimeoutMs, checks, expected) => {
  expect(await changesOf(checks, { startTimeoutMs, timeoutMs: 600_000 })).toEqual(expected)
})

test('an outage that a failed check ends at once is not announced', async () => {
  expect(await changesOf([broken], { outageToleranceMs: 0 })).toEqual([])
})

test.each<[string, readonly Check[], number]>([
  ['statuses that alternate', times(20, aStatus('pending'), aStatus('in-progress')), 2],
  ['one that returns after a minute', [aStatus('pending'), ...working(3), aStatus('pending')], 3],
  ['one that returns before', [aStatus('pending'), ...working(2), aStatus('pending')], 2],
])('the log has a line per change of %s', async (_, checks, count) => {
  expect((await linesOf(checks)).filter((kind) => kind === 'status')).toHaveLength(count)
})

test.each([
  [undefined, 'no time for another check'],
  [-1, 'check in progress'],
  [0, 'check in progress'],
  [1, 'next check in 1s'],
  [1_000, 'next check in 1s'],
  [1_001, 'next check in 2s'],
])('a heartbeat %d ms before the next check says: %s', (leftMs, next) => {
  const plan = leftMs === undefined ? undefined : { atMs: 65_000 + leftMs, isLast: false }
  const progress = progressAfter([])
  const [entry] = describeEvent({ kind: 'heartbeat', nowMs: 65_000, progress, plan }, aPolicy())
  expect(entry && toPlain(entry.text)).toBe(`[1m 05s] No response yet (times out in 58m 55s, ${next})`)
})

/** Number of lines, without debugging, for the last of these checks. */
function linesFor(checks: readonly TimedCheck[]): number {
  const [before, after] = [progressAfter(checks.slice(0, -1)), progressAfter(checks)]
  const [endedMs, check] = checks.at(-1) ?? [0, broken]
  const meaning = meaningOf(check, before, endedMs, aPolicy())
  const times = { startedMs: endedMs, endedMs }
  const decided = { outcome: undefined, plan: undefined }
  const event = { kind: 'checked', check, meaning, times, before, after, ...decided } as const
  return describeEvent(event, aPolicy()).filter(({ level }) => level !== 'debug').length
}

test.each([
  ['that returns has a line', aStatus('pending'), 1_000, 60_000],
  ['of checks that fail again has a line', broken, 1_000, 300_000],
])('a change %s after a pause', (_, check, endedMs, pauseMs) => {
  const linesAfter = (ms: number) =>
    linesFor([
      [0, check],
      [endedMs, aStatus('in-progress')],
      [endedMs + ms, check],
    ])
  expect([pauseMs - 1, pauseMs].map(linesAfter)).toEqual([0, 1])
})

test('the end of an outage whose start had no line has one if it lasted a minute', () => {
  const twice: readonly TimedCheck[] = [
    [0, broken],
    [1_000, aStatus('pending')],
    [2_000, broken],
  ]
  const linesAfter = (ms: number) => linesFor([...twice, [2_000 + ms, aStatus('pending')]])
  expect([59_999, 60_000].map(linesAfter)).toEqual([0, 1])
})

test('a heartbeat mentions failed checks of the last minute', () => {
  const progress = progressAfter([
    [5_000, broken],
    [6_000, aStatus('pending')],
  ])
  const hasFailedAt = (nowMs: number) => {
    const [entry] = describeEvent({ kind: 'heartbeat', nowMs, progress, plan: undefined }, aPolicy())
    return entry && toPlain(entry.text).includes('some checks are failing')
  }
  expect([64_999, 65_000].map(hasFailedAt)).toEqual([true, false])
})

test.each([
  [999, 'expired'],
  [1_000, 'expired'],
  [1_001, 'expires'],
  [59_999, 'expires'],
  [60_000, undefined],
])('a token that expires at %d ms, seen at 1,000 ms with a deadline at 60,000 ms: %s', (expiryMs, verb) => {
  const warning = describeTokenExpiry(expiryMs, 1_000, 60_000)
  expect(warning && toPlain(warning.text)).toEqual(
    verb && expect.stringContaining(`The token ${verb} at 1970`),
  )
})

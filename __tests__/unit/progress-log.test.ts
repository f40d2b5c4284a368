import { expect, test } from '@jest/globals'
import { describeEvent, describeStart } from '../../src/report/progress-log.ts'
import type { Check } from '../../src/wait/check.ts'
import type { WaitPolicy } from '../../src/wait/policy.ts'
import {
  aFailure,
  anAnswer,
  anOutage,
  anUnknownStatus,
  aPolicy,
  aProblem,
  someProgress,
} from './factories.ts'
import { waitVirtually } from './virtual-wait.ts'

async function logOf(changed: Partial<WaitPolicy>, tell: (nowMs: number) => Check): Promise<string[]> {
  const { entries } = await waitVirtually(changed, tell)
  return entries.map(({ level, title, text }) =>
    [level, title && `(${title})`, text].filter(Boolean).join(' '),
  )
}

const broken = aFailure('transient', aProblem({ text: 'It broke.' }))
const absent = aFailure('not-found', aProblem({ cause: 'not-found', text: 'Not there.' }))
const denied = aFailure('fatal', aProblem({ cause: 'permissions', text: 'Denied.' }))

test.each([
  [
    {},
    /^Waiting up to 1h for the reset of recovery r1 to end, checking every 5s at first and every 30s later\.$/,
  ],
  [{ maxPollIntervalMs: 5_000 }, /, checking every 5s\.$/],
  [{ startTimeoutMs: 120_000 }, /\. It has to start within 2m\.$/],
])(
  'the log opens with what is awaited, for how long and how often, and with the request: %j',
  (changed, line) => {
    const request = 'GET https://api.example.com/x'
    expect(describeStart('r1', request, aPolicy(changed))).toEqual([expect.stringMatching(line), request])
  },
)

test.each<[name: string, startTimeoutMs: number, Check[], told: boolean]>([
  ['an end at the first check', 0, [anAnswer('failed')], true],
  ['an end after a failure', 0, [broken, anAnswer('completed')], true],
  ['an end that was seen coming', 0, [anAnswer('pending'), anAnswer('completed')], false],
  ['an end of a reset that was seen to start', 60_000, [anAnswer('pending'), anAnswer('failed')], false],
  ['a refusal after a status', 0, [anAnswer('pending'), denied], false],
  ['a refusal at the first check', 0, [denied], false],
])('the log names start-timeout or not: %s', async (_, startTimeoutMs, checks, told) => {
  const lines = await logOf({ startTimeoutMs }, () => checks.shift() as Check)
  expect(lines.some((line) => line.includes('ended before it was first seen'))).toBe(told)
})

/** What the log of checks every 20 seconds says beyond the heartbeat, without the times. */
async function newsOf(checks: readonly Check[], changed: Partial<WaitPolicy> = {}): Promise<string[]> {
  const policy = { timeoutMs: checks.length * 20_000, pollIntervalMs: 20_000, maxPollIntervalMs: 20_000 }
  const left = [...checks]
  const lines = await logOf({ ...policy, ...changed }, () => left.shift() ?? (checks.at(-1) as Check))
  const news = lines.filter((line) =>
    /^(info|warning) (?!.*(Still|have been failing|ended before it was))/.test(line),
  )
  return news.map((line) => line.replace(/^info \[.*?\] /, ''))
}

const times = (count: number, ...checks: readonly Check[]) =>
  Array<readonly Check[]>(count).fill(checks).flat()
const working = (count: number) => times(count, anAnswer('in-progress'))

test.each<[name: string, Check[], string[]]>([
  [
    'an outage',
    [...working(1), broken, broken, ...working(1)],
    ['1', 'Checks work again, after 2 failures in 40s.'],
  ],
  [
    'one that comes and goes',
    times(20, broken, ...working(2)),
    ['1', 'Checks work again, after 1 failure in 20s.'],
  ],
  [
    'two that are 5 minutes apart',
    [...working(1), ...times(2, broken, ...working(15))],
    ['1', 'again', '2', 'again'],
  ],
  ['two that are less apart', [...working(1), ...times(2, broken, ...working(14))], ['1', 'again']],
])('the log tells of outages: %s', async (_, checks, expected) => {
  const news = (await newsOf(checks)).filter((line) => !line.startsWith('Status'))
  expect(news).toHaveLength(expected.length)
  for (const [index, line] of news.entries())
    expect(line).toContain(
      /^\d/.test(expected[index] ?? '') ? 'Checks fail, which is tolerated for ' : expected[index],
    )
})

test('how long an outage is borne depends on whether the API had answered', async () => {
  expect((await newsOf([broken, ...working(1)]))[0]).toBe('Checks fail, which is tolerated for 1m. It broke.')
  expect((await newsOf([...working(1), broken]))[1]).toBe(
    'Checks fail, which is tolerated for 10m. It broke.',
  )
  expect(await newsOf([broken], { outageToleranceMs: 0 })).toEqual([])
})

test.each<[name: string, Check[], string[]]>([
  [
    'statuses that alternate',
    times(20, anAnswer('pending'), anAnswer('in-progress')),
    ['pending', 'in-progress'],
  ],
  [
    'one that returns after a minute',
    [anAnswer('pending'), ...working(3), anAnswer('pending')],
    ['pending', 'in-progress', 'pending'],
  ],
  [
    'one that returns before',
    [anAnswer('pending'), ...working(2), anAnswer('pending')],
    ['pending', 'in-progress'],
  ],
])('the log tells of %s', async (_, checks, statuses) => {
  expect(await newsOf(checks)).toEqual(statuses.map((status) => `Status: ${status}`))
})

test.each([
  ['outage', 300_000],
  ['pending', 60_000],
] as const)('an %s is news again %d ms after it had ended', (known, pauseMs) => {
  const told = (sinceMs: number) => {
    const stretches = [
      { known, sinceMs: 0 },
      { known: 'in-progress', sinceMs: 1_000 },
      { known, sinceMs },
    ] as const
    const phase = { status: 'pending', atMs: sinceMs, message: '' } as const
    const changes = known === 'outage' ? { outage: anOutage({ failedChecks: 1 }) } : { timeline: [phase] }
    const after = someProgress({ stretches, ...changes })
    const times = { begunMs: sinceMs, endedMs: sinceMs }
    const check = broken
    const event = {
      kind: 'checked',
      check,
      times,
      before: someProgress(),
      after,
      outcome: undefined,
    } as const
    return describeEvent(event, aPolicy()).filter(({ level }) => level === 'info')
  }
  expect(told(1_000 + pauseMs)).toHaveLength(1)
  expect(told(999 + pauseMs)).toEqual([])
})

test('the log tells first what is said of a reset that has not started yet', async () => {
  const news = await newsOf([anAnswer('completed', 'Gone.')], { startTimeoutMs: 20_000 })
  expect(news).toEqual([
    'Not started yet: the API says "completed" ("Gone."), which tells of an earlier reset. It has to start within 20s.',
  ])
})

test('a heartbeat tells of a reset that is not there yet', () => {
  const earlier = { said: 'not-found', message: 'Not there.', sinceMs: 5_000 } as const
  const progress = someProgress({ awaitsStart: true, earlier })
  const event = { kind: 'heartbeat', nowMs: 60_000, progress, plan: undefined } as const
  expect(describeEvent(event, aPolicy({ startTimeoutMs: 120_000 }))[0]?.text).toBe(
    '[1m 00s] Still not started for 55s (404); has to start within 1m 00s; no further check fits in.',
  )
})

test('the log tells once that the reset has not started yet', async () => {
  const news = await newsOf([...times(5, absent, anAnswer('completed')), ...working(9)], {
    startTimeoutMs: 210_000,
  })
  expect(news).toEqual(['Not started yet. Not there. It has to start within 3m 30s.', 'Status: in-progress'])
})

test('a wait for which no further check fits in', async () => {
  const policy = { timeoutMs: 62_000, pollIntervalMs: 60_000, maxPollIntervalMs: 60_000 }
  expect(await logOf(policy, () => broken)).toEqual([
    'debug [0s] check 1 took 200 ms; transient: It broke.',
    'info [0s] Checks fail, which is tolerated for 1m. It broke.',
    'debug [0s] next check in 56800 ms, the last one before the deadline',
    'debug [57s] check 2 took 200 ms; transient: It broke.',
    'debug [57s] no further check fits in before the deadline at 1m 02s',
    'info [1m 00s] Checks have been failing for 1m 00s; times out in 2s; no further check fits in.',
  ])
})

test.each([
  [100, 500, 's'.repeat(100), 'm'.repeat(500)],
  [101, 501, `${'s'.repeat(99)}…`, `${'m'.repeat(499)}…`],
])('a status of %d and a message of %d characters are shown as far as there is room', async (...row) => {
  const [statusLength, messageLength, status, message] = row
  const checks = [anUnknownStatus('s'.repeat(statusLength)), anAnswer('failed', 'm'.repeat(messageLength))]
  expect(await logOf({}, () => checks.shift() as Check)).toEqual([
    `debug [0s] check 1 took 200 ms; unknown-status: "${status}"`,
    expect.stringContaining(` document: "${status}". `),
    'debug [0s] next check in 5000 ms',
    `debug [5s] check 2 took 200 ms; answer: "failed", "${message}"`,
    `info [5s] Status: failed ("${message}")`,
    expect.stringMatching(/^info \[5s\] The reset had ended before it was first seen\. /),
  ])
})

test.each([
  [-1, 'a check is under way'],
  [0, 'a check is under way'],
  [1, 'next check in 1s'],
  [1_000, 'next check in 1s'],
  [1_001, 'next check in 2s'],
])('a heartbeat %d ms before the next check tells: %s', (leftMs, next) => {
  const plan = { atMs: 65_000 + leftMs, isLast: false }
  expect(
    describeEvent({ kind: 'heartbeat', nowMs: 65_000, progress: someProgress(), plan }, aPolicy()),
  ).toEqual([{ level: 'info', text: `[1m 05s] No answer yet; times out in 58m 55s; ${next}.` }])
})

import { expect, test } from '@jest/globals'
import { describeEvent, describeStart, describeTokenExpiry } from '../../src/report/progress-log.ts'
import type { Check } from '../../src/wait/check.ts'
import type { WaitPolicy } from '../../src/wait/policy.ts'
import { waitForReset } from '../../src/wait/wait.ts'
import { aFailure, anAnswer, anUnknownStatus, aPolicy, aProblem, someProgress } from './factories.ts'
import { virtualClock } from './virtual-clock.ts'

/** The log of a whole wait in which each check takes 200 ms, and tells what holds when it ends. */
async function logOf(changed: Partial<WaitPolicy>, tell: (nowMs: number) => Check): Promise<string[]> {
  const clock = virtualClock()
  const policy = aPolicy(changed)
  const lines: string[] = []
  await waitForReset({
    policy,
    clock,
    check: async () => {
      clock.pass(199.6)
      return tell(clock.now())
    },
    observe: (event) => {
      for (const { level, title, text } of describeEvent(event, policy))
        lines.push([level, title && `(${title})`, text].filter(Boolean).join(' '))
    },
    random: () => 0.5,
    interruption: new AbortController().signal,
  })
  return lines
}

const broken = aFailure('transient', aProblem({ text: 'It broke.' }))
const absent = aFailure('not-found', aProblem({ cause: 'not-found', text: 'Not there.' }))
const denied = aFailure('fatal', aProblem({ cause: 'permissions', text: 'Denied.' }))

test('the log opens with what is awaited, for how long and how often', () => {
  expect(describeStart('r1', 'api.example.com:8443', aPolicy())).toBe(
    'Waiting for the reset of recovery r1 at api.example.com:8443, for at most 1h. Checks: now, first after 5s, then less often, up to every 30s.',
  )
})

test('the log opens with when the reset has to start, where that is asked for', () => {
  expect(describeStart('r1', 'api.example.com', aPolicy({ startTimeoutMs: 120_000 }))).toContain(
    ', for at most 1h, to be seen under way within 2m. Checks: ',
  )
})

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

test('a token that expires too early is warned of', () => {
  expect(describeTokenExpiry(Date.UTC(2026, 7, 1, 12, 30))).toEqual({
    level: 'warning',
    title: 'Token expires before the timeout',
    text: 'The token expires on 2026-08-01T12:30:00.000Z, before the timeout of this step: if the reset takes longer than that, the step will fail. Make a token that lasts longer.',
  })
})

test('a wait in which everything happens', async () => {
  const policy = {
    timeoutMs: 270_000,
    pollIntervalMs: 20_000,
    maxPollIntervalMs: 20_000,
    startTimeoutMs: 90_000,
  }
  const checks = [
    absent,
    anAnswer('completed', 'Gone.'),
    broken,
    anAnswer('pending', 'Queued.', 1),
    anAnswer('pending', 'Still queued.'),
    { ...broken, retryAfterMs: 30_000 } as Check,
    broken,
    anUnknownStatus('paused'),
    anUnknownStatus('halted', 'Why?'),
    broken,
    anAnswer('in-progress', 'Step 1.'),
    anAnswer('in-progress', 'Step 2.'),
    denied,
  ]
  expect(await logOf(policy, () => checks.shift() as Check)).toEqual([
    'debug [0s] check 1 took 200 ms; not-found: Not there.',
    'info [0s] Not started yet (start-timeout: 1m 30s). The API says: Not there.',
    'debug [0s] next check in 20000 ms',
    'debug [20s] check 2 took 200 ms; answer: "completed", "Gone."',
    'info [20s] Not started yet (start-timeout: 1m 30s). The API says: "completed" ("Gone."), which tells of an earlier reset.',
    'debug [20s] next check in 20000 ms',
    'debug [40s] check 3 took 200 ms; transient: It broke.',
    'info [40s] Checks fail, will keep trying: It broke.',
    'debug [40s] next check in 20000 ms',
    'info [1m 00s] Not started yet, checks failing for 19s; 30s left, next check in 1s.',
    'debug [1m 00s] check 4 took 200 ms; retry after 0.001s; answer: "pending", "Queued."',
    'info [1m 00s] Checks work again, after 1 failure in 20s.',
    'info [1m 00s] Status: pending ("Queued.")',
    'debug [1m 00s] next check in 20000 ms',
    'debug [1m 20s] check 5 took 200 ms; answer: "pending", "Still queued."',
    'debug [1m 20s] next check in 20000 ms',
    'debug [1m 41s] check 6 took 200 ms; retry after 30s; transient: It broke.',
    'info [1m 41s] Checks fail, will keep trying: It broke.',
    'debug [1m 41s] next check in 30000 ms',
    'info [2m 00s] Still pending, checks failing for 19s; 2m 30s left, next check in 12s.',
    'debug [2m 11s] check 7 took 200 ms; transient: It broke.',
    'debug [2m 11s] next check in 20000 ms',
    'debug [2m 31s] check 8 took 200 ms; unknown-status: "paused"',
    'info [2m 31s] Checks work again, after 2 failures in 50s.',
    'warning (Unexpected answer of the API) The API answered a status that it does not document: "paused". The wait goes on: only "completed" ends it well.',
    'debug [2m 31s] next check in 20000 ms',
    'debug [2m 51s] check 9 took 200 ms; unknown-status: "halted", "Why?"',
    'debug [2m 51s] next check in 20000 ms',
    'info [3m 00s] Still "halted"; 1m 30s left, next check in 12s.',
    'debug [3m 11s] check 10 took 200 ms; transient: It broke.',
    'info [3m 11s] Checks fail, will keep trying: It broke.',
    'debug [3m 11s] next check in 20000 ms',
    'debug [3m 32s] check 11 took 200 ms; answer: "in-progress", "Step 1."',
    'info [3m 32s] Checks work again, after 1 failure in 20s.',
    'info [3m 32s] Status: in-progress ("Step 1.")',
    'debug [3m 32s] next check in 20000 ms',
    'debug [3m 52s] check 12 took 200 ms; answer: "in-progress", "Step 2."',
    'debug [3m 52s] next check in 20000 ms',
    'info [4m 00s] Still in-progress; 30s left, next check in 13s.',
    'debug [4m 12s] check 13 took 200 ms; fatal: Denied.',
  ])
})

test('an hour of waiting is a line a minute, and one for each change', async () => {
  const lines = await logOf({}, (nowMs) => {
    const minute = nowMs / 60_000
    if (minute > 20 && minute < 24) return broken
    return anAnswer(minute < 5 ? 'pending' : 'in-progress')
  })
  const visible = lines.filter((line) => !line.startsWith('debug'))
  const heartbeats = visible.filter((line) =>
    /^info \[\d+m 00s\] Still (pending|in-progress).*; \d.* left, /.test(line),
  )
  expect(heartbeats).toHaveLength(59)
  expect(visible.filter((line) => !heartbeats.includes(line))).toEqual([
    'info [0s] Status: pending',
    'info [5m 12s] Status: in-progress',
    'info [20m 18s] Checks fail, will keep trying: It broke.',
    'info [24m 19s] Checks work again, after 8 failures in 4m 01s.',
  ])
})

test('a wait for which no further check fits in', async () => {
  const policy = { timeoutMs: 62_000, pollIntervalMs: 60_000, maxPollIntervalMs: 60_000 }
  expect(await logOf(policy, () => broken)).toEqual([
    'debug [0s] check 1 took 200 ms; transient: It broke.',
    'info [0s] Checks fail, will keep trying: It broke.',
    'debug [0s] next check in 56800 ms, the last one before the deadline',
    'debug [57s] check 2 took 200 ms; transient: It broke.',
    'debug [57s] no further check fits in before the deadline at 1m 02s',
    'info [1m 00s] No status yet, checks failing for 1m 00s; 2s left, no further check fits in.',
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
  ).toEqual([{ level: 'info', text: `[1m 05s] No status yet; 58m 55s left, ${next}.` }])
})

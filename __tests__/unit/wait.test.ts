import { expect, test } from '@jest/globals'
import type { Check } from '../../src/wait/check.ts'
import type { WaitPolicy } from '../../src/wait/policy.ts'
import { timelineOf } from '../../src/wait/progress.ts'
import { type WaitEvent, waitForReset } from '../../src/wait/wait.ts'
import { aFailure, aPolicy, aStatus } from './factories.ts'
import { virtualClock } from './virtual-clock.ts'

interface Run {
  readonly policy?: Partial<WaitPolicy>
  /** What each check returns; the last one forever. */
  readonly checks: readonly Check[]
  /** How long each check takes, unless its limit is shorter. */
  readonly latencyMs?: number
  /** How much too early a check finds that its limit is over. */
  readonly earlyMs?: number
  readonly random?: number
  readonly startMs?: number
  readonly abortAtMs?: number
}

/** Runs a whole wait in virtual time, and returns all that it did: a line each, with the time in milliseconds. */
async function transcript({ checks, latencyMs = 200, earlyMs = 0, random = 0.5, startMs = 0, ...run }: Run) {
  const clock = virtualClock(startMs)
  const controller = new AbortController()
  if (run.abortAtMs === startMs) controller.abort()
  else if (run.abortAtMs !== undefined) clock.at(run.abortAtMs, () => controller.abort())
  const lines: string[] = []
  const write = (line: string) => lines.push(`${Math.round(clock.now())} ${line}`)
  let made = 0
  const { outcome, progress, elapsedMs } = await waitForReset({
    policy: aPolicy(run.policy),
    clock,
    random: () => random,
    observe: (event) => write(describe(event)),
    signal: controller.signal,
    check: async (limitMs) => {
      write(`checks for up to ${Math.round(limitMs)}`)
      made += 1
      clock.pass(Math.min(latencyMs, limitMs - earlyMs))
      return checks[Math.min(made, checks.length) - 1] as Check
    },
  })
  expect(elapsedMs).toBe(clock.now())
  expect(clock.running).toBe(0)
  write(
    `${outcome.kind} after ${progress.checks} checks: ${timelineOf(progress).map(({ status }) => status)}`,
  )
  return lines
}

function describe(event: WaitEvent): string {
  if (event.kind === 'heartbeat') return `heartbeat, ${event.progress.checks} checks, ${describePlan(event)}`
  const { check, times, after, outcome } = event
  const returned = check.kind === 'status' ? check.status : check.kind
  const span = `${Math.round(times.startedMs)} to ${Math.round(times.endedMs)}`
  return `check ${after.checks}, ${span}: ${returned}, ${outcome?.kind ?? describePlan(event)}`
}

function describePlan({ plan }: WaitEvent): string {
  return plan === undefined ? 'no next' : `${plan.isLast ? 'last' : 'next'} at ${Math.round(plan.atMs)}`
}

const pending = aStatus('pending')
const refused = aFailure('fault')
const unanswered = aFailure('timed-out')

test('a wait lasts until the deadline, with a last check before it and a heartbeat a minute', async () => {
  const policy = { timeoutMs: 122_000, pollIntervalMs: 20_000, requestTimeoutMs: 40_000 }
  const checks = [aStatus('pending', '', { retryAfterMs: 30_000 }), refused, aStatus('in-progress')]
  expect(await transcript({ policy, startMs: 150, random: 0, checks })).toEqual([
    '150 checks for up to 40000',
    '350 check 1, 150 to 350: pending, next at 30350',
    '30350 checks for up to 40000',
    '30550 check 2, 30350 to 30550: fault, next at 53050',
    '53050 checks for up to 40000',
    '53250 check 3, 53050 to 53250: in-progress, next at 80250',
    '60150 heartbeat, 3 checks, next at 80250',
    '80250 checks for up to 40000',
    '80450 check 4, 80250 to 80450: in-progress, next at 107450',
    '107450 checks for up to 14550',
    '107650 check 5, 107450 to 107650: in-progress, last at 117000',
    '117000 checks for up to 5000',
    '117200 check 6, 117000 to 117200: in-progress, no next',
    '120150 heartbeat, 6 checks, no next',
    '122000 timed-out after 6 checks: pending,in-progress',
  ])
})

test.each([
  ['timed-out', { timeoutMs: 120_000 }],
  ['not-started', { startTimeoutMs: 120_000 }],
])(
  'a heartbeat is emitted while a check takes minutes, and none at the deadline: %s',
  async (kind, limit) => {
    const policy = { requestTimeoutMs: 600_000, ...limit }
    expect(await transcript({ policy, latencyMs: 119_000, checks: [aStatus('held')] })).toEqual([
      '0 checks for up to 120000',
      '60000 heartbeat, 0 checks, next at 0',
      '119000 check 1, 0 to 119000: held, no next',
      `120000 ${kind} after 1 checks: `,
    ])
  },
)

test.each([unanswered, refused])(
  'a process that is paused over a request is no outage: $kind',
  async (check) => {
    const policy = { requestTimeoutMs: 1_000, outageToleranceMs: 3_000 }
    const paused = { latencyMs: 6_000, earlyMs: -5_000 }
    const lines = await transcript({ policy, ...paused, abortAtMs: 10_000, checks: [check, pending] })
    expect(lines.slice(0, 3)).toEqual([
      '0 checks for up to 1000',
      `6000 check 1, 0 to 1000: ${check.kind}, next at 6000`,
      '6000 checks for up to 1000',
    ])
  },
)

test.each([
  ['a result', aStatus('completed'), {}, '4000 completed after 1 checks: completed'],
  ['a refusal', aFailure('refusal'), {}, '4000 error after 1 checks: '],
  [
    'a start',
    pending,
    { startTimeoutMs: 4_000, timeoutMs: 10_000 },
    '10000 timed-out after 2 checks: pending',
  ],
  ['an outage does not', refused, { outageToleranceMs: 0 }, '4000 timed-out after 1 checks: '],
])('what arrives at the very deadline counts: %s', async (_, check, changed, last) => {
  const policy = { timeoutMs: 4_000, ...changed }
  expect((await transcript({ policy, latencyMs: 4_000, checks: [check] })).at(-1)).toBe(last)
})

// Timers fire up to a millisecond early, so that a check that the deadline cut short can end before it.
test.each<[string, Partial<Run>, readonly string[]]>([
  [
    'which is the timeout, however little is tolerated',
    { checks: [unanswered] },
    [
      '0 checks for up to 4000',
      '3999 check 1, 0 to 4000: timed-out, no next',
      '4000 timed-out after 1 checks: ',
    ],
  ],
  [
    'but not when the limit of a request came first',
    { policy: { requestTimeoutMs: 3_990 }, checks: [unanswered] },
    ['0 checks for up to 3990', '3989 check 1, 0 to 3990: timed-out, error', '3989 error after 1 checks: '],
  ],
  [
    'but not when it failed by itself',
    { checks: [refused] },
    ['0 checks for up to 4000', '3999 check 1, 0 to 3999: fault, error', '3999 error after 1 checks: '],
  ],
  [
    'or is not made when there is no time left',
    { startMs: 4_000, checks: [pending] },
    ['4000 timed-out after 0 checks: '],
  ],
])('a check is cut short by the deadline, %s', async (_, { policy, checks = [], startMs = 0 }, lines) => {
  const impatient = { timeoutMs: 4_000, outageToleranceMs: 0, ...policy }
  expect(await transcript({ policy: impatient, latencyMs: 60_000, earlyMs: 0.7, startMs, checks })).toEqual(
    lines,
  )
})

test.each([
  ['before the first check', 0, ['0 cancelled after 0 checks: ']],
  ['during a sleep', 4_000, ['4000 cancelled after 1 checks: pending']],
  ['during a check', 5_300, ['5200 checks for up to 4800', '5400 cancelled after 2 checks: pending']],
  [
    'after the last check',
    9_500,
    ['9200 check 3, 9000 to 9200: pending, no next', '9500 cancelled after 3 checks: pending'],
  ],
])('an controller ends the wait at once: %s', async (_, abortAtMs, lastLines) => {
  const lines = await transcript({ policy: { timeoutMs: 10_000 }, abortAtMs, checks: [pending] })
  expect(lines.slice(-lastLines.length)).toEqual(lastLines)
})

test('a check that throws ends the wait, and its heartbeat', async () => {
  const clock = virtualClock()
  const waiting = waitForReset({
    policy: aPolicy(),
    clock,
    random: () => 0.5,
    observe: () => {},
    signal: new AbortController().signal,
    check: () => Promise.reject(new Error('a bug')),
  })
  await expect(waiting).rejects.toThrow('a bug')
  expect(clock.running).toBe(0)
})

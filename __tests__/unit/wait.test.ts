import { expect, test } from '@jest/globals'
import type { Check } from '../../src/wait/check.ts'
import type { WaitPolicy } from '../../src/wait/policy.ts'
import { type WaitEvent, waitForReset } from '../../src/wait/wait.ts'
import { aFailure, anAnswer, aPolicy } from './factories.ts'
import { virtualClock } from './virtual-clock.ts'

interface Run {
  readonly policy?: Partial<WaitPolicy>
  /** What each check tells; the last one for ever. */
  readonly checks: readonly Check[]
  /** How long each check takes, unless its limit is shorter. */
  readonly latencyMs?: number
  /** How much too early a check finds that its limit is over. */
  readonly earlyMs?: number
  readonly random?: number
  readonly startMs?: number
  readonly interruptAtMs?: number
}

/** Runs a whole wait in virtual time, and gives all that it did and told: a line each, with the time in milliseconds. */
async function transcript({ checks, latencyMs = 200, earlyMs = 0, random = 0.5, startMs = 0, ...run }: Run) {
  const clock = virtualClock(startMs)
  const interruption = new AbortController()
  if (run.interruptAtMs === startMs) interruption.abort()
  else if (run.interruptAtMs !== undefined) clock.at(run.interruptAtMs, () => interruption.abort())
  const lines: string[] = []
  const write = (line: string) => lines.push(`${Math.round(clock.now())} ${line}`)
  let made = 0
  const { outcome, progress, elapsedMs } = await waitForReset({
    policy: aPolicy(run.policy),
    clock,
    random: () => random,
    observe: (event) => write(describe(event)),
    interruption: interruption.signal,
    check: async (limitMs) => {
      write(`checks for up to ${Math.round(limitMs)}`)
      made += 1
      clock.pass(Math.min(latencyMs, limitMs - earlyMs))
      return checks[Math.min(made, checks.length) - 1] as Check
    },
  })
  expect(elapsedMs).toBe(clock.now())
  expect(clock.running).toBe(0)
  write(`${outcome.kind} after ${progress.checks} checks: ${progress.timeline.map(({ status }) => status)}`)
  return lines
}

function describe(event: WaitEvent): string {
  switch (event.kind) {
    case 'checked': {
      const { check, times, after, outcome } = event
      const told = 'status' in check ? check.status : check.kind
      const span = `${Math.round(times.begunMs)} to ${Math.round(times.endedMs)}`
      return `check ${after.checks}, ${span}: ${told}, ${outcome?.kind ?? 'go on'}`
    }
    case 'sleeping':
      return `sleeps, ${describePlan(event)}`
    case 'heartbeat':
      return `beats, ${event.progress.checks} checks, ${describePlan(event)}`
  }
}

function describePlan({ plan }: Extract<WaitEvent, { plan: unknown }>): string {
  return plan === undefined ? 'no next' : `${plan.isLast ? 'last' : 'next'} at ${Math.round(plan.atMs)}`
}

const pending = anAnswer('pending')
const refused = aFailure('transient')
const unanswered = aFailure('timed-out')

test('a wait goes on until the deadline, with a last check before it and a heartbeat a minute', async () => {
  const policy = { timeoutMs: 122_000, pollIntervalMs: 20_000, requestTimeoutMs: 40_000 }
  const checks = [anAnswer('pending', '', 30_000), refused, anAnswer('in-progress')]
  expect(await transcript({ policy, startMs: 150, random: 0, checks })).toEqual([
    '150 checks for up to 40000',
    '350 check 1, 150 to 350: pending, go on',
    '350 sleeps, next at 30350',
    '30350 checks for up to 40000',
    '30550 check 2, 30350 to 30550: transient, go on',
    '30550 sleeps, next at 53050',
    '53050 checks for up to 40000',
    '53250 check 3, 53050 to 53250: in-progress, go on',
    '53250 sleeps, next at 80250',
    '60150 beats, 3 checks, next at 80250',
    '80250 checks for up to 40000',
    '80450 check 4, 80250 to 80450: in-progress, go on',
    '80450 sleeps, next at 107450',
    '107450 checks for up to 14550',
    '107650 check 5, 107450 to 107650: in-progress, go on',
    '107650 sleeps, last at 117000',
    '117000 checks for up to 5000',
    '117200 check 6, 117000 to 117200: in-progress, go on',
    '117200 sleeps, no next',
    '120150 beats, 6 checks, no next',
    '122000 timed-out after 6 checks: pending,in-progress',
  ])
})

test('a heartbeat is told while a check takes minutes, and none at the deadline', async () => {
  const policy = { timeoutMs: 120_000, requestTimeoutMs: 600_000 }
  expect(await transcript({ policy, latencyMs: 119_000, checks: [pending] })).toEqual([
    '0 checks for up to 120000',
    '60000 beats, 0 checks, next at 0',
    '119000 check 1, 0 to 119000: pending, go on',
    '119000 sleeps, no next',
    '120000 timed-out after 1 checks: pending',
  ])
})

// Timers fire up to a millisecond early, so that a check that the deadline cut short can end before it.
test.each<[string, Partial<Run>, readonly string[]]>([
  [
    'which is the timeout, however little is tolerated',
    { checks: [unanswered] },
    [
      '0 checks for up to 4000',
      '3999 check 1, 0 to 4000: timed-out, go on',
      '3999 sleeps, no next',
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
    ['0 checks for up to 4000', '3999 check 1, 0 to 3999: transient, error', '3999 error after 1 checks: '],
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
  ['after the last check', 9_500, ['9200 sleeps, no next', '9500 cancelled after 3 checks: pending']],
])('an interruption ends the wait at once: %s', async (_, interruptAtMs, lastLines) => {
  const lines = await transcript({ policy: { timeoutMs: 10_000 }, interruptAtMs, checks: [pending] })
  expect(lines.slice(-lastLines.length)).toEqual(lastLines)
})

test('a check that throws ends the wait, and its heartbeat', async () => {
  const clock = virtualClock()
  const waiting = waitForReset({
    policy: aPolicy(),
    clock,
    random: () => 0.5,
    observe: () => {},
    interruption: new AbortController().signal,
    check: () => Promise.reject(new Error('a bug')),
  })
  await expect(waiting).rejects.toThrow('a bug')
  expect(clock.running).toBe(0)
})

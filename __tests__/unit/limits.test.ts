import { expect, test } from '@jest/globals'
import { nextDelay, planNextCheck } from '../../src/wait/backoff.ts'
import type { Check } from '../../src/wait/check.ts'
import { meaningOf } from '../../src/wait/meaning.ts'
import { decide, outageLimit } from '../../src/wait/outcome.ts'
import { failedChecksOf, firstProgress, isRecognized, outageOf, timelineOf } from '../../src/wait/progress.ts'
import { aFailure, aPolicy, aStatus, progressAfter, type TimedCheck } from './factories.ts'

// The limits that no history meets to the millisecond. What is between them, `histories` tries.

const fault = aFailure('fault')

const startMs = 5_000

test.each<
  [string, readonly TimedCheck[], toleranceMs: number, isTolerance: boolean, outageToleranceMs: number]
>([
  ['a minute until the API is recognized', [[startMs, fault]], 60_000, false, 600_000],
  ['a minute, if no more is tolerated', [[startMs, fault]], 60_000, true, 60_000],
  ['less, if less is tolerated', [[startMs, fault]], 30_000, true, 30_000],
  [
    'all of it from then on',
    [
      [startMs, aStatus('pending')],
      [startMs, fault],
    ],
    600_000,
    true,
    600_000,
  ],
  ['all of it if the API is busy', [[startMs, aFailure('busy')]], 600_000, true, 600_000],
])('an outage is tolerated for %s', (_, checks, toleranceMs, isTolerance, outageToleranceMs) => {
  const policy = aPolicy({ outageToleranceMs })
  const progress = progressAfter(checks, policy)
  const outage = outageOf(progress)
  const atMs = startMs + toleranceMs
  expect(outage && outageLimit(outage, progress, policy)).toEqual({ atMs, toleranceMs, isTolerance })
  const meaning = { kind: 'failed', by: 'fault', problem: fault.problem } as const
  const outcomeAt = (nowMs: number) => decide(progress, meaning, nowMs, policy)?.kind
  expect([atMs - 1, atMs].map(outcomeAt)).toEqual([undefined, 'error'])
})

test('the minute counts consecutive faults only', () => {
  const checks: TimedCheck[] = [
    [0, fault],
    [10_000, aFailure('busy')],
    [20_000, fault],
    [30_000, fault],
  ]
  expect(outageOf(progressAfter(checks))).toMatchObject({ sinceMs: 0, faultsSinceMs: 20_000, checks: 4 })
})

test('the shortest start-timeout requires a start', () => {
  const nothing = { checks: 0, message: '', problem: undefined, periods: [] }
  expect(firstProgress(1)).toEqual({ ...nothing, startedMs: undefined })
  expect(firstProgress()).toEqual({ ...nothing, startedMs: 0 })
})

test.each([
  [10_000, 10_000, 'status'],
  [10_001, 10_000, 'failed'],
])('a status that a cache stored %d ms ago and was asked for at %d ms is %s', (ageMs, sentMs, kind) => {
  const check = aStatus('pending', '', { ageMs })
  expect(meaningOf(check, progressAfter([]), sentMs, aPolicy()).kind).toBe(kind)
})

test('a result that a cache stored before the awaited start is stale', () => {
  const policy = aPolicy({ startTimeoutMs: 60_000 })
  const before = progressAfter([[20_000, aStatus('pending')]], policy)
  const kindsOf = (status: string) =>
    [10_000, 10_001].map((ageMs) => meaningOf(aStatus(status, '', { ageMs }), before, 30_000, policy).kind)
  expect(kindsOf('completed')).toEqual(['status', 'failed'])
  expect(kindsOf('in-progress')).toEqual(['status', 'status'])
})

test('the delay stops growing, and has jitter', () => {
  const delays = [0, 0.5, 1].map((random) => nextDelay(aPolicy(), 1_000, 0, random))
  expect(delays).toEqual([27_000, 30_000, 33_000])
})

test.each([
  [54_999, { atMs: 54_999, isLast: false }],
  [55_000, { atMs: 55_000, isLast: false }],
  [55_001, { atMs: 55_000, isLast: true }],
])('a check that is due %d ms after the start of a minute is the last one or not', (delayMs, plan) => {
  expect(planNextCheck(aPolicy(), 60_000, 0, delayMs)).toEqual(plan)
})

test('no check follows the last one', () => {
  const planAt = (nowMs: number) => planNextCheck(aPolicy(), 60_000, nowMs, 1_000)?.atMs
  expect([54_500, 55_000].map(planAt)).toEqual([55_000, undefined])
})

test('a message is forgotten with what it was about, not in an outage', () => {
  const policy = aPolicy({ startTimeoutMs: 60_000 })
  const first: TimedCheck = [0, aStatus('completed', 'Done.')]
  const messageAfter = (next: Check) => progressAfter([first, [1, next]], policy).message
  const nexts = [fault, aStatus('pending'), aStatus('held'), aFailure('not-found')]
  expect(nexts.map(messageAfter)).toEqual(['Done.', '', '', ''])
})

test('a status that is called like an outage is none', () => {
  const checks: TimedCheck[] = [
    [0, aStatus('pending')],
    [1, aStatus('outage')],
    [2, fault],
  ]
  const kinds = progressAfter(checks).periods.map(({ kind }) => kind)
  expect(kinds).toEqual(['status', 'undocumented', 'outage'])
})

test.each([true, false])(
  'the latest 1,000 periods are kept, and whether the others showed the API: %j',
  (isFromApi) => {
    const checks = Array.from({ length: 1_502 }, (_, index): TimedCheck => {
      const check = index % 2 ? aStatus('held') : aFailure('fault', { isFromApi: isFromApi && index === 0 })
      return [10 + index, check]
    })
    const progress = progressAfter(checks, aPolicy({ startTimeoutMs: 1_000_000 }))
    expect(progress.periods).toHaveLength(1_000)
    expect(progress.periods[0]).toMatchObject({ kind: 'omitted', sinceMs: 10, checks: 503 })
    expect([failedChecksOf(progress), isRecognized(progress)]).toEqual([751, isFromApi])
    expect(timelineOf(progress)).toEqual([])
  },
)

import { describe, expect, test } from '@jest/globals'
import { nextDelay, planNextCheck } from '../../src/wait/backoff.ts'
import { aPolicy } from './factories.ts'

describe('the next delay', () => {
  test.each([
    ['is the first interval', {}, 0, 0, 0.5, 5_000],
    ['grows by 1.25 for each check before', {}, 1, 0, 0.5, 6_250],
    ['grows by 1.25 for each check before', {}, 8, 0, 0.5, 29_802.322_387_695_312],
    ['stays at the longest interval', {}, 9, 0, 0.5, 30_000],
    ['stays at the longest interval', {}, 1_000_000, 0, 0.5, 30_000],
    ['does not grow when both intervals are the same', { maxPollIntervalMs: 5_000 }, 7, 0, 0.5, 5_000],
    ['is jittered by a tenth', {}, 0, 0, 0, 4_500],
    ['is jittered by a tenth', {}, 0, 0, 0.75, 5_250],
    ['is jittered at its longest too', {}, 100, 0, 1, 33_000],
    ['ignores a lower Retry-After', {}, 0, 4_999, 0.5, 5_000],
    ['is not below Retry-After', {}, 0, 5_001, 0.5, 5_001],
    ['does not jitter Retry-After', {}, 0, 60_000, 0, 60_000],
    ['takes any Retry-After', {}, 0, Number.POSITIVE_INFINITY, 0.5, Number.POSITIVE_INFINITY],
  ])('%s', (_, policy, checksBefore, retryAfterMs, random, delayMs) => {
    expect(nextDelay(aPolicy(policy), checksBefore, retryAfterMs, random)).toBeCloseTo(delayMs, 6)
  })
})

describe('the plan', () => {
  const minute = { timeoutMs: 60_000 }
  test.each([
    ['follows the delay', minute, 20_000, 5_000, { atMs: 25_000, isLast: false }],
    ['may meet the last moment by itself', minute, 44_000, 11_000, { atMs: 55_000, isLast: false }],
    ['brings the last check forward', minute, 44_000, 11_001, { atMs: 55_000, isLast: true }],
    ['is a last check up to the last moment', minute, 54_999, 5_000, { atMs: 55_000, isLast: true }],
    ['is none from the last moment on', minute, 55_000, 5_000, undefined],
    ['leaves a tenth of a short timeout', { timeoutMs: 20_000 }, 0, 1e9, { atMs: 18_000, isLast: true }],
    [
      'leaves a short request timeout',
      { ...minute, requestTimeoutMs: 2_000 },
      0,
      1e9,
      { atMs: 58_000, isLast: true },
    ],
    ['leaves five seconds at most', {}, 0, 1e9, { atMs: 3_595_000, isLast: true }],
  ])('%s', (_, policy, nowMs, delayMs, plan) => {
    const whole = aPolicy(policy)
    expect(planNextCheck(whole, whole.timeoutMs, nowMs, delayMs)).toEqual(plan)
  })
})

import { describe, expect, test } from '@jest/globals'
import { type Backoff, nextDelay } from '../../src/backoff.ts'

const noJitter = 0.5

function aBackoff(overrides: Partial<Backoff> = {}): Backoff {
  return { pollIntervalMs: 5_000, maxPollIntervalMs: 30_000, ...overrides }
}

describe('nextDelay', () => {
  test.each([
    [0, 5_000],
    [1, 6_250],
    [2, 7_812.5],
    [8, 29_802.322_387_695_312],
    [9, 30_000],
    [10, 30_000],
    [1_000_000, 30_000],
  ])('after %d checks is %d ms', (checksBefore, delayMs) => {
    expect(nextDelay(aBackoff(), checksBefore, 0, noJitter)).toBeCloseTo(delayMs, 6)
  })

  test.each([
    [0, 4_500],
    [0.25, 4_750],
    [0.5, 5_000],
    [0.75, 5_250],
    [1, 5_500],
  ])('is spread by a tenth either way: with %d it is %d ms', (random, delayMs) => {
    expect(nextDelay(aBackoff(), 0, 0, random)).toBeCloseTo(delayMs, 6)
  })

  test.each([
    [0, 27_000],
    [1, 33_000],
  ])('is spread at its longest too: with %d it is %d ms', (random, delayMs) => {
    expect(nextDelay(aBackoff(), 100, 0, random)).toBeCloseTo(delayMs, 6)
  })

  test('does not grow when both intervals are the same', () => {
    expect(nextDelay(aBackoff({ maxPollIntervalMs: 5_000 }), 7, 0, noJitter)).toBe(5_000)
  })

  test.each([
    [0, 5_000],
    [4_999, 5_000],
    [5_000, 5_000],
    [5_001, 5_001],
    [3_600_000, 3_600_000],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  ])('is not below the %d ms that the API asked for', (retryAfterMs, delayMs) => {
    expect(nextDelay(aBackoff(), 0, retryAfterMs, noJitter)).toBe(delayMs)
  })

  test('does not spread what the API asked for', () => {
    expect(nextDelay(aBackoff(), 0, 60_000, 0)).toBe(60_000)
  })
})

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { messageOf } from '../../src/text/errors.ts'
import { formatDuration, formatElapsed, formatMoment, parseDuration } from '../../src/text/time.ts'

const seed = 1
const examples = '500ms, 90s, 15m, 1h30m, or 1d'

describe('parseDuration', () => {
  test.each([
    ['500ms', 500],
    ['90s', 90_000],
    ['10.75m', 645_000],
    ['1.5h', 5_400_000],
    ['5d', 432_000_000],
    ['0s', 0],
    ['007s', 7_000],
    ['12.125s', 12_125],
    ['0.4ms', 0],
    ['0.5ms', 1],
    ['9007199254740991ms', Number.MAX_SAFE_INTEGER],
    ['1h30m', 5_400_000],
    ['1m 05s', 65_000],
    ['1d 2h 3m 4s 5ms', 93_784_005],
    ['1.5h 0.5s', 5_400_500],
  ])('reads %s as %d ms', (text, durationMs) => {
    expect(parseDuration(text)).toBe(durationMs)
  })

  test.each([
    ['60', {}, 'add a unit, such as 60s, 60m, or 60ms'],
    ['12.25', {}, 'add a unit, such as 12.25s, 12.25m, or 12.25ms'],
    ['60', { maxMs: 60_000 }, 'add a unit, such as 60s or 60ms'],
    ['60', { minMs: 60_000 }, 'add a unit, such as 60s or 60m'],
    ['0s', { minMs: 1 }, `expected a duration of more than 0s, such as ${examples}`],
    ['0', { minMs: 1 }, `expected a duration of more than 0s, such as ${examples}`],
    ['99ms', { minMs: 100 }, `expected a duration of at least 100ms, such as ${examples}`],
    ['6d', { minMs: 1, maxMs: 3_600_000 }, 'more than 0s and at most 1h, such as 500ms, 90s, or 15m'],
    ['x', { maxMs: 3_600_000 }, 'expected a duration of at most 1h, such as 500ms, 90s, or 15m'],
    ['x', { maxMs: 20 }, 'expected a duration of at most 20ms, such as 20ms'],
    ['9'.repeat(20), {}, `expected a shorter duration, such as ${examples}`],
    ['9007199254740992ms', {}, `expected a shorter duration, such as ${examples}`],
    [`${'9'.repeat(400)}d`, {}, `expected a shorter duration, such as ${examples}`],
  ])('rejects %.20s within %j', (value, limits, expected) => {
    expect(() => parseDuration(value, limits)).toThrow(expected)
  })

  test('suggests nothing that it would reject', () => {
    const limit = fc.integer({ min: 1, max: 1e10 })
    const value = fc.oneof(fc.nat({ max: 1e6 }).map(String), fc.constantFrom('x', '0s', '9999d'))
    fc.assert(
      fc.property(value, limit, limit, (value, one, other) => {
        const limits = { minMs: Math.min(one, other), maxMs: Math.max(one, other) }
        let problem = ''
        try {
          parseDuration(value, limits)
        } catch (error) {
          problem = messageOf(error)
        }
        const suggestions = problem.split(' such as ')[1] ?? ''
        for (const suggestion of suggestions.split(/,? or |, /).filter(Boolean))
          expect(parseDuration(suggestion, limits)).toBeGreaterThan(0)
      }),
      { seed },
    )
  })

  test.each([
    ...['', ' ', '5 s', ' 5s', '5s  ', '5s\n', '\n5s', '1h  30m', `${'1'.repeat(100_000)}x`],
    ...'s -5s -5 +5s x5s 5sx x5 5x 5,5s .5s 5.s 5. .5 1.2.3s 1.2.3 5S 5MS 5w 5us 30m1h 1h1h 1h,30m'.split(
      ' ',
    ),
    ...'1e3s 1_000s 0x10s NaN Infinity Infinitys 5toString ٣s ５s'.split(' '),
  ])('rejects %.20j', (value) => {
    expect(() => parseDuration(value)).toThrow(`expected a duration such as ${examples}`)
  })
})

describe('formatDuration', () => {
  test.each([
    [0, '0s'],
    [10_000, '10s'],
    [59_999.6, '1m'],
    [60_000.4, '1m'],
    [90_000, '1m 30s'],
    [600_000, '10m'],
    [3_600_000, '1h'],
    [3_605_000, '1h 00m 05s'],
    [4_800_000, '1h 20m'],
    [432_000_000, '5d'],
    [90_000_000, '25h'],
    [1, '1ms'],
    [999, '999ms'],
    [1_000, '1s'],
    [1_500, '1.5s'],
  ])('writes %d ms as %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text)
  })

  test('writes a fraction of a second so that it can be read again', () => {
    const fraction = fc.integer({ min: 1, max: 1e9 }).filter((durationMs) => durationMs % 1_000 !== 0)
    fc.assert(
      fc.property(fraction, (durationMs) => {
        expect(parseDuration(formatDuration(durationMs))).toBe(durationMs)
      }),
      { seed },
    )
  })
})

describe('formatElapsed', () => {
  test.each([
    [0, '0s'],
    [59_999, '59s'],
    [60_000, '1m 00s'],
    [65_000, '1m 05s'],
    [3_599_999, '59m 59s'],
    [3_600_000, '1h 00m 00s'],
    [5_025_000, '1h 23m 45s'],
    [360_000_000, '100h 00m 00s'],
    [65_900, '1m 00s', 5_100],
    [1_000, '1s', 999],
    [3_900, '0s', 3_100],
  ])('writes the time until %d ms as %s', (untilMs, text, sinceMs = 0) => {
    expect(formatElapsed(untilMs, sinceMs)).toBe(text)
  })

  test('loses nothing but the fraction of a second', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (elapsedMs) => {
        expect(parseDuration(formatElapsed(elapsedMs))).toBe(Math.floor(elapsedMs / 1_000) * 1_000)
      }),
      { seed },
    )
  })
})

test('a moment is written in UTC, to the second', () => {
  expect(formatMoment(Date.UTC(2026, 10, 24, 3, 0, 5, 999))).toBe('2026-11-24 03:00:05 UTC')
})

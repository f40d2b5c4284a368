import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { formatDuration, formatElapsed, formatMoment, parseDuration } from '../../src/text/time.ts'

const seed = 1
const forms = 'a duration with its unit, such as 500ms, 90s, 15m, 1h30m or 1d'

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
  ])('reads %s as %d ms', (text, durationMs) => {
    expect(parseDuration(text)).toBe(durationMs)
  })

  test.each([
    ['60', {}, 'write 60s, 60m or 60ms'],
    ['12.25', {}, 'write 12.25s, 12.25m or 12.25ms'],
    ['0', {}, 'write 0s, 0m or 0ms'],
    ['60', { mostMs: 60_000 }, 'write 60s or 60ms'],
    ['60', { leastMs: 60_000 }, 'write 60s or 60m'],
  ])('asks for the unit of the bare number %s within %j', (text, limits, meant) => {
    expect(() => parseDuration(text, limits)).toThrow(new RangeError(`a number needs its unit: ${meant}`))
  })

  test.each([
    ['0s', { leastMs: 1 }, 'expected more than 0s'],
    ['0', { leastMs: 1 }, `expected more than 0s, as ${forms}`],
    ['99ms', { leastMs: 100 }, 'expected at least 100ms'],
    ['6d', { leastMs: 1, mostMs: 432_000_000 }, 'expected more than 0s and at most 5d'],
    ['2h', { mostMs: 3_600_000, mostIs: ', the timeout' }, 'expected at most 1h, the timeout'],
  ])('refuses %s outside of %j', (text, limits, problem) => {
    expect(() => parseDuration(text, limits)).toThrow(new RangeError(problem))
  })

  test.each([
    ['1h30m', 5_400_000],
    ['1m 05s', 65_000],
    ['1d 2h 3m 4s 5ms', 93_784_005],
    ['1.5h 0.5s', 5_400_500],
  ])('adds up the parts of %s', (text, durationMs) => {
    expect(parseDuration(text)).toBe(durationMs)
  })

  test.each([
    ...['', ' ', 's', '-5s', '-5', '+5s', '5 s', ' 5s', '5s  ', '5s\n', '\n5s', 'x5s', '5sx', 'x5', '5x'],
    ...[
      '5,5s',
      '.5s',
      '5.s',
      '5.',
      '.5',
      '1.2.3s',
      '1.2.3',
      '5S',
      '5MS',
      '5w',
      '5us',
      '30m1h',
      '1h1h',
      '1h  30m',
      '1h,30m',
    ],
    ...['1e3s', '1_000s', '0x10s', 'NaN', 'Infinity', 'Infinitys', '5toString', '٣s', '５s'],
    `${'1'.repeat(100_000)}x`,
  ])('refuses %.20j', (text) => {
    expect(() => parseDuration(text)).toThrow(new RangeError(`expected ${forms}`))
  })

  test.each(['9007199254740992ms', '104249991.4d', `${'9'.repeat(400)}d`])(
    'refuses %.20s, too long',
    (text) => {
      expect(() => parseDuration(text)).toThrow(new RangeError('the duration is too long to count'))
    },
  )
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
  ])('writes %d ms as %s', (elapsedMs, text) => {
    expect(formatElapsed(elapsedMs)).toBe(text)
  })

  test.each([
    [65_900, 5_100, '1m 00s'],
    [1_000, 999, '1s'],
    [3_900, 3_100, '0s'],
  ])('writes what is between %d and %d ms as %s', (untilMs, sinceMs, text) => {
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

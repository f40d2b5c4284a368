import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { formatDuration, formatElapsed, parseDuration } from '../../src/text/duration.ts'

const seed = 1

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

  test.each(['0', '60', '12.25'])('asks for the unit of the bare number %s', (text) => {
    expect(() => parseDuration(text)).toThrow(
      new RangeError(`a number needs its unit: write ${text}s, ${text}m or ${text}ms, whichever is meant`),
    )
  })

  test.each([
    ...['', ' ', 's', '-5s', '-5', '+5s', '5 s', ' 5s', '5s ', '5s\n', '\n5s', 'x5s', '5sx', 'x5', '5x'],
    ...['5,5s', '.5s', '5.s', '5.', '.5', '1.2.3s', '1.2.3', '5S', '5MS', '5w', '5us', '1h30m', '1h 30m'],
    ...['1e3s', '1_000s', '0x10s', 'NaN', 'Infinity', 'Infinitys', '5toString', '٣s', '５s'],
    `${'1'.repeat(100_000)}x`,
  ])('refuses %.20j', (text) => {
    expect(() => parseDuration(text)).toThrow(
      new RangeError('expected a duration with its unit, such as 500ms, 90s, 15m, 2h or 1d'),
    )
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
    [432_000_000, '120h'],
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

  test('loses nothing but the fraction of a second', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (elapsedMs) => {
        const parts = formatElapsed(elapsedMs).split(' ').map(parseDuration)
        expect(parts.reduce((sum, part) => sum + part)).toBe(Math.floor(elapsedMs / 1_000) * 1_000)
      }),
      { seed },
    )
  })
})

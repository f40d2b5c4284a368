import { describe, expect, test } from '@jest/globals'
import { durationForms, formatDuration, formatElapsed, parseDuration } from '../../src/duration.ts'

describe('parseDuration', () => {
  test.each([
    ['500ms', 500],
    ['90s', 90_000],
    ['15m', 900_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['5d', 432_000_000],
    ['0s', 0],
    ['0ms', 0],
    ['007s', 7_000],
    ['1.5h', 5_400_000],
    ['0.25s', 250],
    ['12.125s', 12_125],
    ['10.75m', 645_000],
  ])('reads %s as %d ms', (text, durationMs) => {
    expect(parseDuration(text)).toBe(durationMs)
  })

  test.each([
    ['0.4ms', 0],
    ['0.5ms', 1],
    ['1.0006s', 1_001],
  ])('rounds %s to %d whole milliseconds', (text, durationMs) => {
    expect(parseDuration(text)).toBe(durationMs)
  })

  test.each(['0', '5', '60', '1.5', '12.25'])('asks for the unit of the bare number %s', (text) => {
    expect(() => parseDuration(text)).toThrow(
      new RangeError(`a number needs its unit: write ${text}s, ${text}m or ${text}ms, whichever is meant`),
    )
  })

  test.each([
    '',
    ' ',
    's',
    'ms',
    '-5s',
    '-5',
    '+5s',
    '5 s',
    ' 5s',
    '5s ',
    '5s\n',
    '\n5s',
    'x5s',
    '5sx',
    'x5',
    '5x',
    '5,5s',
    '.5s',
    '5.s',
    '5.',
    '.5',
    '1.2.3s',
    '1.2.3',
    '5S',
    '5M',
    '5MS',
    '5w',
    '5y',
    '5us',
    '5sec',
    '1h30m',
    '1h 30m',
    '5s5s',
    '1e3s',
    '1_000s',
    '0x10s',
    'NaN',
    'Infinity',
    'Infinitys',
    'toString',
    '5toString',
    '٣s',
    '５s',
  ])('refuses %j', (text) => {
    expect(() => parseDuration(text)).toThrow(
      new RangeError('expected a duration with its unit, such as 500ms, 90s, 15m, 2h or 1d'),
    )
  })

  test('refuses with a RangeError', () => {
    expect(() => parseDuration('soon')).toThrow(RangeError)
  })

  test('reads the longest duration that can be counted exactly', () => {
    expect(parseDuration('9007199254740991ms')).toBe(Number.MAX_SAFE_INTEGER)
  })

  test.each(['9007199254740992ms', '104249991.4d', `${'9'.repeat(400)}d`])(
    'refuses the overflow %.20s',
    (text) => {
      expect(() => parseDuration(text)).toThrow(new RangeError('the duration is too long to count'))
    },
  )

  test('takes a huge text that is no duration for what it is', () => {
    expect(() => parseDuration(`${'1'.repeat(100_000)}x`)).toThrow(
      new RangeError(`expected ${durationForms}`),
    )
  })
})

describe('formatDuration', () => {
  test.each([
    [0, '0s'],
    [1, '0.001s'],
    [500, '0.5s'],
    [999, '0.999s'],
    [1_000, '1s'],
    [1_500, '1.5s'],
    [10_000, '10s'],
    [999.873_4, '1s'],
    [59_000, '59s'],
    [59_999, '59.999s'],
    [59_999.6, '1m'],
    [60_000, '1m'],
    [60_000.4, '1m'],
    [90_500, '90.5s'],
    [61_000, '1m 01s'],
    [90_000, '1m 30s'],
    [600_000, '10m'],
    [3_599_000, '59m 59s'],
    [3_600_000, '1h'],
    [3_605_000, '1h 00m 05s'],
    [3_660_000, '1h 01m'],
    [4_800_000, '1h 20m'],
    [36_000_000, '10h'],
    [432_000_000, '120h'],
  ])('writes %d ms as %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text)
  })
})

describe('formatElapsed', () => {
  test.each([
    [0, '0s'],
    [999.9, '0s'],
    [1_000, '1s'],
    [5_000, '5s'],
    [59_999, '59s'],
    [60_000, '1m 00s'],
    [65_000, '1m 05s'],
    [3_599_999, '59m 59s'],
    [3_600_000, '1h 00m 00s'],
    [5_025_000, '1h 23m 45s'],
    [7_209_000, '2h 00m 09s'],
    [360_000_000, '100h 00m 00s'],
  ])('writes %d ms as %s', (elapsedMs, text) => {
    expect(formatElapsed(elapsedMs)).toBe(text)
  })
})

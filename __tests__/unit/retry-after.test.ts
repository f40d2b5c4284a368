import { describe, expect, test } from '@jest/globals'
import { parseRetryAfter } from '../../src/retry-after.ts'

const momentMs = Date.UTC(1994, 10, 6, 8, 49, 37)
const twoMinutesBefore = momentMs - 120_000

describe('parseRetryAfter', () => {
  test('asks for no delay without a header', () => {
    expect(parseRetryAfter(undefined, twoMinutesBefore)).toBe(0)
  })

  test.each([
    ['0', 0],
    ['1', 1_000],
    ['007', 7_000],
    ['120', 120_000],
    [' 120\t', 120_000],
    ['86400', 86_400_000],
  ])('reads %j as seconds', (value, delayMs) => {
    expect(parseRetryAfter(value, twoMinutesBefore)).toBe(delayMs)
  })

  test.each([
    '',
    ' ',
    '-1',
    '+1',
    '1.5',
    '1e3',
    '0x10',
    '1s',
    's1',
    '12 0',
    '1, 2',
    'soon',
    'NaN',
    'Infinity',
    '٣',
  ])('ignores %j', (value) => {
    expect(parseRetryAfter(value, twoMinutesBefore)).toBe(0)
  })

  test.each([
    'Sun, 06 Nov 1994 08:49:37 GMT',
    'Sunday, 06-Nov-94 08:49:37 GMT',
    'Sun Nov  6 08:49:37 1994',
    ' Sun, 06 Nov 1994 08:49:37 GMT ',
  ])('reads the date %j', (value) => {
    expect(parseRetryAfter(value, twoMinutesBefore)).toBe(120_000)
  })

  test('reads a day of two digits in the form of asctime, in UTC', () => {
    expect(parseRetryAfter('Wed Nov 16 08:49:37 1994', twoMinutesBefore)).toBe(120_000 + 10 * 86_400_000)
  })

  test('asks for no delay when the date is now', () => {
    expect(parseRetryAfter('Sun, 06 Nov 1994 08:49:37 GMT', momentMs)).toBe(0)
  })

  test('counts up to the last millisecond before the date', () => {
    expect(parseRetryAfter('Sun, 06 Nov 1994 08:49:37 GMT', momentMs - 1)).toBe(1)
  })

  test('asks for no delay when the date is past', () => {
    expect(parseRetryAfter('Sun, 06 Nov 1994 08:49:37 GMT', momentMs + 120_000)).toBe(0)
  })

  test.each([
    '1994-11-06T08:49:37Z',
    'Sun, 06 Nov 1994 08:49:37',
    'Sun, 06 Nov 1994 08:49:37 UTC',
    'Sun, 06 Nov 1994 08:49:37 +0000',
    'sun, 06 nov 1994 08:49:37 gmt',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 94 08:49:37 GMT',
    'Sun, 06 Nov 1994 8:49:37 GMT',
    'Sun, 06 Nov 1994 08:49 GMT',
    'xSun, 06 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 GMT (later)',
    'xSunday, 06-Nov-94 08:49:37 GMT',
    'Sunday, 06-Nov-94 08:49:37 GMT (later)',
    'Sunday, 6-Nov-94 08:49:37 GMT',
    'xSun Nov  6 08:49:37 1994',
    'Sun Nov  6 08:49:37 1994 GMT',
    'Sun Nov  6 08:49:37 1994 (later)',
    'Sun Nov 6 08:49:37 1994',
  ])('ignores %j, which is in no form that HTTP knows', (value) => {
    expect(parseRetryAfter(value, twoMinutesBefore)).toBe(0)
  })

  test.each([
    'Sun, 06 Foo 1994 08:49:37 GMT',
    'Sun, 99 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 99:49:37 GMT',
    'Sunday, 06-Foo-94 08:49:37 GMT',
    'Sun Foo  6 08:49:37 1994',
  ])('ignores %j, which is in the calendar nowhere', (value) => {
    expect(parseRetryAfter(value, twoMinutesBefore)).toBe(0)
  })
})

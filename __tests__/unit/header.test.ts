import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseAge, parseChallengeReason, parseRetryAfter } from '../../src/api/header.ts'

const twoMinutesBefore = Date.UTC(1994, 10, 6, 8, 47, 37)

/** The three date forms of RFC 9110 that name a moment: IMF-fixdate, and those of RFC 850 and of asctime. */
function httpDates(momentMs: number): readonly string[] {
  const standard = new Date(momentMs).toUTCString()
  const [, day, date, month, year, time] = /^(...), (..) (...) (....) (.*) GMT$/.exec(standard) ?? []
  const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(momentMs)
  return [
    standard,
    `${weekday}, ${date}-${month}-${year?.slice(2)} ${time} GMT`,
    `${day} ${month} ${String(Number(date)).padStart(2)} ${time} ${year}`,
  ]
}

describe('parseRetryAfter', () => {
  test.each([
    ['0', 0],
    ['007', 7_000],
    [' 120\t', 120_000],
    ['86400', 86_400_000],
    ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
  ])('reads %.20j as a delay of %d ms', (value, delayMs) => {
    expect(parseRetryAfter(value, twoMinutesBefore)).toBe(delayMs)
  })

  test('reads each form of date, and measures it to the millisecond', () => {
    // A year of two digits is read as one from 1950 to 2049.
    const from = Date.UTC(1950) / 1_000
    const until = Date.UTC(2050) / 1_000 - 1
    const moment = fc.integer({ min: from, max: until }).map((seconds) => seconds * 1_000)
    fc.assert(
      fc.property(moment, fc.integer({ min: -1e6, max: 1e6 }), (momentMs, delayMs) => {
        const delays = httpDates(momentMs).map((date) => parseRetryAfter(` ${date} `, momentMs - delayMs))
        expect(delays).toEqual([0, 0, 0].fill(Math.max(0, delayMs)))
      }),
      { seed: 1, examples: [[Date.UTC(1994, 10, 6, 8, 49, 37), 1]] },
    )
  })

  test.each([
    ...['', ' ', '-1', '+1', '1.5', '1e3', '0x10', '1s', 's1', '12 0', '1, 2', 'soon', 'NaN', '٣'],
    ...['1994-11-06T08:49:37Z', 'Sun, 06 Nov 1994 08:49:37', 'Sun, 06 Nov 1994 08:49:37 UTC'],
    ...['sun, 06 nov 1994 08:49:37 gmt', 'Sun, 6 Nov 1994 08:49:37 GMT', 'Sun, 06 Nov 94 08:49:37 GMT'],
    ...['Sun, 06 Nov 1994 8:49:37 GMT', 'Sun, 06 Nov 1994 08:49 GMT', 'xSun, 06 Nov 1994 08:49:37 GMT'],
    ...['Sun, 06 Nov 1994 08:49:37 GMT (later)', 'xSunday, 06-Nov-94 08:49:37 GMT'],
    ...['Sunday, 06-Nov-94 08:49:37 GMT (later)', 'Sunday, 6-Nov-94 08:49:37 GMT'],
    ...['xSun Nov  6 08:49:37 1994', 'Sun Nov  6 08:49:37 1994 GMT', 'Sun Nov  6 08:49:37 1994 (later)'],
    ...['Sun Nov 6 08:49:37 1994', 'Sun Foo  6 08:49:37 1994', 'Sunday, 06-Foo-94 08:49:37 GMT'],
    ...['Sun, 06 Foo 1994 08:49:37 GMT', 'Sun, 99 Nov 1994 08:49:37 GMT', 'Sun, 06 Nov 1994 99:49:37 GMT'],
  ])('ignores %j', (value) => {
    expect(parseRetryAfter(value, twoMinutesBefore)).toBeUndefined()
  })
})

test.each([
  ['0', 0],
  ['300', 300_000],
  [' 12 ', 12_000],
  ['7, 900', 7_000],
  ['9'.repeat(400), 1e12],
  [undefined, 0],
  ...['', '-5', '1.5', '1e3', 'soon', '5 minutes', '5;', ', 7'].map((value) => [value, 0] as const),
])('an Age of %.20j is %d ms', (value, ageMs) => {
  expect(parseAge(value)).toBe(ageMs)
})

test.each([
  ['Bearer error="invalid", error_description="Token \\"x\\" expired"', 'Token "x" expired'],
  ['Bearer realm="error_description=no", error=invalid_token', 'invalid_token'],
  ['Basic realm="error, error=1", Bearer ERROR="expired"', 'expired'],
  ['Bearer error_description="", error="x"', 'x'],
  ...['Bearer realm="api"', 'Bearer', '', undefined, 'Bearer error_uri="x"'].map((value) => [value, '']),
])('the reason in a challenge of %j is %j', (value, reason) => {
  expect(parseChallengeReason(value)).toBe(reason)
})

test('a long challenge costs little', () => {
  const startedMs = performance.now()
  expect(parseChallengeReason('a'.repeat(16_000))).toBe('')
  expect(performance.now() - startedMs).toBeLessThan(100)
})

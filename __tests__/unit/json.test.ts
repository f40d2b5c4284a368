import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseJson, redactJson } from '../../src/text/json.ts'
import { redactor } from '../../src/text/redaction.ts'

const redact = redactor(['hush', '12345678'])
const read = (text: string) => redactJson(parseJson(text), redact)

describe('parseJson and redactJson', () => {
  test('read any JSON as it is', () => {
    const value = fc
      .jsonValue({ maxDepth: 5, noUnicodeString: false })
      .filter((value) => !/"__proto__"/.test(JSON.stringify(value)))
    fc.assert(
      fc.property(value, fc.constantFrom(0, 2), (value, space) => {
        const written = JSON.stringify(value, undefined, space)
        const numbers = /(?<=^|[[:,\s])-?[\d.]+(e[+-]?\d+|(?<=[\d.]{16}))(?=[\s,\]}]|$)/
        fc.pre(!numbers.test(written))
        expect(read(written)).toStrictEqual(JSON.parse(written))
      }),
      { seed: 1 },
    )
  })

  test.each([
    ['12345678901234567890', '***90***90'],
    ['98765432109876543210', '98765432109876543210'],
    ['-0.12345600000000000', '-0.12345600000000000'],
    ['1e400', '1e400'],
    ['1.5E-3', '1.5E-3'],
    ['1.0', 1],
    ['98765', 98_765],
    ['12345678', '***'],
  ])('read the number %s as %j', (number, expected) => {
    expect(read(`{"a":[${number} ,${number}]}`)).toEqual({ a: [expected, expected] })
    expect(read(`{"a":"[${number}]"}`)).toEqual({ a: `[${number}]`.replaceAll('12345678', '***') })
    expect(read(`{"a\\"":"\\\\", "b":${number}}`)).toEqual({ 'a"': '\\', b: expected })
  })

  test('take no number for a string', () => {
    for (const number of ['1', '1.0', '1e5', '12345678901234567890'])
      expect(typeof Object(parseJson(`{"status":${number}}`)).status).not.toBe('string')
  })

  test.each([
    ...['', 'x', '{', '[1,]', '{"a":01234567890123456789}', '{"a":1.e5}', '{"a":1234567890123456.}'],
    ...['{"a":-e5}', '{"a":12345678901234567890x}', '{"a" 12345678901234567890}', "{'a':1e5}", '["a]'],
  ])('is not JSON: %s', (text) => {
    expect(parseJson(text)).toBeUndefined()
  })

  test.each([
    ['["hush",1,null,true]', ['***', 1, null, true]],
    ['{"x-hush":"y-hush"}', { 'x-***': 'y-***' }],
    [
      '{"fieldErrors":{"\\u0068ush":[{"code":"hu\\\\u0073h"}]}}',
      { fieldErrors: { '***': [{ code: '***' }] } },
    ],
  ])('redact %s', (text, redacted) => {
    expect(read(text)).toEqual(redacted)
  })

  test('read so deep, and no deeper', () => {
    expect(JSON.stringify(read(`${'['.repeat(32)}"hush"${']'.repeat(32)}`))).toContain('["***"]')
    expect(JSON.stringify(read(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`))).toMatch(
      /^(\{"a":){32}"…"\}{32}$/,
    )
  })

  test('read so far, and no farther', () => {
    expect(read(`["${'x'.repeat(70_000)}",1]`)).toEqual([expect.stringMatching(/^x{65472}…$/)])
    expect(read(`["${'x'.repeat(65_470)}hush"]`)).toEqual([expect.stringMatching(/^x{65470}hu…$/)])
    expect(read(`["${'x'.repeat(65_467)}12345678"]`)).toEqual([expect.stringMatching(/^x{65467}\*{3}…$/)])
    expect(read(`["${'x'.repeat(65_467)}hush-hush"]`)).toEqual([expect.stringMatching(/^x{65467}\*{3}-…$/)])
    expect(read(`[${'1,'.repeat(2_000)}1]`)).toEqual([...Array(1_024).fill(1), '…'])
    const names = Array.from({ length: 2_000 }, (_, index) => `"a${index}":1`)
    expect(Object.keys(Object(read(`{${names}}`))).length).toBeLessThan(1_000)
  })

  test('read so many lists, items, and names of a large body, and no more', () => {
    const body = (lists: number) => `[${'[],'.repeat(lists - 1)}"${'[{:'.repeat(22_000)}"]`
    expect([10_000, 10_001].map((lists) => parseJson(body(lists)) === undefined)).toEqual([false, true])
  })

  test('let no property reach the prototype', () => {
    const redacted = read('{"__proto__":{"status":"completed"}}')
    expect(Object.getPrototypeOf(redacted)).toBe(Object.prototype)
    expect(redacted).not.toHaveProperty('status')
  })
})

const size = 1_048_576
const filled = (start: string, item: string, end: string) =>
  `${start}${item.repeat((size - start.length - end.length) / item.length).replace(/,$/, '')}${end}`
const named = Array.from({ length: size / 12 }, (_, index) => `"k${index.toString(36)}":1`)

test.each([
  ['small numbers', filled('{"message":[', '1,', ']}')],
  ['small numbers and an exact one', filled('{"message":[12345678901234567890,', '1,', ']}')],
  ['exact numbers', filled('{"message":[', '1e1,', ']}')],
  ['empty strings', filled('{"message":[', '"",', ']}')],
  ['names', `{"message":{${named}}}`],
  ['nested lists', `{"message":${'['.repeat(size / 2)}${']'.repeat(size / 2)}}`],
  ['escapes in escapes', filled('{"message":"', '%2525', '"}')],
  ['references', filled('{"message":"', '&#65;', '"}')],
  ['quotes in a string without end', `{"message":"${'\\"'.repeat(60_000)}`],
])('%s take a few milliseconds', (_, text) => {
  const cpuMs = () => {
    const before = process.cpuUsage()
    JSON.stringify(read(text))
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  }
  // A check takes 60 ms at most; the best of three, because other processes heat the machine. A reviver took up to 1 s.
  expect(Math.min(cpuMs(), cpuMs(), cpuMs())).toBeLessThan(200)
})

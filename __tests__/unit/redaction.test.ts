import { describe, expect, test } from '@jest/globals'
import { redactJson, redactor } from '../../src/text/redaction.ts'

describe('redactor', () => {
  test.each([
    [[], 'nothing to hide', 'nothing to hide'],
    [['hush'], 'hush, xhushhush: Hush', '***, x******: Hush'],
    [['', 'hush'], 'a hush', 'a ***'],
    [['hush-hush', 'hush-hush-hush', 'hush'], 'a hush-hush-hush b', 'a *** b'],
    [['hush', 'hush-hush', 'hush-hush-hush'], 'a hush-hush-hush b', 'a *** b'],
    [['a.c$&'], 'abc$& a.c$&', 'abc$& ***'],
  ])('without %j, %j is %j', (secrets, text, redacted) => {
    expect(redactor(secrets)(text)).toBe(redacted)
  })
})

test.each([
  ['as JSON', 'a \\u0061\\/b\\u002B&c d', 'a *** d'],
  ['as a URL', '?q=a%2Fb%2b%26c', '?q=***'],
  ['as HTML', '<b>a&#47;b&#x2B;&amp;c</b> &copy;', '<b>***</b> &copy;'],
  ['twice, once as it is', 'a/b+&c a%2Fb%2B%26c', '*** ***'],
  ['nowhere', 'a%2Fb \\u0061 &amp; \\n', 'a%2Fb \\u0061 &amp; \\n'],
])('a secret that is escaped %s is found', (_, text, redacted) => {
  expect(redactor(['another', 'a/b+&c'])(text)).toBe(redacted)
})

test('a text that may have been cut within a secret does not end in a part of it', () => {
  const redact = redactor(['hush-hush', 'hold'])
  expect(redact('a hush-hu', true)).toBe('a ***')
  expect(redact('a hush', true)).toBe('a ***')
  expect(redact('a hus', true)).toBe('a hus')
  expect(redact('a hush-hu')).toBe('a hush-hu')
  expect(redact('hush-hu a', true)).toBe('hush-hu a')
})

describe('redactJson', () => {
  const redact = redactor(['hush', '12345678'])

  test.each([
    ['hush', '***'],
    [1, 1],
    [12345678, '***'],
    [1.2345678e7, '***'],
    [-12345678, '***'],
    [true, true],
    [null, null],
    [undefined, undefined],
    [[], []],
    [{}, {}],
    [
      ['hush', 1, null],
      ['***', 1, null],
    ],
    [{ 'x-hush': 'y-hush' }, { 'x-***': 'y-***' }],
    [{ fieldErrors: { hush: [{ code: 'hush' }] } }, { fieldErrors: { '***': [{ code: '***' }] } }],
  ])('makes of %j the value %j', (value, redacted) => {
    expect(redactJson(value, redact)).toEqual(redacted)
  })

  test('looks as deep as anybody reads, and shows nothing of what lies deeper', () => {
    const nested = (levels: number) =>
      Array.from({ length: levels }).reduce<unknown>((inner) => ['hush', inner], 'hush')
    expect(redactJson(nested(32), redact)).toStrictEqual(
      JSON.parse(JSON.stringify(nested(32)).replaceAll('hush', '***')),
    )
    const object = Array.from({ length: 100_000 }).reduce<unknown>((inner) => ({ a: inner }), 'hush')
    expect(JSON.stringify(redactJson(object, redact))).toMatch(/^(\{"a":){32}"…"\}{32}$/)
    expect(JSON.stringify(redactJson(nested(100_000), redact))).toMatch(/^(\["\*\*\*",){32}"…"\]{32}$/)
  })

  test('does not let a property reach the prototype', () => {
    const redacted = redactJson(JSON.parse('{"__proto__":{"status":"completed"}}'), redact)
    expect(Object.getPrototypeOf(redacted)).toBe(Object.prototype)
    expect(redacted).not.toHaveProperty('status')
  })
})

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

describe('redactJson', () => {
  const redact = redactor(['hush', '12345678'])

  test.each([
    ['hush', '***'],
    [1, 1],
    [12345678, '***'],
    [-12345678, '-***'],
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

  test('keeps four levels and drops what lies deeper', () => {
    const value = { a: { b: { c: { kept: 'hush', d: { dropped: 'hush' } } } } }
    expect(redactJson(value, redact)).toStrictEqual({ a: { b: { c: { kept: '***', d: undefined } } } })
    const list = Array.from({ length: 100_000 }).reduce((inner) => ['hush', inner], 'hush')
    expect(redactJson(list, redact)).toStrictEqual(['***', ['***', ['***', ['***', undefined]]]])
  })

  test('does not let a property reach the prototype', () => {
    const redacted = redactJson(JSON.parse('{"__proto__":{"status":"completed"}}'), redact)
    expect(Object.getPrototypeOf(redacted)).toBe(Object.prototype)
    expect(redacted).not.toHaveProperty('status')
  })
})

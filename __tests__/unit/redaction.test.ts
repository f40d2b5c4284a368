import { describe, expect, test } from '@jest/globals'
import { redactJson, redactor } from '../../src/redaction.ts'

describe('redactor', () => {
  test('leaves a text alone when there are no secrets', () => {
    expect(redactor([])('nothing to hide')).toBe('nothing to hide')
  })

  test('replaces a secret wherever it stands', () => {
    expect(redactor(['hush'])('hush, xhushhush: Hush')).toBe('***, x******: Hush')
  })

  test('ignores an empty secret', () => {
    expect(redactor(['', 'hush'])('a hush')).toBe('a ***')
  })

  test.each([
    [['hush', 'hush-hush-hush']],
    [['hush-hush-hush', 'hush']],
    [['hush', 'hush-hush', 'hush-hush-hush']],
    [['hush-hush', 'hush-hush-hush', 'hush']],
  ])('replaces the longest first: %j', (secrets) => {
    expect(redactor(secrets)('a hush-hush-hush b')).toBe('a *** b')
  })

  test('takes a secret to the letter, not as a pattern', () => {
    expect(redactor(['a.c$&'])('abc$& a.c$&')).toBe('abc$& ***')
  })

  test('does not change the list it was given', () => {
    const secrets = ['one', 'three']
    redactor(secrets)
    expect(secrets).toEqual(['one', 'three'])
  })
})

describe('redactJson', () => {
  const redact = redactor(['hush'])

  test.each([
    ['hush', '***'],
    [1, '1'],
    [true, true],
    [null, null],
    [undefined, undefined],
    [[], []],
    [{}, {}],
    [
      ['hush', 1, null],
      ['***', '1', null],
    ],
    [
      { a: 'hush', b: 2 },
      { a: '***', b: '2' },
    ],
    [{ 'x-hush': 'y-hush' }, { 'x-***': 'y-***' }],
    [{ errors: [{ code: 'hush' }] }, { errors: [{ code: '***' }] }],
    [{ fieldErrors: { hush: 'hush' } }, { fieldErrors: { '***': '***' } }],
  ])('makes of %j the value %j', (value, redacted) => {
    expect(redactJson(value, redact)).toEqual(redacted)
  })

  test('keeps four levels of objects and drops what lies deeper', () => {
    const value = { a: { b: { c: { kept: 'hush', d: { dropped: 'hush' } } } } }
    expect(redactJson(value, redact)).toStrictEqual({ a: { b: { c: { kept: '***', d: undefined } } } })
  })

  test('keeps four levels of lists and drops what lies deeper', () => {
    expect(redactJson([[[['hush', ['hush']]]]], redact)).toStrictEqual([[[['***', undefined]]]])
  })

  test('copes with any depth', () => {
    let value: unknown = 'hush'
    for (let depth = 0; depth < 100_000; depth++) value = [value]
    expect(redactJson(value, redact)).toStrictEqual([[[[undefined]]]])
  })

  test('does not let a property reach the prototype', () => {
    const redacted = redactJson(JSON.parse('{"__proto__":{"status":"completed"}}'), redact)
    expect(Object.getPrototypeOf(redacted)).toBe(Object.prototype)
    expect(redacted).not.toHaveProperty('status')
  })
})

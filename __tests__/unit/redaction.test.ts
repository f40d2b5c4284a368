import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { redactor } from '../../src/text/redaction.ts'

describe('redactor', () => {
  test.each([
    [[], 'nothing to hide', 'nothing to hide'],
    [['hush'], 'hush, xhushhush: Hush', '***, x******: Hush'],
    [['', 'hush'], 'a hush', 'a ***'],
    [['hush', 'hush-hush', 'hush-hush-hush'], 'a hush-hush-hush b', 'a *** b'],
    [['a.c$&'], 'abc$& a.c$&', 'abc$& ***'],
  ])('without %j, %j is %j', (secrets, text, redacted) => {
    expect(redactor(secrets)(text)).toBe(redacted)
  })

  test.each([
    ['as JSON', 'a \\u0061\\/b\\u002B&c d', 'a *** d'],
    ['as a URL', '?q=a%2Fb%2b%26c', '?q=***'],
    ['as HTML', '<b>a&#47;b&#x2B;&amp;c</b> &copy;', '<b>***</b> &copy;'],
    ['twice, once as it is', 'a/b+&c a%2Fb%2B%26c', '*** ***'],
    ['as a URL in a URL', '?next=%2Flogin%3Ft%3Da%252Fb%252B%2526c', '?next=/login?t=***'],
    ['nowhere', 'a%2Fb \\u0061 &amp; \\n', 'a%2Fb \\u0061 &amp; \\n'],
  ])('finds a secret that is escaped %s', (_, text, redacted) => {
    expect(redactor(['another', 'a/b+&c'])(text)).toBe(redacted)
  })

  const secret = 'k3y/of+the="robot"&x'
  const redact = redactor([secret, 'hold'])
  const escapes: readonly ((character: string) => string)[] = [
    (character) => character,
    (character) => `\\u${code(character).padStart(4, '0')}`,
    (character) => `\\${/\w/.test(character) ? `u00${code(character)}` : character}`,
    (character) => `%${code(character)}`,
    (character) => `&#x${code(character)};`,
    (character) => `&#0${character.charCodeAt(0)};`,
    (character) => `%25${code(character).toUpperCase()}`,
  ]

  function code(character: string): string {
    return character.charCodeAt(0).toString(16)
  }

  test('finds a secret in any mixture of escapes, cut anywhere', () => {
    const escaped = fc.tuple(
      ...[...secret].map((c) => fc.constantFrom(...escapes).map((escaped) => escaped(c))),
    )
    fc.assert(
      fc.property(escaped, fc.nat({ max: 200 }), (characters, cut) => {
        const whole = `for ${characters.join('')}`
        expect(redact(`${whole}!`)).toBe('for ***!')
        // The fifth character and all of it, so that four characters are there.
        const min = `for ${characters.slice(0, 4).join('')}`.length
        expect(redact(whole.slice(0, min + (cut % (whole.length - min + 1))), true)).toBe('for ***')
      }),
      { seed: 1, numRuns: 1_000 },
    )
  })

  test('leaves the end alone where less than four characters could be of a secret, or nothing was cut', () => {
    expect(redact('for k3y', true)).toBe('for k3y')
    expect(redact('for k3y/of')).toBe('for k3y/of')
    expect(redact('k3y/of a', true)).toBe('k3y/of a')
    expect(redact('100%', true)).toBe('100%')
  })

  test('cuts what nobody reads', () => {
    const text = `${'x'.repeat(65_530)}${secret}`
    expect(redact(text)).toBe(`${'x'.repeat(65_530)}***…`)
  })
})

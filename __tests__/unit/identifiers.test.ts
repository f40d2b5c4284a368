import { describe, expect, test } from '@jest/globals'
import { parseInt64Identifier, parseTextIdentifier } from '../../src/inputs/identifiers.ts'
import { InvalidInput } from '../../src/text/errors.ts'

describe('parseInt64Identifier', () => {
  test.each(['1', '9007199254740993', '9223372036854775807', '007', `${'0'.repeat(39)}1`])(
    'keeps %s digit for digit',
    (value) => {
      expect(parseInt64Identifier(value)).toBe(value)
    },
  )

  test.each([
    ...['', ' ', ' 1', '1 ', '1\n', '\n1', '1\n2', `${'0'.repeat(40)}1`, '9'.repeat(100_000)],
    ...'0 00 -1 +1 1.0 1e3 0x10 1n 1_000 1,000 x1 1x ٣ ９ 9223372036854775808'.split(' '),
  ])('rejects %.50j', (value) => {
    expect(() => parseInt64Identifier(value)).toThrow(/9223372036854775807$/)
  })

  test('recognizes the ID of a webhook', () => {
    expect(() => parseInt64Identifier('23712792:a1')).toThrow(/9223372036854775807.*cloudAssemblyId/)
  })
})

describe('parseTextIdentifier', () => {
  test.each([
    ...['a b', 'größe 🙂', 'x'.repeat(100_000), `%${'25'.repeat(50_000)}`],
    ...'23712792:o23712792ac-x a/b ... .a a. a.. ..a a/.../b ..%2 __proto__ 12e3456 1e5 1.5 e+1'.split(' '),
  ])('keeps %.50j as it is', (value) => {
    expect(parseTextIdentifier(value)).toBe(value)
  })

  test.each(['\0', 'a\n', '\ra', 'a\tb', 'a\u007fb', 'a\u009fb', '\ud83d', 'a\udc00b', '\ude42\ud83d'])(
    'rejects the control character or lone surrogate in %j',
    (value) => {
      expect(() => parseTextIdentifier(value)).toThrow(InvalidInput)
    },
  )

  test('rejects a dot segment or an empty one, however often it is encoded', () => {
    const encoded = (text: string) => text.replace(/\W/g, (each) => `%${each.charCodeAt(0).toString(16)}`)
    const plain = '. .. a/../b ./b a/. /.. a\\..\\b ..\\ ..;/b a/.;b=c/d ü/../b /b b/ a//b \\b'.split(' ')
    const mixed = 'a%2F..%2Fb a/%2e%2E/b ..%5c %2e. %%32e %2%65 %25%32%65/'.split(' ')
    const once = [...plain, ...plain.map(encoded), ...mixed, ...mixed.map(encoded)]
    for (const value of [...once, ...once.map(encoded), ...once.map((text) => encoded(text).toUpperCase())])
      expect(() => parseTextIdentifier(value)).toThrow(InvalidInput)
  })
})

describe.each([parseInt64Identifier, parseTextIdentifier])('%p', (parse) => {
  test.each(['1.23E+19', '1.23e+19', '1e+21', '-1.5E+20', '1E-7'])(
    'recognizes a YAML number in %s',
    (value) => {
      expect(() => parse(value)).toThrow(/YAML/)
    },
  )
})

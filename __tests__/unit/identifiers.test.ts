import { describe, expect, test } from '@jest/globals'
import { parseInt64Identifier, parseTextIdentifier } from '../../src/inputs/identifiers.ts'

describe('parseInt64Identifier', () => {
  test.each(['1', '9007199254740993', '9223372036854775807', '007', `${'0'.repeat(39)}1`])(
    'keeps %s digit for digit',
    (text) => {
      expect(parseInt64Identifier(text)).toBe(text)
    },
  )

  test.each([
    ...[
      '',
      ' ',
      '0',
      '00',
      '-1',
      '+1',
      '1.0',
      '1e3',
      '0x10',
      '1n',
      '1_000',
      '1,000',
      ' 1',
      '1 ',
      '1\n',
      '\n1',
    ],
    ...['x1', '1x', '1\n2', '٣', '９', '9223372036854775808', `${'0'.repeat(40)}1`, '9'.repeat(100_000)],
  ])('refuses %.50j', (text) => {
    expect(() => parseInt64Identifier(text)).toThrow(
      new RangeError('expected decimal digits, from 1 to 9223372036854775807'),
    )
  })
})

test('the ID of a webhook is recognised', () => {
  expect(() => parseInt64Identifier('23712792:a1')).toThrow(
    /^expected decimal .*cloudAssemblyId of a webhook/,
  )
})

describe('parseTextIdentifier', () => {
  test.each([
    ...['23712792:o23712792ac-xxxxxxx', 'a b', 'a/b', '%2e%2e', '...', '.a', 'a.', 'a..', '..a', 'größe 🙂'],
    ...['__proto__', 'x'.repeat(100_000)],
  ])('keeps %.50j as it is', (text) => {
    expect(parseTextIdentifier(text)).toBe(text)
  })

  test.each(['\0', 'a\n', '\ra', 'a\tb', 'a\u007fb', 'a\u009fb', '\ud83d', 'a\udc00b', '\ude42\ud83d'])(
    'refuses the control character or lone surrogate in %j',
    (text) => {
      expect(() => parseTextIdentifier(text)).toThrow(
        new RangeError('expected text without control characters'),
      )
    },
  )

  test.each(['.', '..'])('refuses the path step %j', (text) => {
    expect(() => parseTextIdentifier(text)).toThrow(
      new RangeError('expected an ID; "." and ".." are steps in a path'),
    )
  })
})

import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { inert, oneLine, quote, shorten, shortenToBytes } from '../../src/untrusted-text.ts'
import { commandsIn, registeredCommands, withoutIgnorable } from '../runner-rules.ts'

const seed = Number(process.env.FAST_CHECK_SEED ?? 20_260_807)
const totalRuns = Number(process.env.FAST_CHECK_RUNS ?? 60_000)

/** The property tests share the runs among themselves. */
function runs(share: number): { seed: number; numRuns: number } {
  return { seed, numRuns: Math.max(1, Math.ceil(totalRuns * share)) }
}

beforeAll(() => {
  process.stdout.write(`fast-check: ${totalRuns} cases, FAST_CHECK_SEED=${seed}\n`)
})

// ---------------------------------------------------------------------------------------------------------------
// Hostile texts
// ---------------------------------------------------------------------------------------------------------------

const lineBreaks = ['\r', '\n', '\r\n', '\n\r', '\v', '\f', '\u0085', '\u2028', '\u2029', '\u001C', '\u001E']

const invisible = [
  ...[
    '\u200B',
    '\u200C',
    '\u200D',
    '\u2060',
    '\uFEFF',
    '\u00AD',
    '\u034F',
    '\u061C',
    '\u180E',
    '\u115F',
    '\u3164',
  ],
  ...['\u200E', '\u200F', '\u202A', '\u202E', '\u2066', '\u2069', '\uFFF9', '\uFFA0', '\u17B4', '\u206A'],
  ...['\uFE00', '\uFE0F', '\u{E0100}', '\u{E0001}', '\u{E003A}', '\u{E007F}', '\u{1D173}'],
  ...['\0', '\b', '\u007F', '\u009B', '\u001B', '\u0378', '\uFFFE', '\uE000', '\u{10FFFF}'],
]

const marks = ['\u0301', '\u0338', '\u20E3', '\u20DD', '\u0489', '\u3099', '\u0903', '\u{1D165}']

// Letters and one sign that Unicode's collation ignores, and characters that hold nothing else.
const ignoredLetters = [
  '\u0640',
  '\u07FA',
  '\u180A',
  '\u1CD3',
  '\uFE73',
  '\uFE71',
  '\uFCF2',
  '\uFF9E',
  '\uFF9F',
]

const spaces = [' ', '  ', '\t', '\u00A0', '\u1680', '\u2000', '\u2009', '\u202F', '\u205F', '\u3000']

const surrogates = ['\uD800', '\uDBFF', '\uDC00', '\uDFFF', '\uD83D', '\uDE00']

const lookalikes = new Map([
  [':', ['\uFF1A', '\uFE55', '\uFE13', '\u2A74', '\u02D0', '\u2236']],
  ['#', ['\uFF03', '\uFE5F', '#\uFE0F\u20E3']],
  ['[', ['\uFF3B', '\uFE47', '\u3010']],
  [']', ['\uFF3D', '\uFE48']],
])

const escapes = [
  ...['\u001B[31m', '\u001B[2K', '\u001B]8;;', '\u009B0m', '\b \b', '\u001B'],
  ...['%0A', '%0D', '%3A', '%3A%3A', '%25', '\\n', '\\u003a', '&#58;', '&colon;', '&#10;', '&lt;', '&#x3c;'],
]

const punctuation = [
  ':',
  '::',
  ':::',
  '#',
  '##',
  '##[',
  '[',
  ']',
  '…',
  '<',
  '>',
  '&',
  '|',
  '`',
  '*',
  '_',
  '"',
  "'",
  '\uFFFD',
]

const pieces = [
  ...[lineBreaks, invisible, marks, ignoredLetters, spaces, surrogates, escapes, punctuation],
  ...lookalikes.values(),
]

const piece = fc.oneof(
  ...pieces.map((family) => fc.constantFrom(...family)),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }),
)

const plainCommand = fc
  .tuple(
    fc.constantFrom(...registeredCommands, 'Add-Mask', 'ERROR'),
    fc.constantFrom('', ' name=x', ' file=a.ts,line=1'),
    fc.constantFrom('completed', 'x', '', 'a b', '::debug::x', '##[error]x'),
    fc.boolean(),
    fc.constantFrom('', '', '', ' ', 'text ', 'text\n', '  \t'),
  )
  .map(([name, properties, data, old, before]) =>
    old ? `${before}##[${name}${properties}]${data}` : `${before}::${name}${properties}::${data}`,
  )

const mutation = fc.record({
  kind: fc.constantFrom('insert', 'replace', 'duplicate', 'remove', 'part', 'disguise'),
  at: fc.nat({ max: 1_000 }),
  piece,
})

type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never

function mutate(text: string, { kind, at, piece }: Mutation): string {
  const place = at % (text.length + 1)
  const [before, behind] = [text.slice(0, place), text.slice(place)]
  switch (kind) {
    case 'insert':
      return before + piece + behind
    case 'replace':
      return before + piece + behind.slice(1)
    case 'duplicate':
      return before + behind.slice(0, 3) + behind
    case 'remove':
      return before + behind.slice(1)
    case 'part':
      return text.replace(/[:#](?=[:#[])/g, (sign) => sign + piece)
    default:
      return text.replace(/[:#[\]]/g, (sign) => lookalikes.get(sign)?.[at % 3] ?? sign)
  }
}

const mutatedCommand = fc
  .tuple(plainCommand, fc.array(mutation, { maxLength: 5 }))
  .map(([command, mutations]) => mutations.reduce(mutate, command))

const anyCodeUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit))

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: anyCodeUnit }),
  fc.string({ unit: piece }),
)

const hostileText = fc.oneof(
  { weight: 6, arbitrary: mutatedCommand },
  {
    weight: 2,
    arbitrary: fc.array(fc.oneof(mutatedCommand, piece), { maxLength: 4 }).map((all) => all.join('')),
  },
  { weight: 2, arbitrary: anyText },
)

const maximumLength = fc.oneof(
  fc.integer({ min: 1, max: 8 }),
  fc.integer({ min: 1, max: 120 }),
  fc.constant(1_000),
)

/** The ways in which a line gets into the output, one a line. */
function printed(line: string): string {
  return [
    line,
    `[5s] Status: ${line}`,
    `  \t${line}`,
    `before ${line} after`,
    `The status is "${line}", and ${line}.`,
    `(${line})`,
    line,
  ].join('\n')
}

type Sanitiser = (text: string, maximumLength: number) => string

function harmlessWhenPrinted(sanitise: Sanitiser) {
  return fc.property(hostileText, maximumLength, (text, length) => {
    expect(commandsIn(printed(sanitise(text, length)))).toEqual([])
  })
}

// ---------------------------------------------------------------------------------------------------------------
// The rules of the runner
// ---------------------------------------------------------------------------------------------------------------

describe('the rules of the runner', () => {
  test.each(registeredCommands)('know %s in both syntaxes', (name) => {
    expect(commandsIn(`::${name}::data`)).toEqual([{ name, data: 'data', line: `::${name}::data` }])
    expect(commandsIn(`##[${name}]data`)).toEqual([{ name, data: 'data', line: `##[${name}]data` }])
  })

  test.each([
    ['with leading spaces', ' \t\u00A0\u3000::add-mask::x'],
    ['with properties', '::add-mask file=a.ts,line=1::x'],
    ['in capitals', '::ADD-Mask::x'],
    ['behind a line feed', 'text\n::add-mask::x'],
    ['behind a carriage return', 'text\r::add-mask::x'],
    ['behind both', 'text\r\n::add-mask::x\r\n'],
    ['behind a next line', 'text\u0085::add-mask::x'],
    ['behind a line separator', 'text\u2028::add-mask::x'],
    ['behind a paragraph separator', 'text\u2029::add-mask::x'],
    ['behind a vertical tab', 'text\v::add-mask::x'],
    ['behind a form feed', 'text\f::add-mask::x'],
    ['with a zero-width joiner in the second separator', '::add-mask:\u200D:x'],
    ['with a zero-width joiner in the first separator', ':\u200D:add-mask::x'],
    ['behind a byte order mark', '\uFEFF::add-mask::x'],
    ['with a combining mark', ':\u0301:add-mask:\u0301:x'],
    ['with a variation selector', '::add-mask:\uFE0F:x'],
    ['with a tag character', '::add-mask:\u{E003A}:x'],
    ['with an unassigned character', '::add-mask:\u0378:x'],
    ['with a lone surrogate', '::add-mask:\uD800:x'],
    ['with a tatweel', '::add-mask:\u0640:x'],
    ['with a vertical tab', '::add-mask:\v:x'],
    ['in fullwidth characters', '\uFF1A\uFF1Aａｄｄ-ｍａｓｋ\uFF1A\uFF1Ax'],
    ['in fullwidth characters with a joiner', '\uFF1A\u200D\uFF1Aadd-mask\uFF1A\uFF1Ax'],
    ['in the old syntax in the middle of a line', '[5s] Status: ##[add-mask]x'],
    ['in the old syntax with properties', 'text##[add-mask a=b;c=d]x'],
    ['in the old syntax with a zero-width joiner', 'text #\u200D#\u200D[add-mask]x'],
    ['in the old syntax behind another bracket', '##[nothing] ##[add-mask]x'],
    ['in the old syntax in JSON', JSON.stringify({ status: '##[add-mask]x' }), 'x"}'],
    ['in the old syntax in fullwidth characters', 'text \uFF03\uFF03\uFF3Badd-mask\uFF3Dx'],
    ['in the old syntax with three signs', '###[add-mask]x'],
  ])('find a command %s', (_, output, data = 'x') => {
    expect(commandsIn(output)).toEqual([{ name: 'add-mask', data, line: expect.any(String) }])
  })

  test.each([
    ['nothing', ''],
    ['prose', 'Status: completed (::)'],
    ['a name that is not registered', '::nothing::x'],
    ['a name that is not registered in the old syntax', '##[section]x'],
    ['a command in the middle of a line', 'text ::add-mask::x'],
    ['a missing second separator', '::add-mask:x'],
    ['a missing bracket', '##[add-mask x'],
    ['spaces in the separator', ': :add-mask: :x'],
    ['spaces in the old prefix', '# # [add-mask]x'],
    ['a space before the name', ':: add-mask::x'],
  ])('find no command in %s', (_, output) => {
    expect(commandsIn(output)).toEqual([])
  })

  test('find every line that is a command, as it was printed', () => {
    expect(commandsIn('a\n  ::debug::1\r\nb\r::ERROR title=t::2\u2028##[group]3\n')).toEqual([
      { name: 'debug', data: '1', line: '  ::debug::1' },
      { name: 'error', data: '2', line: '::ERROR title=t::2' },
      { name: 'group', data: '3', line: '##[group]3' },
    ])
  })

  test('leave the data of an ordinary command as they are', () => {
    expect(commandsIn('::debug::ﬁ １ e\u0301')).toMatchObject([{ data: 'ﬁ １ e\u0301' }])
  })

  test('unescape the data', () => {
    expect(commandsIn('::debug::a%0D%0Ab%253B%3B')).toMatchObject([{ data: 'a\r\nb%3B%3B' }])
    expect(commandsIn('##[debug]a%0D%0Ab%25%3B%5D')).toMatchObject([{ data: 'a\r\nb%;]' }])
  })

  test("leave out all that Unicode's collation ignores", () => {
    const { compare } = new Intl.Collator('en')
    const kept = assignedCharacters().filter(
      (character) => withoutIgnorable(character) !== '' && compare(`:${character}:`, '::') === 0,
    )
    expect(kept).toEqual([])
  })
})

function assignedCharacters(): string[] {
  return Array.from({ length: 0x110000 }, (_, codePoint) => String.fromCodePoint(codePoint)).filter(
    (character) => !/[\p{Cn}\p{Co}\p{Cs}]/u.test(character),
  )
}

/** Characters that are, in some reading, nothing at all or a part of the syntax of commands. */
function treacherousCharacters(): string[] {
  return [...assignedCharacters(), ...surrogates, ...invisible].filter((character) => {
    const reading = withoutIgnorable(character.normalize('NFKC'))
    return reading === '' || /[:#[\]]/.test(reading)
  })
}

// ---------------------------------------------------------------------------------------------------------------
// oneLine
// ---------------------------------------------------------------------------------------------------------------

describe('oneLine', () => {
  test.each([
    ['ordinary text', 'Reset of 3 instances: 12:30 (#4), done.', 'Reset of 3 instances: 12:30 (#4), done.'],
    ['nothing', '', ''],
    ['only spaces', ' \t\n ', ''],
    ['text of other scripts', 'Größe 完了 готово हिन्दी 🎉', 'Größe 完了 готово हिन्दी 🎉'],
    ['combining marks on a letter', 'e\u0301\u0302', 'e\u0301\u0302'],
    ['a combining mark on a digit', '1\u0301', '1\u0301'],
    ['combining marks on a sign', '.\u0301\u0302a', '. a'],
    ['combining marks on a space', 'a \u0301\u0302b', 'a b'],
    ['a line feed', 'a\nb', 'a b'],
    ['a carriage return', 'a\rb', 'a b'],
    ['both', 'a\r\nb', 'a b'],
    ['a next line', 'a\u0085b', 'a b'],
    ['a line separator', 'a\u2028b', 'a b'],
    ['a paragraph separator', 'a\u2029b', 'a b'],
    ['a vertical tab', 'a\vb', 'a b'],
    ['a null', 'a\0b', 'a b'],
    ['an escape sequence', 'a\u001B[31mb', 'a [31mb'],
    ['a format character', 'a\u200Db', 'a b'],
    ['a bidirectional override', 'a\u202Eb', 'a b'],
    ['a byte order mark', '\uFEFFab', 'ab'],
    ['a soft hyphen', 'a\u00ADb', 'a b'],
    ['a lone surrogate', 'a\uD800b', 'a b'],
    ['a pair of surrogates in the wrong order', 'a\uDE00\uD83Db', 'a b'],
    ['a private character', 'a\uE000b', 'a b'],
    ['an unassigned character', 'a\u0378b', 'a b'],
    ['a letter that is drawn as nothing', 'a\u3164b', 'a b'],
    ['a mark that is drawn as nothing', 'a\u034Fb', 'a b'],
    ['a variation selector', 'a\uFE0Fb', 'a b'],
    ['a tag character', 'a\u{E003A}b', 'a b'],
    ['many spaces of all kinds', ' a \t\u00A0\u3000  b ', 'a b'],
    ['a separator', '::', ': :'],
    ['three colons', ':::', ': : :'],
    ['a command', '::add-mask::x', ': :add-mask: :x'],
    ['a command with a joiner', '::add-mask:\u200D:x', ': :add-mask: :x'],
    ['a command with a mark', ':\u0301:add-mask:\u0301:x', ': :add-mask: :x'],
    ['an old command', 'a ##[error]x', 'a # # [error]x'],
    ['a sign before a bracket', '#[1]', '# [1]'],
    ['an ellipsis behind a colon', 'a:…', 'a:…'],
    ['a sign elsewhere', '#1 [2]', '#1 [2]'],
  ])('handles %s', (_, text, expected) => {
    expect(oneLine(text)).toBe(expected)
  })

  test.each([
    '::add-mask::completed',
    '##[add-mask]completed',
    'text\r\n::stop-commands::x',
    '%0A::error::x',
  ])('makes %j harmless', (text) => {
    expect(commandsIn(printed(oneLine(text)))).toEqual([])
  })

  test('shortens to 1,000 unless told otherwise', () => {
    expect(oneLine('a'.repeat(1_000))).toBe('a'.repeat(1_000))
    expect(oneLine('a'.repeat(1_001))).toBe(`${'a'.repeat(999)}…`)
  })

  test.each([
    ['what fits', 'abcd', 4, 'abcd'],
    ['one too many', 'abcde', 4, 'abc…'],
    ['room for the ellipsis only', 'ab', 1, '…'],
    ['one character', 'a', 1, 'a'],
    ['what fits without its spaces', '   a', 1, 'a'],
    ['what is longer than it looks at', '    a', 1, '…'],
    ['a beginning that is longer than it looks at', 'a       b', 2, 'a…'],
    ['a beginning that just fits', 'ab       c', 2, 'a…'],
    ['an ending that is a space', 'ab cd', 4, 'ab …'],
    ['a character cut in two', 'ab🎉d', 4, 'ab…'],
    ['a character cut in two where it stops looking', 'a      🎉', 2, 'a…'],
    ['spaces that it adds', '::::', 4, ': :…'],
  ])('shortens %s', (_, text, length, expected) => {
    expect(oneLine(text, length)).toBe(expected)
  })

  test('takes little time for a long text', () => {
    const start = performance.now()
    for (const part of [':', '#', '\u0301', ' ', '\n', '.\u0301', '##[', '\uD800']) {
      expect(oneLine(part.repeat(2_000_000)).length).toBeLessThanOrEqual(1_000)
      expect(oneLine(`a${part.repeat(200_000)}`, 1_000_000).length).toBeLessThanOrEqual(1_000_000)
    }
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  test('leaves no command that one treacherous character could hide', () => {
    const survivors = treacherousCharacters().filter((character) =>
      [
        ...[
          `::add-mask:${character}:x`,
          `:${character}:add-mask:${character}:x`,
          `${character}::add-mask::x`,
        ],
        ...[
          `#${character}#${character}[add-mask]x`,
          `#${character}#[add-mask]x`,
          `##${character}[add-mask]x`,
        ],
      ].some((text) => commandsIn(printed(oneLine(text))).length > 0),
    )
    expect(survivors.map(codePoint)).toEqual([])
  })

  test.each([
    ['fullwidth colons', '\uFF1A\uFF1Aadd-mask\uFF1A\uFF1Ax'],
    ['small colons', '\uFE55\uFE55add-mask\uFE55\uFE55x'],
    ['vertical colons', '\uFE13\uFE13add-mask\uFE13\uFE13x'],
    ['a fullwidth colon beside an ordinary one', ':\uFF1Aadd-mask\uFF1A:x'],
    ['fullwidth number signs', '\uFF03\uFF03[add-mask]x'],
    ['a fullwidth number sign behind an ordinary one', '#\uFF03[add-mask]x'],
    ['small number signs', '\uFE5F\uFE5F[add-mask]x'],
    ['a fullwidth bracket', '##\uFF3Badd-mask]x'],
    ['a vertical bracket', '##\uFE47add-mask]x'],
  ])('leaves no command that only compatibility characters could hide: %s', (_, text) => {
    expect(commandsIn(printed(oneLine(text)))).toEqual([])
  })

  test('leaves no mark that would combine with what is printed before it', () => {
    expect(oneLine('\u0338x')).toBe('x')
  })

  test('yields no command, whatever the text', () => {
    fc.assert(harmlessWhenPrinted(oneLine), runs(0.4))
  })

  test('yields one well-formed line that is no longer than it may be, whatever the text', () => {
    fc.assert(
      fc.property(hostileText, maximumLength, (text, length) => {
        const line = oneLine(text, length)
        expect(line.length).toBeLessThanOrEqual(length)
        expect(line.isWellFormed()).toBe(true)
        expect(line).toBe(line.trim())
        expect(line + line.normalize('NFKC')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(line).not.toMatch(/::|##\[/)
      }),
      runs(0.14),
    )
  })

  test('changes nothing in what it has made, whatever the text', () => {
    fc.assert(
      fc.property(hostileText, maximumLength, (text, length) => {
        const line = oneLine(text, length)
        expect(oneLine(line, length)).toBe(line)
        expect(oneLine(line, length + 1)).toBe(line)
      }),
      runs(0.14),
    )
  })

  test.each<[string, Sanitiser]>([
    ['nothing', (text) => text],
    ['line breaks', (text) => text.replace(/[\r\n]/g, ' ')],
    ['line breaks and double colons', (text) => text.replace(/[\r\n]/g, ' ').replaceAll('::', ': :')],
    [
      'visible commands',
      (text) =>
        text
          .replace(/\s/g, ' ')
          .replace(/:(?=:)/g, ': ')
          .replace(/#(?=#?\[)/g, '# '),
    ],
    [
      'invisible characters, but no marks',
      (text) =>
        text
          .replace(/[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]/gu, ' ')
          .replace(/:(?=:)/g, ': ')
          .replace(/#(?=#?\[)/g, '# '),
    ],
  ])('would be found out if it replaced only %s', (_, naive) => {
    expect(fc.check(harmlessWhenPrinted(naive), { seed, numRuns: 2_000, endOnFailure: true }).failed).toBe(
      true,
    )
  })
})

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
}

// ---------------------------------------------------------------------------------------------------------------
// shorten, shortenToBytes, quote
// ---------------------------------------------------------------------------------------------------------------

/** Nothing that is not a character, and none that stands for a broken one: so a cut loses no more than it must. */
const wellFormedText = fc
  .oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('a', 'é', '完', '🎉') }))
  .map((text) => text.replaceAll('\uFFFD', ''))

describe('shorten', () => {
  test.each([
    ['nothing', '', 1, ''],
    ['what is shorter', 'abc', 4, 'abc'],
    ['what just fits', 'abcd', 4, 'abcd'],
    ['what is one too long', 'abcde', 4, 'abc…'],
    ['to the ellipsis', 'ab', 1, '…'],
    ['before a whole character', 'a🎉b', 3, 'a…'],
    ['behind a whole character', 'a🎉bc', 4, 'a🎉…'],
    ['an ordinary line', 'a\n::b', 4, 'a\n:…'],
    ['a text with a replacement character inside', 'a\uFFFDbcd', 4, 'a\uFFFDb…'],
    ['before a half that nobody else broke', 'a\uFFFD🎉b', 4, 'a\uFFFD…'],
  ])('shortens %s', (_, text, length, expected) => {
    expect(shorten(text, length)).toBe(expected)
  })

  test('cuts at a character, and only where it must', () => {
    fc.assert(
      fc.property(wellFormedText, fc.integer({ min: 1, max: 15 }), (text, length) => {
        const short = shorten(text, length)
        if (text.length <= length) return expect(short).toBe(text)
        expect(short.endsWith('…')).toBe(true)
        expect(text.startsWith(short.slice(0, -1))).toBe(true)
        expect(short.isWellFormed()).toBe(true)
        expect(short.length).toBeLessThanOrEqual(length)
        expect(short.length).toBeGreaterThanOrEqual(length - 1)
      }),
      runs(0.08),
    )
  })

  test('yields whole characters and no more than it may of any text that it cuts', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 15 }), (text, length) => {
        const short = shorten(text, length)
        expect(short.length).toBeLessThanOrEqual(length)
        expect(short === text || (short.endsWith('…') && short.isWellFormed())).toBe(true)
      }),
      runs(0.02),
    )
  })
})

describe('shortenToBytes', () => {
  test.each([
    ['nothing', '', 3, ''],
    ['what is shorter', 'abc', 4, 'abc'],
    ['what just fits', 'abcd', 4, 'abcd'],
    ['what is one too long', 'abcde', 4, 'a…'],
    ['to the ellipsis', 'abcd', 3, '…'],
    ['what just fits in bytes', 'éé', 4, 'éé'],
    ['what fits in characters only', 'ééé', 5, 'é…'],
    ['before one byte of two', 'aéé', 4, 'a…'],
    ['before one byte of three', 'a完完', 5, 'a…'],
    ['before two bytes of three', 'a完完', 6, 'a…'],
    ['behind three bytes', 'a完完', 7, 'a完完'],
    ['before one byte of four', 'a🎉🎉', 5, 'a…'],
    ['before three bytes of four', 'a🎉🎉', 7, 'a…'],
    ['behind four bytes', 'a🎉🎉', 8, 'a🎉…'],
    ['a text with a replacement character inside', 'a\uFFFDbcdef', 8, 'a\uFFFDb…'],
  ])('shortens %s', (_, text, bytes, expected) => {
    expect(shortenToBytes(text, bytes)).toBe(expected)
  })

  test('cuts at a character, and only where it must', () => {
    fc.assert(
      fc.property(wellFormedText, fc.integer({ min: 3, max: 30 }), (text, bytes) => {
        const short = shortenToBytes(text, bytes)
        if (Buffer.byteLength(text) <= bytes) return expect(short).toBe(text)
        expect(short.endsWith('…')).toBe(true)
        expect(text.startsWith(short.slice(0, -1))).toBe(true)
        expect(Buffer.byteLength(short)).toBeLessThanOrEqual(bytes)
        expect(Buffer.byteLength(short)).toBeGreaterThanOrEqual(bytes - 3)
      }),
      runs(0.08),
    )
  })

  test('yields whole characters and no more than it may of any text that it cuts', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 3, max: 30 }), (text, bytes) => {
        const short = shortenToBytes(text, bytes)
        expect(Buffer.byteLength(short)).toBeLessThanOrEqual(bytes)
        expect(short === text || (short.endsWith('…') && short.isWellFormed())).toBe(true)
      }),
      runs(0.02),
    )
  })
})

describe('quote', () => {
  test.each([
    ['nothing', '', 100, '""'],
    ['a word', 'completed', 100, '"completed"'],
    ['what just fits', 'abcd', 4, '"abcd"'],
    ['what is too long', 'abcde', 4, '"abc…"'],
    ['what is harmful, as it is', '"\n::debug::', 100, '""\n::debug::"'],
  ])('quotes %s', (_, text, length, expected) => {
    expect(quote(text, length)).toBe(expected)
  })

  test('shortens to 100 unless told otherwise', () => {
    expect(quote('a'.repeat(100))).toBe(`"${'a'.repeat(100)}"`)
    expect(quote('a'.repeat(101))).toBe(`"${'a'.repeat(99)}…"`)
  })

  test('is harmless once it is a part of a line', () => {
    fc.assert(
      fc.property(hostileText, maximumLength, (text, length) => {
        expect(commandsIn(oneLine(`The status is ${quote(text, length)}.`))).toEqual([])
      }),
      runs(0.02),
    )
  })
})

// ---------------------------------------------------------------------------------------------------------------
// inert
// ---------------------------------------------------------------------------------------------------------------

/**
 * Reads HTML that has nothing but text and decimal character references in it, as a browser would.
 *
 * @throws Error for any other HTML
 */
function textOf(html: string): string {
  const rest = html.replace(/&#\d+;/g, '')
  if (/[^\p{L}\p{M}\p{N} ]/u.test(rest)) throw new Error(`more than letters and references: ${rest}`)
  return html.replace(/&#(\d+);/g, (_, digits) => referenced(Number(digits)))
}

/** HTML reads some references as other characters than their numbers say; none of these must occur. */
function referenced(codePoint: number): string {
  const character = String.fromCodePoint(codePoint)
  if (/[\p{Cc}\p{Cs}\p{Cn}]/u.test(character)) throw new Error(`not a plain character: ${codePoint}`)
  return character
}

describe('inert', () => {
  test.each([
    ['nothing', '', ''],
    ['letters, digits, marks and spaces', 'Größe 12 e\u0301 完了', 'Größe 12 e\u0301 完了'],
    ['a number that is no digit', '½', '½'],
    ['a tag', '<b>', '&#60;b&#62;'],
    ['an attribute', `"'=`, '&#34;&#39;&#61;'],
    ['a reference', '&lt;', '&#38;lt&#59;'],
    ['a numeric reference', '&#60;', '&#38;&#35;60&#59;'],
    ['a table', 'a|b', 'a&#124;b'],
    ['emphasis and code', '*_`~', '&#42;&#95;&#96;&#126;'],
    ['a link', '[a](b)', '&#91;a&#93;&#40;b&#41;'],
    ['an image', '!', '&#33;'],
    ['a mention', '@a', '&#64;a'],
    ['mathematics', '$', '&#36;'],
    ['an escape', '\\', '&#92;'],
    ['an address', 'www.a', 'www&#46;a'],
    ['a character beyond the first plane', '🎉', '&#127881;'],
    ['a command', '::', '&#58; &#58;'],
    ['a line break', 'a\nb', 'a b'],
  ])('makes %s inert', (_, text, expected) => {
    expect(inert(text)).toBe(expected)
    expect(textOf(inert(text))).toBe(oneLine(text))
  })

  test('shortens the text, not the references', () => {
    expect(inert('<<<<', 3)).toBe('&#60;&#60;&#8230;')
    expect(inert('a'.repeat(1_000))).toBe('a'.repeat(1_000))
    expect(inert('a'.repeat(1_001))).toBe(`${'a'.repeat(999)}&#8230;`)
  })

  test('is read as the text of the line and nothing else, whatever the text', () => {
    const hostileMarkup = fc.oneof(
      hostileText,
      fc
        .array(
          fc.constantFrom(
            ...[
              '<',
              '>',
              '</code>',
              '<!--',
              '-->',
              '<img src=x onerror=a>',
              '<![CDATA[',
              '&',
              '&#',
              '&amp',
              ';',
              '#x3c',
            ],
            ...[
              '|',
              '\n|',
              '`',
              '```\n',
              '**',
              '__',
              '~~',
              '[a](javascript:b)',
              '![',
              '$$',
              '\\',
              '@user',
              '#1',
              ' - ',
            ],
            ...[
              '"',
              "'",
              '=',
              'a',
              '1',
              '&#0;',
              '&#128;',
              '\u0338',
              '\n\n',
              '    ',
              'https://a.example',
              ':tada:',
            ],
          ),
        )
        .map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(hostileMarkup, maximumLength, (text, length) => {
        const html = inert(text, length)
        const outsideOfReferences = html.replace(/&#\d+;/g, '')
        expect(outsideOfReferences).not.toMatch(/[<>"'`|*_[\]()!@$~\\:&#\r\n\v\f\u0085\u2028\u2029]/)
        expect(textOf(html)).toBe(oneLine(text, length))
        expect(commandsIn(printed(html))).toEqual([])
      }),
      runs(0.1),
    )
  })

  test('does not combine with the tag before it', () => {
    expect(`<code>${inert('\u0338x')}</code>`.normalize('NFC')).toBe('<code>x</code>')
  })
})

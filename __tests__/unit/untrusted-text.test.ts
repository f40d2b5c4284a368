import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  inert,
  oneLine,
  quote,
  quoteAside,
  quoteAtEnd,
  shorten,
  shortenToBytes,
} from '../../src/text/untrusted-text.ts'
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

const invisible = [
  ...'\u200B\u200C\u200D\u2060\uFEFF\u00AD\u034F\u061C\u180E\u115F\u3164\u200E\u200F\u202A\u202E\u2066\u2069\uFFF9',
  ...'\uFFA0\u17B4\u206A\uFE00\uFE0F\u{E0100}\u{E0001}\u{E003A}\u{E007F}\u{1D173}\0\b\u007F\u009B\u001B\u0378\uFFFE',
  ...'\uE000\u{10FFFF}',
]

const surrogates = ['\uD800', '\uDBFF', '\uDC00', '\uDFFF', '\uD83D', '\uDE00']

const lookalikes = new Map([
  [':', ['\uFF1A', '\uFE55', '\uFE13', '\u2A74', '\u02D0', '\u2236']],
  ['#', ['\uFF03', '\uFE5F', '#\uFE0F\u20E3']],
  ['[', ['\uFF3B', '\uFE47', '\u3010']],
  [']', ['\uFF3D', '\uFE48']],
])

const pieces: readonly (readonly string[])[] = [
  // Line breaks, marks, letters that Unicode's collation ignores, spaces.
  ['\r', '\n', '\r\n', '\n\r', '\v', '\f', '\u0085', '\u2028', '\u2029', '\u001C', '\u001E'],
  [...'\u0301\u0338\u20E3\u20DD\u0489\u3099\u0903\u{1D165}'],
  [...'\u0640\u07FA\u180A\u1CD3\uFE73\uFE71\uFCF2\uFF9E\uFF9F'],
  [...' \t\u00A0\u1680\u2000\u2009\u202F\u205F\u3000', '  '],
  // Escapes of terminals, of the runner, of JSON and of HTML.
  ['\u001B[31m', '\u001B[2K', '\u001B]8;;', '\u009B0m', '\b \b', '%0A', '%0D', '%3A', '%3A%3A', '%25', '\\n'],
  ['\\u003a', '&#58;', '&colon;', '&#10;', '&lt;', '&#x3c;'],
  [...':#[]…<>&|`*_"\'\uFFFD', '::', ':::', '##', '##['],
  ...[invisible, surrogates, ...lookalikes.values()],
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

type Mutation = (text: string, at: number, piece: string) => string

const mutations: readonly Mutation[] = [
  (text, at, piece) => text.slice(0, at) + piece + text.slice(at),
  (text, at, piece) => text.slice(0, at) + piece + text.slice(at + 1),
  (text, at) => text.slice(0, at) + text.slice(at, at + 3) + text.slice(at),
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, _at, piece) => text.replace(/[:#](?=[:#[])/g, (sign) => sign + piece),
  (text, at) => text.replace(/[:#[\]]/g, (sign) => lookalikes.get(sign)?.[at % 3] ?? sign),
]

const mutatedCommand = fc
  .tuple(
    plainCommand,
    fc.array(fc.tuple(fc.constantFrom(...mutations), fc.nat({ max: 1_000 }), piece), { maxLength: 5 }),
  )
  .map(([command, steps]) =>
    steps.reduce((text, [mutate, at, piece]) => mutate(text, at % (text.length + 1), piece), command),
  )

const anyCodeUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit))

const hostileText = fc.oneof(
  { weight: 6, arbitrary: mutatedCommand },
  {
    weight: 2,
    arbitrary: fc.array(fc.oneof(mutatedCommand, piece), { maxLength: 4 }).map((all) => all.join('')),
  },
  {
    weight: 2,
    arbitrary: fc.oneof(
      ...(['binary', 'grapheme', anyCodeUnit, piece] as const).map((unit) => fc.string({ unit })),
    ),
  },
)

const maximumLength = fc.oneof(
  fc.integer({ min: 1, max: 8 }),
  fc.integer({ min: 1, max: 120 }),
  fc.constant(1_000),
)

/** The ways in which a line gets into the output, one a line. */
function printed(line: string): string {
  return [
    ...[line, `[5s] Status: ${line}`, `  \t${line}`, `before ${line} after`],
    ...[`The status is "${line}", and ${line}.`, `(${line})`, line],
  ].join('\n')
}

function harmlessWhenPrinted(sanitise: (text: string, maximumLength: number) => string) {
  return fc.property(hostileText, maximumLength, (text, length) => {
    expect(commandsIn(printed(sanitise(text, length)))).toEqual([])
  })
}

describe('the rules of the runner', () => {
  test.each(registeredCommands)('know %s in both syntaxes', (name) => {
    expect(commandsIn(`::${name}::data`)).toEqual([{ name, data: 'data', line: `::${name}::data` }])
    expect(commandsIn(`##[${name}]data`)).toEqual([{ name, data: 'data', line: `##[${name}]data` }])
  })

  test.each([
    // Behind spaces and line breaks, with properties, in capitals.
    ...[' \t\u00A0\u3000::add-mask::x', '::add-mask file=a.ts,line=1::x', '::ADD-Mask::x'],
    ...['\n', '\r', '\r\n', '\u0085', '\u2028', '\u2029', '\v', '\f'].map((end) => `text${end}::add-mask::x`),
    // Around characters that a comparison skips, and in fullwidth characters.
    ...['::add-mask:\u200D:x', ':\u200D:add-mask::x', '\uFEFF::add-mask::x', ':\u0301:add-mask:\u0301:x'],
    ...['::add-mask:\uFE0F:x', '::add-mask:\u{E003A}:x', '::add-mask:\u0378:x', '::add-mask:\uD800:x'],
    ...['::add-mask:\u0640:x', '::add-mask:\v:x', '\uFF1A\uFF1Aａｄｄ-ｍａｓｋ\uFF1A\uFF1Ax'],
    '\uFF1A\u200D\uFF1Aadd-mask\uFF1A\uFF1Ax',
    // In the old syntax, anywhere in a line.
    ...['[5s] Status: ##[add-mask]x', 'text##[add-mask a=b;c=d]x', 'text #\u200D#\u200D[add-mask]x'],
    ...['##[nothing] ##[add-mask]x', 'text \uFF03\uFF03\uFF3Badd-mask\uFF3Dx', '###[add-mask]x'],
  ])('find a command in %j', (output) => {
    expect(commandsIn(output)).toEqual([{ name: 'add-mask', data: 'x', line: expect.any(String) }])
  })

  test.each([
    ...['', 'Status: completed (::)', '::nothing::x', '##[section]x', 'text ::add-mask::x', '::add-mask:x'],
    ...['##[add-mask x', ': :add-mask: :x', '# # [add-mask]x', ':: add-mask::x'],
  ])('find none in %j', (output) => {
    expect(commandsIn(output)).toEqual([])
  })

  test('find every line that is a command, as it was printed, with its data unescaped', () => {
    const output = 'a\n  ::debug::ﬁ e\u0301%0D%0A%253B%3B\r\nb\r::ERROR title=t::2\u2028##[group]%25%3B%5D\n'
    expect(commandsIn(output)).toEqual([
      { name: 'debug', data: 'ﬁ e\u0301\r\n%3B%3B', line: '  ::debug::ﬁ e\u0301%0D%0A%253B%3B' },
      { name: 'error', data: '2', line: '::ERROR title=t::2' },
      { name: 'group', data: '%;]', line: '##[group]%25%3B%5D' },
    ])
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

describe('oneLine', () => {
  test.each([
    ['Größe 完了 готово हिन्दी 🎉: 12:30 (#4) [2]', 'Größe 完了 готово हिन्दी 🎉: 12:30 (#4) [2]'],
    [' \t\n ', ''],
    [' a \t\u00A0\u3000  b ', 'a b'],
    ['e\u0301\u0302 1\u0301', 'e\u0301\u0302 1\u0301'],
    ['.\u0301\u0302a \u0301\u0302b', '. a b'],
    ['\u0338x', 'x'],
    ['a\u001B[31mb', 'a [31mb'],
    ['a\uDE00\uD83Db', 'a b'],
    [':::', ': : :'],
    ['::add-mask:\u200D:x', ': :add-mask: :x'],
    ['a ##[error]x', 'a # # [error]x'],
    ['#[1]', '# [1]'],
    ['a:…', 'a:…'],
  ])('makes of %j the line %j', (text, line) => {
    expect(oneLine(text)).toBe(line)
  })

  test.each([
    ...['\n', '\r\n', '\u0085', '\u2028', '\u2029', '\v', '\0', '\u200D', '\u202E', '\uFEFF', '\u00AD'],
    ...['\uD800', '\uE000', '\u0378', '\u3164', '\u034F', '\uFE0F', '\u{E003A}'],
  ])('has a space in place of %j', (character) => {
    expect(oneLine(`a${character}b`)).toBe('a b')
  })

  test.each([
    ['abcd', 4, 'abcd'],
    ['abcde', 4, 'abc…'],
    ['ab', 1, '…'],
    ['   a', 1, 'a'],
    ['    a', 1, '…'],
    ['a       b', 2, 'a…'],
    ['ab cd', 4, 'ab …'],
    ['ab🎉d', 4, 'ab…'],
    ['a      🎉', 2, 'a…'],
    ['::::', 4, ': :…'],
    ['a'.repeat(1_000), undefined, 'a'.repeat(1_000)],
    ['a'.repeat(1_001), undefined, `${'a'.repeat(999)}…`],
  ])('shortens %.20j to %d', (text, length, expected) => {
    expect(oneLine(text, length)).toBe(expected)
  })

  test('takes no time that grows with the square of a text', () => {
    for (const part of [':', '#', '\u0301', ' ', '\n', '.\u0301', '##[', '\uD800']) {
      expect(oneLine(part.repeat(2_000_000)).length).toBeLessThanOrEqual(1_000)
      expect(oneLine(`a${part.repeat(200_000)}`, 1_000_000).length).toBeLessThanOrEqual(1_000_000)
    }
  })

  test('leaves no command that one treacherous character could hide', () => {
    const survivors = treacherousCharacters().filter((c) =>
      [
        ...[`::add-mask:${c}:x`, `:${c}:add-mask:${c}:x`, `${c}::add-mask::x`, `${c}${c}add-mask${c}${c}x`],
        ...[`:${c}add-mask${c}:x`, `#${c}#${c}[add-mask]x`, `#${c}#[add-mask]x`, `##${c}[add-mask]x`],
        ...[`${c}${c}[add-mask]x`, `#${c}[add-mask]x`, `##${c}add-mask]x`],
      ].some((text) => commandsIn(printed(oneLine(text))).length > 0),
    )
    expect(survivors.map((character) => character.codePointAt(0)?.toString(16))).toEqual([])
  })

  test('yields no command, whatever the text', () => {
    fc.assert(harmlessWhenPrinted(oneLine), runs(0.4))
  })

  test('yields one well-formed line of the length it may have, and changes nothing in that', () => {
    fc.assert(
      fc.property(hostileText, maximumLength, (text, length) => {
        const line = oneLine(text, length)
        expect(line.length).toBeLessThanOrEqual(length)
        expect(line.isWellFormed()).toBe(true)
        expect(line).toBe(line.trim())
        expect(line + line.normalize('NFKC')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(line).not.toMatch(/::|##\[/)
        expect(oneLine(line, length)).toBe(line)
        expect(oneLine(line, length + 1)).toBe(line)
      }),
      runs(0.25),
    )
  })

  const split = (text: string) => text.replace(/:(?=:)/g, ': ').replace(/#(?=#?\[)/g, '# ')
  const allButMarks = /[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]/gu

  test.each<[string, (text: string) => string]>([
    ['nothing', (text) => text],
    ['line breaks', (text) => text.replace(/[\r\n]/g, ' ')],
    ['line breaks and double colons', (text) => text.replace(/[\r\n]/g, ' ').replaceAll('::', ': :')],
    ['visible commands', (text) => split(text.replace(/\s/g, ' '))],
    ['invisible characters, but no marks', (text) => split(text.replace(allButMarks, ' '))],
  ])('would be found out if it replaced only %s', (_, naive) => {
    const { failed } = fc.check(harmlessWhenPrinted(naive), { seed, numRuns: 2_000, endOnFailure: true })
    expect(failed).toBe(true)
  })
})

const byCharacters = { cut: shorten, size: (text: string) => text.length, ellipsis: 1, widest: 1 }
const byBytes = {
  cut: shortenToBytes,
  size: (text: string) => Buffer.byteLength(text),
  ellipsis: 3,
  widest: 3,
}

describe.each([
  ['shorten', byCharacters],
  ['shortenToBytes', byBytes],
])('%s', (_, { cut, size, ellipsis, widest }) => {
  /** Nothing that is not a character, and none that stands for a broken one: so a cut loses no more than it must. */
  const wellFormedText = fc
    .oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('a', 'é', '完', '🎉') }))
    .map((text) => text.replaceAll('\uFFFD', ''))

  test('cuts at a character, and only where it must', () => {
    fc.assert(
      fc.property(wellFormedText, fc.integer({ min: ellipsis, max: 30 }), (text, most) => {
        const short = cut(text, most)
        if (size(text) <= most) return expect(short).toBe(text)
        expect(short.endsWith('…')).toBe(true)
        expect(text.startsWith(short.slice(0, -1))).toBe(true)
        expect(short.isWellFormed()).toBe(true)
        expect(size(short)).toBeLessThanOrEqual(most)
        expect(size(short)).toBeGreaterThanOrEqual(most - widest)
      }),
      { ...runs(0.1), examples: [['aé完🎉', size('aé完🎉')]] },
    )
  })

  test('yields whole characters and no more than it may of any text that it cuts', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: ellipsis, max: 30 }), (text, most) => {
        const short = cut(text, most)
        expect(size(short)).toBeLessThanOrEqual(most)
        expect(short === text || (short.endsWith('…') && short.isWellFormed())).toBe(true)
      }),
      runs(0.02),
    )
  })

  test('keeps a replacement character that nobody has to cut', () => {
    expect(cut('a\uFFFDbcdef', 3 + ellipsis + widest - 1)).toMatch(/^a\uFFFDb/)
  })
})

test.each([
  ['completed', 100, '"completed"'],
  ['abcde', 4, '"abc…"'],
  ['"\n::debug::', 100, '""\n::debug::"'],
  ['a'.repeat(100), undefined, `"${'a'.repeat(100)}"`],
  ['a'.repeat(101), undefined, `"${'a'.repeat(99)}…"`],
])('%.20j is quoted in %d characters, as harmful as it is', (text, length, expected) => {
  expect(quote(text, length)).toBe(expected)
  expect(quoteAside(text, length ?? 100)).toBe(` (${expected})`)
})

test('nothing is quoted aside for an empty text', () => {
  expect(quoteAside('', 100)).toBe('')
})

test.each([
  ['Gone', '"Gone".'],
  ['Gone.', '"Gone."'],
  [' Gone.\n', '"Gone."'],
  ['Going...', '"Going..."'],
  ['Gone?', '"Gone?"'],
  ['No. Really', '"No. Really".'],
  ['.', '"."'],
  ['', '"".'],
  ['abcdefghijklmn', '"abcdefghi…".'],
])('%j is quoted at the end of a sentence', (text, expected) => {
  expect(quoteAtEnd(text, 10)).toBe(expected)
})

const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Reads HTML that has nothing but text and the references of XML in it, as a browser would.
 *
 * @throws Error for any other HTML
 */
function textOf(html: string): string {
  const rest = html.replace(/&(amp|lt|gt|quot|apos);/g, '')
  if (/[&<>"']/.test(rest)) throw new Error(`more than text and references: ${rest}`)
  return html.replace(/&(\w+);/g, (_, name) => characters[name] ?? '')
}

describe('inert', () => {
  test.each([
    ['Größe 12½ e\u0301 完了', undefined, 'Größe 12½ e\u0301 完了'],
    ['<b a="c">', undefined, '&lt;b a=&quot;c&quot;&gt;'],
    ["&amp; it's", undefined, '&amp;amp; it&apos;s'],
    ['::', undefined, ': :'],
    ['<<<<', 3, '&lt;&lt;…'],
    ['a'.repeat(1_001), undefined, `${'a'.repeat(999)}…`],
  ])('makes of %.20j, in %d characters, %.50j', (text, length, html) => {
    expect(inert(text, length)).toBe(html)
  })

  test('is read as the text of the line and nothing else, whatever the text', () => {
    const markup = [
      ...['<', '>', '</code>', '<!--', '-->', '<img src=x onerror=a>', '<![CDATA[', '&', '&#', '&amp', ';'],
      ...['#x3c', '|', '\n|', '`', '```\n', '**', '__', '~~', '[a](javascript:b)', '![', '$$', '\\', '@user'],
      ...['#1', ' - ', '"', "'", '=', 'a', '1', '&#0;', '&#128;', '\u0338', '\n\n', '    ', ':tada:'],
      'https://a.example',
    ]
    const hostileMarkup = fc.oneof(hostileText, fc.string({ unit: fc.constantFrom(...markup) }))
    fc.assert(
      fc.property(hostileMarkup, maximumLength, (text, length) => {
        const html = inert(text, length)
        expect(textOf(html)).toBe(oneLine(text, length))
        expect(commandsIn(printed(html))).toEqual([])
        expect(`<code>${html}</code>`.normalize('NFC')).toContain('<code>')
      }),
      runs(0.1),
    )
  })
})

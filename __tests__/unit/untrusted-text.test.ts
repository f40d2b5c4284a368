import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { oneLine, shorten, shortenToBytes } from '../../src/text/untrusted-text.ts'
import { commandsIn, registeredCommands, withoutIgnorable } from '../runner-rules.ts'

const seed = Number(process.env.FAST_CHECK_SEED ?? 20_260_807)
const numRuns = Number(process.env.LINES ?? 5_000)

const pieces: readonly (readonly string[])[] = [
  // Line breaks, spaces, and invisible, unassigned, private-use, and surrogate characters.
  ['\r', '\n', '\r\n', ...'\v\f\u0085\u2028\u2029\u001C \t\u00A0\u1680\u2009\u3000\u00B4'],
  [...'\u200B\u200D\u2060\uFEFF\u00AD\u034F\u115F\u3164\u202E\u2069\uFFA0\uFE0F\u{E0100}\u{E003A}\0\b\u009B'],
  [...'\u0378\uFFFE\uE000\u{10FFFF}', '\uD800', '\uDFFF', '\uD83D'],
  // Marks, and letters that collation ignores.
  [...'\u0301\u0338\u20E3\u0489\u3099\u0903\u{1D165}\u0640\u07FA\u180A\u1CD3\uFE73\uFE71\uFCF2\uFF9E'],
  // The syntax of commands, its compatibility forms, and escapes.
  [...':#[]…完\uFF1A\uFE55\uFE13\u2A74\uFF03\uFE5F\uFF3B\uFE47\uFF3D', '::', ':::', '##', '##['],
  ['\u001B[31m', '\u001B]8;;', '%0A', '%3A%3A', '%25', '\\u003a', '&#58;', '&lt;'],
]

const piece = fc.oneof(
  ...pieces.map((family) => fc.constantFrom(...family)),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }),
)

const command = fc
  .tuple(
    fc.constantFrom('', '', ' ', 'text ', 'text\n', '  \t'),
    fc.constantFrom(...registeredCommands, 'Add-Mask', 'ERROR'),
    fc.constantFrom('', ' name=x', ' file=a.ts,line=1'),
    fc.constantFrom('completed', '', '::debug::x', '##[error]x'),
    fc.boolean(),
  )
  .map(([before, name, properties, data, isOld]) =>
    isOld ? `${before}##[${name}${properties}]${data}` : `${before}::${name}${properties}::${data}`,
  )

type Mutation = (text: string, at: number, piece: string) => string

const mutations: readonly Mutation[] = [
  (text, at, piece) => text.slice(0, at) + piece + text.slice(at),
  (text, at, piece) => text.slice(0, at) + piece + text.slice(at + 1),
  (text, at) => text.slice(0, at) + text.slice(at, at + 3) + text.slice(at),
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, _at, piece) => text.replace(/[:#](?=[:#[])/g, (character) => character + piece),
]

const mutatedCommand = fc
  .tuple(
    command,
    fc.array(fc.tuple(fc.constantFrom(...mutations), fc.nat({ max: 1_000 }), piece), { maxLength: 5 }),
  )
  .map(([text, steps]) =>
    steps.reduce((rest, [mutate, at, piece]) => mutate(rest, at % (rest.length + 1), piece), text),
  )

const hostileText = fc.oneof(
  { weight: 4, arbitrary: mutatedCommand },
  fc.array(fc.oneof(mutatedCommand, piece), { maxLength: 4 }).map((all) => all.join('')),
  fc.string({ unit: 'binary' }),
)

const maxLength = fc.oneof(fc.integer({ min: 1, max: 120 }), fc.constant(1_000))

/** Ways in which a line gets into the log, one per line. */
const printed = (line: string) =>
  [line, `[5s] Status: ${line}`, `  \t${line}`, `The status is "${line}", and ${line}.`].join('\n')

const startsNoCommand = (sanitize: (text: string, maxLength: number) => string) =>
  fc.property(
    hostileText,
    maxLength,
    (text, length) => commandsIn(printed(sanitize(text, length))).length === 0,
  )

const isUnsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

describe('oneLine', () => {
  test('leaves no command, whatever the text', () => {
    fc.assert(startsNoCommand(oneLine), { seed, numRuns })
    process.stdout.write(`oneLine: 0 commands in ${numRuns} generated lines, FAST_CHECK_SEED=${seed}\n`)
  }, 3_600_000)

  test.each<[string, (text: string) => string]>([
    ['line breaks', (text) => text.replace(/[\r\n]/g, ' ')],
    ['line breaks and commands', (text) => text.replace(/\s/g, ' ').replace(/^ *:(?=:)|#(?=#\[)/g, '$& ')],
    ['commands only', (text) => text.replace(/^\s*:(?=:)/gm, '$& ').replaceAll('##[', '# #[')],
  ])('would be found out if it broke only %s', (_, sanitize) => {
    const { failed } = fc.check(startsNoCommand(sanitize), { seed, numRuns: 2_000, endOnFailure: true })
    expect(failed).toBe(true)
  })

  test('leaves no command that any one character could hide', () => {
    const all = Array.from({ length: 0x20000 }, (_, codePoint) => String.fromCodePoint(codePoint))
    const hiding = all.filter((character) => {
      const reading = withoutIgnorable(character.normalize('NFKC'))
      return (reading.trim() === '' && !/\p{C}/u.test(character)) || /[:#[\]]/.test(reading)
    })
    const survivors = hiding.filter((c) => {
      const old = [`#${c}#${c}[add-mask]x`, `${c}${c}[add-mask]x`, `##${c}add-mask]x`]
      const texts = [`:${c}:add-mask:${c}:x`, `${c}::add-mask::x`, `${c}${c}add-mask${c}${c}x`, ...old]
      return texts.some((text) => commandsIn(printed(oneLine(text))).length > 0)
    })
    expect(hiding.length).toBeGreaterThan(1_000)
    expect(survivors.map((character) => character.codePointAt(0)?.toString(16))).toEqual([])
  })

  test('yields one line of the length it may have, and changes nothing in that', () => {
    fc.assert(
      fc.property(hostileText, maxLength, (text, length) => {
        const line = oneLine(text, length)
        expect(line.length).toBeLessThanOrEqual(length)
        expect(line).not.toMatch(isUnsafe)
        expect(oneLine(line, length)).toBe(line)
      }),
      { seed, numRuns: 1_000 },
    )
  })

  test('changes nothing that is no command', () => {
    const harmless = fc
      .string({
        unit: fc.oneof(fc.constantFrom(...':#[] "a1-'), fc.string({ unit: 'grapheme', maxLength: 1 })),
      })
      .filter(
        (text) =>
          !isUnsafe.test(text) && !/^\W*::/.test(text) && !/##\[|[\p{Z}]/u.test(text.replaceAll(' ', '')),
      )
    fc.assert(
      fc.property(harmless, (text) => expect(oneLine(text)).toBe(text)),
      { seed, numRuns: 1_000 },
    )
  })

  test.each([
    'arn:aws:iam::123456789012:role/Drill',
    'fe80::1 [2001:db8::5]:443 a::debug::b',
    'Größe 完了 готово हिन्दी नमस्ते 🎉: 12:30 (#4) #[2] e\u0301 .\u0301  two spaces ',
    '日本::x',
  ])('keeps %j', (text) => {
    expect(oneLine(text)).toBe(text)
  })

  test.each([
    ['a\r\n \tb\u200Bc\uD83Dd', 'a b c d'],
    ['::add-mask::x', ': :add-mask::x'],
    [' \u0301:\u200D:add-mask::x', ' \u0301: :add-mask::x'],
    ['a ##[error]::x', 'a # #[error]::x'],
    ['\u001B[31mred', ' [31mred'],
    ['a'.repeat(1_001), `${'a'.repeat(999)}…`],
    ['a\n\n\n\n\n\nb'.repeat(1_000), expect.stringMatching(/^(a bb?)+ ?…$/)],
  ])('makes of %.20j %.20j', (text, line) => {
    expect(oneLine(text)).toEqual(line)
  })

  test('takes no time that grows with the square of a text', () => {
    for (const part of [':', '#', '\uFF03', '\u0301', ' ', ' \n', '#\u0301', '##[', '\uD800'])
      expect(oneLine(`a${part.repeat(200_000)}`, 1_000_000).length).toBeLessThanOrEqual(1_000_000)
  })
})

describe.each([
  ['shorten', { cut: shorten, size: (text: string) => text.length, ellipsis: 1, widest: 2 }],
  ['shortenToBytes', { cut: shortenToBytes, size: Buffer.byteLength, ellipsis: 3, widest: 4 }],
])('%s', (_, { cut, size, ellipsis, widest }) => {
  test('cuts at a character, and only where it must', () => {
    const wellFormedText = fc.string({ unit: fc.constantFrom('a', 'é', '完', '🎉', '\uFFFD') })
    fc.assert(
      fc.property(wellFormedText, fc.integer({ min: ellipsis, max: 30 }), (text, max) => {
        const short = cut(text, max)
        if (size(text) <= max) return expect(short).toBe(text)
        expect(short.endsWith('…') && text.startsWith(short.slice(0, -1)) && short.isWellFormed()).toBe(true)
        expect(size(short)).toBeLessThanOrEqual(max)
        expect(size(short)).toBeGreaterThan(max - widest)
      }),
      { seed, examples: [['aé完🎉', size('aé完🎉')]] },
    )
  })
})

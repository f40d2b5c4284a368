import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { marked } from 'marked'
import { decodeHtml } from '../../src/text/escapes.ts'
import { code, isEmpty, join, plain, quoted, type Text, text, toHtml, toPlain } from '../../src/text/text.ts'
import { formatDuration } from '../../src/text/time.ts'

test('a text says what each of its parts is', () => {
  const one = text`${code('timeout')} is ${quoted('<60>')} after ${2} checks and ${formatDuration(60_000)}.`
  expect(toPlain(one)).toBe('timeout is "<60>" after 2 checks and 1m.')
  expect(toHtml(one)).toBe('<code>timeout</code> is <code>&lt;60&gt;</code> after 2 checks and 1m.')
})

test('the compiler refuses a bare string', () => {
  const untrusted: string = 'x'
  // @ts-expect-error
  expect(toPlain(text`The status is ${untrusted}.`)).toBe('The status is x.')
})

test.each([
  ['Gone', '"Gone".'],
  ['Gone.\n', '"Gone."'],
  ['Gone?', '"Gone?"'],
  ['No. Really', '"No. Really".'],
  ['x'.repeat(501), `"${'x'.repeat(499)}…"`],
  [' ', '.'],
])('a sentence that ends with %.12j ends with one period', (value, expected) => {
  const reason = text`${quoted(value)}`
  expect(toPlain(text`It said ${reason}.`)).toBe(`It said ${expected}`)
  expect(toPlain(text`${reason}${code('.x')}`)).toBe(`${toPlain(reason)}.x`)
  expect(toPlain(join([text`It said ${reason}.`, text`...`]))).toBe(`It said ${expected} ...`)
})

test('texts are joined without those that are empty', () => {
  const empty = text`${quoted('')}${plain('')}`
  expect(isEmpty(empty)).toBe(true)
  expect(toPlain(join([empty, text`One.`, undefined, text`Two.`, empty]))).toBe('One. Two.')
  expect(toHtml(join([code('a'), quoted('b')], ', '))).toBe('<code>a</code>, <code>b</code>')
})

test('HTML is cut after so many characters of text', () => {
  const parts = join([plain('abc'), quoted('&&&'), code('d')], '')
  expect([3, 4, 5, 7].map((max) => toHtml(parts, max))).toEqual([
    'abc',
    'abc<code>…</code>',
    'abc<code>&amp;…</code>',
    'abc<code>&amp;&amp;&amp;</code><code>d</code>',
  ])
})

describe('untrusted text in HTML', () => {
  const markup = fc.constantFrom(
    ...'</code></td></table></p></li></details> <!-- --> ]]> <![CDATA[ <? <script> ` ~~ \\ @user #1 &'.split(
      ' ',
    ),
    ...':tada: $x$ &lt; &#60; &copy; :: ##[error] [a](https://x.example.com) **b** "a" \'b\' a'.split(' '),
    ...['<img ', '```\n', '\n\n', '\n# Title\n', '|a|b|\n|-|-|\n', '\u2028', '\t', '    ', ' - '],
  )
  const hostile = fc
    .array(fc.oneof(markup, fc.string({ unit: 'binary' })), { maxLength: 6 })
    .map((pieces) => pieces.join(''))
    .filter((value) => value.trim() !== '')

  test.each([
    ['a paragraph', '<p>', '</p>'],
    ['a list', '<ul>\n<li>', '</li>\n</ul>'],
    [
      'a cell of a folded table',
      '<details><summary>a</summary>\n<table>\n<tr><td>',
      '</td></tr>\n</table>\n</details>',
    ],
  ])('is one piece of text in a code element of %s', (_, start, end) => {
    const render = (value: Text) =>
      marked.parse(`## a\n\n${start}b ${toHtml(value)} c${end}\n\n## d\n`, { async: false, gfm: true })
    const [before = '', after = ''] = render(code('harmless')).split('harmless')
    fc.assert(
      fc.property(hostile, fc.constantFrom(code, quoted), (value, mark) => {
        const html = render(mark(value))
        expect(html.startsWith(before) && html.endsWith(after)).toBe(true)
        const inner = html.slice(before.length, -after.length)
        expect(inner).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|apos);)/)
        expect(inner).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u)
        const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}]/gu
        expect(decodeHtml(inner).replace(invisible, '')).toBe(value.replace(invisible, ''))
      }),
      { seed: 1, numRuns: 500 },
    )
  })
})

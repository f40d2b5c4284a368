import { describe, expect, test } from '@jest/globals'
import { oneLine } from '../../simulator/one-line.ts'
import { RunnerLog } from '../../simulator/runner-log.ts'

function shown(chunks: readonly string[], debug = false): string[] {
  const lines: string[] = []
  const log = new RunnerLog({ debug, print: (line) => lines.push(line) })
  for (const chunk of chunks) log.write(chunk)
  log.end()
  return lines
}

describe('the log', () => {
  test.each([
    ['plain text\n', ['plain text']],
    ['::error title=It failed::one%0Atwo%25 %0D\n', ['Error: one\ntwo% \r']],
    ['::warning::careful :: here\n', ['Warning: careful :: here']],
    ['  ::notice title=a: b,line=1::done\n', ['Notice: done']],
    ['::group::Inputs\ninside\n::endgroup::\n', ['Inputs', 'inside']],
    ['::unknown::text\n', ['::unknown::text']],
    ['::constructor::text\n', ['::constructor::text']],
    ['a ::error::b\n', ['a ::error::b']],
    ['a\r\nb\r\n', ['a', 'b']],
    ['%250A\n::error::%250A\n', ['%250A', 'Error: %0A']],
  ])('%j', (text, expected) => {
    expect(shown([text])).toEqual(expected)
  })

  test('shows debug lines only when asked', () => {
    expect(shown(['::debug::detail\n'])).toEqual([])
    expect(shown(['::debug::detail\n'], true)).toEqual(['Debug: detail'])
  })

  test('hides masked values from then on', () => {
    expect(shown(['secret\n::add-mask::secret\n', 'a secret, a sec', 'ret\n'])).toEqual([
      'secret',
      'a ***, a ***',
    ])
    expect(shown(['::add-mask::\nabc\n'])).toEqual(['abc'])
  })

  test('takes chunks of any size, and a last line without its end', () => {
    expect(shown([...'::error::a\nb'])).toEqual(['Error: a', 'b'])
  })
})

describe('oneLine', () => {
  test.each([
    ['a\r\nb\u2028c\u0085d\u001b[31m\u202ee', 'a??b?c?d?[31m?e'],
    ['::error::a', ': :error::a'],
    [' \u200b::a', ' ?::a'],
    ['http://[::1]/', 'http://[::1]/'],
    ['a ##[error]b', 'a # #[error]b'],
  ])('%j', (text, expected) => {
    expect(oneLine(text)).toBe(expected)
  })
})

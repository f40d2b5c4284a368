import { describe, expect, test } from '@jest/globals'
import { decodeErrorBody, describeErrorBody, excerpt } from '../../src/api/error-body.ts'

function told(value: unknown): string | undefined {
  const body = decodeErrorBody(value)
  return body && describeErrorBody(body, '403 Forbidden')
}

describe('an error body', () => {
  test.each([
    [
      {
        message: 'Not allowed',
        errors: [
          { code: 'E1', message: 'Bad role', type: 'auth' },
          { code: 'E2', message: 'Bad scope' },
        ],
        fieldErrors: { accountId: 'unknown', assemblyId: 'not yours' },
        requiredPermissions: ['recovery:read', 'recovery:reset'],
      },
      '"Not allowed". Errors: "E1: Bad role (auth)", "E2: Bad scope". Fields: "accountId: unknown", "assemblyId: not yours". Required permissions: "recovery:read", "recovery:reset".',
    ],
    [{ message: 'No!' }, '"No!"'],
    [{ errors: [{ code: 'E1' }] }, 'Errors: "E1".'],
    [{ errors: [{ message: 'Bad.' }] }, 'Errors: "Bad.".'],
    [{ errors: [{ type: 'auth' }] }, 'Errors: "(auth)".'],
    [{ errors: [{ code: 'E1', type: 'auth' }] }, 'Errors: "E1 (auth)".'],
    [{ fieldErrors: { a: 'b' } }, 'Fields: "a: b".'],
    [{ requiredPermissions: ['p'] }, 'Required permissions: "p".'],
    [
      {
        message: 0,
        errors: [{ code: 17, message: 1.5, type: -1 }],
        fieldErrors: { a: 2 },
        requiredPermissions: [3],
      },
      '"0". Errors: "17: 1.5 (-1)". Fields: "a: 2". Required permissions: "3".',
    ],
    [
      { message: ' too late ', fieldErrors: { id: null, accountId: ' odd' }, errors: [{ code: 17 }] },
      '"too late". Errors: "17". Fields: "id", "accountId: odd".',
    ],
    [
      {
        message: ['No.'],
        errors: [null, { code: 'E1', message: null }, 'E2', {}],
        requiredPermissions: ['p', null, '', 'q'],
      },
      'Errors: "E1". Required permissions: "p", "q".',
    ],
    [JSON.parse('{"__proto__":{"requiredPermissions":["b"]},"message":"No."}'), '"No."'],
    [{ message: 'Forbidden.', errors: [{ code: 'E1', message: 'forbidden' }] }, 'Errors: "E1".'],
    [
      { message: 'Held', errors: [{ message: 'HELD.' }, { message: 'Why' }], fieldErrors: { id: 'why' } },
      '"Held". Errors: "Why". Fields: "id".',
    ],
    [{ message: '403 Forbidden' }, ''],
    [
      { message: 'a 403 b.c', errors: [{ message: 'a b.c' }, { message: 'a 403 bc' }] },
      '"a 403 b.c". Errors: "a b.c", "a 403 bc".',
    ],
  ])('%j is told as %j', (value, text) => {
    expect(told(value)).toBe(text)
  })

  test.each([
    ...[{ message: { text: 'No.' } }, { message: true }, { errors: { code: 'E1' } }, { errors: 'E1' }],
    ...[{ fieldErrors: ['a'] }, { fieldErrors: 'a' }, { fieldErrors: null }, { requiredPermissions: 'p' }],
    ...[{ requiredPermissions: { a: 'p' } }, { requiredPermissions: [null, {}, true, ''] }, { error: 'No.' }],
    { errors: [null, 'E1', 17, ['E1'], {}, { code: null, message: {}, type: [] }] },
    { message: '', errors: [], fieldErrors: {}, requiredPermissions: [] },
    ...[{}, [[]], [[{ message: 'No.' }]], 'No.', '', 17, true, null, undefined],
  ])('is not %j', (value) => {
    expect(told(value)).toBeUndefined()
  })
})

describe('an excerpt', () => {
  test.each([
    [' \r\n\t ', ''],
    ['  Bad\r\n\r\n\tgateways  ', 'Bad gateways'],
    ['{"error":"no"}', '{"error":"no"}'],
    ['<!DOCTYPE html><html lang="en">\n<h1>Bad gateway</h1><p>Try\nlater</p></html>', 'Try later'],
    ['a<br/>b<c class="x"\nid=y>d<!-- x -->e<?xml?>f</p>g', 'a · b d e f · g'],
    ['<title>Sorry</title><h1>sorry.</h1><p>We are <b>down</b></p><hr>nginx', 'Sorry · We are down · nginx'],
    ['<title>502 Bad Gateway</title><center><h1>502 Bad Gateway</h1></center><hr>', ''],
    ['Down<p class="cut', 'Down'],
    ['a<<b>c', 'a< c'],
    ['limit 5 < 10 > 3 exceeded', 'limit 5 < 10 > 3 exceeded'],
    ['a<script>if (1 < 2) alert("x")</script>b<script>2 > 1</script >c', 'a b c'],
    ['a<SCRIPT src="x">\nx > y\n</SCRIPT>b', 'a b'],
    ['a<Style media=all>p > q { }</sTYLE>b', 'a b'],
    ['a<script>x > y</style>z', 'a'],
    ['a<h2>b<td>c<tt>d', 'a · b · c d'],
    ['a<style>x > y', 'a'],
    ['a<scripted>b</scripted>c<styles>d</styles>e', 'a b c d e'],
    ['x'.repeat(300), 'x'.repeat(300)],
    ['x'.repeat(301), `${'x'.repeat(299)}…`],
    [`${'x'.repeat(298)}🙂🙂`, `${'x'.repeat(298)}…`],
    [`<p class="${'x'.repeat(1_000)}">Down`, 'Down'],
    [`${' '.repeat(8_191)}ab`, 'a'],
    ...['<!', '<script', '<script>', '<a ', '</', ' ', '<style>x'].map((part) => [
      part.repeat(1_048_576 / part.length),
      '',
    ]),
  ])('of %.80j is %.80j', (body, text) => {
    expect(excerpt(body ?? '', '502 Bad Gateway')).toBe(text)
  })
})

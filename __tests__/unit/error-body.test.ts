import { describe, expect, test } from '@jest/globals'
import { describeErrorBody, excerpt, isErrorBody } from '../../src/api/error-body.ts'
import { plain, toPlain } from '../../src/text/text.ts'

describe('an error body', () => {
  test.each([
    [{ errors: [] }],
    [{ errors: ['E1'], status: 'completed' }],
    [{ fieldErrors: null }],
    [{ fieldErrors: { a: 'b' }, message: 'No.' }],
    [{ requiredPermissions: null }],
    [{ requiredPermissions: ['p'] }],
  ])('is recognized by %j', (value) => {
    expect(isErrorBody(value)).toBe(true)
  })

  test.each([
    ...[{}, { message: 'Forbidden' }, { errors: 'E1' }, { errors: { code: 1 } }, { errors: null }],
    ...[{ fieldErrors: [] }, { fieldErrors: 'a' }, { requiredPermissions: {} }, { requiredPermissions: 'p' }],
    ...[{ Errors: [] }, { data: { errors: [] } }, [{ errors: [] }], 'errors', 17, null, undefined],
    JSON.parse('{"__proto__":{"errors":[]}}'),
  ])('is not %j', (value) => {
    expect(isErrorBody(value)).toBe(false)
  })

  test.each([
    [
      {
        message: 'Not allowed',
        errors: [{ code: 'E1', message: 'Bad role', type: 'auth' }, { code: 17 }, 'plain'],
        fieldErrors: { accountId: 'unknown', id: null },
        requiredPermissions: ['recovery:read', 3, null, ''],
      },
      ': "Not allowed". Errors: "E1: Bad role (auth)", "17", "plain". Field errors: "accountId: unknown", "id". Required permissions: recovery:read, 3.',
    ],
    [{ message: 'No!', errors: [] }, ': "No!"'],
    [{ message: { text: 'No.' }, errors: [null, {}], fieldErrors: 'ab' }, '.'],
    // What the status line or another field says already isn't repeated.
    [{ message: 'Forbidden.', errors: [{ code: 'E1', message: 'forbidden' }] }, '. Errors: "E1".'],
    [
      { message: 'Held', errors: [{ message: 'HELD.' }, { message: 'Why' }], fieldErrors: { id: 'why' } },
      ': "Held". Errors: "Why". Field errors: "id".',
    ],
    [
      { errors: Array.from({ length: 21 }, (_, index) => ({ code: index })) },
      `. Errors: ${Array.from({ length: 20 }, (_, index) => `"${index}"`).join(', ')}, …`,
    ],
  ])('of %.60j is described whole, and nothing twice', (value, text) => {
    expect(toPlain(describeErrorBody(value, plain('403 Forbidden')))).toBe(text)
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
    ['Down<p class="cut', 'Down'],
    ['limit 5 < 10 > 3 exceeded', 'limit 5 < 10 > 3 exceeded'],
    ['a<script>if (1 < 2) alert("x")</script>b<script>2 > 1</script >c', 'a b c'],
    ['a<Style media=all>p > q { }</sTYLE>b<style>x > y', 'a b'],
    ['Reference&#32;&#35;18&#46;5f &lt;b&gt;', 'Reference #18.5f <b>'],
    ['x'.repeat(301), `${'x'.repeat(299)}…`],
    [`${' '.repeat(8_191)}ab`, 'a'],
    ...['<!', '<script', '<script>', '<a ', '</', ' ', '<style>x'].map((part) => [part.repeat(100_000), '']),
  ])('of %.80j is %.80j', (body, text) => {
    expect(excerpt(body ?? '', plain('502 Bad Gateway'))).toBe(text)
  })
})

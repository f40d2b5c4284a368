import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { classify } from '../../src/api/classify.ts'
import type { Exchange, Response } from '../../src/api/exchange.ts'
import { causeOf, isFatalStatusCode, reasonPhrase } from '../../src/api/status-code.ts'
import { redactor } from '../../src/text/redaction.ts'

const runs = { seed: 1, numRuns: 300 }

function classifyWith(secrets: readonly string[], exchange: Exchange) {
  const wallClockMs = Date.UTC(1994, 10, 6)
  return classify(exchange, {
    url: new URL('https://api.example.com/x'),
    wallClockMs,
    redact: redactor(secrets),
  })
}

function classifyResponse(overrides: Partial<Response>, secrets: readonly string[] = []) {
  const headers = { retryAfter: '7', location: undefined, contentEncoding: undefined }
  const response = { statusCode: 200, ...headers, body: '', bodyEnd: 'whole', ...overrides } as const
  return classifyWith(secrets, { kind: 'response', ...response })
}

/** What the problem's text says behind the name of the host. */
function told(overrides: Partial<Response>, secrets: readonly string[] = []) {
  const check = classifyResponse(overrides, secrets)
  return 'problem' in check
    ? check.problem.text.replace(/^(https:\/\/)?api\.example\.com(\/x)? answered /, '')
    : check
}

const statuses = ['pending', 'in-progress', 'stalled', 'completed', 'failed']
const otherStatuses = ['COMPLETED', ' completed', 'completed\n', '', 'toString', '__proto__']

describe('an answer', () => {
  test('is a 200 with the whole documented body, and nothing else', () => {
    const document = fc.record(
      {
        status: fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom(...statuses, ...otherStatuses) },
          fc.string(),
        ),
        message: fc.option(fc.string({ unit: 'binary' })),
      },
      { requiredKeys: ['status'] },
    )
    const spoiling: readonly ((value: { status: string; message?: string | null }) => string)[] = [
      ...[null, true, 1, ['completed'], { status: 'completed' }].map(
        (status) => (value: object) => JSON.stringify({ ...value, status }),
      ),
      (value) => JSON.stringify([value]),
      (value) => JSON.stringify({ data: value }),
      (value) => `{"__proto__":${JSON.stringify(value)}}`,
      ({ status }) => JSON.stringify({ Status: status }),
      ({ status }) => JSON.stringify(status),
      (value) => JSON.stringify(value).slice(0, -1),
      (value) => `${JSON.stringify(value)}}`,
      ({ status }) => `{'status':'${status}'}`,
    ]
    const anotherBody = fc.oneof(
      fc.tuple(fc.constantFrom(...spoiling), document).map(([spoil, value]) => spoil(value)),
      fc.json(),
    )
    fc.assert(
      fc.property(
        document,
        anotherBody,
        fc.integer({ min: 201, max: 299 }),
        fc.constantFrom('cut', 'too-large'),
        (value, other, statusCode, bodyEnd) => {
          const body = JSON.stringify({ id: 7, ...value })
          expect(classifyResponse({ body })).toEqual({
            kind: statuses.includes(value.status) ? 'answer' : 'unknown-status',
            status: value.status,
            message: value.message?.trim() ? value.message : '',
            retryAfterMs: 7_000,
          })
          for (const response of [{ body: other }, { body, statusCode }, { body, bodyEnd }] as const) {
            expect(classifyResponse(response)).toEqual({
              kind: 'transient',
              problem: { cause: 'unusable-answer', text: expect.any(String) },
              retryAfterMs: 7_000,
            })
          }
        },
      ),
      runs,
    )
  })

  const notDocumented = '200 OK, but its body is not the documented object with a status.'

  test.each<[string, Partial<Response>]>([
    [`${notDocumented} The body begins: "{}".`, { body: '{}' }],
    [`${notDocumented} The body begins: ""completed"".`, { body: '"completed"' }],
    [`${notDocumented} The body begins: "Sign in".`, { body: '<html><h1>Sign in</h1>' }],
    [`${notDocumented} The body is empty.`, { body: ' \r\n' }],
    ['204 No Content, but only a 200 tells how the reset stands. The body is empty.', { statusCode: 204 }],
    [
      '200 OK, but its body was cut off. The body begins: "{"status":"completed"}".',
      { body: '{"status":"completed"}', bodyEnd: 'cut' },
    ],
    ['200 OK, but its body is larger than 1 MiB. The body begins: "x".', { body: 'x', bodyEnd: 'too-large' }],
  ])('is not %s', (text, response) => {
    expect(told(response)).toBe(text)
  })

  test.each([
    [7, '7'],
    [false, 'false'],
    [{ reason: 'done' }, '{"reason":"done"}'],
    [['done'], '["done"]'],
    [null, ''],
    [' \n', ''],
  ])('decides whatever its message is: %j', (message, shown) => {
    const body = JSON.stringify({ status: 'completed', message })
    expect(classifyResponse({ body })).toMatchObject({ kind: 'answer', message: shown })
  })

  test('that is compressed cannot be read, unless it is not after all', () => {
    const compressed = { body: '\u001f\u008b', contentEncoding: 'gzip' }
    const problem = 'The body is compressed (gzip), which was not asked for.'
    expect(told(compressed)).toBe(`${notDocumented} ${problem}`)
    expect(told({ ...compressed, statusCode: 403 })).toBe(`403 Forbidden: ${problem}`)
    expect(told({ ...compressed, contentEncoding: 'identity' })).not.toContain('compressed')
    expect(classifyResponse({ ...compressed, body: '{"status":"completed"}' }).kind).toBe('answer')
    expect(told({ ...compressed, body: '[1]' })).toBe(`${notDocumented} The body begins: "[1]".`)
    expect(told({ ...compressed, statusCode: 500, body: '[1]' })).toBe('500 Internal Server Error: "[1]".')
  })

  test('that was cut does not end in a part of a secret', () => {
    const cut = { body: '{"status":"used a-tok', bodyEnd: 'cut' } as const
    expect(told(cut, ['a-token-for-tests'])).toBe(
      '200 OK, but its body was cut off. The body begins: "{"status":"used ***".',
    )
  })

  test.each([
    ['[', ']'],
    ['{"status":', '}'],
  ])('is not a mebibyte of %s', (open, close) => {
    const depth = Math.floor(1_048_576 / (open.length + close.length)) - 1
    expect(told({ body: `${open.repeat(depth)}1${close.repeat(depth)}` })).toContain(notDocumented)
  })
})

describe('a refusal', () => {
  test('is what its status code says, whatever the body', () => {
    const otherCode = fc.oneof(fc.integer({ min: 0, max: 199 }), fc.integer({ min: 300, max: 999 }))
    fc.assert(
      fc.property(otherCode, fc.constantFrom('', '{"status":"completed"}'), (statusCode, body) => {
        const text = expect.stringMatching(
          `^(https://api.example.com/x|api.example.com) answered ${reasonPhrase(statusCode)}[.:,]`,
        )
        const problem = { cause: causeOf(statusCode), text }
        const kind = statusCode === 404 ? 'not-found' : 'transient'
        const expected =
          isFatalStatusCode(statusCode) && statusCode !== 404
            ? { kind: 'fatal', problem }
            : { kind, problem, retryAfterMs: 7_000 }
        expect(classifyResponse({ statusCode, body })).toEqual(expected)
      }),
      { ...runs, examples: [[404, '']] },
    )
  })

  test.each<[string, Partial<Response>]>([
    [
      '412 Precondition Failed: "No". Errors: "E1". Required permissions: "p".',
      { statusCode: 412, body: '{"message":"No","errors":[{"code":"E1"}],"requiredPermissions":["p"]}' },
    ],
    ['500 Internal Server Error: "{"error" : "no"}".', { statusCode: 500, body: ' {"error" : "no"}' }],
    ['500 Internal Server Error: "Oops!"', { statusCode: 500, body: '<h1>Oops!</h1>' }],
    ['500 Internal Server Error.', { statusCode: 500, body: ' \n' }],
    [
      '302 Found: it redirects to "https://login.example.com/?to=x". Redirects are not followed, so that the token stays with this host.',
      { statusCode: 302, location: 'https://login.example.com/?to=x', body: '{"message":"Moved"}' },
    ],
    [
      '307 Temporary Redirect, but does not say where to. Redirects are not followed, so that the token stays with this host.',
      { statusCode: 307 },
    ],
    ['304 Not Modified.', { statusCode: 304, location: 'https://login.example.com' }],
    ['400 Bad Request.', { statusCode: 400, location: 'https://login.example.com' }],
  ])('is told as %s', (text, response) => {
    expect(told(response)).toBe(text)
  })

  test.each([
    ...[404, 405, 412, 304, 302, 200, 204].map(
      (statusCode) => [statusCode, 'https://api.example.com/x'] as const,
    ),
    ...[401, 403, 407, 408, 429, 500, 503].map((statusCode) => [statusCode, 'api.example.com'] as const),
  ])('with %d names %s, the whole address where that may be at fault', (statusCode, name) => {
    const problem = { text: expect.stringMatching(`^${name} answered ${statusCode} `) }
    expect(classifyResponse({ statusCode })).toMatchObject({ problem })
  })

  test('may ask for a delay by a date', () => {
    const retryAfter = 'Sun, 06 Nov 1994 00:02:00 GMT'
    expect(classifyResponse({ statusCode: 503, retryAfter })).toMatchObject({ retryAfterMs: 120_000 })
  })
})

describe('no response', () => {
  const broken = { kind: 'broken', code: '', message: '', proxyHost: undefined, atProxy: false } as const

  test.each([
    [{ kind: 'fatal' }, { ...broken, code: 'CERT_HAS_EXPIRED' }, 'certificate'],
    [{ kind: 'transient', retryAfterMs: 0 }, { ...broken, code: 'ECONNREFUSED' }, 'unreachable'],
    [
      { kind: 'timed-out', retryAfterMs: 0 },
      { kind: 'timed-out', timeoutMs: 1, proxyHost: undefined },
      'unreachable',
    ],
  ] as const)('is %p', (check, failure, cause) => {
    expect(classifyWith([], { kind: 'no-response', failure })).toEqual({
      ...check,
      problem: { cause, text: expect.stringContaining('api.example.com') },
    })
  })

  test('is told without secrets', () => {
    const failure = { ...broken, message: 'bad header hush' }
    expect(classifyWith(['hush'], { kind: 'no-response', failure })).toMatchObject({
      problem: { text: 'No connection to api.example.com: "bad header ***".' },
    })
  })
})

describe('a secret', () => {
  test('that a name or a documented status reads like does not change what is answered', () => {
    const body = '{"status":"completed","message":"completed, stat"}'
    for (const secret of ['stat', 'completed'])
      expect(classifyResponse({ body }, [secret])).toMatchObject({ kind: 'answer', status: 'completed' })
    expect(classifyResponse({ body }, ['stat', 'completed'])).toMatchObject({ message: '***, ***' })
  })

  test('in digits is found where JavaScript would round it, and other numbers stay exact', () => {
    const body = '{"errors":[{"code":9223372036854775807}]}'
    expect(told({ statusCode: 500, body }, ['9223372036854775807'])).toBe(
      '500 Internal Server Error: Errors: "***".',
    )
    expect(told({ statusCode: 500, body })).toBe('500 Internal Server Error: Errors: "9223372036854775807".')
  })

  const secrets = ['hush', '12345678', 'let']

  test('is left out of a message and an unknown status, and is no part of a documented one', () => {
    const body = '{"status":"st-hush","message":"me-\\u0068ush"}'
    expect(classifyResponse({ body }, secrets)).toMatchObject({ status: 'st-***', message: 'me-***' })
    expect(classifyResponse({ body: '{"status":"completed"}' }, secrets)).toMatchObject({
      status: 'completed',
    })
  })

  test.each<[string, Partial<Response>]>([
    [
      '500 Internal Server Error: "You sent ***".',
      { statusCode: 500, body: '{"message":"You sent \\u0068ush"}' },
    ],
    [
      '500 Internal Server Error: "{"sent":"***","***":***}".',
      { statusCode: 500, body: '{"sent":"\\u0068ush","\\u0068ush":12345678}' },
    ],
    ['500 Internal Server Error: "You sent ***".', { statusCode: 500, body: 'You sent hush' }],
    [
      `500 Internal Server Error: "${'x'.repeat(298)}*…"`,
      { statusCode: 500, body: `${'x'.repeat(298)}hush` },
    ],
    [
      '307 Temporary Redirect: it redirects to "/***". Redirects are not followed, so that the token stays with this host.',
      { statusCode: 307, location: '/hush' },
    ],
  ])('is left out of %s', (text, response) => {
    expect(told(response, secrets)).toBe(text)
  })
})

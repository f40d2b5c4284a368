import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { classify } from '../../src/api/classify.ts'
import type { Exchange, Response } from '../../src/api/http.ts'
import { isRefusal } from '../../src/api/status-code.ts'
import { redactor } from '../../src/text/redaction.ts'
import { toPlain } from '../../src/text/text.ts'
import type { Check, Problem } from '../../src/wait/check.ts'

const runs = { seed: 1, numRuns: 300 }
const url = new URL('https://api.example.com/recoveries/a%2Fb/status')
const nowMs = Date.UTC(1994, 10, 6)

function classifyWith(secrets: readonly string[], exchange: Exchange): Check {
  return classify(exchange, { url, nowMs, redact: redactor(secrets) })
}

function received(overrides: Partial<Response>, secrets: readonly string[] = []): Check {
  const response = { statusCode: 200, headers: {}, body: '', bodyState: 'complete', ...overrides } as const
  return classifyWith(secrets, { kind: 'response', ...response })
}

function problemOf(...parameters: Parameters<typeof received>): Problem {
  const check = received(...parameters)
  if (check.kind === 'status') throw new Error('a status')
  return check.problem
}

const textOf = (...parameters: Parameters<typeof received>) => toPlain(problemOf(...parameters).text)

const statuses = ['pending', 'in-progress', 'stalled', 'completed', 'failed']
const otherStatuses = ['COMPLETED', ' completed', 'completed\n', '', 'toString', '__proto__']

describe('a status', () => {
  test('is a complete 200 with the documented body, and nothing else', () => {
    const status = fc.oneof(fc.constantFrom(...statuses, ...otherStatuses), fc.string({ maxLength: 100 }))
    const message = fc.option(fc.string({ unit: 'binary' }))
    const document = fc.record({ status, message }, { requiredKeys: ['status'] })
    const spoiling: readonly ((value: { status: string; message?: string | null }) => string)[] = [
      ...[null, true, 1, ['completed'], { status: 'completed' }].map(
        (other) => (value: object) => JSON.stringify({ ...value, status: other }),
      ),
      (value) => JSON.stringify([value]),
      (value) => JSON.stringify({ data: value }),
      (value) => `{"__proto__":${JSON.stringify(value)}}`,
      () => '{"status":1.0}',
      () => '{"status":12345678901234567890}',
      ({ status }) => JSON.stringify({ Status: status }),
      (value) => JSON.stringify(value).slice(0, -1),
      ({ status }) => `{'status':'${status}'}`,
    ]
    const anotherBody = fc.oneof(
      fc.tuple(fc.constantFrom(...spoiling), document).map(([spoil, value]) => spoil(value)),
      fc.json(),
    )
    const otherCode = fc.integer({ min: 201, max: 299 })
    const headers = { 'retry-after': '7' }
    const incomplete = fc.constantFrom('truncated', 'too-large')
    const property = fc.property(
      document,
      anotherBody,
      otherCode,
      incomplete,
      (value, other, code, bodyState) => {
        const body = JSON.stringify({ id: 7, ...value })
        expect(received({ body, headers })).toMatchObject({
          kind: 'status',
          status: Buffer.from(value.status).toString(),
          message: value.message?.trim() ? value.message : '',
          ageMs: 0,
          retryAfterMs: 7_000,
        })
        for (const response of [{ body: other }, { body, statusCode: code }, { body, bodyState }]) {
          const problem = { cause: 'unexpected-response', statusCode: response.statusCode ?? 200 }
          const fault = { kind: 'fault', isFromApi: false, problem, retryAfterMs: 7_000 }
          expect(received({ ...response, headers })).toMatchObject(fault)
        }
      },
    )
    fc.assert(property, runs)
  })

  test.each([
    [7, '7'],
    [false, 'false'],
    [{ reason: 'done' }, '{"reason":"done"}'],
    [null, ''],
    [' \n', ''],
  ])('counts whatever its message is: %j', (message, shown) => {
    const body = JSON.stringify({ status: 'completed', message })
    expect(received({ body })).toMatchObject({ kind: 'status', message: shown })
  })

  test('has the age that a cache gives, and a problem for each way not to count', () => {
    const check = received({ body: '{"status":"held"}', headers: { age: '300' } })
    expect(check).toMatchObject({ ageMs: 300_000, problemIf: { stale: { hint: 'stale', statusCode: 200 } } })
    const { problemIf } = check as Extract<Check, { kind: 'status' }>
    expect(toPlain(problemIf.stale.text)).toContain('5m')
    expect(toPlain(problemIf.undocumented.text)).toContain('"held"')
  })

  test.each(['completed ', '\ncompleted', ''])(
    'that is %j is undocumented, and shown with its spaces',
    (status) => {
      const check = received({ body: JSON.stringify({ status }) })
      expect(check).toMatchObject({ kind: 'status', status })
      const { problemIf } = check as Extract<Check, { kind: 'status' }>
      expect(toPlain(problemIf.undocumented.text)).toContain(`"${status}"`)
    },
  )

  test('that is long is cut, so that many of them do not fill the memory', () => {
    const check = received({ body: JSON.stringify({ status: 'x'.repeat(101) }) })
    expect(check).toMatchObject({ status: `${'x'.repeat(99)}…` })
  })

  test('that is compressed cannot be read, unless it is not after all', () => {
    const compressed = { body: '\u001f\u008b', headers: { 'content-encoding': 'gzip' } }
    expect(problemOf(compressed)).toMatchObject({ hint: 'compressed' })
    expect(problemOf({ ...compressed, statusCode: 403 })).toMatchObject({ hint: 'compressed' })
    for (const encoding of [
      'identity',
      'utf-8',
      'identity, identity',
      'my-gzip',
      'my-br',
      'gzipped',
      'brotli',
    ])
      expect(problemOf({ ...compressed, headers: { 'content-encoding': encoding } }).hint).toBeUndefined()
    for (const others of [{ body: '' }, { statusCode: 206 }, { statusCode: 403, body: '{"error":"no"}' }])
      expect(problemOf({ ...compressed, ...others }).hint).toBeUndefined()
    expect(received({ ...compressed, body: '{"status":"completed"}' }).kind).toBe('status')
  })
})

const errorBody = '{"errors":[],"message":"No.","requiredPermissions":["p"]}'
const bareMessage = '{"message":"Missing Authentication Token"}'
const page = '<html><h1>Sorry</h1></html>'

describe('an error response', () => {
  test('is what its status code says, and from the API only with its error body', () => {
    const others = [fc.integer({ min: 0, max: 199 }), fc.integer({ min: 300, max: 999 })]
    const code = fc.oneof(fc.constantFrom(400, 404, 429), ...others)
    const bodies = fc.constantFrom('', '{"status":"completed"}', errorBody, bareMessage, page)
    const kinds: Readonly<Record<number, string>> = { 404: 'not-found', 429: 'busy' }
    const property = fc.property(
      code,
      bodies,
      fc.constantFrom(undefined, '0', '5'),
      (statusCode, body, age) => {
        const kind = kinds[statusCode] ?? (isRefusal(statusCode) ? 'refusal' : 'fault')
        const isFromApi = body === errorBody && statusCode >= 400 && age !== '5'
        const check = received({ statusCode, body, headers: { age } })
        const problem = { statusCode, ...(statusCode < 200 && { cause: 'server' }) }
        expect(check).toMatchObject({ kind, isFromApi, retryAfterMs: 0, problem })
      },
    )
    fc.assert(property, runs)
  })

  test.each([
    ['20', 'busy', 20_000],
    ['Sun, 06 Nov 1994 00:02:00 GMT', 'busy', 120_000],
    ['soon', 'fault', 0],
    [undefined, 'fault', 0],
  ])('503 with a Retry-After of %s is %s', (retryAfter, kind, retryAfterMs) => {
    const headers = { 'retry-after': retryAfter }
    expect(received({ statusCode: 503, headers })).toMatchObject({ kind, retryAfterMs })
    expect(received({ statusCode: 500, headers })).toMatchObject({ kind: 'fault', retryAfterMs })
  })

  test("measures a Retry-After date against the response's own clock", () => {
    const headers = { date: 'Sun, 06 Nov 1994 03:00:00 GMT', 'retry-after': 'Sun, 06 Nov 1994 03:00:09 GMT' }
    expect(received({ statusCode: 503, headers })).toMatchObject({ retryAfterMs: 9_000 })
  })

  const challenge = { 'www-authenticate': 'Bearer error="x", error_description="It expired"' }

  test.each<[Partial<Response>, ...string[]]>([
    [{ statusCode: 403, body: errorBody }, '403 Forbidden: "No."', 'p'],
    [{ statusCode: 403, body: bareMessage }, '("Missing Authentication Token")', 'gateway', 'wrong path'],
    [{ statusCode: 412, body: bareMessage }, 'gateway'],
    [{ statusCode: 403, body: page }, 'gateway', 'firewall', 'proxy', '"Sorry"'],
    [{ statusCode: 503, headers: { server: 'envoy' } }, 'Server', '"envoy"'],
    [{ statusCode: 401, headers: challenge }, '("It expired")'],
    [{ statusCode: 302, headers: { location: '/login?to=x' } }, '"/login?to=x"', "aren't followed"],
    [{ statusCode: 307 }, 'Location'],
  ])('%j names what it has', (response, ...names) => {
    for (const name of names) expect(textOf(response)).toContain(name)
  })

  test.each([
    ['https://api.example.com/recoveries/a/b/status', 'escaped-character'],
    ['status', 'same-url'],
    ['/recoveries/a%2fb/status', 'escaped-character'],
    ['/recoveries/a/b/other', undefined],
    ['https://login.example.com/recoveries/a/b/status', undefined],
    ['https://[', undefined],
  ])('that redirects to %s has the hint %s', (location, hint) => {
    expect(problemOf({ statusCode: 307, headers: { location } }).hint).toBe(hint)
  })

  test.each([
    ['', 'is empty'],
    ['  \n', 'is empty'],
    ['Forbidden', 'no other text'],
    ['<h1>403 Forbidden</h1>', 'no other text'],
    ['<script>x</script>', 'no other text'],
  ])('with the body %j says that it %s', (body, words) => {
    expect(textOf({ statusCode: 403, body, headers: { server: 'lighttpd' } })).toMatch(
      new RegExp(`${words}.*"lighttpd"`),
    )
  })

  test.each([errorBody, bareMessage, page])('of 429 with %j is a rate limit', (body) => {
    expect(problemOf({ statusCode: 429, body }).hint).toBe('rate-limit')
  })

  test('names the missing permissions, and a 304 may be stale', () => {
    expect(problemOf({ statusCode: 403, body: errorBody }).requiredPermissions).toEqual(['p'])
    expect(problemOf({ statusCode: 304 }).hint).toBe('stale')
  })

  test('does not repeat in its message what the status line says', () => {
    expect(textOf({ statusCode: 403, body: '{"message":" Forbidden "}' })).not.toContain('"Forbidden"')
  })

  test('with a message alone may be from the API, unless the message is empty', () => {
    const bare = { cause: 'permissions', hint: 'bare-message' }
    expect(problemOf({ statusCode: 403, body: bareMessage })).toMatchObject(bare)
    for (const message of ['', ' \n', '\u00a0'])
      expect(problemOf({ statusCode: 403, body: JSON.stringify({ message }) }).cause).toBe(
        'unexpected-response',
      )
  })

  test('has a challenge if it is a 401', () => {
    expect(textOf({ statusCode: 403, headers: challenge })).not.toContain('It expired')
  })
})

test.each([
  ['refusal', 'certificate', { kind: 'broken', code: 'CERT_HAS_EXPIRED' }],
  ['fault', 'unreachable', { kind: 'broken', code: 'ECONNREFUSED' }],
  ['timed-out', 'unreachable', { kind: 'timed-out', timeoutMs: 1 }],
  ['refusal', 'proxy', { kind: 'no-tunnel', statusCode: 404, proxyHost: 'proxy.example.com' }],
] as const)('no response is a %s with the cause %s: %j', (kind, cause, details) => {
  const broken = { message: '', stage: 'connecting', proxyHost: undefined, isAtProxy: false } as const
  const failure = { ...broken, ...details }
  const check = classifyWith([], { kind: 'no-response', failure })
  expect(check).toMatchObject({ kind, isFromApi: false, retryAfterMs: 0, problem: { cause } })
})

describe('a secret', () => {
  const secrets = ['hush', '12345678', 'a-token-for-tests']

  test('that a documented status reads like does not change the status', () => {
    const body = '{"status":"completed","message":"completed, stat"}'
    expect(received({ body }, ['stat', 'completed'])).toMatchObject({
      status: 'completed',
      message: '***, ***',
    })
  })

  test.each<[string, Partial<Response>]>([
    ['an undocumented status', { body: '{"status":"st-\\u0068ush"}' }],
    ['a body that was truncated within it', { body: '{"status":"used a-tok', bodyState: 'truncated' }],
    ['a message', { statusCode: 500, body: '{"message":"You sent \\u0068ush"}' }],
    ['names and numbers', { statusCode: 500, body: '{"errors":[],"fieldErrors":{"hush":12345678}}' }],
    ['a page', { statusCode: 500, body: 'You sent hush' }],
    ['a location', { statusCode: 307, headers: { location: '/hush' } }],
    ['a challenge', { statusCode: 401, headers: { 'www-authenticate': 'Bearer error="hush"' } }],
    ['a server name', { statusCode: 500, headers: { server: 'hush' } }],
  ])('is left out of %s', (_, response) => {
    const shown = JSON.stringify(received(response, secrets))
    expect(shown).toContain('***')
    expect(shown).not.toMatch(/hus|12345678|a-tok/)
  })

  test('in digits is found where JavaScript would round it, and other numbers stay exact', () => {
    const response = { statusCode: 500, body: '{"errors":[{"code":9223372036854775807}]}' }
    expect(textOf(response, ['9223372036854775807'])).not.toContain('92233')
    expect(textOf(response)).toContain('"9223372036854775807"')
  })
})

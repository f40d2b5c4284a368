import { describe, expect, test } from '@jest/globals'
import { type ClassifyContext, classify } from '../../src/classify.ts'
import type { Response } from '../../src/exchange.ts'
import { redactor } from '../../src/redaction.ts'
import { reasonPhrase } from '../../src/status-code.ts'

function aContext(overrides: Partial<ClassifyContext> = {}): ClassifyContext {
  return { host: 'api.example.com', wallClockMs: Date.UTC(1994, 10, 6), redact: (text) => text, ...overrides }
}

function aResponse(overrides: Partial<Response> = {}): Response {
  return {
    kind: 'response',
    statusCode: 200,
    retryAfter: undefined,
    location: undefined,
    body: '{"status":"pending"}',
    bodyEnd: 'whole',
    ...overrides,
  }
}

function classifyResponse(overrides: Partial<Response>, context: Partial<ClassifyContext> = {}) {
  return classify(aResponse(overrides), aContext(context))
}

function unusable(text: string) {
  return { kind: 'transient', problem: { cause: 'unusable-answer', text }, retryAfterMs: 0 }
}

describe('a 200 with the documented body', () => {
  test.each(['pending', 'in-progress', 'stalled', 'completed', 'failed'])('is the answer %s', (status) => {
    expect(classifyResponse({ body: JSON.stringify({ status, message: 'Said.' }) })).toEqual({
      kind: 'answer',
      status,
      message: 'Said.',
      retryAfterMs: 0,
    })
  })

  test.each([
    '{"status":"failed"}',
    '{"status":"failed","message":null}',
    '{"status":"failed","message":""}',
  ])('is an answer without a message: %s', (body) => {
    expect(classifyResponse({ body })).toEqual({
      kind: 'answer',
      status: 'failed',
      message: '',
      retryAfterMs: 0,
    })
  })

  test('passes the message on as it came', () => {
    const message = ' first\r\n\tsecond ::set-output:: <b>\u2028\u0000\ud83d '
    expect(classifyResponse({ body: JSON.stringify({ status: 'failed', message }) })).toMatchObject({
      message,
    })
  })

  test('is an answer with properties that are not documented', () => {
    expect(
      classifyResponse({ body: '{"id":7,"status":"pending","__proto__":{"status":"completed"}}' }),
    ).toEqual({
      kind: 'answer',
      status: 'pending',
      message: '',
      retryAfterMs: 0,
    })
  })

  test.each([
    'COMPLETED',
    'Completed',
    ' completed',
    'completed\n',
    'succeeded',
    '',
    'toString',
    'constructor',
    '__proto__',
    'hasOwnProperty',
  ])('has the unknown status %j', (status) => {
    expect(classifyResponse({ body: JSON.stringify({ status, message: 'Said.' }) })).toEqual({
      kind: 'unknown-status',
      status,
      message: 'Said.',
      retryAfterMs: 0,
    })
  })

  test.each([
    ['pending', 'answer'],
    ['paused', 'unknown-status'],
  ])('asks for a delay with the status %s', (status, kind) => {
    const body = JSON.stringify({ status })
    expect(classifyResponse({ body, retryAfter: '7' })).toEqual({
      kind,
      status,
      message: '',
      retryAfterMs: 7_000,
    })
  })

  test('has its message and its unknown status redacted', () => {
    const body = '{"status":"st-hush","message":"me-\\u0068ush"}'
    expect(classifyResponse({ body }, { redact: redactor(['hush']) })).toEqual({
      kind: 'unknown-status',
      status: 'st-***',
      message: 'me-***',
      retryAfterMs: 0,
    })
  })

  test('has a documented status even where a secret is a part of its name', () => {
    expect(classifyResponse({ body: '{"status":"completed"}' }, { redact: redactor(['let']) })).toEqual({
      kind: 'answer',
      status: 'completed',
      message: '',
      retryAfterMs: 0,
    })
  })
})

describe('a 2xx without the documented body', () => {
  test.each([
    '{}',
    '{"Status":"completed"}',
    '{"status":null}',
    '{"status":true}',
    '{"status":1}',
    '{"status":["completed"]}',
    '{"status":{"status":"completed"}}',
    '{"data":{"status":"completed"}}',
    '{"__proto__":{"status":"completed"}}',
    '[{"status":"completed"}]',
    '["status"]',
    '"completed"',
    'completed',
    'null',
    'true',
    '0',
    '{"status":"completed"',
    '{"status":"completed"}}',
    "{'status':'completed'}",
    'status: completed',
    '{"status":"completed","message":1}',
    '{"status":"completed","message":false}',
    '{"status":"completed","message":{}}',
    '{"status":"completed","message":["done"]}',
  ])('is no answer: %s', (body) => {
    expect(classifyResponse({ body })).toEqual(
      unusable(
        `api.example.com answered 200 OK, but its body is not the documented object with a status. It begins: ${body}`,
      ),
    )
  })

  test.each([
    ['', 200, '200 OK, but its body is not the documented object with a status'],
    [' \r\n', 200, '200 OK, but its body is not the documented object with a status'],
    ['<html></html>', 200, '200 OK, but its body is not the documented object with a status'],
    ['', 204, '204 No Content, but only a 200 tells how the reset stands'],
  ])('is no answer, being empty: %j with %d', (body, statusCode, told) => {
    expect(classifyResponse({ body, statusCode })).toEqual(
      unusable(`api.example.com answered ${told}. The body is empty.`),
    )
  })

  test('shows the readable beginning of a page', () => {
    const body = `<html><script>1 > 0</script><h1>Sign in</h1>${'x'.repeat(400)}`
    expect(classifyResponse({ body })).toEqual(
      unusable(
        `api.example.com answered 200 OK, but its body is not the documented object with a status. It begins: Sign in ${'x'.repeat(291)}…`,
      ),
    )
  })

  test.each([201, 202, 203, 204, 206, 226, 299])('is no answer with %d, whatever it holds', (statusCode) => {
    expect(classifyResponse({ statusCode, body: '{"status":"completed"}' })).toMatchObject({
      kind: 'transient',
      problem: { cause: 'unusable-answer' },
    })
  })

  test.each([
    ['cut', 'its body was cut off'],
    ['too-large', 'its body is larger than 1 MiB'],
  ] as const)('is no answer with a body that is %s, even when it parses', (bodyEnd, reason) => {
    expect(classifyResponse({ bodyEnd, body: '{"status":"completed"}' })).toEqual(
      unusable(`api.example.com answered 200 OK, but ${reason}. It begins: {"status":"completed"}`),
    )
  })

  test('asks for a delay', () => {
    expect(classifyResponse({ body: '', retryAfter: '7' })).toMatchObject({ retryAfterMs: 7_000 })
  })

  test('is shown redacted', () => {
    expect(classifyResponse({ body: 'You sent hush' }, { redact: redactor(['hush']) })).toEqual(
      unusable(
        'api.example.com answered 200 OK, but its body is not the documented object with a status. It begins: You sent ***',
      ),
    )
  })

  test.each([
    ['[', ']'],
    ['{"status":', '}'],
  ])('copes with a mebibyte of %s', (open, close) => {
    const depth = Math.floor(1_048_576 / (open.length + close.length)) - 1
    const body = `${open.repeat(depth)}1${close.repeat(depth)}`
    expect(classifyResponse({ body })).toMatchObject({
      kind: 'transient',
      problem: { cause: 'unusable-answer' },
    })
  })
})

describe('a status code', () => {
  test.each([100, 101, 199, 300, 399, 600])('of %d is no success, whatever the body says', (statusCode) => {
    expect(classifyResponse({ statusCode, body: '{"status":"completed"}' })).toMatchObject({
      problem: { cause: statusCode >= 300 && statusCode < 400 ? 'redirect' : 'server' },
    })
  })

  test.each([
    [400, 'refused'],
    [401, 'credentials'],
    [402, 'refused'],
    [403, 'permissions'],
    [405, 'refused'],
    [406, 'refused'],
    [407, 'proxy'],
    [410, 'refused'],
    [412, 'refused'],
    [422, 'refused'],
    [451, 'refused'],
    [499, 'refused'],
    [300, 'redirect'],
    [301, 'redirect'],
    [304, 'redirect'],
    [308, 'redirect'],
    [399, 'redirect'],
  ])('of %d is fatal, the cause being %s', (statusCode, cause) => {
    const check = classifyResponse({ statusCode, body: '', retryAfter: '7' })
    expect(check).toEqual({ kind: 'fatal', problem: { cause, text: expect.any(String) } })
  })

  test.each([408, 409, 423, 425, 429, 500, 501, 502, 503, 504, 599, 0, 100, 999])(
    'of %d is transient',
    (statusCode) => {
      expect(classifyResponse({ statusCode, body: '', retryAfter: '7' })).toEqual({
        kind: 'transient',
        problem: { cause: 'server', text: `api.example.com answered ${reasonPhrase(statusCode)}.` },
        retryAfterMs: 7_000,
      })
    },
  )
})

describe('a refusal', () => {
  test('tells where tokens are made: 401', () => {
    expect(classifyResponse({ statusCode: 401, body: '{"message":"Token expired"}' })).toEqual({
      kind: 'fatal',
      problem: {
        cause: 'credentials',
        text: 'api.example.com answered 401 Unauthorized: Token expired. Make a new token in Cloud Rewind under IAM > Users > Service Accounts, as a key of type JWT, and pass it as `token`.',
      },
    })
  })

  test('tells which permissions are missing: 403', () => {
    const body = '{"message":"Not allowed.","requiredPermissions":["recovery:read","recovery:reset"]}'
    expect(classifyResponse({ statusCode: 403, body })).toEqual({
      kind: 'fatal',
      problem: {
        cause: 'permissions',
        text: 'api.example.com answered 403 Forbidden: Not allowed. Required permissions: recovery:read, recovery:reset. Give the service account that the token belongs to the permissions it lacks.',
      },
    })
  })

  test('tells what to check: 404', () => {
    expect(classifyResponse({ statusCode: 404, body: '', retryAfter: '7' })).toEqual({
      kind: 'not-found',
      problem: {
        cause: 'not-found',
        text: 'api.example.com answered 404 Not Found. Check `account-id`, `project-id`, `assembly-id` and `recovery-id`, and that `status-path` is the request line that the API reference shows for your tenant.',
      },
      retryAfterMs: 7_000,
    })
  })

  test('shows every field of the documented body', () => {
    const body = JSON.stringify({
      errors: [{ code: 'E1', message: 'Bad', type: 'validation' }],
      fieldErrors: { assemblyId: 'unknown' },
      message: 'No',
      requiredPermissions: ['p'],
    })
    expect(classifyResponse({ statusCode: 412, body })).toEqual({
      kind: 'fatal',
      problem: {
        cause: 'refused',
        text: 'api.example.com answered 412 Precondition Failed: No. Errors: E1: Bad (validation). Fields: assemblyId: unknown. Required permissions: p.',
      },
    })
  })

  test.each([
    ['{"error":"no"}', 'api.example.com answered 500 Internal Server Error: {"error":"no"}.'],
    ['<h1>Oops!</h1>', 'api.example.com answered 500 Internal Server Error: Oops!'],
    ['Upstream down', 'api.example.com answered 500 Internal Server Error: Upstream down.'],
    [' \n', 'api.example.com answered 500 Internal Server Error.'],
    ['', 'api.example.com answered 500 Internal Server Error.'],
  ])('shows the beginning of another body: %j', (body, text) => {
    expect(classifyResponse({ statusCode: 500, body })).toMatchObject({ problem: { text } })
  })

  test.each([
    [
      '{"message":"You sent \\u0068ush"}',
      'api.example.com answered 500 Internal Server Error: You sent ***.',
    ],
    ['You sent hush', 'api.example.com answered 500 Internal Server Error: You sent ***.'],
  ])('is shown redacted: %s', (body, text) => {
    expect(classifyResponse({ statusCode: 500, body }, { redact: redactor(['hush']) })).toMatchObject({
      problem: { text },
    })
  })

  test.each([
    ['Sun, 06 Nov 1994 00:02:00 GMT', 120_000],
    ['Sat, 05 Nov 1994 00:02:00 GMT', 0],
    ['soon', 0],
    [undefined, 0],
  ])('asks for a delay with %j', (retryAfter, retryAfterMs) => {
    expect(classifyResponse({ statusCode: 503, retryAfter })).toMatchObject({ retryAfterMs })
  })
})

describe('a redirect', () => {
  const advice =
    'Redirects are not followed, so that the token stays with this host. Set `api-url` and `status-path` to the final address.'

  test('names its target', () => {
    const location = 'https://login.example.com/?to=x'
    expect(classifyResponse({ statusCode: 302, location, body: '{"message":"Moved"}' })).toEqual({
      kind: 'fatal',
      problem: {
        cause: 'redirect',
        text: `api.example.com answered 302 Found: it redirects to https://login.example.com/?to=x. ${advice}`,
      },
    })
  })

  test('names its target redacted', () => {
    const check = classifyResponse(
      { statusCode: 307, location: 'https://x.example.com/hush' },
      { redact: redactor(['hush']) },
    )
    expect(check).toMatchObject({
      problem: {
        text: `api.example.com answered 307 Temporary Redirect: it redirects to https://x.example.com/***. ${advice}`,
      },
    })
  })

  test('may have no target', () => {
    expect(classifyResponse({ statusCode: 304 })).toMatchObject({
      problem: { text: `api.example.com answered 304 Not Modified: it redirects to nowhere. ${advice}` },
    })
  })

  test.each([
    [300, 'Multiple Choices'],
    [308, 'Permanent Redirect'],
  ])('names its target with %d', (statusCode, name) => {
    expect(classifyResponse({ statusCode, location: '/elsewhere', body: '' })).toMatchObject({
      problem: {
        text: `api.example.com answered ${statusCode} ${name}: it redirects to /elsewhere. ${advice}`,
      },
    })
  })

  test('is no other code', () => {
    expect(classifyResponse({ statusCode: 400, location: 'https://x.example.com', body: '' })).toMatchObject({
      problem: { text: 'api.example.com answered 400 Bad Request.' },
    })
  })
})

describe('no response', () => {
  const failure = { kind: 'broken', message: '', proxyHost: undefined, atProxy: false } as const

  test('is transient', () => {
    const exchange = { kind: 'no-response', failure: { ...failure, code: 'ECONNREFUSED' } } as const
    expect(classify(exchange, aContext())).toEqual({
      kind: 'transient',
      problem: {
        cause: 'unreachable',
        text: 'No connection to api.example.com: the connection was refused.',
      },
      retryAfterMs: 0,
    })
  })

  test('is fatal for a bad certificate', () => {
    const exchange = { kind: 'no-response', failure: { ...failure, code: 'CERT_HAS_EXPIRED' } } as const
    expect(classify(exchange, aContext())).toEqual({
      kind: 'fatal',
      problem: {
        cause: 'certificate',
        text: 'The certificate of api.example.com does not verify: it has expired. The token was not sent. If a private certificate authority signed it, name its certificate file in NODE_EXTRA_CA_CERTS.',
      },
    })
  })

  test('is told redacted', () => {
    const exchange = {
      kind: 'no-response',
      failure: { ...failure, code: '', message: 'bad header hush' },
    } as const
    expect(classify(exchange, aContext({ redact: redactor(['hush']) }))).toMatchObject({
      problem: { text: 'No connection to api.example.com: bad header ***.' },
    })
  })
})

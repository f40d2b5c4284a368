import { describe, expect, test } from '@jest/globals'
import { type InputSource, type Inputs, readInputs } from '../../src/inputs.ts'
import { redactor } from '../../src/redaction.ts'

const wallClockMs = Date.UTC(2026, 7, 1, 12, 0, 0)

const requiredInputs: Readonly<Record<string, string>> = {
  'api-url': 'https://api.example.com/cloud/',
  token: 'a-token-for-tests',
  'account-id': '9223372036854775807',
  'project-id': 'p/1',
  'assembly-id': '12345678',
  'recovery-id': '23712792:o23712792ac',
}

const pathExpectation =
  'expected a path with the placeholders {accountId}, {projectId}, {assemblyId} and {id}, of which {id} is required'
const durationExpectation = 'expected a duration with its unit, such as 500ms, 90s, 15m, 2h or 1d'

function read(given: Readonly<Record<string, string>> = {}, overrides: Partial<InputSource> = {}) {
  const texts: Readonly<Record<string, string>> = { ...requiredInputs, ...given }
  return readInputs({ read: (name) => texts[name] ?? '', redact: (text) => text, wallClockMs, ...overrides })
}

function inputsOf(given: Readonly<Record<string, string>> = {}): Inputs {
  const inputs = read(given)
  if ('problems' in inputs) throw new Error(inputs.problems.join('\n'))
  return inputs
}

function jwt(expirySeconds: number): string {
  const payload = Buffer.from(JSON.stringify({ exp: expirySeconds })).toString('base64url')
  return `eyJhbGciOiJIUzI1NiJ9.${payload}.c2lnbmF0dXJl`
}

describe('readInputs', () => {
  test('fills in what was not given', () => {
    expect(inputsOf()).toEqual({
      apiUrl: new URL('https://api.example.com/cloud'),
      token: 'a-token-for-tests',
      identifiers: {
        accountId: '9223372036854775807',
        projectId: 'p/1',
        assemblyId: '12345678',
        id: '23712792:o23712792ac',
      },
      statusPath:
        '/accounts/9223372036854775807/projects/p%2F1/assemblies/12345678/recoveries/23712792%3Ao23712792ac/reset/status',
      policy: {
        timeoutMs: 3_600_000,
        pollIntervalMs: 5_000,
        maxPollIntervalMs: 30_000,
        requestTimeoutMs: 30_000,
        outageToleranceMs: 600_000,
        notFoundGraceMs: 0,
        onStalled: 'fail',
      },
      writeSummary: true,
    })
  })

  test('reads what was given', () => {
    const inputs = inputsOf({
      'api-url': 'http://localhost:8080',
      token: 'Bearer 12345678',
      'account-id': '1',
      'project-id': 'p',
      'assembly-id': '2',
      'recovery-id': 'r',
      timeout: '2h',
      'poll-interval': '1s',
      'max-poll-interval': '2m',
      'request-timeout': '3s',
      'outage-tolerance': '0s',
      'not-found-grace': '4s',
      'on-stalled': 'wait',
      'status-path': 'GET /v1/:accountId/:projectId/:assemblyId/:id HTTP/1.1',
      summary: 'false',
    })
    expect(inputs).toEqual({
      apiUrl: new URL('http://localhost:8080'),
      token: '12345678',
      identifiers: { accountId: '1', projectId: 'p', assemblyId: '2', id: 'r' },
      statusPath: '/v1/1/p/2/r',
      policy: {
        timeoutMs: 7_200_000,
        pollIntervalMs: 1_000,
        maxPollIntervalMs: 120_000,
        requestTimeoutMs: 3_000,
        outageToleranceMs: 0,
        notFoundGraceMs: 4_000,
        onStalled: 'wait',
      },
      writeSummary: false,
    })
  })

  test('takes what the limits allow', () => {
    const inputs = inputsOf({
      timeout: '5d',
      'poll-interval': '100ms',
      'max-poll-interval': '100ms',
      'request-timeout': '1ms',
    })
    expect(inputs.policy).toMatchObject({
      timeoutMs: 432_000_000,
      pollIntervalMs: 100,
      maxPollIntervalMs: 100,
      requestTimeoutMs: 1,
    })
  })

  test.each([
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['false', false],
    ['False', false],
    ['FALSE', false],
  ])('reads the boolean %s', (summary, writeSummary) => {
    expect(inputsOf({ summary }).writeSummary).toBe(writeSummary)
  })
})

describe('a bad input', () => {
  test.each(Object.keys(requiredInputs))('is %s when it is missing', (name) => {
    expect(read({ [name]: '' })).toEqual({ problems: [`\`${name}\` is missing: it is required.`] })
  })

  test.each([
    [
      'api-url',
      'api.example.com',
      'expected a base URL such as https://api.example.com, with https:// in front and without spaces',
    ],
    ['account-id', '0', 'expected decimal digits, from 1 to 9223372036854775807'],
    ['account-id', '9223372036854775808', 'expected decimal digits, from 1 to 9223372036854775807'],
    ['assembly-id', '12 34', 'expected decimal digits, from 1 to 9223372036854775807'],
    ['project-id', '..', '"." and ".." are steps in a path, not identifiers'],
    ['recovery-id', 'a\tb', 'expected text without control characters'],
    ['timeout', '60', 'a number needs its unit: write 60s, 60m or 60ms, whichever is meant'],
    ['timeout', '0s', 'expected more than 0s: a duration with its unit, such as 500ms, 90s, 15m, 2h or 1d'],
    ['timeout', '432000001ms', 'expected at most 5d'],
    ['timeout', '6d', 'expected at most 5d'],
    ['timeout', '-1s', durationExpectation],
    ['poll-interval', '99ms', 'expected at least 100ms'],
    ['poll-interval', '0s', 'expected at least 100ms'],
    ['poll-interval', 'often', durationExpectation],
    ['max-poll-interval', 'seldom', durationExpectation],
    [
      'request-timeout',
      '0ms',
      'expected more than 0s: a duration with its unit, such as 500ms, 90s, 15m, 2h or 1d',
    ],
    ['request-timeout', 'Infinity', durationExpectation],
    ['outage-tolerance', 'NaN', durationExpectation],
    ['outage-tolerance', '9007199254740992ms', 'the duration is too long to count'],
    ['not-found-grace', '5 s', durationExpectation],
    ['on-stalled', 'Fail', 'expected fail or wait'],
    ['on-stalled', 'wait ', 'expected fail or wait'],
    ['status-path', '/reset/status', `the recovery id is missing; ${pathExpectation}`],
    ['summary', 'yes', 'expected true or false'],
    ['summary', 'tRUE', 'expected true or false'],
    ['summary', 'xtrue', 'expected true or false'],
    ['summary', 'truex', 'expected true or false'],
    ['summary', 'false\n', 'expected true or false'],
    ['summary', '1', 'expected true or false'],
  ])('is told with what was given and what is accepted: %s %j', (name, text, reason) => {
    expect(read({ [name]: text })).toEqual({ problems: [`\`${name}\` is "${text}": ${reason}.`] })
  })

  test('is shown shortened', () => {
    expect(read({ 'on-stalled': 'x'.repeat(101) })).toEqual({
      problems: [`\`on-stalled\` is "${'x'.repeat(99)}…": expected fail or wait.`],
    })
  })

  test('is told with all others, in one go and in their order', () => {
    const bad = Object.fromEntries(
      [...Object.keys(requiredInputs), 'poll-interval', 'summary'].map((name) => [name, '\u0000']),
    )
    expect(read({ ...bad, token: '' })).toEqual({
      problems: [
        '`api-url` is "\u0000": expected a base URL such as https://api.example.com, with https:// in front and without spaces.',
        '`token` is missing: it is required.',
        '`account-id` is "\u0000": expected decimal digits, from 1 to 9223372036854775807.',
        '`project-id` is "\u0000": expected text without control characters.',
        '`assembly-id` is "\u0000": expected decimal digits, from 1 to 9223372036854775807.',
        '`recovery-id` is "\u0000": expected text without control characters.',
        `\`poll-interval\` is "\u0000": ${durationExpectation}.`,
        '`summary` is "\u0000": expected true or false.',
      ],
    })
  })
})

describe('the intervals', () => {
  test('may be the same', () => {
    expect(inputsOf({ 'poll-interval': '7s', 'max-poll-interval': '7s' }).policy.maxPollIntervalMs).toBe(
      7_000,
    )
  })

  test('may not be the wrong way round', () => {
    expect(read({ 'poll-interval': '1m' })).toEqual({
      problems: [
        '`max-poll-interval` (30s) is below `poll-interval` (1m): raise the first or lower the second.',
      ],
    })
  })

  test('are told exactly enough to be told apart', () => {
    expect(read({ 'poll-interval': '1500ms', 'max-poll-interval': '1499ms' })).toEqual({
      problems: [
        '`max-poll-interval` (1.499s) is below `poll-interval` (1.5s): raise the first or lower the second.',
      ],
    })
  })

  test.each([
    ['1m', 'x'],
    ['x', '1ms'],
  ])('are not compared when one is unusable: %s and %s', (pollInterval, maxPollInterval) => {
    const inputs = read({ 'poll-interval': pollInterval, 'max-poll-interval': maxPollInterval })
    expect(inputs).toMatchObject({ problems: { length: 1 } })
  })
})

describe('the token', () => {
  test.each([
    ['1234567', 'expected at least 8 characters'],
    ['1234 5678', 'expected visible ASCII characters without spaces'],
    ['12345678\n12345678', 'expected one line'],
    [
      '{"private_key":"hush"}',
      'this is a service-account key of type JSON, which the API does not take as a bearer token: make a key of type JWT under IAM > Users > Service Accounts',
    ],
  ])('is never shown: %j', (token, reason) => {
    expect(read({ token })).toEqual({ problems: [`\`token\` cannot be used: ${reason}.`] })
  })

  test('is refused when it has run out', () => {
    const token = jwt(wallClockMs / 1_000)
    expect(read({ token })).toEqual({
      problems: [
        '`token` cannot be used: it ran out on 2026-08-01T12:00:00.000Z; make a new one and pass that.',
      ],
    })
  })

  test('is taken up to the last second', () => {
    const token = jwt(wallClockMs / 1_000 + 1)
    expect(inputsOf({ token }).token).toBe(token)
  })
})

describe('a secret in the wrong input', () => {
  test('is shown redacted', () => {
    const inputs = read({ 'on-stalled': 'a-hush-b' }, { redact: redactor(['hush']) })
    expect(inputs).toEqual({ problems: ['`on-stalled` is "a-***-b": expected fail or wait.'] })
  })

  test('is redacted before it is shortened', () => {
    const secret = 'hush'.repeat(50)
    expect(read({ 'on-stalled': `x${secret}` }, { redact: redactor([secret]) })).toEqual({
      problems: ['`on-stalled` is "x***": expected fail or wait.'],
    })
  })

  test.each([
    ['eyJhbGciOiJ9.eyJleHAiOjF9.c2ln-_', '***'],
    ['Bearer eyJhbGciOiJ9.eyJleHAiOjF9.c2ln-_', 'Bearer ***'],
    ['eyJhbGciOiJ eyJhbGciOiJ', '*** ***'],
    ['eyJ-_345678', '***'],
    ['eyJ1234567', 'eyJ1234567'],
    ['xeyJhbGciOiJ', 'xeyJhbGciOiJ'],
  ])('is recognised by the looks of a token: %s', (text, shown) => {
    expect(read({ 'on-stalled': text })).toEqual({
      problems: [`\`on-stalled\` is "${shown}": expected fail or wait.`],
    })
  })

  test.each([
    [
      'https://user:secret@api.example.com/x',
      'https://***api.example.com/x',
      'without a user name or password in it',
    ],
    [
      'https://a:b@c:d@api.example.com',
      'https://***api.example.com',
      'without a user name or password in it',
    ],
    ['user:secret@api.example.com', '***api.example.com', 'with https:// in front and without spaces'],
    [
      'https://api.example.com/?key=secret&more=secret',
      'https://api.example.com/***',
      'without a query (?) or fragment (#)',
    ],
    ['https://api.example.com/#secret', 'https://api.example.com/***', 'without a query (?) or fragment (#)'],
    [
      'https://user:pa/ss@api.example.com/x?y',
      'https://***api.example.com/x***',
      'with https:// in front and without spaces',
    ],
    ['a@b c@d', '***d', 'with https:// in front and without spaces'],
  ])('is left out of the URL %s', (text, shown, reason) => {
    expect(read({ 'api-url': text })).toEqual({
      problems: [
        `\`api-url\` is "${shown}": expected a base URL such as https://api.example.com, ${reason}.`,
      ],
    })
  })

  test('is looked for in a URL only where it is one', () => {
    expect(read({ 'status-path': 'a@b?c#d' })).toEqual({
      problems: [`\`status-path\` is "a@b?c#d": it does not begin with a slash; ${pathExpectation}.`],
    })
  })
})

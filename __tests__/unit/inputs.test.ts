import { describe, expect, test } from '@jest/globals'
import { type InputSource, type Inputs, inputDefaults, readInputs } from '../../src/inputs/inputs.ts'
import { redactor } from '../../src/text/redaction.ts'

const wallClockMs = Date.UTC(2026, 7, 1, 12, 0, 0)

const requiredInputs: Readonly<Record<string, string>> = {
  'api-url': 'https://api.example.com/cloud/',
  token: 'a-token-for-tests',
  'account-id': '9223372036854775807',
  'project-id': 'p/1',
  'assembly-id': '12345678',
  'recovery-id': '23712792:o23712792ac',
}

const duration = 'a duration with its unit, such as 500ms, 90s, 15m, 1h30m or 1d'

function read(given: Readonly<Record<string, string>> = {}, overrides: Partial<InputSource> = {}) {
  const texts: Readonly<Record<string, string>> = { ...requiredInputs, ...given }
  return readInputs({ read: (name) => texts[name] ?? '', redact: String, wallClockMs, ...overrides })
}

const refused = (...problems: readonly unknown[]) => ({ problems, writeSummary: true })

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
  test('reads what was given', () => {
    const inputs = inputsOf({
      timeout: '2h',
      'poll-interval': '1s',
      'max-poll-interval': '2m',
      'request-timeout': '3s',
      'outage-tolerance': '0s',
      'start-timeout': '4s',
      'on-stalled': 'wait',
      'status-path': 'GET /v1/:accountId/:projectId/:assemblyId/:id HTTP/1.1',
      summary: 'false',
    })
    expect(inputs).toEqual({
      apiUrl: new URL('https://api.example.com/cloud'),
      token: 'a-token-for-tests',
      identifiers: {
        accountId: '9223372036854775807',
        projectId: 'p/1',
        assemblyId: '12345678',
        id: '23712792:o23712792ac',
      },
      statusUrl: new URL(
        'https://api.example.com/cloud/v1/9223372036854775807/p%2F1/12345678/23712792%3Ao23712792ac',
      ),
      policy: {
        timeoutMs: 7_200_000,
        pollIntervalMs: 1_000,
        maxPollIntervalMs: 120_000,
        requestTimeoutMs: 3_000,
        outageToleranceMs: 0,
        startTimeoutMs: 4_000,
        onStalled: 'wait',
      },
      writeSummary: false,
    })
  })

  test('takes the default for what was given empty', () => {
    expect(inputsOf()).toEqual(inputsOf(inputDefaults))
  })

  test.each([
    ['timeout', '5d'],
    ['poll-interval', '100ms'],
    ['request-timeout', '1ms'],
    ['max-poll-interval', '5s'],
  ])('takes what the limit on %s allows: %s', (name, text) => {
    expect(read({ [name]: text })).not.toHaveProperty('problems')
  })

  test.each(['true', 'True', 'TRUE', 'false', 'False', 'FALSE'])('reads the boolean %s', (summary) => {
    expect(inputsOf({ summary }).writeSummary).toBe(summary.toLowerCase() === 'true')
  })
})

describe('a bad input', () => {
  test.each(Object.keys(requiredInputs))('is %s when it is missing', (name) => {
    expect(read({ [name]: '' })).toEqual(
      refused(
        name === 'token'
          ? expect.stringMatching(/^token is empty: .*Dependabot/)
          : `${name} is empty, but required.`,
      ),
    )
  })

  const oneCase: readonly [name: string, text: string, reason: string][] = [
    ['timeout', '60', 'a number needs its unit: write 60s, 60m or 60ms'],
    ['timeout', '0s', 'expected more than 0s and at most 5d'],
    ['timeout', '432000001ms', 'expected more than 0s and at most 5d'],
    ['poll-interval', '99ms', 'expected at least 100ms'],
    ['max-poll-interval', 'seldom', `expected ${duration}`],
    ['request-timeout', '0ms', 'expected more than 0s'],
    ['start-timeout', '61m', 'expected at most 1h, the timeout'],
    ['start-timeout', '90', 'a number needs its unit: write 90s or 90ms'],
    ['outage-tolerance', '9007199254740992ms', 'the duration is too long to count'],
    ['start-timeout', '5 s', `expected ${duration}`],
    ...['Fail', 'wait ', 'xfail'].map(
      (text) => ['on-stalled', text, 'expected fail or wait'] as [string, string, string],
    ),
    ...['yes', 'tRUE', 'xtrue', 'truex', 'false\n', '1'].map(
      (text) => ['summary', text, 'expected true or false'] as [string, string, string],
    ),
    ['on-stalled', 'x'.repeat(100), 'expected fail or wait'],
    ['on-stalled', '<wait>', 'expected fail or wait'],
  ]

  test.each(oneCase)('is told with what was given and what is accepted: %s %j', (name, text, reason) => {
    expect(read({ [name]: text })).toEqual(refused(`${name} is "${text}": ${reason}.`))
  })

  test('is told with all others, in one go and in their order', () => {
    const names = [...Object.keys(requiredInputs), ...Object.keys(inputDefaults)]
    const bad = Object.fromEntries(names.map((name) => [name, '\u0000']))
    const identifier = 'expected decimal digits, from 1 to 9223372036854775807'
    const path =
      'expected a path with the placeholders {accountId}, {projectId}, {assemblyId} and {id}, of which {id} is required'
    const durations = [
      ...[
        'timeout',
        'start-timeout',
        'poll-interval',
        'max-poll-interval',
        'request-timeout',
        'outage-tolerance',
      ],
    ]
    expect(read({ ...bad, token: '' })).toEqual(
      refused(
        'api-url is "\u0000": expected a base URL such as https://api.example.com, with https:// in front and without spaces.',
        expect.stringMatching(/^token is empty: a run from a fork/),
        `account-id is "\u0000": ${identifier}.`,
        'project-id is "\u0000": expected text without control characters.',
        `assembly-id is "\u0000": ${identifier}.`,
        'recovery-id is "\u0000": expected text without control characters.',
        ...durations.map((name) => `${name} is "\u0000": expected ${duration}.`),
        'on-stalled is "\u0000": expected fail or wait.',
        `status-path is "\u0000": it does not begin with a slash; ${path}.`,
        'summary is "\u0000": expected true or false.',
      ),
    )
  })

  test.each([
    [{ 'poll-interval': '1500ms', 'max-poll-interval': '1499ms' }, '1.5s', '1.499s'],
    [{ 'poll-interval': '1m' }, '1m', '30s, its default'],
    [{ 'max-poll-interval': '1s' }, '5s, its default', '1s'],
  ])('is a duration above one that bounds it: %j', (given, aboveText, belowText) => {
    expect(read(given)).toEqual(
      refused(
        `poll-interval (${aboveText}) is above max-poll-interval (${belowText}): lower the first or raise the second.`,
      ),
    )
  })

  test('is told in one sentence when all that is required is empty', () => {
    const empty = Object.fromEntries(Object.keys(requiredInputs).map((name) => [name, '']))
    const names = Object.keys(requiredInputs).map((name) => `.*${name}`)
    const sentence = expect.stringMatching(
      `^The required inputs${names.join('')} are all empty: .*Dependabot`,
    )
    expect(read(empty)).toEqual(refused(sentence))
    expect(read({ ...empty, summary: 'x' })).toEqual(
      refused(sentence, 'summary is "x": expected true or false.'),
    )
  })

  test.each([
    ...['<id>', '<recovery id>', '{id}', '{{ recovery_id }}', `$${'{{ inputs.id }}'}`].map((text) => [
      text,
      true,
    ]),
    ...['a<b>', '<a', '{"a":1}', '{a}b'].map((text) => [text, false]),
  ] as [string, boolean][])('is a placeholder: %s: %p', (text, isRefused) => {
    const problem = `recovery-id is "${text}": this is a placeholder; put the value itself in its place.`
    const inputs = read({ 'recovery-id': text })
    if (isRefused) expect(inputs).toEqual(refused(problem))
    else expect(inputs).not.toHaveProperty('problems')
  })

  test.each([
    ['1m', 'x'],
    ['x', '100ms'],
  ])('is told alone when it cannot be compared: %s and %s', (pollInterval, maxPollInterval) => {
    const inputs = read({ 'poll-interval': pollInterval, 'max-poll-interval': maxPollInterval })
    expect(inputs).toMatchObject({ problems: { length: 1 } })
  })
})

test('a start-timeout is not held against a timeout that cannot be used', () => {
  expect(read({ timeout: 'x', 'start-timeout': '2h' })).toMatchObject({ problems: { length: 1 } })
})

test('a summary that is not wanted is not wanted when another input is refused either', () => {
  expect(read({ summary: 'false', timeout: '1' })).toMatchObject({
    writeSummary: false,
    problems: { length: 1 },
  })
})

describe('the token', () => {
  test.each(['project-id', 'recovery-id', 'status-path', 'api-url'])('is refused as a part of %s', (name) => {
    const { token = '' } = requiredInputs
    const given = `${name === 'api-url' ? 'https://api.example.com' : ''}/{id}/${token}`
    expect(read({ [name]: given }, { redact: redactor([token]) })).toEqual(
      refused(
        `${name} is "${given.replace(token, '***')}": it holds the token, which would be shown; leave that out.`,
      ),
    )
  })

  test('does not stand in the way of a default that is alike', () => {
    expect(inputsOf({ token: 'accounts' }).token).toBe('accounts')
  })

  test.each([
    ['1234567', 'it has 7 characters; expected at least 8'],
    ['hush\nhush', 'it has more than one line; store the token alone'],
    [jwt(wallClockMs / 1_000), 'it expired on 2026-08-01 12:00:00 UTC; make a new one'],
  ])('is never shown: %j', (token, reason) => {
    expect(read({ token })).toEqual(refused(`token cannot be used: ${reason}.`))
  })

  test('is taken up to the last second', () => {
    const token = jwt(wallClockMs / 1_000 + 1)
    expect(inputsOf({ token: `Bearer ${token}` }).token).toBe(token)
  })
})

describe('a secret in the wrong input', () => {
  const secret = 'hush'.repeat(50)

  test.each([
    ['a-hush-b', 'a-***-b'],
    [`x${secret}`, 'x***'],
    ['eyJhbGciOiJ9.eyJleHAiOjF9.c2ln-_', '***'],
    ['Bearer eyJhbGciOiJ9.eyJleHAiOjF9.c2ln-_', 'Bearer ***'],
    ['eyJhbGciOiJ eyJhbGciOiJ', '*** ***'],
    ['eyJ-_345678', '***'],
    ['eyJ1234567', 'eyJ1234567'],
    ['xeyJhbGciOiJ', 'xeyJhbGciOiJ'],
    ['a@b?c#d', 'a@b?c#d'],
    ['x'.repeat(101), `${'x'.repeat(99)}…`],
  ])('is not shown, nor too much of anything else: %s', (text, shown) => {
    expect(read({ 'on-stalled': text }, { redact: redactor([secret, 'hush']) })).toEqual(
      refused(`on-stalled is "${shown}": expected fail or wait.`),
    )
  })

  const notHttps = 'with https:// in front and without spaces'

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
    ['user:secret@api.example.com', '***api.example.com', notHttps],
    [
      'https://api.example.com/?key=secret&more',
      'https://api.example.com/***',
      'without a query (?) or fragment (#)',
    ],
    ['https://api.example.com/#secret', 'https://api.example.com/***', 'without a query (?) or fragment (#)'],
    ['https://user:pa/ss@api.example.com/x?y', 'https://***api.example.com/x***', notHttps],
    ['a@b c@d', '***d', notHttps],
    ['https://user:se\ncret@api.example.com/x?y\nz', 'https://***api.example.com/x***', notHttps],
  ])('is left out of the URL %j', (text, shown, reason) => {
    expect(read({ 'api-url': text })).toEqual(
      refused(`api-url is "${shown}": expected a base URL such as https://api.example.com, ${reason}.`),
    )
  })
})

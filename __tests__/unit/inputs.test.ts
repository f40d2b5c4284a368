import { describe, expect, test } from '@jest/globals'
import { inputDefaults, inputNames, requiredInputs } from '../../src/inputs/defaults.ts'
import { type Inputs, readInputs } from '../../src/inputs/inputs.ts'
import { redactor } from '../../src/text/redaction.ts'
import { toPlain } from '../../src/text/text.ts'

type Given = Readonly<Record<string, string | undefined>>

const valid: Given = {
  'api-url': 'https://api.example.com/cloud/',
  token: 'a-token-for-tests',
  'account-id': '9223372036854775807',
  'project-id': 'p/1',
  'assembly-id': '12345678',
  'recovery-id': '23712792:o23712792ac',
  // As runners do it: an input is never empty in a real run.
  ...inputDefaults,
}

function read(given: Given, redact = String as (text: string) => string) {
  const values = { ...valid, ...given }
  return readInputs((name) => values[name], redact)
}

function inputsOf(given: Given = {}): Inputs {
  const inputs = read(given)
  if ('problems' in inputs) throw new Error(inputs.problems.map(toPlain).join('\n'))
  return inputs
}

function problemsOf(given: Given, ...secrets: readonly string[]): readonly string[] {
  const inputs = read(given, redactor(secrets))
  return 'problems' in inputs ? inputs.problems.map(toPlain) : []
}

const all = (names: readonly string[], value: string | undefined) =>
  Object.fromEntries(names.map((name) => [name, value]))

const hyphenated = inputNames.filter((name) => name.includes('-'))

describe('readInputs', () => {
  test('parses what was given', () => {
    const given = {
      timeout: '2h',
      'start-timeout': '4s',
      'poll-interval': '1s',
      'max-poll-interval': '2m',
      'request-timeout': '3s',
      'outage-tolerance': '0s',
      'on-stalled': 'wait',
      'status-path': 'GET /v1/:accountId/:projectId/:assemblyId/:id?account={accountId} HTTP/1.1',
      summary: 'false',
    }
    expect(inputsOf(given)).toEqual({
      apiUrl: new URL('https://api.example.com/cloud'),
      token: 'a-token-for-tests',
      identifiers: {
        accountId: '9223372036854775807',
        projectId: 'p/1',
        assemblyId: '12345678',
        id: '23712792:o23712792ac',
      },
      statusUrl: new URL(
        'https://api.example.com/cloud/v1/9223372036854775807/p%2F1/12345678/23712792%3Ao23712792ac?account=9223372036854775807',
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

  test('takes the default of an optional input that is empty', () => {
    expect(inputsOf(all(Object.keys(inputDefaults), ''))).toEqual(inputsOf())
  })

  test.each([
    ['timeout', '5d'],
    ['start-timeout', '60m'],
    ['poll-interval', '100ms'],
    ['request-timeout', '1ms'],
    ['max-poll-interval', '5s'],
  ])('allows the limit of %s itself: %s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([])
  })

  test.each(['true', 'True', 'TRUE', 'false', 'False', 'FALSE'])('parses the boolean %s', (summary) => {
    expect(inputsOf({ summary }).writeSummary).toBe(summary.toLowerCase() === 'true')
  })

  test('does not write a summary that is not wanted because another input is invalid', () => {
    expect(read({ summary: 'false', timeout: '1' })).toMatchObject({ writeSummary: false })
    expect(read({ summary: 'x' })).toMatchObject({ writeSummary: true })
  })
})

describe('an invalid input', () => {
  const invalid: readonly (readonly [name: string, value: string, ...accepted: string[]])[] = [
    ['timeout', '0s', '0s', '5d'],
    ['timeout', '432000001ms', '5d'],
    ['poll-interval', '99ms', '100ms'],
    ['max-poll-interval', 'seldom', '90s'],
    ['request-timeout', '0ms', '0s'],
    ['outage-tolerance', '99999999999999999999'],
    ['start-timeout', '5 s', '90s'],
    ...['Fail', 'wait x', 'xfail', '<wait>'].map((value) => ['on-stalled', value, 'fail', 'wait'] as const),
    ...['yes', 'tRUE', 'xtrue', 'truex', '1'].map((value) => ['summary', value, 'true', 'false'] as const),
    ['api-url', 'api.example.com', 'https://'],
    ['account-id', '0', '9223372036854775807'],
    ['recovery-id', '..', '".."'],
    ['status-path', '/a', '{id}'],
    ...['<id>', '{id}', '{{ id }}', `$${'{{ inputs.id }}'}`].map((id) => ['project-id', id] as const),
  ]

  test.each(invalid)('is reported with its value and what is accepted: %s %j', (name, value, ...accepted) => {
    const [problem, ...others] = problemsOf({ [name]: value })
    expect(others).toEqual([])
    expect(problem?.startsWith(`${name} is "${value}": `)).toBe(true)
    for (const text of accepted) expect(problem?.slice(`${name} is "${value}": `.length)).toContain(text)
    expect(problem).toMatch(/\w[^.?]*[.?]$/)
  })

  test('is reported with all others, in their order', () => {
    const names = problemsOf({ ...all(inputNames, '\0'), token: '' }).map((problem) => problem.split(' ')[0])
    expect(names).toEqual(inputNames)
  })

  test.each(requiredInputs)('is %s if it is missing', (name) => {
    expect(problemsOf({ [name]: '' })).toEqual([expect.stringMatching(`^${name} is `)])
  })

  test.each(['a<b>', '<a', '{"a":1}', '{a}b', '12e3456'])('is not the ID %s', (id) => {
    expect(problemsOf({ 'recovery-id': id })).toEqual([])
  })

  test.each([
    [{ 'poll-interval': '1500ms', 'max-poll-interval': '1499ms' }, ['1.5s', '1.499s']],
    [{ 'poll-interval': '1m' }, ['1m', '30s', 'default']],
    [{ 'max-poll-interval': '1s' }, ['5s', 'default', '1s']],
    [{ 'start-timeout': '90m' }, ['1h 30m', '1h', 'default']],
    [{ timeout: '1m', 'start-timeout': '2m' }, ['2m', '1m']],
  ])('is a duration that exceeds another one, with its default called so: %j', (given, shown) => {
    const [problem = '', ...others] = problemsOf(given)
    expect(others).toEqual([])
    expect(problem.match(/\d[\w.]*(?: \d\w*)*|default/g)).toEqual(shown)
  })

  test('is reported alone if it cannot be compared', () => {
    expect(problemsOf({ 'poll-interval': '1m', 'max-poll-interval': 'x' })).toHaveLength(1)
    expect(problemsOf({ 'poll-interval': 'x', 'max-poll-interval': '100ms' })).toHaveLength(1)
    expect(problemsOf({ timeout: 'x', 'start-timeout': '2h' })).toHaveLength(1)
  })

  test.each(Object.keys(inputDefaults).filter((name) => /timeout|interval|tolerance/.test(name)))(
    'suggests nothing that would be rejected in turn: %s',
    (name) => {
      for (const number of ['1', '2', '7', '45', '60', '240', '1.7', '3600', '9000000']) {
        const [problem = ''] = problemsOf({ [name]: number })
        const suggestions = problem.match(/\d[\d.]*m?s\b|\d[\d.]*m\b/g) ?? []
        for (const suggestion of suggestions.filter((duration) => /^[\d.]+/.exec(duration)?.[0] === number))
          expect([suggestion, problemsOf({ [name]: suggestion })]).toEqual([suggestion, []])
      }
    },
  )
})

describe('inputs that are missing together', () => {
  test('are reported in one sentence if they are all that is required', () => {
    const empty = all(requiredInputs, '')
    expect(problemsOf(empty)).toEqual([expect.stringMatching(requiredInputs.join('.*'))])
    expect(problemsOf({ ...empty, summary: 'x' })).toHaveLength(2)
    expect(problemsOf({ ...empty, token: 'a-token-for-tests' })).toHaveLength(5)
  })

  test('are reported in one sentence if they are those with a hyphen, unset', () => {
    const unset = all(hyphenated, undefined)
    const [sentence, ...others] = problemsOf(unset)
    expect([sentence, others]).toEqual([expect.stringContaining('hyphen'), []])
    expect(problemsOf({ ...unset, token: '', timeout: '1' })).toEqual([
      sentence,
      expect.stringMatching(/^token /),
      expect.stringMatching(/^timeout /),
    ])
  })

  test.each([
    ['are empty', all(hyphenated, '')],
    ['include others', all(inputNames, undefined)],
    ['are not all of them', { ...all(hyphenated, undefined), 'account-id': '' }],
  ])('have no such reason if they %s', (_, given) => {
    expect(problemsOf(given).join()).not.toContain('hyphen')
  })
})

describe('the token', () => {
  test.each(['project-id', 'recovery-id', 'status-path', 'api-url'])(
    'is rejected as a part of %s',
    (name) => {
      const start = name === 'api-url' ? 'https://api.example.com' : ''
      for (const token of ['a-token-for-tests', '%61-token-for-tests']) {
        const problems = problemsOf({ [name]: `${start}/{id}/${token}` }, 'a-token-for-tests')
        expect(problems).toEqual([expect.stringMatching(`^${name} is "${start}/{id}/\\*\\*\\*": .*token`)])
      }
    },
  )

  test('does not rule out a default that contains it', () => {
    expect(inputsOf({ token: 'accounts' }).token).toBe('accounts')
  })

  test.each(['1234567', 'hush\nhush', '<hush-hush>'])('is never shown: %j', (token) => {
    const [problem, ...others] = problemsOf({ token })
    expect(others).toEqual([])
    expect(problem).toMatch(/^token is (?!.*hush|.*1234567)/)
  })

  test('may have expired: the API decides', () => {
    const payload = Buffer.from('{"exp":1}').toString('base64url')
    expect(problemsOf({ token: `eyJhbGciOiJIUzI1NiJ9.${payload}.c2lnbmF0dXJl` })).toEqual([])
  })
})

describe('a secret in the wrong input', () => {
  const secret = 'hush'.repeat(50)

  test.each([
    ['a-hush-b', 'a-***-b'],
    [`x${secret}`, 'x***'],
    ['Bearer eyJhbGciOiJ9.eyJleHAiOjF9.c2ln-_', 'Bearer ***'],
    ['eyJhbGciOiJ eyJ-_345678', '*** ***'],
    ['eyJ1234567', 'eyJ1234567'],
    ['xeyJhbGciOiJ', 'xeyJhbGciOiJ'],
    ['a@b?c#d', 'a@b?c#d'],
    ['x'.repeat(101), `${'x'.repeat(99)}…`],
  ])('is not shown, nor too much of anything else: %s', (value, shown) => {
    const [problem] = problemsOf({ 'on-stalled': value }, secret, 'hush')
    expect(problem?.startsWith(`on-stalled is "${shown}": `)).toBe(true)
  })

  test('is not shown in a placeholder either', () => {
    const [problem] = problemsOf({ 'status-path': `/{${'x'.repeat(90)}hush-hush}` }, 'hush-hush')
    expect(problem).not.toContain('hush')
  })

  test.each([
    ['https://user:secret@api.example.com/x', 'https://***api.example.com/x'],
    ['https://a:b@c:d@api.example.com', 'https://***api.example.com'],
    ['user:secret@api.example.com', '***api.example.com'],
    ['https://api.example.com/?key=secret&more', 'https://api.example.com/***'],
    ['https://api.example.com/#secret', 'https://api.example.com/***'],
    ['https://user:pa/ss@api.example.com/x?y', 'https://***api.example.com/x***'],
    ['https://user:se\ncret@api.example.com/x?y\nz', 'https://***api.example.com/x***'],
  ])('is left out of the URL %j', (value, shown) => {
    const [problem] = problemsOf({ 'api-url': value })
    expect(problem?.startsWith(`api-url is "${shown}": `)).toBe(true)
  })
})

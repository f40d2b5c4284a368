import { describe, expect, test } from '@jest/globals'
import { parseActionMetadata, readActionMetadata } from '../../simulator/action-metadata.ts'
import { parseStrictYaml } from '../../simulator/strict-yaml.ts'

describe('the action.yml of this repository', () => {
  const metadata = readActionMetadata(new URL('../../action.yml', import.meta.url))

  test('declares its inputs, with required and default', async () => {
    const { inputs } = await metadata
    const brief = Object.entries(inputs).map(([name, input]) => [name, input.required, input.default])
    expect(brief).toEqual([
      ['api-url', true, undefined],
      ['token', true, undefined],
      ['account-id', true, undefined],
      ['project-id', true, undefined],
      ['assembly-id', true, undefined],
      ['recovery-id', true, undefined],
      ['timeout', false, '60m'],
      ['poll-interval', false, '5s'],
      ['max-poll-interval', false, '30s'],
      ['request-timeout', false, '30s'],
      ['outage-tolerance', false, '10m'],
      ['not-found-grace', false, '0s'],
      ['on-stalled', false, 'fail'],
      [
        'status-path',
        false,
        '/accounts/{accountId}/projects/{projectId}/assemblies/{assemblyId}/recoveries/{id}/reset/status',
      ],
      ['summary', false, 'true'],
    ])
  })

  test('folds its descriptions, and leaves none empty', async () => {
    const { inputs, outputs } = await metadata
    const descriptions = [
      ...Object.values(inputs).map(({ description }) => description),
      ...Object.values(outputs),
    ]
    for (const description of descriptions) expect(description).toMatch(/^[A-Z][^\n]+[.\])]$/)
    expect(Object.keys(outputs)).toEqual([
      'status',
      'message',
      'outcome',
      'elapsed-seconds',
      'polls',
      'timeline',
    ])
  })

  test('runs dist/index.js', async () => {
    expect(await metadata).toMatchObject({
      using: 'node24',
      main: 'dist/index.js',
      name: 'Await Recovery Reset',
    })
  })
})

describe('parseStrictYaml reads', () => {
  test.each([
    ['a: b', { a: 'b' }],
    ['# note\n\na: b\r\nc: d\n', { a: 'b', c: 'd' }],
    ['a: "b: \\"c\\" # d"', { a: 'b: "c" # d' }],
    ["a: 'it''s: # so'", { a: "it's: # so" }],
    ['a: https://b.example/#c', { a: 'https://b.example/#c' }],
    ['a:\n  b-c:\n    d: e\n  f: g\nh: i', { a: { 'b-c': { d: 'e' }, f: 'g' }, h: 'i' }],
    ['a: >-\n  b: c\n  - d\nf: g', { a: 'b: c - d', f: 'g' }],
  ])('%j', (text, expected) => {
    expect(parseStrictYaml(text)).toEqual(expected)
  })
})

describe('parseStrictYaml refuses', () => {
  test.each([
    ['a: b\na: c', 'line 2 repeats a key: a: c'],
    ['a:\nb: c', 'line 1 has no value: a:'],
    ['a: b\n  c: d', 'line 2 is indented too far: c: d'],
    ['a:\n    b: c', 'line 1 has no value: a:'],
    ['a:\n\tb: c', 'line 2 is not indented by spaces: b: c'],
    ['- a', 'line 1 is not "key: value": - a'],
    ['a:b', 'line 1 is not "key: value": a:b'],
    ['a: |\n  b', 'line 1 has a value that is not understood: a: |'],
    ['a: >\n  b', 'line 1 has a value that is not understood: a: >'],
    ['a: [b]', 'line 1 has a value that is not understood: a: [b]'],
    ['a: {b: c}', 'line 1 has a value that is not understood: a: {b: c}'],
    ['a: &b c', 'line 1 has a value that is not understood: a: &b c'],
    ['a: *b', 'line 1 has a value that is not understood: a: *b'],
    ['a: !!str b', 'line 1 has a value that is not understood: a: !!str b'],
    ['a: null', 'line 1 has a value that is not understood: a: null'],
    ['a: b: c', 'line 1 has a value that is not understood: a: b: c'],
    ['a: b # c', 'line 1 has a value that is not understood: a: b # c'],
    ['a: "b', 'line 1 has a value that is not understood: a: "b'],
    ['a: "\\x41"', 'line 1 has an escape that is not understood: a: "\\x41"'],
    ['a: >-\nb: c', 'line 1 has an empty block: a: >-'],
    ['a: >-\n  b\n\n  c', 'line 4 does not continue the block above plainly: c'],
    ['a: >-\n  b\n    c', 'line 3 does not continue the block above plainly: c'],
  ])('%j', (text, message) => {
    expect(() => parseStrictYaml(text)).toThrow(new Error(message))
  })
})

describe('parseActionMetadata refuses', () => {
  const runs = 'runs:\n  using: node24\n  main: dist/index.js'
  const action = (input: string) =>
    `name: A\ninputs:\n  a:\n    description: B\n    ${input}\noutputs:\n  c:\n    description: D\n${runs}`

  test('nothing here', () => {
    expect(parseActionMetadata(action('required: true')).inputs).toEqual({
      a: { description: 'B', required: true },
    })
  })

  test.each([
    [action('deprecationMessage: C'), 'input a: not understood: deprecationMessage'],
    [action('required: maybe'), 'input a: required is true or false'],
    [action('default:\n      b: c'), 'default: a text is expected'],
    [action('required: true').replace('using: node24', 'pre: a'), 'runs: not understood: pre'],
    [action('required: true').replace('name: A', 'title: A'), 'the action: not understood: title'],
    [runs, 'name: a text is expected'],
    ['name: A', 'runs: a mapping is expected'],
  ])('%j', (text, message) => {
    expect(() => parseActionMetadata(text)).toThrow(new Error(message))
  })
})

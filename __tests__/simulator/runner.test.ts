import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { runAction } from '../../simulator/action-runner.ts'
import { parseOutputFile } from '../../simulator/output-file.ts'
import { oneLine, RunnerLog } from '../../simulator/runner-log.ts'

test.each([
  ['', {}],
  ['a=b=c<<d\na=2\n', { a: '2' }],
  ['a<<END\n\nEND\n', { a: '' }],
  ['a<<END\nb\n\n c=d\nf<<G\n END\nEND\ng=h\n', { a: 'b\n\n c=d\nf<<G\n END', g: 'h' }],
])('the output file %j', (content, outputs) => {
  expect(parseOutputFile(content)).toEqual(outputs)
})

test.each(['a\n', '=b\n', '<<END\nb\nEND\n', 'a<<END\nb\nEND \n', 'a<<END'])(
  'the output file %j fails the step',
  (content) => {
    expect(() => parseOutputFile(content)).toThrow('is no output')
  },
)

/** Prints its environment, and leaves something in each place that the runner looks at. */
const standIn = `import { appendFileSync } from 'node:fs'
appendFileSync(process.env.GITHUB_OUTPUT, 'a<<E\\nb\\nc\\nE\\nd=e\\n')
appendFileSync(process.env.GITHUB_STEP_SUMMARY, '# Done')
console.log(JSON.stringify({ ...process.env, filling: 'é'.repeat(500_000) }))
console.error(process.title)
process.exitCode = 3`

test('a step gets its inputs and little else, and all that it leaves is found', async () => {
  const entry = join(tmpdir(), `stand-in-of-${process.pid}.mjs`)
  writeFileSync(entry, standIn)
  process.env.https_proxy = 'http://127.0.0.1:9'
  const run = await runAction({
    inputs: { 'api-url': 'http://127.0.0.1:1', 'two words': ' a\n' },
    env: { NO_PROXY: '*', HOME: undefined },
    entry,
    nodeArguments: ['--title=stand-in'],
  })
  delete process.env.https_proxy
  rmSync(entry)
  const { stdout, elapsedMs, ...left } = run
  const outputs = { a: 'b\nc', d: 'e' }
  expect(left).toEqual({ exitCode: 3, signal: null, stderr: 'stand-in\n', outputs, summary: '# Done' })
  const { RUNNER_TEMP, filling, ...environment } = JSON.parse(stdout)
  expect(existsSync(RUNNER_TEMP)).toBe(false)
  expect(filling).toHaveLength(500_000)
  expect(environment).toMatchObject({
    ...{ 'INPUT_API-URL': 'http://127.0.0.1:1', INPUT_TWO_WORDS: ' a\n', INPUT_TOKEN: '' },
    ...{ 'INPUT_POLL-INTERVAL': '5s', INPUT_SUMMARY: 'true', PATH: process.env.PATH },
  })
  const names = Object.keys(environment).filter((name) => !/^INPUT_|^(TMPDIR|SystemRoot)$/.test(name))
  const known = [
    ...['CI', 'GITHUB_ACTIONS', 'GITHUB_OUTPUT', 'GITHUB_RUN_ATTEMPT', 'GITHUB_STEP_SUMMARY'],
    ...['NO_PROXY', 'PATH', 'RUNNER_ENVIRONMENT'],
  ]
  expect(names.sort()).toEqual(known)
})

const printed = `secret
::add-mask::secret
::add-mask::
::debug::detail
::error title=It failed::one%0Atwo%25 secret
  ::notice title=a: b,line=1::%250A
::group::Inputs
a secret ::error:: and a secret
::endgroup::
::constructor::text
last`

const shown = [
  'secret',
  'Debug: detail',
  'Error: one\ntwo% ***',
  'Notice: %0A',
  'Inputs',
  'a *** ::error:: and a ***',
  '::constructor::text',
  'last',
]

test.each([true, false])('the log shows what the runner would (debug: %j)', (debug) => {
  const lines: string[] = []
  const log = new RunnerLog({ debug, print: (line) => lines.push(line) })
  for (const character of printed) log.write(character)
  log.end()
  expect(lines).toEqual(shown.filter((line) => debug || !line.startsWith('Debug')))
})

test.each([
  ['a\r\nb\u2028c\u0085d\u001b[31m\u202ee', 'a??b?c?d?[31m?e'],
  [' \u200b::a', ' ?::a'],
  ['::error::a ##[error]b http://[::1]/', ': :error::a # #[error]b http://[::1]/'],
])('%j becomes one harmless line', (text, expected) => {
  expect(oneLine(text)).toBe(expected)
})

import { describe, expect, test } from '@jest/globals'
import { marked } from 'marked'
import type { Reply } from '../../simulator/replies.ts'
import { commandsIn, maskedBy, registeredCommands } from '../runner-rules.ts'
import { http, readable, runStep, type StepOptions, type StepRun, status, token } from './step.ts'

/** Texts that would be commands if they reached stdout as they are. */
const hostileText = [
  '##[add-mask]completed',
  '::add-mask::completed',
  'x\r::stop-commands::hush',
  'x\r\n  ::error title=Gotcha::fake',
  '##[set-output name=status;]completed\n##[debug]x',
  '::add-mask:\u200D:completed',
  '\uFEFF::save-state name=a::b',
  '#\u2060#[command]rm -rf',
  'x\u2028::notice::fake\u2029::warning::fake\u0085::error::fake',
  ':\u0301:error:\u0301:fake',
  '\u001B[2K\u001B[1A::error::fake',
  '%0A::error::fake%0D::warning::fake',
  '::group::\u0000\u0008\u007F\u{E0001}\u{1D173}\uD800',
  registeredCommands.map((name) => `::${name}::x\n##[${name}]y`).join('\n'),
].join('\n')

const html =
  '</code></td></tr></table>\n\n# Title\n<img src=x onerror=alert(1)> [a](https://x.example.com) ```\n| a | b |\n@team :tada: $x$'

/** Where a text can come from, each as what the API does. */
const places: readonly (readonly [string, (text: string) => readonly Reply[]])[] = [
  ['the message of a success', (text) => [status('completed', text)]],
  ['the message of a status', (text) => [status('in-progress', text), status('failed', text)]],
  [
    'every field of an error body',
    (text) => [
      http(403, {
        body: {
          message: text,
          errors: [{ code: text, message: text, type: text }],
          fieldErrors: { [text]: text },
          requiredPermissions: [text],
        },
      }),
    ],
  ],
  ['a page', (text) => [http(500, { body: `<html><p>${text}</p></html>` })]],
  ['a success that is not the documented object', (text) => [http(200, { body: text })]],
  [
    'the target of a redirect',
    // A header takes visible ASCII only.
    (text) => [http(302, { headers: { location: `https://x.example.com/?${text.replace(/[^ -~]/g, '')}` } })],
  ],
]

/** Runs a step with everything printed. Not even the beginning of the token can be in it. */
function runLoudly(options: StepOptions): Promise<StepRun> {
  const inputs = { 'outage-tolerance': '0s', ...options.inputs }
  return runStep({ secrets: [token.slice(0, 12)], ...options, inputs, env: { RUNNER_DEBUG: '1' } })
}

function expectOwnCommandsOnly(run: StepRun, ...warnings: readonly 'warning'[]): void {
  const names = commandsIn(run.stdout).map(({ name }) => name)
  const end = run.exitCode === 0 ? 'notice' : 'error'
  expect(names.filter((name) => name !== 'debug')).toEqual(['add-mask', ...warnings, end])
  expect(run.stdout).toContain('::debug::')
  expect(run.stdout.split(/\r?\n/)[0]).toBe(`::add-mask::${token}`)
}

describe('hostile text', () => {
  test.concurrent.each(places)('runs no command and repeats no token in %s', async (_, api) => {
    expectOwnCommandsOnly(await runLoudly({ api: api(`${hostileText} ${token} ${token}${token}`) }))
  })

  test.concurrent('repeats no token where a page is cut, at 300 characters', async () => {
    const body = `##[debug]${'x'.repeat(281)}${token}`
    expectOwnCommandsOnly(await runLoudly({ api: http(500, { body }) }))
  })

  test.concurrent('runs no command in an undocumented status, and is in no output', async () => {
    const api = [status('pending'), status(`${hostileText} ${token}`), status('failed')]
    const run = await runLoudly({ api, warnings: 1 })
    expectOwnCommandsOnly(run, 'warning')
    expect(run.warnings[0]?.text).toContain('"# #[add-mask]completed ::add-mask::completed')
    expect(run.outputs).toMatchObject({ status: 'failed', timeline: ['pending', 'failed'] })
    expect(run.message).not.toContain('mask')
  })

  test.concurrent('runs no command in an identifier', async () => {
    expectOwnCommandsOnly(await runLoudly({ inputs: { 'recovery-id': '##[add-mask]completed ::error::x' } }))
  })

  test.concurrent('is only text in the summary', async () => {
    const run = await runLoudly({ api: status('failed', html) })
    const rendered = marked.parse(run.summary, { async: false, gfm: true })
    expect(rendered).not.toMatch(/<(img|h1)|href="https:\/\/x\.example/)
    expect(run.summaryText).toContain('<img src=x onerror=alert(1)>')
    expect(run.message).toBe(html)
  })

  test.concurrent('of any size is cut with an ellipsis', async () => {
    const text = 'long '.repeat(50_000)
    const run = await runLoudly({ api: [status('in-progress', text), status('failed', text)] })
    expect(run.annotation.text).toContain('…')
    expect(Buffer.byteLength(run.message)).toBeLessThanOrEqual(64 * 1024)
    expect(run.message.endsWith('…')).toBe(true)
    expect(Buffer.byteLength(run.summary)).toBeLessThan(128 * 1024)
    expect(run.log.find((line) => line.includes('in-progress'))).toContain('…')
  })
})

const arn = 'arn:aws:iam::123456789012:role/Drill'

test.concurrent.each([
  arn,
  'https://hooks.example.com/a-b_c?key=d&sign="e/f"',
  "two  spaces::and #1's [sign]%0A",
])(
  'the secret %s of the job is unchanged wherever the API repeats it, so the runner masks it',
  async (secret) => {
    const mask = maskedBy([secret, secret.replaceAll('%', '%25')])
    const text = `user <${secret}> failed`
    const run = await runLoudly({ api: [status('in-progress', text), status('failed', text)] })
    expect(run.message).toBe(text)
    for (const shown of [run.log.join('\n'), run.annotation.text, run.summaryText])
      expect(shown).toContain(secret)
    for (const printed of [run.stdout, run.summary]) expect(readable(mask(printed))).not.toContain(secret)
  },
)

describe('the token', () => {
  const tricky = 'k3y/of+the=robot/that-nobody+sees'
  const asJson = tricky.replaceAll('/', '\\/').replaceAll('+', '\\u002b')
  const asUrl = encodeURIComponent(tricky)
  const withoutEnd = tricky.slice(0, -4)
  const escapedWithoutEnd = asJson.slice(0, -4)
  const secrets = [
    tricky,
    asJson,
    asUrl,
    asUrl.toLowerCase(),
    withoutEnd,
    escapedWithoutEnd,
    tricky.slice(0, 8),
  ]
  const truncated = (body: string): Reply => ({
    kind: 'raw',
    bytes: `HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n${body}`,
  })

  test.concurrent.each<readonly [string, Reply]>([
    ['escaped in a message', http(200, { body: `{"status":"failed","message":"for ${asJson}"}` })],
    ['escaped in what is no JSON after all', http(500, { body: `{"message":"for ${asJson}"` })],
    ['escaped in an error body', http(403, { body: `{"fieldErrors":{"${asJson}":"${asJson}"}}` })],
    ['in the target of a redirect', http(302, { headers: { location: `/login?${asUrl.toLowerCase()}` } })],
    ['cut', truncated(`{"x":"${withoutEnd}`)],
    ['escaped and cut', truncated(`{"x":"${escapedWithoutEnd}`)],
  ])('is nowhere, and its mask is there: %s', async (_, api) => {
    const run = await runLoudly({ api, simulator: { access: { token: tricky } }, secrets })
    for (const text of [run.message, run.annotation.text, run.summaryText]) expect(text).toContain('***')
  })

  test.concurrent('is nowhere in a body that is nested too deeply', async () => {
    const body = `${'{"a":['.repeat(50_000)}"${asJson}"${']}'.repeat(50_000)}`
    const simulator = { access: { token: tricky } }
    const run = await runLoudly({ api: http(200, { body }), simulator, secrets })
    expect(run.outputs?.outcome).toBe('error')
  })

  test.concurrent('is masked before anything else is printed, with a scheme too', async () => {
    const run = await runLoudly({ inputs: { timeout: 'never', token: `Bearer ${token}` } })
    expect(run.stdout).toMatch(`::add-mask::Bearer ${token}\n::add-mask::${token}\n`)
    expect(run.stdout.indexOf('::add-mask::')).toBe(0)
  })

  test.concurrent.each(['project-id', 'recovery-id', 'status-path'])('is rejected in %s', async (input) => {
    const run = await runLoudly({ inputs: { [input]: `/{id}/${token}/x` } })
    expect(run.requests).toEqual([])
    expect(run.outputs).toMatchObject({ outcome: 'error', cause: 'inputs', checks: 0 })
    expect(run.message).toContain(`${input} is "/{id}/***/x"`)
  })

  test.concurrent.each<readonly [string, StepOptions]>([
    ['unencrypted', { apiUrl: () => 'http://localhost.example.com' }],
    [
      'to a URL with a password',
      { apiUrl: () => 'https://me:pass-phrase@api.example.com', secrets: ['pass-phrase'] },
    ],
  ])('is never sent %s', async (_, options) => {
    const run = await runLoudly(options)
    expect(run.requests).toEqual([])
    expect(run.outputs).toMatchObject({ outcome: 'error', checks: 0 })
    expect(run.message).toContain('api-url')
  })
})

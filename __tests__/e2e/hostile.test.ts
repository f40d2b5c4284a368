import { describe, expect, test } from '@jest/globals'
import type { Reply } from '../../simulator/scenario.ts'
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

/** Runs a step with all that can be printed, of which not even the beginning of the token may be a part. */
function runLoudly(options: StepOptions): Promise<StepRun> {
  const inputs = { 'outage-tolerance': '0s', ...options.inputs }
  return runStep({ secrets: [token.slice(0, 12)], ...options, inputs, env: { RUNNER_DEBUG: '1' } })
}

const linesOf = (run: StepRun) => run.stdout.split(/\r?\n/)

function expectOwnCommandsOnly(run: StepRun, ...warnings: readonly 'warning'[]): void {
  const names = commandsIn(run.stdout).map(({ name }) => name)
  const end = run.exitCode === 0 ? 'notice' : 'error'
  expect(names.filter((name) => name !== 'debug')).toEqual(['add-mask', ...warnings, end])
  expect(run.stdout).toContain('::debug::')
  expect(linesOf(run)[0]).toBe(`::add-mask::${token}`)
}

describe('a hostile text', () => {
  test.concurrent.each(places)('starts no command in %s', async (_, api) => {
    for (const text of [hostileText, '##[add-mask]completed'])
      expectOwnCommandsOnly(await runLoudly({ api: api(text) }))
  })

  test.concurrent('starts no command in an unknown status, and is in no output', async () => {
    const run = await runLoudly({
      api: [status(hostileText), status('failed')],
      warnings: 1,
    })
    expectOwnCommandsOnly(run, 'warning')
    expect(run.warnings[0]?.text).toContain('"# # [add-mask]completed : :add-mask: :completed')
    expect(run.outputs).toMatchObject({ status: 'failed', timeline: ['failed'] })
    expect(run.message).not.toContain('mask')
  })

  test.concurrent('starts no command in an identifier', async () => {
    const run = await runLoudly({ inputs: { 'recovery-id': '##[add-mask]completed ::error::x' } })
    expectOwnCommandsOnly(run)
    expect(run.message).toContain('404')
  })

  test.concurrent('is inert in the summary', async () => {
    const run = await runLoudly({ api: status('failed', html) })
    const harmless = await runLoudly({ api: status('failed', 'a reason') })
    const structure = ({ summary }: StepRun) => summary.match(/<[^>]*>|^\s*$|^[#|`].*/gm)
    expect(structure(run)).toEqual(structure(harmless))
    expect(run.summaryText).toContain('<img src=x onerror=alert(1)>')
    expect(run.message).toBe(html)
  })

  test.concurrent('of any size is cut with an ellipsis', async () => {
    const text = 'long '.repeat(50_000)
    const run = await runLoudly({
      api: [status('in-progress', text), status('failed', text)],
    })
    expect(run.annotation.text).toContain('…')
    expect(Buffer.byteLength(run.message)).toBeLessThan(64 * 1024)
    expect(run.message.endsWith('…')).toBe(true)
    expect(Buffer.byteLength(run.summary)).toBeLessThan(128 * 1024)
    expect(run.log.find((line) => line.includes('in-progress'))).toContain('…')
  })
})

describe('a secret of the job', () => {
  const secret = 'https://hooks.example.com/a-b_c?key=d&sign="e/f"'
  const mask = maskedBy([secret])
  const shows = (text: string) => readable(mask(text)).includes(secret)

  test.concurrent('is found by the runner wherever the API repeats it', async () => {
    const text = `webhook <${secret}> failed`
    const run = await runLoudly({ api: [status('in-progress', text), status('failed', text)] })
    expect(run.message).toBe(text)
    expect(run.log.join('\n')).toContain(secret)
    expect(run.annotation.text).toContain(secret)
    expect(run.summaryText).toContain(secret)
    for (const printed of [run.stdout, run.summary]) expect(shows(printed)).toBe(false)
    // The runner does not know what else a sign can be written as: there, the same search finds the secret.
    const others = { '&amp;': '&#38;', '&quot;': '&#34;' }
    for (const [known, unknown] of Object.entries(others))
      expect(shows(run.summary.replaceAll(known, unknown))).toBe(true)
  })
})

describe('the token, in any form', () => {
  const tricky = 'k3y/of+the=robot/that-nobody+sees'
  const asJson = tricky.replaceAll('/', '\\/').replaceAll('+', '\\u002b')
  const asUrl = encodeURIComponent(tricky)
  const withoutEnd = tricky.slice(0, -4)
  const secrets = [tricky, asJson, asUrl, asUrl.toLowerCase(), withoutEnd, tricky.slice(0, 8)]
  const header = 'HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n'
  const nested = (depth: number) => `${'{"a":['.repeat(depth)}"${asJson}"${']}'.repeat(depth)}`

  test.concurrent.each<readonly [string, Reply]>([
    ['escaped in a message', http(200, { body: `{"status":"failed","message":"for ${asJson}"}` })],
    ['escaped in what is no JSON after all', http(500, { body: `{"message":"for ${asJson}"` })],
    ['escaped in an error body', http(403, { body: `{"fieldErrors":{"${asJson}":"${asJson}"}}` })],
    ['in the target of a redirect', http(302, { headers: { location: `/login?${asUrl}` } })],
    ['in lower case there', http(302, { headers: { location: `/login?${asUrl.toLowerCase()}` } })],
    ['cut', { kind: 'raw', base64: Buffer.from(`${header}{"x":"${withoutEnd}`).toString('base64') }],
    ['in a nested body', http(200, { body: nested(10) })],
  ])('is nowhere, and its mask is there: %s', async (_, api) => {
    const run = await runStep({
      api,
      simulator: { access: { token: tricky } },
      inputs: { 'outage-tolerance': '0s' },
      env: { RUNNER_DEBUG: '1' },
      secrets,
    })
    for (const text of [run.message, run.annotation.text, run.summaryText]) expect(text).toContain('***')
  })

  test.concurrent('is nowhere in a body too deep to be read', async () => {
    const simulator = { access: { token: tricky } }
    const api = http(200, { body: nested(50_000) })
    const run = await runLoudly({ api, simulator, secrets })
    expect(run.outputs?.cause).toBe('unusable-answer')
  })

  test.concurrent.each(['project-id', 'recovery-id', 'status-path'])('is refused in %s', async (input) => {
    const run = await runLoudly({ inputs: { [input]: `/{id}/${token}/x` } })
    expect(run.requests).toEqual([])
    expect(run.outputs).toMatchObject({ outcome: 'error', cause: 'inputs', checks: 0 })
    expect(run.message).toContain(`${input} is "/{id}/***/x": it holds the token`)
  })
})

describe('the token', () => {
  test.concurrent.each(places)('is nowhere when the API repeats it in %s', async (_, api) => {
    // As it is, twice in a row, and where a text is cut: an excerpt of a body has 300 characters.
    for (const text of [`${token} ${token}${token}`, `${'x'.repeat(290)}${token}`])
      expectOwnCommandsOnly(await runLoudly({ api: api(text) }))
  })

  test.concurrent('is nowhere when the API repeats it as a status', async () => {
    const api = [status(token), status('failed')]
    expectOwnCommandsOnly(await runLoudly({ api, warnings: 1 }), 'warning')
  })

  test.concurrent('is masked before anything else is printed, with a scheme too', async () => {
    const run = await runLoudly({ inputs: { timeout: 'never', token: `Bearer ${token}` } })
    expect(linesOf(run).slice(0, 2)).toEqual([`::add-mask::Bearer ${token}`, `::add-mask::${token}`])
  })

  test.concurrent.each<readonly [string, string, StepOptions]>([
    ['of two lines', 'token', { inputs: { token: 'first-line-of-it\nsecond-line-of-it' } }],
    ['that is a JSON key', 'token', { inputs: { token: '{"private_key":"abcdefghijkl"}' } }],
    ['in the clear', 'api-url', { apiUrl: () => 'http://localhost.example.com' }],
    [
      'to a URL with a password',
      'api-url',
      { apiUrl: () => 'https://me:pass-phrase@api.example.com', secrets: ['pass-phrase'] },
    ],
  ])('is never sent %s', async (_, input, options) => {
    const run = await runLoudly(options)
    expect(run.requests).toEqual([])
    expect(run.outputs).toMatchObject({ outcome: 'error', checks: 0 })
    expect(run.message).toContain(input)
  })

  test.concurrent('is refused when it has expired, and warned about when it will', async () => {
    const expiring = (seconds: number) => {
      const claims = JSON.stringify({ exp: Math.round(Date.now() / 1_000) + seconds })
      return `eyJhbGciOiJub25lIn0.${Buffer.from(claims).toString('base64url')}.c2lnbmF0dXJl`
    }
    const past = await runLoudly({ inputs: { token: expiring(-3_600) } })
    expect(past.requests).toEqual([])
    expect(past.message).toMatch(/token.* 20\d\d-\d\d-\d\d .* UTC/)
    const soon = expiring(600)
    const run = await runLoudly({
      inputs: { timeout: '1h' },
      simulator: { access: { token: soon } },
      warnings: 1,
    })
    expect(run.exitCode).toBe(0)
    expect(run.warnings[0]?.text).toMatch(/\btoken\b.* 20\d\d-\d\d-\d\d .* UTC/i)
  })
})

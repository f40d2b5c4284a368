import { describe, expect, test } from '@jest/globals'
import type { Phase, Reply } from '../../simulator/scenario.ts'
import { commandsIn, registeredCommands } from '../runner-rules.ts'
import { once, runStep, type StepOptions, status, token } from './step.ts'

/** Texts that would be commands if they reached stdout as they are. */
const hostileTexts: readonly string[] = [
  '::add-mask::completed',
  'x\n::set-output name=status::completed',
  'x\r::stop-commands::hush',
  'x\r\n  ::error title=Gotcha::fake',
  'one ##[add-mask]completed',
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
]

const allOfThem = hostileTexts.join('\n')

/** Where a hostile text can come from, each as what the API does. */
const places: readonly (readonly [string, (text: string) => readonly Phase[]])[] = [
  [
    'the message of a status',
    (text) => [once(status('in-progress', text)), { reply: status('failed', text) }],
  ],
  ['the message of a success', (text) => [{ reply: status('completed', text) }]],
  [
    'the error body',
    (text) => [
      {
        reply: {
          kind: 'http',
          code: 403,
          body: {
            message: text,
            errors: [{ code: text, message: text, type: text }],
            fieldErrors: { [text]: text },
            requiredPermissions: [text],
          },
        },
      },
    ],
  ],
  [
    'the error body of a failure that passes',
    (text) => [once({ kind: 'http', code: 503, body: { message: text } }), { reply: status('failed') }],
  ],
  ['an HTML page', (text) => [{ reply: { kind: 'http', code: 502, body: `<html><p>${text}</p></html>` } }]],
  [
    'a success that is not the documented object',
    (text) => [{ reply: { kind: 'http', code: 200, body: text } }],
  ],
]

/** Runs a step with debugging on, so that all that can be printed is printed. */
function runLoudly(options: StepOptions) {
  return runStep({ ...options, env: { RUNNER_DEBUG: '1', ...options.env } })
}

describe('a hostile text', () => {
  test.each(places)('in %s starts no command', async (_, api) => {
    for (const text of [allOfThem, ...hostileTexts.slice(0, 4)]) {
      const run = await runLoudly({ api: api(text), inputs: { 'outage-tolerance': '0s' } })
      const names = new Set(commandsIn(run.stdout).map(({ name }) => name))
      names.delete('add-mask')
      names.delete('debug')
      expect([...names]).toEqual([run.exitCode === 0 ? 'notice' : 'error'])
      expect(commandsIn(run.stdout).filter(({ name }) => name === 'add-mask')).toEqual([
        { name: 'add-mask', data: token, line: `::add-mask::${token}` },
      ])
    }
  })

  test('in an unknown status is quoted in a warning, and nowhere else', async () => {
    const run = await runLoudly({
      api: [once(status(allOfThem)), { reply: status('failed') }],
      warnings: 1,
    })
    expect(run.warnings[0]?.text).toMatch(
      /does not document: ": :add-mask: :completed x : :set-output.{0,80}…"\. The wait goes on/,
    )
    expect(run.outputs).toMatchObject({ status: 'failed' })
    expect(run.outputs.timeline).not.toContain('mask')
  })

  test('in a redirect target starts no command', async () => {
    const location = 'https://x.example.com/##[add-mask]completed?::error::x'
    const run = await runLoudly({ api: { kind: 'http', code: 302, headers: { location } } })
    expect(run.annotation.text).toContain('https://x.example.com/# # [add-mask]completed?: :error: :x')
  })

  test('in an identifier starts no command either', async () => {
    const run = await runLoudly({ inputs: { 'recovery-id': '##[add-mask]completed ::error::x' } })
    expect(run.exitCode).toBe(1)
    expect(run.outputs.message).toContain('404')
  })

  test('is inert in the summary', async () => {
    const text =
      '</code></td></tr></table>\n\n# Title\n<img src=x onerror=alert(1)> [a](https://x.example.com) ```\n| a | b |\n@team :tada: $x$'
    const run = await runLoudly({ api: status('failed', text) })
    expect(run.summary).not.toMatch(/<img|\n# Title|\]\(|@team|:tada:|\| a/)
    expect(run.summary.match(/<\/table>/g)).toHaveLength(1)
    expect(run.outputs.message).toBe(text)
  })

  test('of any size is cut with an ellipsis', async () => {
    const text = `${'long '.repeat(50_000)}`
    const run = await runLoudly({
      api: [once(status('in-progress', text)), { reply: status('failed', text) }],
    })
    expect(run.annotation.text.length).toBeLessThan(4_096)
    expect(run.annotation.text).toContain('…')
    expect(Buffer.byteLength(run.outputs.message ?? '')).toBeLessThan(64 * 1024)
    expect(run.outputs.message?.endsWith('…')).toBe(true)
    expect(Buffer.byteLength(run.summary)).toBeLessThan(128 * 1024)
    expect(run.log.find((line) => line.includes('Status: in-progress'))).toContain('…')
  })
})

const secretReplies: readonly (readonly [string, readonly Phase[]])[] = [
  [
    'a message',
    [once(status('in-progress', `token is ${token}`)), { reply: status('failed', `${token}${token}`) }],
  ],
  ['a status', [once(status(token)), { reply: status('failed') }]],
  [
    'the error body',
    [
      {
        reply: {
          kind: 'http',
          code: 401,
          body: { message: token, fieldErrors: { [token]: token }, errors: [{ code: token }] },
        },
      },
    ],
  ],
  ['an HTML page', [{ reply: { kind: 'http', code: 500, body: `<p>${'x'.repeat(290)}${token}</p>` } }]],
  [
    'a redirect',
    [{ reply: { kind: 'http', code: 307, headers: { location: `https://x.example.com/?t=${token}` } } }],
  ],
]

describe('the token', () => {
  test.each(secretReplies)('is nowhere when the API repeats it in %s', async (_, api) => {
    const run = await runLoudly({
      api,
      inputs: { 'outage-tolerance': '0s' },
      warnings: _ === 'a status' ? 1 : 0,
    })
    expect(run.exitCode).toBe(1)
    const everything = [
      run.stdout.replace(`::add-mask::${token}`, ''),
      run.summary,
      JSON.stringify(run.outputs),
    ].join('\n')
    for (let length = 12; length <= token.length; length++)
      expect(everything).not.toContain(token.slice(0, length))
  })

  test('is masked before anything else is printed', async () => {
    const run = await runLoudly({ inputs: { timeout: 'never', token: `Bearer ${token}` } })
    expect(run.stdout.split(/\r?\n/)[0]).toBe(`::add-mask::Bearer ${token}`)
    expect(run.stdout.split(/\r?\n/)[1]).toBe(`::add-mask::${token}`)
  })

  test.each([
    ['too short', 'abc1234', 'expected at least 8 characters'],
    ['of two lines', 'first-line-of-it\nsecond-line-of-it', 'expected one line'],
    ['a JSON key', '{"type":"service_account","private_key":"abcdefghijkl"}', 'key of type JSON'],
    ['not ASCII', 'tökén-tökén', 'visible ASCII'],
  ])('is refused, and not repeated, when it is %s', async (_, unfit, reason) => {
    const run = await runLoudly({ inputs: { token: unfit } })
    expect(run.exitCode).toBe(1)
    expect(run.requests).toEqual([])
    expect(run.outputs.message).toContain('`token` cannot be used')
    expect(run.outputs.message).toContain(reason)
  })

  test.each([
    ['http://api.example.com', 'in the clear'],
    ['http://127.0.0.1.example.com', 'taken for this machine'],
    ['https://127.example.com', 'taken for this machine'],
    ['http://localhost.example.com', 'in the clear'],
    ['http://2130706433.example.com', 'in the clear'],
    ['http://0.0.0.0', 'in the clear'],
    ['https://user:pass-phrase@api.example.com', 'without a user name'],
    ['https://api.example.com?key=value', 'without a query'],
    ['ftp://api.example.com', 'https:// in front'],
    ['api.example.com', 'https:// in front'],
  ])('is never sent to %s', async (apiUrl, reason) => {
    const run = await runLoudly({ inputs: { 'api-url': apiUrl } })
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ outcome: 'error', polls: '0' })
    expect(run.outputs.message).toContain(reason)
    expect(run.outputs.message).not.toContain('pass-phrase')
  })

  test('that ran out is refused with its date, one that will run out is warned about once', async () => {
    const expiring = (seconds: number) => {
      const claims = JSON.stringify({ exp: Math.round(Date.now() / 1_000) + seconds })
      return `eyJhbGciOiJub25lIn0.${Buffer.from(claims).toString('base64url')}.c2lnbmF0dXJl`
    }
    const past = await runLoudly({ inputs: { token: expiring(-3_600) } })
    expect(past.requests).toEqual([])
    expect(past.outputs.message).toMatch(/`token` cannot be used: it ran out on 20\d\d-\d\d-\d\dT/)
    const soon = expiring(600)
    const run = await runLoudly({
      inputs: { token: soon, timeout: '1h' },
      simulator: { access: { token: soon } },
      warnings: 1,
    })
    expect(run.exitCode).toBe(0)
    expect(run.warnings[0]?.text).toMatch(/^The token runs out on 20\d\d-/)
  })
})

/** Everything that a run can print, under debugging: the harness looks for the token in all of it. */
const everyKind: readonly (readonly [string, Reply, number])[] = [
  ['completed', status('completed', 'done'), 0],
  ['failed', status('failed'), 0],
  ['stalled', status('stalled'), 0],
  ['unknown', status('odd'), 1],
  ['a 401', { kind: 'http', code: 401 }, 0],
  ['a 403', { kind: 'http', code: 403 }, 0],
  ['a 404', { kind: 'http', code: 404 }, 0],
  ['a 503', { kind: 'http', code: 503 }, 0],
  ['a redirect', { kind: 'http', code: 302, headers: { location: '/x' } }, 0],
  ['a reset', { kind: 'reset-connection' }, 0],
  ['garbage', { kind: 'raw', base64: 'AAAA' }, 0],
  ['a cut body', { kind: 'cut-body', afterBytes: 4, framing: 'chunked', how: 'fin' }, 0],
]

test.each(everyKind)('with debugging on, %s gives nothing away', async (_, reply, warnings) => {
  const run = await runLoudly({ api: reply, inputs: { timeout: '1s', 'outage-tolerance': '0s' }, warnings })
  expect(run.stdout).toContain('::debug::')
})

import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { classify } from '../../src/api/classify.ts'
import { judgeConnectionFailure } from '../../src/api/connection-failure.ts'
import type { Exchange } from '../../src/api/exchange.ts'
import { environmentProblems } from '../../src/inputs/environment.ts'
import { readInputs } from '../../src/inputs/inputs.ts'
import { refusal } from '../../src/main.ts'
import { describeStart, describeTokenExpiry, type LogEntry } from '../../src/report/progress-log.ts'
import { summarise } from '../../src/report/summary.ts'
import { verdictOf } from '../../src/report/verdict.ts'
import type { Check, ProblemCause } from '../../src/wait/check.ts'
import { errorResult, type Result } from '../../src/wait/outcome.ts'
import type { WaitPolicy } from '../../src/wait/policy.ts'
import { anAnswer, anUnknownStatus, aProblem, someInputs } from './factories.ts'
import { waitVirtually } from './virtual-wait.ts'

// Every text of the action, in one file that is read as prose: `UPDATE_MESSAGES=1 npm test -- unit/messages` writes it.
const file = new URL('messages.txt', import.meta.url)
const written = readFileSync(file, 'utf8')
const startedAtMs = Date.UTC(2026, 10, 24, 3)

const required = {
  'api-url': 'https://api.example.com',
  token: 'a-token-for-tests',
  'account-id': '12345678',
  'project-id': '123456',
  'assembly-id': '87654321',
  'recovery-id': '23712792:o23712792ac-example',
}

function jwt(exp: number): string {
  return `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.signature`
}

const mistakes: readonly Readonly<Record<string, string>>[] = [
  Object.fromEntries(Object.keys(required).map((name) => [name, ''])),
  { token: '' },
  { 'account-id': '', timeout: '60', 'on-stalled': 'retry' },
  { 'api-url': 'api.example.com' },
  { 'api-url': 'http://api.example.com' },
  { 'api-url': 'https://me:secret@api.example.com' },
  { 'api-url': 'https://api.example.com/?tenant=1' },
  { 'api-url': 'https://api.example.com:0' },
  { 'api-url': 'http://127.example.com' },
  { 'api-url': '<api-url>' },
  { token: 'short' },
  { token: '"a-token-for-tests"' },
  { token: '{ "type": "service_account" }' },
  { token: 'a-token-for-tests\nof-two-lines' },
  { token: 'a token with spaces' },
  { token: jwt(1_700_000_000) },
  { 'account-id': '12x' },
  { 'account-id': '9223372036854775808' },
  { 'assembly-id': '23712792:a23712792ac-example' },
  { 'recovery-id': '<id>' },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what is left of an expression
  { 'recovery-id': '${{ steps.start.outputs.id }}' },
  { 'recovery-id': '..' },
  { 'recovery-id': 'a\tb' },
  { 'project-id': 'a-token-for-tests' },
  ...['0', '60', '60 s', 'soon', '0s', '6d', '9000000'].map((timeout) => ({ timeout })),
  { 'start-timeout': '90' },
  { 'start-timeout': '2h' },
  { 'poll-interval': '0' },
  { 'poll-interval': '1ms' },
  { 'poll-interval': '1m' },
  { 'max-poll-interval': '1s' },
  { 'poll-interval': '2m', 'max-poll-interval': '1m' },
  { 'request-timeout': '0' },
  { 'outage-tolerance': '10' },
  { 'on-stalled': 'ignore' },
  { summary: 'yes' },
  ...[
    '/recoveries/23712792:o23712792ac-example/reset/status',
    '/recoveries/23712792%3Ao23712792ac-example/reset/status',
    '/recoveries/reset/status',
    '/recoveries/{recoveryId}/reset/status',
    '/accounts/{account-id}/recoveries/{id}',
    '/recoveries/{reset}/{id}',
    '/tenants/{tenant}/recoveries/{id}',
    '/recoveries/:recoveryId',
    'recoveries/{id}',
    'https://api.example.com/recoveries/{id}',
    '/a/../recoveries/{id}',
    '/my recoveries/{id}',
  ].map((statusPath) => ({ 'status-path': statusPath })),
]

const environments = [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, { https_proxy: 'proxy.example.com:3128' }]

const proxyHost = 'proxy.example.com:3128'
const broken = { kind: 'broken', code: '', message: '', proxyHost: undefined, atProxy: false } as const

const failures = [
  { kind: 'timed-out', timeoutMs: 30_000, proxyHost: undefined },
  { kind: 'timed-out', timeoutMs: 30_000, proxyHost },
  { kind: 'proxy-refused', statusCode: 407, proxyHost },
  { kind: 'proxy-refused', statusCode: 503, proxyHost },
  { ...broken, code: 'ECONNREFUSED' },
  { ...broken, code: 'ECONNREFUSED', proxyHost, atProxy: true },
  { ...broken, code: 'ECONNRESET', proxyHost },
  { ...broken, code: 'ENOTFOUND' },
  { ...broken, code: 'EPROTO', message: 'x:SSL routines:y:wrong version number:z' },
  { ...broken, code: 'EPROTO', message: 'x:SSL routines:y:ssl/tls alert handshake failure:z' },
  { ...broken, code: 'HPE_INVALID_CONSTANT' },
  { ...broken, code: 'EODD', message: 'something odd' },
  broken,
  { ...broken, code: 'CERT_HAS_EXPIRED' },
  { ...broken, code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  { ...broken, code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', proxyHost, atProxy: true },
  { ...broken, code: 'CERT_UNTRUSTED', message: 'certificate not trusted' },
] as const

const envelope = {
  message: 'Access denied.',
  errors: [
    { code: 'E403', message: 'access denied', type: 'AUTH' },
    { code: 'E17', message: 'Role missing' },
  ],
  fieldErrors: { assemblyId: 'not yours' },
  requiredPermissions: ['recovery:read', 'recovery:reset'],
}
const page = (text: string) =>
  `<html><head><title>${text}</title></head><body><h1>${text}</h1><hr>nginx</body></html>`

const responses: readonly (readonly [statusCode: number, body: string, more?: object])[] = [
  [401, '{"message":"Unauthorized"}'],
  [403, JSON.stringify(envelope)],
  [404, '{"message":"No such recovery"}'],
  [404, page('404 Not Found')],
  [405, ''],
  [412, '{"errors":[{"code":"E412"}]}'],
  [429, 'Slow down'],
  [502, page('502 Bad Gateway')],
  [503, page('Sorry, <b>we</b> are down')],
  [302, '', { location: 'https://login.example.com/?from=cloud' }],
  [302, ''],
  [304, ''],
  [200, page('Sign in')],
  [200, '{"state":"completed"}'],
  [200, ''],
  [200, '\u001f\u008b', { contentEncoding: 'gzip' }],
  [200, '{"status":"comp', { bodyEnd: 'cut' }],
  [200, 'x', { bodyEnd: 'too-large' }],
  [204, ''],
]

const url = new URL(
  'https://api.example.com/accounts/12345678/recoveries/23712792%3Ao23712792ac/reset/status',
)

function receive([statusCode, body, more = {}]: (typeof responses)[number]): Check {
  const headers = { retryAfter: undefined, location: undefined, contentEncoding: undefined }
  const exchange = { kind: 'response', statusCode, body, bodyEnd: 'whole', ...headers, ...more } as Exchange
  return classify(exchange, { url, wallClockMs: startedAtMs, redact: String })
}

function textOf(check: Check): string {
  return 'problem' in check ? check.problem.text : JSON.stringify(check)
}

const notThere = receive([404, '{"message":"No such recovery"}'])
const unavailable = receive([503, 'Try later'])

function write({ level, title, text }: LogEntry): string {
  return [level !== 'info' && `${level}:`, title && `(${title})`, text].filter(Boolean).join(' ')
}

async function waitThrough(changed: Partial<WaitPolicy>, tell: (nowMs: number) => Check | 'cancel') {
  const { policy, entries, result } = await waitVirtually(changed, tell)
  const inputs = someInputs({ policy, statusUrl: url })
  const start = describeStart(inputs.identifiers.id, `GET ${url}`, policy)
  return { log: [...start, ...entries.map(write)], result, inputs }
}

const oneByOne = (checks: readonly (Check | 'cancel')[]) => {
  const left = [...checks]
  return () => left.shift() ?? anAnswer('pending')
}
const everything = [
  notThere,
  anAnswer('completed', 'Gone.'),
  unavailable,
  anAnswer('pending', 'Queued.', 1),
  anAnswer('pending', 'Still queued.'),
  { ...unavailable, retryAfterMs: 30_000 } as Check,
  unavailable,
  anUnknownStatus('paused'),
  anUnknownStatus('halted', 'Why?'),
  unavailable,
  anAnswer('in-progress', 'Removing 5 of 37 resources'),
  anAnswer('in-progress', 'Removing 9 of 37 resources'),
  unavailable,
  receive([403, JSON.stringify(envelope)]),
]
const seldom = { pollIntervalMs: 20_000, maxPollIntervalMs: 20_000 }
const anHour = (nowMs: number) => {
  const minute = nowMs / 60_000
  if (minute > 12 && minute < 16) return unavailable
  if (minute > 30 && minute < 40 && Math.floor(minute * 3) % 2 === 0) return receive([429, ''])
  const resources = Math.floor(minute)
  return minute < 5 ? anAnswer('pending') : anAnswer('in-progress', `Removing ${resources} of 60 resources`)
}
const aMinute = { ...seldom, timeoutMs: 60_000 }
const start = { ...aMinute, startTimeoutMs: 30_000 }

const logs: readonly (readonly [string, Partial<WaitPolicy>, (nowMs: number) => Check | 'cancel'])[] = [
  [
    'in which everything happens',
    { ...seldom, timeoutMs: 300_000, startTimeoutMs: 90_000 },
    oneByOne(everything),
  ],
  ['of an hour, with an outage, and an API that comes and goes', {}, anHour],
]
const ends: readonly (readonly [string, Partial<WaitPolicy>, readonly (Check | 'cancel')[]])[] = [
  ['completed', aMinute, [anAnswer('pending'), anAnswer('completed')]],
  [
    'completed, with a message',
    aMinute,
    [anAnswer('pending'), anAnswer('completed', 'All "37" resources\nare gone.')],
  ],
  ['completed at the first check', aMinute, [anAnswer('completed')]],
  ['failed', aMinute, [anAnswer('in-progress'), anAnswer('failed', 'Stack DELETE_FAILED: bucket not empty')]],
  ['failed, without a message', aMinute, [unavailable, anAnswer('failed')]],
  ['stalled', aMinute, [anAnswer('in-progress'), anAnswer('stalled', 'restore r-1 runs')]],
  ['stalled, without a message', aMinute, [anAnswer('stalled')]],
  [
    'not started, an earlier end',
    start,
    [anAnswer('completed', 'Gone.'), anAnswer('completed', 'Gone.'), anAnswer('completed', 'Gone.')],
  ],
  ['not started, not there', start, [notThere, notThere, notThere]],
  ['not started, in an outage', start, [anUnknownStatus('held'), unavailable, unavailable]],
  ['timed out', aMinute, Array(9).fill(anAnswer('in-progress', 'Removing 5 of 37 resources'))],
  ['timed out after one check', { ...aMinute, timeoutMs: 200 }, [anAnswer('pending')]],
  ['timed out in an outage', aMinute, [anAnswer('pending'), ...Array(9).fill(unavailable)]],
  ['timed out at an undocumented status', aMinute, Array(9).fill(anUnknownStatus('COMPLETED', 'done'))],
  ['timed out without an answer', { ...aMinute, outageToleranceMs: 90_000 }, Array(9).fill(unavailable)],
  [
    'given up after an outage',
    { ...aMinute, outageToleranceMs: 20_000 },
    [anAnswer('pending'), ...Array(9).fill(unavailable)],
  ],
  ['given up before any answer', { ...aMinute, outageToleranceMs: 0 }, [unavailable]],
  ['refused', aMinute, [anAnswer('pending', 'Queued.'), receive([401, ''])]],
  ['cancelled', aMinute, [anAnswer('in-progress', 'Removing 5 of 37 resources'), 'cancel']],
]

const causes: readonly ProblemCause[] = [
  ...(['inputs', 'credentials', 'permissions', 'not-found', 'refused', 'redirect', 'certificate'] as const),
  ...(['proxy', 'unreachable', 'server', 'unusable-answer', 'internal'] as const),
]

function heading(text: string): string {
  return `\n${'═'.repeat(100)}\n${text}\n${'═'.repeat(100)}`
}

function tellMistake(given: Readonly<Record<string, string>>): string {
  const texts: Readonly<Record<string, string>> = { ...required, ...given }
  const inputs = readInputs({ read: (name) => texts[name] ?? '', redact: String, wallClockMs: startedAtMs })
  const shown = Object.entries(given).map(([name, value]) => `${name}: ${value}`)
  if (!('problems' in inputs)) throw new Error(`Accepted: ${shown}`)
  return tell(shown.join('\n'), refusal(inputs.problems), undefined)
}

function tell(name: string, result: Result, inputs: ReturnType<typeof someInputs> | undefined): string {
  const { title, announcement } = verdictOf(result, inputs)
  return `\n• ${name}\n  ${title}: ${announcement}`
}

async function everyMessage(): Promise<string> {
  const parts = ['Made by messages.test.ts: every text of the action.', heading('Inputs that cannot be used')]
  parts.push(...mistakes.map(tellMistake), heading('An environment that cannot be used'))
  for (const environment of environments) {
    const problems = environmentProblems(environment, new URL('https://[2001:db8::1]'), () => false)
    parts.push(tell(JSON.stringify(environment), refusal(problems), undefined))
  }
  parts.push(heading('What a check can meet'))
  for (const failure of failures)
    parts.push(`\n  ${judgeConnectionFailure(failure, 'api.example.com').problem.text}`)
  for (const response of responses) parts.push(`\n  ${textOf(receive(response))}`)
  parts.push(heading('Advice: against each cause, and what it is once the API had answered'))
  for (const cause of causes) {
    const result = errorResult(aProblem({ cause, text: '…' }), 0)
    const answered = { ...result, progress: { ...result.progress, hasAnswered: true } }
    const [before, after] = [result, answered].map((one) => verdictOf(one, someInputs()).advice.join(' '))
    parts.push(`\n• ${cause}\n  ${before}${after === before ? '' : `\n  ${after}`}`)
  }
  for (const [name, policy, told] of logs) {
    const { log, result, inputs } = await waitThrough(policy, told)
    parts.push(
      heading(`The log ${name}`),
      ...log.filter((line) => policy.startTimeoutMs || !line.startsWith('debug')),
    )
    parts.push(
      tell('and its end', result, inputs),
      `\n${summarise(result, verdictOf(result, inputs), inputs, startedAtMs)}`,
    )
  }
  parts.push(heading('How it ends'), write(describeTokenExpiry(startedAtMs)))
  for (const [name, policy, checks] of ends) {
    const { result, inputs } = await waitThrough(policy, oneByOne(checks))
    const { message, announcement } = verdictOf(result, inputs)
    parts.push(
      tell(name, result, inputs),
      `  message: ${message === announcement ? 'the same' : JSON.stringify(message)}`,
    )
  }
  return `${parts.join('\n')}\n`
}

test('every text is as it was read', async () => {
  const messages = await everyMessage()
  if (process.env.UPDATE_MESSAGES) writeFileSync(file, messages)
  else expect(messages.split('\n')).toEqual(written.split('\n'))
})

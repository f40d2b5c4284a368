import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { classify } from '../../src/api/classify.ts'
import type { Exchange, Response } from '../../src/api/http.ts'
import {
  environmentProblems,
  extraCertificatesProblem,
  nodeProblem,
  timeoutWarning,
} from '../../src/inputs/environment.ts'
import { readInputs } from '../../src/inputs/inputs.ts'
import { invalidConfiguration, unexpectedError } from '../../src/report/problems.ts'
import { describeStart, describeTokenExpiry, type LogEntry } from '../../src/report/progress-log.ts'
import type { Subject } from '../../src/report/subject.ts'
import { summarize } from '../../src/report/summary.ts'
import { verdictOf } from '../../src/report/verdict.ts'
import { type Text, text, toPlain } from '../../src/text/text.ts'
import type { Check, Problem, ProblemCause, ProblemHint } from '../../src/wait/check.ts'
import { errorResult, type Result } from '../../src/wait/outcome.ts'
import type { WaitPolicy } from '../../src/wait/policy.ts'
import { aFailure, aPolicy, aProblem, aStatus, aSubject, progressAfter } from './factories.ts'
import { waitVirtually } from './virtual-wait.ts'

// Every text of the action, in one file that is read as prose: `UPDATE_MESSAGES=1 npm test -- unit/messages` writes it.
const file = new URL('messages.txt', import.meta.url)
const startedMs = Date.UTC(2026, 10, 24, 3)

const defaults: Readonly<Record<string, string>> = {
  'api-url': 'https://api.example.com',
  token: 'a-token-for-tests',
  'account-id': '12345678',
  'project-id': '123456',
  'assembly-id': '87654321',
  'recovery-id': '23712792:o23712792ac-example',
}

const hyphenated = ['api-url', 'account-id', 'project-id', 'assembly-id', 'recovery-id']

const mistakes: readonly Readonly<Record<string, string | undefined>>[] = [
  Object.fromEntries(hyphenated.map((name) => [name, undefined])),
  Object.fromEntries(Object.keys(defaults).map((name) => [name, ''])),
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
  { 'account-id': '12x' },
  { 'account-id': '9223372036854775808' },
  { 'assembly-id': '23712792:a23712792ac-example' },
  { 'recovery-id': '<id>' },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what is left of an expression
  { 'recovery-id': '${{ steps.start.outputs.id }}' },
  { 'recovery-id': '..' },
  { 'recovery-id': 'a%2F..%2Fb' },
  { 'recovery-id': '1.23E+19' },
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
  { 'outage-tolerance': '99999999999999999999' },
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
    '/recoveries/{id}?account={account}',
    '/recoveries/x-:id',
  ].map((statusPath) => ({ 'status-path': statusPath })),
]

const proxies = [
  'proxy.example.com:3128',
  'http://CORP\\me:secret@proxy.example.com:3128',
  'http://proxy.example.com:3128',
]
const environments = [
  { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
  ...proxies.map((proxy) => ({ https_proxy: proxy })),
]

const extraCertificates: readonly (readonly [path: string, content: string | Error])[] = [
  ['/ca.pem', Object.assign(new Error(), { code: 'ENOENT' })],
  ['/etc', Object.assign(new Error(), { code: 'EISDIR' })],
  ['/ca.pem', new Error()],
  ['"/ca.pem"', ''],
  ['/ca.der', '0\u0082'],
  ['/ca.pem', '-----BEGIN CERTIFICATE-----'],
  ['-----BEGIN CERTIFICATE-----', ''],
]

const proxyHost = 'proxy.example.com:3128'
const stage = 'connecting'
const broken = {
  kind: 'broken',
  code: '',
  message: '',
  stage,
  proxyHost: undefined,
  isAtProxy: false,
} as const
const silent = { kind: 'timed-out', timeoutMs: 30_000, stage, proxyHost: undefined } as const

const failures = [
  silent,
  { ...silent, proxyHost },
  { ...silent, stage: 'connected' },
  { ...silent, stage: 'connected', proxyHost },
  { ...silent, stage: 'responding' },
  { kind: 'no-tunnel', statusCode: 407, proxyHost },
  { kind: 'no-tunnel', statusCode: 503, proxyHost },
  { ...broken, code: 'ECONNREFUSED' },
  { ...broken, code: 'ECONNREFUSED', proxyHost, isAtProxy: true },
  { ...broken, code: 'ECONNRESET', proxyHost },
  { ...broken, code: 'ECONNRESET', stage: 'connected' },
  { ...broken, code: 'ENOTFOUND' },
  { ...broken, code: 'EPROTO', message: 'x:SSL routines:y:wrong version number:z' },
  { ...broken, code: 'EPROTO', message: 'x:SSL routines:y:ssl/tls alert handshake failure:z' },
  { ...broken, code: 'HPE_INVALID_CONSTANT', stage: 'connected' },
  { ...broken, code: 'HPE_HEADER_OVERFLOW', stage: 'connected' },
  { ...broken, code: 'EODD', message: 'something odd' },
  broken,
  { ...broken, code: 'CERT_HAS_EXPIRED' },
  { ...broken, code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  { ...broken, code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', proxyHost, isAtProxy: true },
  { ...broken, code: 'UNSPECIFIED', message: 'EE certificate key too weak' },
  { ...broken, code: 'CERT_UNTRUSTED', message: 'certificate not trusted' },
] as const

const errorBody = JSON.stringify({
  message: 'Access denied.',
  errors: [
    { code: 'E403', message: 'access denied', type: 'AUTH' },
    { code: 'E17', message: 'Role missing' },
  ],
  fieldErrors: { assemblyId: 'not yours' },
  requiredPermissions: ['cloud-rewind:recovery:read', 'cloud-rewind:recovery:reset'],
})
const page = (title: string) =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1><hr>nginx</body></html>`
const notThere = '{"message":"No such recovery","errors":[]}'

type Received = readonly [statusCode: number, body: string, headers?: Response['headers'], more?: object]

const responses: readonly Received[] = [
  [
    401,
    '',
    { 'www-authenticate': 'Bearer error="invalid_token", error_description="The access token expired"' },
  ],
  [401, '{"message":"Unauthorized","errors":[]}'],
  [403, errorBody],
  [403, '{"message":"Missing Authentication Token"}'],
  [403, page('Request blocked')],
  [403, '', { server: 'envoy' }],
  [404, notThere],
  [404, '{"message":"no Route matched with those values"}'],
  [404, page('404 Not Found')],
  [405, ''],
  [412, '{"errors":[{"code":"E412"}]}'],
  [412, '{"message":"Precondition Failed"}'],
  [429, '{"message":"API rate limit exceeded"}'],
  [502, page('502 Bad Gateway')],
  [503, page('Sorry, <b>we</b> are down. Reference&#32;&#35;18&#46;5f')],
  [302, '', { location: 'https://login.example.com/?from=cloud' }],
  [307, '', { location: '/accounts/12345678/recoveries/23712792:o23712792ac/reset/status' }],
  [302, '', { location: 'status' }],
  [302, ''],
  [304, ''],
  [200, page('Sign in')],
  [200, '{"state":"completed"}'],
  [200, ''],
  [200, '\u001f\u008b', { 'content-encoding': 'gzip' }],
  [200, '{"status":"comp', {}, { bodyState: 'truncated' }],
  [200, 'x', {}, { bodyState: 'too-large' }],
  [204, ''],
]

const url = new URL(
  'https://api.example.com/accounts/12345678/recoveries/23712792%3Ao23712792ac/reset/status',
)
const classified = (exchange: Exchange): Check =>
  classify(exchange, { url, nowMs: startedMs, redact: String })

function receive([statusCode, body, headers = {}, more = {}]: Received): Check {
  return classified({ kind: 'response', statusCode, body, bodyState: 'complete', headers, ...more })
}

function problemsOf(check: Check): readonly Problem[] {
  if (check.kind !== 'status') return [check.problem]
  return [check.ageMs > 0 ? check.problemIf.stale : check.problemIf.undocumented]
}

const unavailable = receive([503, '{"message":"Try later"}', { 'retry-after': '0' }])
const paused = receive([200, '{"status":"paused"}'])
const stale = receive([200, '{"status":"completed"}', { age: '86400' }])

type Respond = (nowMs: number) => Check | 'cancel'

const oneByOne = (checks: readonly (Check | 'cancel')[]): Respond => {
  const left = [...checks]
  return () => left.shift() ?? aStatus('pending')
}
const everything = [
  receive([404, notThere]),
  aStatus('completed', 'Gone.'),
  unavailable,
  aStatus('pending', 'Queued.', { retryAfterMs: 1 }),
  aStatus('pending', 'Still queued.'),
  { ...unavailable, retryAfterMs: 30_000 },
  unavailable,
  paused,
  aStatus('halted', 'Why?'),
  unavailable,
  aStatus('in-progress', 'Removing 5 of 37 resources'),
  aStatus('in-progress', 'Removing 9 of 37 resources'),
  unavailable,
  receive([403, errorBody]),
  receive([403, errorBody]),
]
const seldom = { pollIntervalMs: 20_000, maxPollIntervalMs: 20_000 }
const anHour: Respond = (nowMs) => {
  const minute = nowMs / 60_000
  if (minute > 12 && minute < 16) return unavailable
  if (minute > 30 && minute < 40 && Math.floor(minute * 3) % 2 === 0) return receive([429, ''])
  return minute < 5
    ? aStatus('pending')
    : aStatus('in-progress', `Removing ${Math.floor(minute)} of 60 resources`)
}
const webhookFails: Respond = (nowMs) => {
  const minute = nowMs / 60_000
  if (minute < 4) return aStatus('pending')
  if (minute > 12 && minute < 16) return unavailable
  return minute < 21
    ? aStatus('in-progress')
    : aStatus('failed', 'Pre-reset webhook returned 500 Internal Server Error, 3 times')
}
const neverStarts: Respond = (nowMs) => {
  const minute = nowMs / 60_000
  if (minute < 1.5 || (minute > 3 && minute < 4.5)) return unavailable
  return minute > 2 && minute < 2.3 ? paused : aStatus('completed', 'Gone.')
}
const aMinute = { ...seldom, timeoutMs: 60_000 }
const start = { ...aMinute, startTimeoutMs: 30_000 }

const logs: readonly (readonly [string, Partial<WaitPolicy>, Respond])[] = [
  [
    'in which everything happens',
    { ...seldom, timeoutMs: 300_000, startTimeoutMs: 90_000 },
    oneByOne(everything),
  ],
  ['of an hour, with an outage, and an API that flaps', {}, anHour],
  ['of a reset that fails', {}, webhookFails],
  ['of a reset that never starts', { ...seldom, startTimeoutMs: 330_000 }, neverStarts],
]
const times = (count: number, ...checks: readonly Check[]) =>
  Array<readonly Check[]>(count).fill(checks).flat()
const removing = aStatus('in-progress', 'Removing 5 of 37 resources')
const results: readonly (readonly [string, Partial<WaitPolicy>, readonly (Check | 'cancel')[]])[] = [
  ['completed', aMinute, [aStatus('pending'), aStatus('completed')]],
  [
    'completed, with a message',
    aMinute,
    [aStatus('pending'), aStatus('completed', 'All "37" resources\nare gone.')],
  ],
  ['completed at the first check', aMinute, [aStatus('completed')]],
  ['completed at the first successful check', aMinute, [unavailable, aStatus('completed')]],
  [
    'completed at the first check with a documented status',
    aMinute,
    [receive([500, errorBody]), paused, aStatus('completed')],
  ],
  ['completed after undocumented statuses', start, [paused, paused, removing, aStatus('completed')]],
  ['failed', aMinute, [removing, aStatus('failed', 'Stack DELETE_FAILED: bucket not empty')]],
  ['failed at the first successful check, without a message', aMinute, [unavailable, aStatus('failed')]],
  ['stalled', aMinute, [removing, aStatus('stalled', 'Restore r-1 is running.')]],
  ['stalled, without a message', aMinute, [aStatus('stalled')]],
  ['not started, an earlier result', start, times(3, aStatus('completed', 'Gone.'))],
  ['not started, stalled', start, times(3, aStatus('stalled'))],
  ['not started, not found', start, times(3, receive([404, notThere]))],
  ['not started, in an outage', start, [paused, unavailable, unavailable]],
  ['not started, nothing was ever seen', start, times(3, unavailable)],
  ['timed out', aMinute, times(9, removing)],
  ['timed out in an outage', aMinute, [aStatus('pending'), ...times(9, unavailable)]],
  ['timed out at an undocumented status', aMinute, [removing, ...times(9, aStatus('COMPLETED', 'done'))]],
  [
    'timed out at a refusal that was not repeated',
    aMinute,
    [removing, removing, removing, receive([404, notThere])],
  ],
  ['timed out, nothing was ever seen', { ...aMinute, outageToleranceMs: 90_000 }, times(9, unavailable)],
  [
    'gave up after an outage',
    { ...aMinute, outageToleranceMs: 20_000 },
    [removing, ...times(9, unavailable)],
  ],
  ['gave up at the first failed check', { ...aMinute, outageToleranceMs: 0 }, [unavailable]],
  ['gave up after a minute', { ...seldom }, times(9, receive([502, page('502 Bad Gateway')]))],
  ['gave up on a cache', { ...aMinute, outageToleranceMs: 20_000 }, times(9, stale)],
  [
    'gave up on undocumented statuses',
    { ...aMinute, outageToleranceMs: 20_000 },
    times(9, receive([200, '{"status":"UP"}'])),
  ],
  ['refused', aMinute, [aStatus('pending', 'Queued.'), ...times(2, receive([401, '{"errors":[]}']))]],
  ['cancelled', aMinute, [removing, 'cancel']],
  ['cancelled at the first check', aMinute, ['cancel']],
  ['cancelled in an outage', aMinute, [removing, unavailable, 'cancel']],
  ['cancelled before the start', start, [aStatus('completed'), 'cancel']],
]

const causes: readonly ProblemCause[] = [
  ...([
    'inputs',
    'credentials',
    'permissions',
    'not-found',
    'rejected',
    'redirect',
    'unexpected-response',
  ] as const),
  ...(['certificate', 'proxy', 'unreachable', 'server', 'internal'] as const),
]
const hints: readonly (readonly [ProblemCause, ProblemHint])[] = [
  ['permissions', 'bare-message'],
  ['not-found', 'bare-message'],
  ['rejected', 'bare-message'],
  ['unexpected-response', 'stale'],
  ['unexpected-response', 'compressed'],
  ['redirect', 'escaped-character'],
  ['redirect', 'same-url'],
  ['server', 'rate-limit'],
  ['certificate', 'certificate-authority'],
  ['certificate', 'certificate-dates'],
  ['certificate', 'certificate-host'],
  ['certificate', 'weak-certificate'],
]

const heading = (title: string) => `\n${'═'.repeat(100)}\n${title}\n${'═'.repeat(100)}`

function describeEntry({ level, title, text: line }: LogEntry): string {
  return [level !== 'info' && `${level}:`, title && `(${title})`, toPlain(line)].filter(Boolean).join(' ')
}

function describeResult(name: string, result: Result, subject?: Subject): string {
  const { title, annotation } = verdictOf(result, subject)
  return `\n• ${name}\n  ${title}: ${toPlain(annotation)}`
}

const invalid = (problems: readonly Text[]) => errorResult(invalidConfiguration(problems), 0)

/** Some mistakes unset what has a hyphen in its name. */
const isUnset = (changed: object, name: string) =>
  name.includes('-') && Object.values(changed).includes(undefined)

function describeMistake(changed: Readonly<Record<string, string | undefined>>): string {
  const given = { ...defaults, ...changed }
  const inputs = readInputs(
    (name) => (name in given ? given[name] : isUnset(changed, name) ? undefined : ''),
    String,
  )
  const shown = Object.entries(changed).map(([name, value]) => `${name}: ${value ?? '(not set)'}`)
  if (!('problems' in inputs)) throw new Error(`Accepted: ${shown}`)
  return describeResult(shown.join('\n'), invalid(inputs.problems))
}

function describeNextSteps(cause: ProblemCause, hint?: ProblemHint): string {
  const { outcome } = errorResult(aProblem({ cause, hint, text: text`…` }), 0)
  const stepsAfter = (...checks: readonly Check[]) => {
    const progress = progressAfter(
      checks.map((check) => [0, check]),
      aPolicy(),
    )
    const { nextSteps } = verdictOf({ outcome, progress, elapsedMs: 0 }, aSubject())
    return `\n  ${nextSteps.map(toPlain).join('\n  ')}`
  }
  const [first, later] = [stepsAfter(), stepsAfter(aStatus('pending'), aFailure('fault'))]
  const name = hint === undefined ? cause : `${cause}, ${hint}`
  const { title } = verdictOf(errorResult(aProblem({ cause, hint }), 0), aSubject())
  return `\n• ${name}: ${title}${first}${later === first ? '' : `\n  … and after a status was returned:${later}`}`
}

async function describeLog(name: string, changed: Partial<WaitPolicy>, respond: Respond): Promise<string[]> {
  const { policy, entries, result } = await waitVirtually(changed, respond)
  const subject = aSubject({ policy, statusUrl: url })
  const shown = entries.filter(({ level }) => level !== 'debug' || policy.startTimeoutMs > 0)
  return [
    heading(`The log ${name}`),
    toPlain(describeStart(subject.identifiers.id, policy)),
    ...shown.map(describeEntry),
    describeResult('and its result', result, subject),
    `\n${summarize(result, verdictOf(result, subject), subject, startedMs)}`,
  ]
}

async function describeWait([name, changed, checks]: (typeof results)[number]): Promise<string> {
  const { policy, result } = await waitVirtually(changed, oneByOne(checks))
  const subject = aSubject({ policy, statusUrl: url, isRerun: name === 'not started, stalled' })
  const { annotation, message } = verdictOf(result, subject)
  const output = message === toPlain(annotation) ? 'the same' : JSON.stringify(message)
  return `${describeResult(name, result, subject)}\n  message: ${output}`
}

function readCertificates([path, content]: (typeof extraCertificates)[number]): string {
  const readFile = () => {
    if (content instanceof Error) throw content
    return Buffer.from(content)
  }
  const problem = extraCertificatesProblem({ NODE_EXTRA_CA_CERTS: path }, readFile)
  return `  ${toPlain(problem ?? [])}`
}

async function everyMessage(): Promise<string> {
  const expiries = [startedMs - 1, startedMs + 1].map((expiryMs) =>
    describeTokenExpiry(expiryMs, startedMs, startedMs + 2),
  )
  const parts = [
    'Every message of the action, written by messages.test.ts.',
    heading('Invalid inputs'),
    ...mistakes.map(describeMistake),
    heading('An invalid environment'),
    ...environments.map((environment) =>
      describeResult(
        JSON.stringify(environment),
        invalid(environmentProblems(environment, new URL('https://[2001:db8::1]'), () => false)),
      ),
    ),
    describeResult('an old Node.js', invalid([nodeProblem('18.20.4') ?? []])),
    heading('Warnings before the first check'),
    ...expiries.map((entry) => entry && describeEntry(entry)),
    toPlain(timeoutWarning(28_800_000, { RUNNER_ENVIRONMENT: 'github-hosted' }) ?? []),
    heading('What is wrong with NODE_EXTRA_CA_CERTS'),
    ...extraCertificates.map(readCertificates),
    heading('What a check can return'),
    ...failures
      .map((failure) => classified({ kind: 'no-response', failure }))
      .flatMap(problemsOf)
      .map(({ text }) => `\n  ${toPlain(text)}`),
    ...[...responses.map(receive), paused, stale]
      .flatMap(problemsOf)
      .map((problem) => `\n  ${toPlain(problem.text)}`),
    heading('Next steps by cause'),
    ...causes.map((cause) => describeNextSteps(cause)),
    ...hints.map(([cause, hint]) => describeNextSteps(cause, hint)),
  ]
  for (const log of logs) parts.push(...(await describeLog(...log)))
  parts.push(heading('Results'))
  for (const result of results) parts.push(await describeWait(result))
  parts.push(describeResult('a bug', errorResult(unexpectedError('x is undefined'), 0), aSubject()))
  return `${parts.join('\n')}\n`
}

test('every text is as it was read', async () => {
  const messages = await everyMessage()
  if (process.env.UPDATE_MESSAGES) writeFileSync(file, messages)
  expect(messages.split('\n')).toEqual(readFileSync(file, 'utf8').split('\n'))
})

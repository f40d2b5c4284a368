import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { verdictOf } from '../../src/report/verdict.ts'
import { type Text, toPlain } from '../../src/text/text.ts'
import type { Check, ProblemCause, ProblemHint } from '../../src/wait/check.ts'
import type { Outcome, Result } from '../../src/wait/outcome.ts'
import { aFailure, aPolicy, aProblem, aResult, aStatus, aSubject, progressAfter } from './factories.ts'

const { inputs }: { inputs: object } = parse(readFileSync('action.yml', 'utf8'))
const changeable = [
  ...Object.keys(inputs),
  'timeout-minutes',
  'concurrency',
  'NODE_EXTRA_CA_CERTS',
  'https_proxy',
  'no_proxy',
]
const headings = readFileSync('docs/troubleshooting.md', 'utf8')
  .match(/^#+ .*/gm)
  ?.map((line) => line.replace(/^#+ /, ''))

/** Everything that can be changed and that a text names, in this order. */
const namesIn = (texts: readonly Text[]) =>
  texts
    .flat()
    .flatMap(({ kind, value }) =>
      kind === 'code' && changeable.includes(value.split(':')[0] ?? '') ? [value] : [],
    )

const progress = (...checks: readonly Check[]) =>
  progressAfter(
    checks.map((check, index) => [index * 1_000, check]),
    aPolicy(),
  )
const stalledBefore = progressAfter([[0, aStatus('stalled')]], aPolicy({ startTimeoutMs: 60_000 }))
const absentBefore = progressAfter([[0, aFailure('not-found')]], aPolicy({ startTimeoutMs: 60_000 }))
const running = progress(aStatus('pending'), aStatus('in-progress'))

function stepsOf(outcome: Outcome, seen = progress(), changed: Partial<ReturnType<typeof aSubject>> = {}) {
  const result: Result = aResult({ outcome, progress: seen })
  return namesIn(verdictOf(result, aSubject(changed)).nextSteps).join(' ')
}

const anError = (cause: ProblemCause, hint?: ProblemHint): Outcome => ({
  kind: 'error',
  problem: aProblem({ cause, hint }),
})

const byCause: Readonly<Record<ProblemCause, readonly [title: string, first: string, afterStatus: string]>> =
  {
    inputs: ['Invalid configuration', '', ''],
    credentials: ['Authentication failed', 'token api-url', 'token'],
    permissions: ['Access denied', '', ''],
    'not-found': [
      'Not found',
      'recovery-id assembly-id project-id account-id api-url status-path start-timeout',
      '',
    ],
    rejected: ['Request rejected', 'recovery-id assembly-id project-id account-id', ''],
    redirect: ['Redirected', 'api-url status-path', ''],
    'unexpected-response': ['Unexpected response', 'api-url status-path', ''],
    certificate: ['Certificate not trusted', 'NODE_EXTRA_CA_CERTS api-url', 'NODE_EXTRA_CA_CERTS api-url'],
    proxy: ['Proxy error', 'https_proxy no_proxy', 'https_proxy no_proxy'],
    unreachable: ['API unreachable', 'api-url https_proxy', ''],
    server: ['API unavailable', 'api-url', ''],
    internal: ['Internal error', '', ''],
  }

describe.each(Object.entries(byCause))('an error with the cause %s', (name, [title, first, afterStatus]) => {
  const cause = name as ProblemCause

  test('has its title, with the status code, and a section in the troubleshooting page', () => {
    const outcome: Outcome = { kind: 'error', problem: aProblem({ cause, statusCode: 418 }) }
    expect(verdictOf(aResult({ outcome }), aSubject())).toMatchObject({
      title: `${title} (418)`,
      heading: title,
    })
    expect(verdictOf(aResult({ outcome: anError(cause) }), aSubject()).title).toBe(title)
    expect(headings).toContain(title)
  })

  test('has next steps that name what can be changed, until a status was returned and after', () => {
    expect(stepsOf(anError(cause))).toBe(first)
    expect(stepsOf(anError(cause), progress(aStatus('pending'), aFailure('fault')))).toBe(afterStatus)
  })

  test('has the same next steps after an earlier result, and after any response of the API that proves as much', () => {
    const stepsAfter = (seen: ReturnType<typeof progress>) =>
      verdictOf(aResult({ outcome: anError(cause), progress: seen }), aSubject()).nextSteps
    const later = stepsAfter(progress(aStatus('pending')))
    const isOfApi = ['credentials', 'permissions', 'not-found', 'rejected'].includes(cause)
    expect(stepsAfter(stalledBefore)).toEqual(later)
    expect(stepsAfter(absentBefore)).toEqual(stepsAfter(progress()))
    expect(stepsAfter(progress(aFailure('fault', { isFromApi: true })))).toEqual(
      isOfApi ? stepsAfter(progress()) : later,
    )
  })
})

test.each<[ProblemCause, ProblemHint, string]>([
  ['permissions', 'bare-message', 'api-url status-path'],
  ['rejected', 'bare-message', 'api-url status-path recovery-id assembly-id project-id account-id'],
  ['unexpected-response', 'stale', 'status-path'],
  ['unexpected-response', 'compressed', ''],
  ['redirect', 'escaped-character', ''],
  ['redirect', 'same-url', ''],
  ['server', 'rate-limit', 'max-poll-interval'],
  ['certificate', 'certificate-authority', 'NODE_EXTRA_CA_CERTS'],
  ['certificate', 'certificate-dates', ''],
  ['certificate', 'certificate-host', 'api-url'],
  ['certificate', 'weak-certificate', ''],
])('the next steps of %s with %s name %j', (cause, hint, names) => {
  expect(stepsOf(anError(cause, hint))).toBe(names)
})

test('an outage that reached outage-tolerance, and only that, names it', () => {
  const limit = { atMs: 0, toleranceMs: 60_000 }
  const seen = progress(aFailure('fault'))
  const namesOf = (isTolerance: boolean, hint?: ProblemHint) =>
    stepsOf(
      { kind: 'error', problem: aProblem({ cause: 'server', hint }), limit: { ...limit, isTolerance } },
      seen,
    )
  expect([namesOf(true), namesOf(false), namesOf(true, 'rate-limit')]).toEqual([
    'api-url outage-tolerance',
    'api-url',
    'max-poll-interval',
  ])
})

test('missing permissions are named, ten of them', () => {
  const requiredPermissions = Array.from({ length: 11 }, (_, index) => `permission:${index}`)
  const problem = aProblem({ cause: 'permissions', requiredPermissions })
  const { nextSteps } = verdictOf(aResult({ outcome: { kind: 'error', problem } }), aSubject())
  const named = nextSteps[0]?.flatMap(({ kind, value }) => (kind === 'code' ? [value] : []))
  expect(named).toEqual(requiredPermissions.slice(0, 10))
})

const apiMessage = 'From the API.'
const waiting = 'recovery-id start-timeout: 0s'

test.each<[string, Outcome, ReturnType<typeof progress>, string, string]>([
  ['completed', { kind: 'completed', apiMessage }, running, 'Recovery reset completed', ''],
  ['failed', { kind: 'failed', apiMessage }, running, 'Recovery reset failed', 'start-timeout: 2m'],
  [
    'failed at the first check',
    { kind: 'failed', apiMessage },
    progress(aStatus('failed')),
    'Recovery reset failed',
    'start-timeout: 2m start-timeout: 2m',
  ],
  ['stalled', { kind: 'stalled', apiMessage }, running, 'Recovery reset stalled', 'on-stalled: wait'],
  [
    'not started',
    { kind: 'not-started' },
    stalledBefore,
    "Recovery reset didn't start",
    'recovery-id start-timeout start-timeout',
  ],
  [
    'not started, after a 404',
    { kind: 'not-started' },
    absentBefore,
    "Recovery reset didn't start",
    'api-url status-path recovery-id start-timeout start-timeout',
  ],
  [
    'timed out while running',
    { kind: 'timed-out' },
    running,
    'Timed out waiting for recovery reset',
    `${waiting} timeout timeout-minutes`,
  ],
  [
    'timed out in an outage',
    { kind: 'timed-out' },
    progress(aStatus('pending'), aFailure('fault')),
    'Timed out waiting for recovery reset',
    waiting,
  ],
  [
    'cancelled',
    { kind: 'cancelled' },
    running,
    'Waiting for recovery reset was cancelled',
    `${waiting} timeout-minutes concurrency`,
  ],
])('the verdict on %s', (_, outcome, seen, title, names) => {
  const verdict = verdictOf(aResult({ outcome, progress: seen }), aSubject())
  const { reason, nextSteps, annotation, message } = verdict
  expect(verdict).toMatchObject({ isSuccess: outcome.kind === 'completed', title, heading: title })
  expect(namesIn(nextSteps).join(' ')).toContain(names)
  for (const step of [reason, ...nextSteps]) expect(toPlain(annotation)).toContain(toPlain(step))
  expect(message).toBe('apiMessage' in outcome ? apiMessage : toPlain(annotation))
  if (outcome.kind !== 'completed') expect(headings).toContain(title)
})

test('a limit that was reached is named as it was set', () => {
  const reasonOf = (kind: 'timed-out' | 'not-started') => {
    const policy = aPolicy({ startTimeoutMs: 120_000 })
    return toPlain(verdictOf(aResult({ outcome: { kind } }), aSubject({ policy })).reason)
  }
  expect(reasonOf('timed-out')).toContain(' 1h ')
  expect(reasonOf('not-started')).toContain(' 2m ')
})

test('a reset that did not start in a rerun may have finished since an earlier attempt', () => {
  const stepsIn = (isRerun: boolean) => stepsOf({ kind: 'not-started' }, stalledBefore, { isRerun })
  expect(stepsIn(true)).toContain('start-timeout: 0s')
  expect(stepsIn(false)).not.toContain('start-timeout: 0s')
})

test('the request URL is last in an annotation where it can be at fault', () => {
  const textOf = (cause: ProblemCause) =>
    toPlain(verdictOf(aResult({ outcome: anError(cause) }), aSubject()).annotation)
  for (const cause of ['not-found', 'rejected', 'redirect', 'unexpected-response', 'permissions'] as const)
    expect(textOf(cause)).toMatch(/Request: GET https:\S+$/)
  for (const cause of ['credentials', 'server', 'unreachable', 'internal'] as const)
    expect(textOf(cause)).not.toContain('Request:')
})

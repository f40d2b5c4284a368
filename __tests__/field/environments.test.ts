import { existsSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { runStep, status } from '../e2e/step.ts'
import { completed, type FieldCase, inProgress, invalid, testCases, unexpectedResponse } from './field.ts'

const succeeds = { outcome: 'completed', status: 'completed' } as const

const behindProxy = (proxy: string): FieldCase => ({
  source: 'npm/npm#7150',
  apiUrl: () => 'https://api.example.com',
  env: { https_proxy: proxy },
  secrets: ['hidden-1', 'hidden-2'],
  ...invalid,
  names: ['https_proxy', 'DOMAIN%5Cuser'],
})

/** A token that expires at this time, in seconds since 1970. */
function jwt(expirySeconds: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part({ exp: expirySeconds })}.c2lnbmF0dXJl`
}

const withHyphens = [
  ...['api-url', 'account-id', 'project-id', 'assembly-id', 'recovery-id', 'start-timeout', 'poll-interval'],
  ...['max-poll-interval', 'request-timeout', 'outage-tolerance', 'on-stalled', 'status-path'],
]
const droppedVariables = Object.fromEntries(
  withHyphens.map((name) => [`INPUT_${name.toUpperCase()}`, undefined]),
)
const required = ['api-url', 'token', 'account-id', 'project-id', 'assembly-id', 'recovery-id']

testCases({
  'a Windows domain in the user name of a proxy': behindProxy('http://CORP\\jdoe:hidden-1@proxy:3128'),
  'a backslash and an @ in the password of a proxy': behindProxy(
    'http://jdoe:hidden-1@hidden-2\\x@proxy:3128',
  ),
  'an ID that a gateway resolves to another one': {
    source: 'found here, with lighttpd and NGINX',
    inputs: { 'recovery-id': 'a/../b' },
    ...invalid,
    names: ['recovery-id', 'a/../b'],
  },
  'the same with backslashes, in another ID': {
    source: 'found here, with NGINX',
    inputs: { 'project-id': '..\\b' },
    ...invalid,
    names: ['project-id'],
  },
  'dots within a segment of an ID': {
    inputs: { 'recovery-id': 'a..b/...' },
    simulator: { access: { recoveryId: 'a..b/...' } },
    ...succeeds,
  },
  'an output file that cannot be opened': {
    source: 'aws-actions/configure-aws-credentials#1011, actions/checkout#1014',
    outputFile: 'read-only',
    ...invalid,
    outcome: undefined,
    cause: undefined,
    names: ['GITHUB_OUTPUT'],
  },
  'a token that has expired by a clock that is ahead': {
    source: 'actions/runner#4648, actions/runner#531',
    simulator: { access: { token: jwt(1_760_000_000) } },
    ...succeeds,
    warnings: 1,
  },
  'Retry-After as a date of a clock that is ahead': {
    source: 'Azure/azure-sdk-for-js#16224',
    replies: [
      {
        ...inProgress,
        headers: { Date: 'Fri, 01 Jan 2100 00:00:00 GMT', 'Retry-After': 'Fri, 01 Jan 2100 00:01:00 GMT' },
      },
      completed,
    ],
    ...succeeds,
    checks: 2,
    elapsedSeconds: 60,
  },
  'inputs with hyphens that a shell drops': {
    source: 'actions/setup-java#348, actions/toolkit#2034',
    env: droppedVariables,
    ...invalid,
    names: ['hyphen', 'shell', 'container'],
    never: ['is required'],
  },
  'no secrets in a run from a fork': {
    source: 'docs.github.com, events that trigger workflows',
    inputs: Object.fromEntries(required.map((name) => [name, ''])),
    ...invalid,
    names: ['fork', 'Dependabot', 'environment'],
  },
  'a hangup': {
    source: 'actions/runner#1309',
    replies: inProgress,
    cancelled: ['SIGHUP', 65_000],
    outcome: 'cancelled',
    status: 'in-progress',
    checks: 7,
  },
  'an ID that YAML read as a number': {
    source: 'stackstorm/st2web#665',
    inputs: { 'recovery-id': '1.23E+19' },
    ...invalid,
    names: ['recovery-id', '1.23E+19', 'quotes'],
  },
  'a small exponent without a fraction': {
    inputs: { 'project-id': '1e+30' },
    ...invalid,
    names: ['project-id', 'quotes'],
  },
  'an ID that looks like a number with an exponent': {
    inputs: { 'recovery-id': '12e3456' },
    simulator: { access: { recoveryId: '12e3456' } },
    ...succeeds,
  },
  'a timeout above the limit of a GitHub-hosted runner': {
    source: 'silinternational/ecs-deploy#527, aws-actions/aws-cloudformation-github-deploy#101',
    env: { RUNNER_ENVIRONMENT: 'github-hosted' },
    inputs: { timeout: '8h' },
    ...succeeds,
    warnings: 1,
  },
  'the same timeout on a self-hosted runner': {
    inputs: { timeout: '8h' },
    ...succeeds,
  },
  'a default that the runner fills in': {
    inputs: { 'poll-interval': '1m' },
    ...invalid,
    names: ['poll-interval', '30s, the default'],
  },
  'a duration without end': {
    inputs: { 'outage-tolerance': '99999999999999999999' },
    ...invalid,
    names: ['outage-tolerance', '99999999999999999999'],
    never: ['expected ,'],
  },
  'several invalid inputs': {
    inputs: { 'account-id': '12x', 'project-id': '..', timeout: '60', 'on-stalled': 'retry', token: 'short' },
    ...invalid,
    names: ['account-id', '12x', 'project-id', 'timeout', '60m', 'on-stalled', 'retry', 'token'],
  },
  'a status that is a number with a fraction of zero': {
    inputs: { 'outage-tolerance': '0s' },
    replies: { kind: 'http', code: 200, body: '{"status":1.0}' },
    ...unexpectedResponse(200),
  },
})

test.concurrent('placeholders are replaced in a query', async () => {
  const run = await runStep({
    inputs: { 'status-path': '/a/{id}?account=:accountId' },
    simulator: { check: false },
  })
  expect(run.requests[0]?.url).toBe('/a/23712792%3Ao23712792ac-simulated?account=12345678')
})

// worldmonitor#5008
test.concurrent('caches are asked to look again', async () => {
  const run = await runStep({ api: [inProgress, status('completed')] })
  expect(run.requests.map(({ headers }) => headers['cache-control'])).toEqual(['no-cache', 'no-cache'])
})

const testFullDisk = existsSync('/dev/full') ? test : test.skip
testFullDisk('a full disk fails the step, and both texts say so', async () => {
  const run = await runStep({ env: { GITHUB_OUTPUT: '/dev/full' } })
  expect(run).toMatchObject({ exitCode: 1, outputs: undefined })
  expect(run.annotation.title).toBe('Outputs could not be written')
  expect(run.summary).toMatch(/^## ❌ Outputs could not be written\n/)
})

test.concurrent('no job summary is written when none is wanted', async () => {
  const inputs = { summary: 'false' }
  expect(await runStep({ inputs })).toMatchObject({ exitCode: 0, summary: '' })
  const rejected = await runStep({ inputs: { ...inputs, timeout: 'never' } })
  expect(rejected).toMatchObject({ exitCode: 1, summary: '', outputs: { cause: 'inputs' } })
})

test.concurrent('step debugging, and nothing else, shows each check', async () => {
  const debugLines = async (env: Record<string, string>) => {
    const { stdout } = await runStep({ api: [inProgress, completed], env })
    return stdout.split(/\r?\n/).filter((line) => line.startsWith('::debug::'))
  }
  const shown = await debugLines({ RUNNER_DEBUG: '1' })
  for (const check of [/\bcheck 1\b.*in-progress/, /\bcheck 2\b.*completed/])
    expect(shown).toContainEqual(expect.stringMatching(check))
  expect(await debugLines({})).toEqual([])
})

import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { defaultAccess } from '../../simulator/server.ts'
import { http, runStep, type StepOptions, status, token } from './step.ts'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

describe('a request', () => {
  test.concurrent('carries the token, what is accepted, and who asks', async () => {
    // A leading "Bearer" is no part of the token.
    const env = { ACTIONS_ORCHESTRATION_ID: 'orchestration-17' }
    const run = await runStep({ inputs: { token: `Bearer ${token}` }, env })
    expect(run.requests).toEqual([
      expect.objectContaining({
        method: 'GET',
        headers: expect.objectContaining({
          authorization: `Bearer ${token}`,
          accept: 'application/json, */*;q=0.1',
          'accept-encoding': 'identity',
          'user-agent': `await-recovery-reset/${version}`,
          connection: 'close',
        }),
      }),
    ])
    expect(JSON.stringify(run.requests)).not.toContain('orchestration')
  })

  test.concurrent('holds an int64 digit for digit, and each identifier as one segment', async () => {
    const access = {
      accountId: '9223372036854775807',
      projectId: '../a/b?c#d ünï%2e\u2028\\',
      assemblyId: '9007199254740993',
      recoveryId: '23712792:o23712792ac-x',
    }
    const run = await runStep({ simulator: { access } })
    expect(run.exitCode).toBe(0)
    expect(run.requests[0]?.url).toBe(
      '/accounts/9223372036854775807/projects/..%2Fa%2Fb%3Fc%23d%20%C3%BCn%C3%AF%252e%E2%80%A8%5C' +
        '/assemblies/9007199254740993/recoveries/23712792%3Ao23712792ac-x/reset/status',
    )
  })

  test.concurrent('goes to the path below the base URL, which a pasted request line may name', async () => {
    const run = await runStep({
      apiUrl: ({ url }) => `${url}/cloud/v1//`,
      inputs: { 'status-path': 'GET /v2/:ACCOUNTID/{ProjectId}/:assemblyId/x/{id}/status HTTP/1.1' },
    })
    const { accountId, projectId, assemblyId, recoveryId } = defaultAccess
    expect(run.requests.map(({ url }) => url)).toEqual([
      `/cloud/v1/v2/${accountId}/${projectId}/${assemblyId}/x/${encodeURIComponent(recoveryId)}/status`,
    ])
  })
})

const errorBody = {
  errors: [
    { code: 'E-17', message: 'first problem', type: 'Business' },
    { code: 'E-18', message: 'second problem', type: 'Technical' },
  ],
  fieldErrors: { accountId: 'is not yours', id: 'is gone' },
  message: 'This will not do',
  requiredPermissions: ['cloud-rewind:recovery:read', 'cloud-rewind:timeline:read'],
}

const page = '<html><head><title>Sorry</title><style>p{}</style></head><body><h1>No entry</h1></body></html>'

/** Answers that are final, each with what has to be told of it. */
const finalAnswers: readonly (readonly [string, StepOptions, readonly string[]])[] = [
  [
    'to a wrong token',
    { simulator: { access: { token: 'another-token-entirely' } }, inputs: { token } },
    ['401 Unauthorized', 'token'],
  ],
  [
    'to a token without permission',
    { simulator: { access: { permissions: [] } } },
    ['403 Forbidden', defaultAccess.requiredPermission],
  ],
  [
    'to an unknown recovery',
    { inputs: { 'recovery-id': 'another' } },
    ['404 Not Found', 'recovery-id', 'status-path'],
  ],
  [
    'with the documented error body',
    { api: http(412, { body: errorBody }) },
    [
      '412 Precondition Failed',
      'This will not do',
      'E-17: first problem (Business)',
      'E-18: second problem (Technical)',
      'accountId: is not yours',
      'id: is gone',
      'cloud-rewind:recovery:read", "cloud-rewind:timeline:read',
    ],
  ],
  ['with a page for its body', { api: http(410, { body: page }) }, ['410 Gone', 'Sorry · No entry']],
  [
    'that redirects to another host',
    { api: http(302, { headers: { location: 'https://elsewhere.example.com/login?next=%2F' } }) },
    ['302 Found', 'https://elsewhere.example.com/login?next=%2F'],
  ],
  [
    'that redirects within the host',
    { api: [http(307, { headers: { location: '/elsewhere' } }), status('completed')] },
    ['307 Temporary Redirect', '/elsewhere'],
  ],
]

test.concurrent.each(finalAnswers)(
  'an answer %s ends the step after one request',
  async (_, options, told) => {
    const run = await runStep(options)
    expect(run.requests).toHaveLength(1)
    expect(run.outputs).toMatchObject({ outcome: 'error', status: '', checks: 1, timeline: [] })
    for (const part of told) {
      expect(run.message).toContain(part)
      expect(run.annotation.text).toContain(part)
      expect(run.summaryText).toContain(part)
    }
  },
)

describe('an answer that passes', () => {
  test.concurrent('is told once when checks begin to fail, and once when they work again', async () => {
    const run = await runStep({
      api: [status('pending'), http(503), http(503), http(503), status('completed')],
    })
    expect(run.outputs).toMatchObject({ outcome: 'completed', checks: 5 })
    expect(run.log.filter((line) => line.includes('503'))).toHaveLength(1)
    expect(run.log.filter((line) => line.includes('3 failures'))).toHaveLength(1)
  })

  test.concurrent('delays the next check by its Retry-After, and only that', async () => {
    const run = await runStep({
      api: [http(429, { headers: { 'retry-after': '1' } }), status('pending'), status('completed')],
      env: { RUNNER_DEBUG: '1' },
    })
    const [first = 0, second = 0] = run.requests.map(({ atMs }) => atMs)
    expect(second - first).toBeGreaterThanOrEqual(990)
    const delaysMs = [...run.stdout.matchAll(/next check in (\d+) ms/g)].map(([, delayMs]) => Number(delayMs))
    expect(delaysMs).toHaveLength(2)
    expect(delaysMs[1]).toBeLessThanOrEqual(110)
  })

  test.concurrent('is a 404 before the start', async () => {
    const run = await runStep({
      api: [http(404), http(404), http(404), status('pending'), status('completed')],
      inputs: { 'start-timeout': '15s' },
    })
    expect(run.outputs).toMatchObject({ outcome: 'completed', checks: 5 })
  })
})

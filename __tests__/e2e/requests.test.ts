import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { defaultAccess } from '../../simulator/server.ts'
import { http, runStep, type StepOptions, status, token } from './step.ts'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

describe('a request', () => {
  test.concurrent('contains the token and the headers of this action alone', async () => {
    // A leading "Bearer" isn't part of the token.
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

  test.concurrent('contains an int64 digit for digit, and each ID as one segment', async () => {
    const access = {
      accountId: '9223372036854775807',
      projectId: '..a/b?c#d ünï%2e\u2028\\x',
      assemblyId: '9007199254740993',
      recoveryId: '23712792:o23712792ac-x',
    }
    const run = await runStep({ simulator: { access } })
    expect(run.exitCode).toBe(0)
    expect(run.requests[0]?.url).toBe(
      '/accounts/9223372036854775807/projects/..a%2Fb%3Fc%23d%20%C3%BCn%C3%AF%252e%E2%80%A8%5Cx' +
        '/assemblies/9007199254740993/recoveries/23712792%3Ao23712792ac-x/reset/status',
    )
  })

  test.concurrent('is sent to a pasted path below the base URL', async () => {
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

const redirect = (code: number, location: string) => http(code, { headers: { location } })

test.concurrent.each<readonly [string, StepOptions, readonly string[]]>([
  [
    'a wrong token',
    { simulator: { access: { token: 'another-token' } }, inputs: { token } },
    ['401', 'token'],
  ],
  ['a token without permission', { api: http(403) }, ['403', 'cloud-rewind:recovery:read']],
  [
    'an unknown recovery',
    { inputs: { 'recovery-id': 'another' } },
    ['404', 'another/reset/status', 'status-path'],
  ],
  [
    'a redirect to another host',
    { api: redirect(302, 'https://elsewhere.example.com/login?next=%2F') },
    ['302', 'https://elsewhere.example.com/login?next=%2F'],
  ],
  [
    'a redirect within the host',
    { api: [redirect(307, '/elsewhere'), status('completed')] },
    ['307', '/elsewhere'],
  ],
])('%s ends the step after one request', async (_, options, parts) => {
  const run = await runStep(options)
  expect(run.requests).toHaveLength(1)
  expect(run.outputs).toMatchObject({ outcome: 'error', status: '', checks: 1, timeline: [] })
  for (const text of [run.message, run.annotation.text, run.summaryText])
    for (const part of parts) expect(text).toContain(part)
})

test.concurrent('Retry-After delays the next check, and only that', async () => {
  const run = await runStep({
    api: [http(429, { headers: { 'retry-after': '1' } }), status('pending'), status('completed')],
    env: { RUNNER_DEBUG: '1' },
  })
  const [first = 0, second = 0] = run.requests.map(({ atMs }) => atMs)
  expect(second - first).toBeGreaterThanOrEqual(990)
  const delaysMs = [...run.stdout.matchAll(/next check in (\d+) ms/gi)].map(([, delayMs]) => Number(delayMs))
  expect(delaysMs).toHaveLength(2)
  expect(delaysMs[1]).toBeLessThanOrEqual(110)
})

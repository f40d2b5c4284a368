import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { runAction } from '../../simulator/action-runner.ts'
import type { Reply } from '../../simulator/scenario.ts'
import { defaultAccess, startSimulator } from '../../simulator/server.ts'
import { checkRun, inputsFor, once, runStep, status, token } from './step.ts'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

describe('a request', () => {
  test('carries the token, what is accepted, and who asks', async () => {
    const { requests } = await runStep()
    expect(requests).toHaveLength(1)
    expect(requests[0]).toMatchObject({
      method: 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json, */*;q=0.1',
        'user-agent': `await-recovery-reset/${version}`,
        connection: 'close',
      },
    })
  })

  test('holds the largest int64 digit for digit, and each identifier as one segment', async () => {
    const access = {
      accountId: '9223372036854775807',
      projectId: 'a/b?c#d',
      assemblyId: '9007199254740993',
      recoveryId: '23712792:o23712792ac-x',
    }
    const run = await runStep({ simulator: { access } })
    expect(run.exitCode).toBe(0)
    expect(run.requests[0]?.segments).toEqual({
      accountId: '9223372036854775807',
      projectId: 'a/b?c#d',
      assemblyId: '9007199254740993',
      id: '23712792:o23712792ac-x',
    })
    expect(run.requests[0]?.url).toBe(
      '/accounts/9223372036854775807/projects/a%2Fb%3Fc%23d/assemblies/9007199254740993/recoveries/23712792%3Ao23712792ac-x/reset/status',
    )
  })

  test.each(['ünï/cödé 100%', '%2e%2e', '../../admin', 'a\\b', 'a\u2028b'])(
    'keeps the project id %j in its segment',
    async (projectId) => {
      const run = await runStep({ simulator: { access: { projectId } } })
      expect(run.exitCode).toBe(0)
      expect(run.requests[0]?.segments?.projectId).toBe(projectId)
    },
  )

  test.each(['', '/', '//'])('keeps a path prefix of the base URL, with %j behind it', async (end) => {
    const simulator = await startSimulator({
      scenario: { phases: [{ reply: status('completed') }] },
      pathPrefix: '/cloud/v1',
    })
    try {
      const inputs = { ...inputsFor(simulator.url), 'api-url': `${simulator.url}${end}` }
      const run = checkRun({ ...(await runAction({ inputs })), requests: simulator.requests }, token)
      expect(run.exitCode).toBe(0)
      expect(run.requests[0]?.url).toMatch(/^\/cloud\/v1\/accounts\//)
    } finally {
      await simulator.close()
    }
  })

  test('takes a pasted request line as its path', async () => {
    const run = await runStep({
      simulator: { check: false },
      inputs: { 'status-path': 'GET /v2/:ACCOUNTID/{ProjectId}/:assemblyId/x/{id}/status HTTP/1.1' },
    })
    expect(run.exitCode).toBe(0)
    const { accountId, projectId, assemblyId, recoveryId } = defaultAccess
    expect(run.requests[0]?.url).toBe(
      `/v2/${accountId}/${projectId}/${assemblyId}/x/${encodeURIComponent(recoveryId)}/status`,
    )
  })

  test('drops a leading Bearer of the token', async () => {
    const run = await runStep({ inputs: { token: `Bearer ${token}` } })
    expect(run.exitCode).toBe(0)
    expect(run.requests[0]?.headers.authorization).toBe(`Bearer ${token}`)
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

const everyPart = [
  'This will not do.',
  'Errors: E-17: first problem (Business); E-18: second problem (Technical).',
  'Fields: accountId: is not yours; id: is gone.',
  'Required permissions: cloud-rewind:recovery:read, cloud-rewind:timeline:read.',
]

describe('an HTTP answer that is final', () => {
  test.each([400, 401, 402, 403, 404, 405, 406, 407, 410, 412, 422, 451])(
    '%d ends the step after one request, with every part of the error body',
    async (code) => {
      const run = await runStep({ api: { kind: 'http', code, body: errorBody } })
      expect(run.exitCode).toBe(1)
      expect(run.requests).toHaveLength(1)
      expect(run.outputs).toMatchObject({ outcome: 'error', status: '', polls: '1', timeline: '[]' })
      for (const part of everyPart) {
        expect(run.outputs.message).toContain(part)
        expect(run.annotation.text).toContain(part)
      }
      expect(run.outputs.message).toContain(`answered ${code} `)
    },
  )

  test.each([
    [401, 'IAM > Users > Service Accounts'],
    [403, 'permissions it lacks'],
    [404, 'Check `account-id`, `project-id`, `assembly-id` and `recovery-id`, and that `status-path`'],
  ])('%d says what to do', async (code, hint) => {
    const run = await runStep({ api: { kind: 'http', code } })
    expect(run.outputs.message).toContain(hint)
  })

  test.each([
    [
      'an HTML page',
      '<html><head><title>Sorry</title><style>p{}</style></head><body><h1>No entry</h1></body></html>',
      'Sorry No entry.',
    ],
    ['plain text', 'go away', 'go away.'],
    ['nothing', '', '403 Forbidden. Give'],
    ['JSON of another kind', '{"detail":"nope"}', '{"detail":"nope"}.'],
  ])('reads well with %s as its body', async (_, body, shown) => {
    const run = await runStep({ api: { kind: 'http', code: 403, body } })
    expect(run.exitCode).toBe(1)
    expect(run.outputs.message).toContain(shown)
  })

  test.each([301, 302, 303, 307, 308, 300, 304])('a %d is not followed', async (code) => {
    const elsewhere = 'https://elsewhere.example.com/login?next=%2F'
    const run = await runStep({ api: { kind: 'http', code, headers: { location: elsewhere } } })
    expect(run.exitCode).toBe(1)
    expect(run.requests).toHaveLength(1)
    expect(run.outputs.message).toContain(`it redirects to ${elsewhere}`)
  })

  test('a redirect to the same host is not followed either', async () => {
    const run = await runStep({
      api: [once({ kind: 'http', code: 302, headers: { location: '/' } }), { reply: status('completed') }],
    })
    expect(run.exitCode).toBe(1)
    expect(run.requests).toHaveLength(1)
  })

  test('the checks of the API itself are understood', async () => {
    const unauthorised = await runStep({ inputs: { token: 'another-token-entirely' } })
    expect(unauthorised.outputs.message).toContain(
      'answered 401 Unauthorized: A valid bearer token is required.',
    )
    const forbidden = await runStep({ simulator: { access: { permissions: [] } } })
    expect(forbidden.outputs.message).toContain(`Required permissions: ${defaultAccess.requiredPermission}.`)
    const absent = await runStep({ inputs: { 'recovery-id': 'another' } })
    expect(absent.outputs.message).toContain('Fields: id: unknown id.')
  })
})

describe('an HTTP answer that passes', () => {
  test.each([408, 409, 423, 425, 429, 500, 501, 502, 503, 504, 511, 599, 600, 201, 202, 204, 205, 206])(
    '%d is survived',
    async (code) => {
      const passing: Reply = { kind: 'http', code, body: code === 204 ? '' : { status: 'completed' } }
      const run = await runStep({
        api: [once(status('pending')), { forRequests: 2, reply: passing }, { reply: status('completed') }],
      })
      expect(run.exitCode).toBe(0)
      expect(run.requests).toHaveLength(4)
      expect(run.log.filter((line) => line.includes('Checks fail'))).toHaveLength(1)
      expect(run.log.filter((line) => line.includes('Checks work again, after 2 failures'))).toHaveLength(1)
    },
  )

  test.each([201, 202, 203, 204, 206])('a %d never opens the gate, whatever its body says', async (code) => {
    const run = await runStep({
      api: { kind: 'http', code, body: { status: 'completed' } },
      inputs: { 'outage-tolerance': '0s' },
    })
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ outcome: 'error', status: '' })
  })

  test('delays the next check by Retry-After, and only the next', async () => {
    const slow: Reply = { kind: 'http', code: 429, headers: { 'retry-after': '1' } }
    const { requests } = await runStep({
      api: [once(slow), once(status('pending')), { reply: status('completed') }],
    })
    const [first, second, third] = requests.map(({ atMs }) => atMs)
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(990)
    expect((third ?? 0) - (second ?? 0)).toBeLessThan(900)
  })

  test('a 404 within its grace is waited on', async () => {
    const run = await runStep({
      api: [{ forRequests: 3, reply: { kind: 'http', code: 404 } }, { reply: status('completed') }],
      inputs: { 'not-found-grace': '15s' },
    })
    expect(run.exitCode).toBe(0)
    expect(run.requests).toHaveLength(4)
  })
})

import { describe, expect, test } from '@jest/globals'
import type { SimulatorOptions } from '../../simulator/server.ts'
import { type Asked, ask, goodHeaders, goodPath, withSimulator } from './conversation.ts'

const scenario = { phases: [{ reply: { kind: 'status', status: 'pending' } }] } as const

async function askOnce(asked: Asked, options: Partial<SimulatorOptions> = {}) {
  return withSimulator({ scenario, ...options }, async (simulator) => {
    const answer = await ask(simulator, asked)
    return {
      ...answer,
      error: answer.body === '' ? undefined : JSON.parse(answer.body),
      requests: simulator.requests,
    }
  })
}

describe('a good request', () => {
  test('gets the reply of the scenario and is recorded', async () => {
    const { code, headers, body, requests } = await askOnce({})
    expect({ code, body }).toEqual({ code: 200, body: '{"status":"pending"}' })
    expect(headers['content-type']).toBe('application/json')
    expect(requests).toHaveLength(1)
    expect(requests[0]).toMatchObject({
      method: 'GET',
      url: goodPath,
      segments: {
        accountId: '12345678',
        projectId: '123456',
        assemblyId: '9007199254740993',
        id: '23712792:o23712792ac-simulated',
      },
      replied: 'status pending',
    })
    expect(requests[0]?.headers.authorization).toBe(goodHeaders.authorization)
    expect(requests[0]?.atMs).toBeGreaterThan(0)
  })

  test('may carry a query', async () => {
    expect((await askOnce({ path: `${goodPath}?verbose=true` })).code).toBe(200)
  })

  test.each(['*/*', 'text/html, */*;q=0.1', 'application/json', 'Application/JSON; charset=utf-8'])(
    'may accept %s',
    async (accept) => {
      expect((await askOnce({ headers: { ...goodHeaders, accept } })).code).toBe(200)
    },
  )

  test('may leave Accept out', async () => {
    expect((await askOnce({ headers: { authorization: goodHeaders.authorization } })).code).toBe(200)
  })

  test('finds the API below a path prefix, and only there', async () => {
    const options = { pathPrefix: '/cloud/v1/' }
    expect((await askOnce({}, options)).code).toBe(200)
    await withSimulator({ scenario, ...options }, async (simulator) => {
      expect(simulator.url).toBe(`http://127.0.0.1:${simulator.port}/cloud/v1`)
      const outside = { ...simulator, url: `http://127.0.0.1:${simulator.port}` }
      expect((await ask(outside)).code).toBe(404)
    })
  })
})

describe('405', () => {
  test.each(['POST', 'PUT', 'DELETE', 'PATCH'])('%s', async (method) => {
    const { code, headers, error } = await askOnce({ method, headers: {} })
    expect(code).toBe(405)
    expect(headers.allow).toBe('GET')
    expect(error.errors[0].code).toBe('METHOD_NOT_ALLOWED')
  })

  test('HEAD, without a body', async () => {
    const { code, body } = await askOnce({ method: 'HEAD' })
    expect({ code, body }).toEqual({ code: 405, body: '' })
  })
})

describe('401', () => {
  test.each([
    ['no token', undefined],
    ['another token', 'Bearer another-token'],
    ['the token without its scheme', 'simulated-service-account-token'],
    ['the token twice', 'Bearer Bearer simulated-service-account-token'],
    ['more than the token', 'Bearer simulated-service-account-token2'],
    ['another scheme', 'Basic simulated-service-account-token'],
  ])('%s, before the path is looked at', async (_name, authorization) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization }
    const { code, headers: answered, error, requests } = await askOnce({ path: '/', headers })
    expect(code).toBe(401)
    expect(answered['www-authenticate']).toBe('Bearer')
    expect(error.errors[0]).toEqual({
      code: 'UNAUTHORIZED',
      message: expect.any(String),
      type: 'AuthenticationError',
    })
    expect(error.fieldErrors.Authorization).toEqual(expect.any(String))
    expect(requests[0]).toMatchObject({ url: '/', segments: undefined, replied: 'http 401' })
  })
})

describe('403', () => {
  test('names the permission that is missing, before the path is looked at', async () => {
    const access = { permissions: ['something:else'], requiredPermission: 'recovery:look' }
    const { code, error } = await askOnce({ path: '/' }, { access })
    expect(code).toBe(403)
    expect(error).toEqual({
      errors: [{ code: 'FORBIDDEN', message: error.message, type: 'AuthorizationError' }],
      fieldErrors: expect.any(Object),
      message: expect.any(String),
      requiredPermissions: ['recovery:look'],
    })
  })
})

describe('404', () => {
  const [accountId, projectId, assemblyId, id] = [
    '12345678',
    '123456',
    '9007199254740993',
    '23712792:o23712792ac',
  ]
  const path = (
    account = accountId,
    project = projectId,
    assembly = assemblyId,
    recovery = `${id}-simulated`,
  ) => `/accounts/${account}/projects/${project}/assemblies/${assembly}/recoveries/${recovery}/reset/status`

  test.each([
    ['accountId', path('012345678')],
    ['accountId', path('12345678.0')],
    ['projectId', path(undefined, '123456%20')],
    ['assemblyId as a rounded number', path(undefined, undefined, '9007199254740992')],
    ['id', path(undefined, undefined, undefined, id)],
    ['id encoded twice', path(undefined, undefined, undefined, '23712792%253Ao23712792ac-simulated')],
  ])('names the identifier: %s', async (name, wrongPath) => {
    const { code, error } = await askOnce({ path: wrongPath })
    expect(code).toBe(404)
    expect(Object.keys(error.fieldErrors)).toEqual([name.split(' ')[0]])
  })

  test.each([
    ['the root', '/'],
    ['a further segment', `${path()}/`],
    ['a doubled slash', path().replace('/reset', '//reset')],
    ['another word', path().replace('accounts', 'account')],
    ['another case', path().replace('accounts', 'Accounts')],
    ['an escape that does not decode', path(undefined, undefined, undefined, '%zz')],
  ])('%s is another path', async (_name, wrongPath) => {
    const { code, error, requests } = await askOnce({ path: wrongPath })
    expect(code).toBe(404)
    expect(error.fieldErrors).toEqual({ path: 'nothing here' })
    expect(requests[0]?.segments).toBeUndefined()
  })

  test('an encoded slash stays within its identifier', async () => {
    const odd = { projectId: 'a/b c%', recoveryId: 'Ünïcode/..' }
    const wanted = path(undefined, 'a%2Fb%20c%25', undefined, '%C3%9Cn%C3%AFcode%2F..')
    const { code, requests } = await askOnce({ path: wanted }, { access: odd })
    expect(code).toBe(200)
    expect(requests[0]?.segments).toMatchObject({ projectId: 'a/b c%', id: 'Ünïcode/..' })
  })
})

describe('406', () => {
  test.each(['text/html', 'application/xml;q=0.9, text/*'])('Accept: %s', async (accept) => {
    const { code, error } = await askOnce({ headers: { ...goodHeaders, accept } })
    expect(code).toBe(406)
    expect(error.fieldErrors).toHaveProperty('Accept')
  })
})

test('without checks, anything reaches the scenario', async () => {
  const { code, requests } = await askOnce({ method: 'POST', path: '/any', headers: {} }, { check: false })
  expect(code).toBe(200)
  expect(requests[0]?.replied).toBe('status pending')
})

test('a refused request leaves the scenario where it is', async () => {
  const completed = { kind: 'status', status: 'completed' } as const
  const phases = [{ forRequests: 1, reply: scenario.phases[0].reply }, { reply: completed }]
  await withSimulator({ scenario: { phases } }, async (simulator) => {
    await ask(simulator, { headers: {} })
    await ask(simulator)
    await ask(simulator)
    expect(simulator.requests.map(({ replied }) => replied)).toEqual([
      'http 401',
      'status pending',
      'status completed',
    ])
  })
})

test('the caller is told of each request', async () => {
  const told: string[] = []
  await askOnce({}, { onRequest: (request) => told.push(request.replied) })
  expect(told).toEqual(['status pending'])
})

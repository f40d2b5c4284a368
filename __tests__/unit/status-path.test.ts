import { describe, expect, test } from '@jest/globals'
import { expandStatusPath, type Identifiers, parseStatusPath } from '../../src/status-path.ts'

const accepted =
  'expected a path with the placeholders {accountId}, {projectId}, {assemblyId} and {id}, of which {id} is required'

function someIdentifiers(overrides: Partial<Identifiers> = {}): Identifiers {
  return { accountId: '11', projectId: 'p22', assemblyId: '33', id: 'r44', ...overrides }
}

function expand(template: string, overrides: Partial<Identifiers> = {}): string {
  return expandStatusPath(parseStatusPath(template), someIdentifiers(overrides))
}

describe('parseStatusPath', () => {
  test('cuts a template into text and placeholders', () => {
    expect(parseStatusPath('/a/{accountId}/b/:id/c').filter((part) => part !== '')).toEqual([
      '/a/',
      { identifier: 'accountId' },
      '/b/',
      { identifier: 'id' },
      '/c',
    ])
  })

  test.each([
    '//evil.example.com/{id}',
    'https://evil.example.com/{id}',
    'HTTP://evil.example.com/{id}',
    'x-1+2.3://evil.example.com/{id}',
    'GET https://evil.example.com/{id}',
  ])('refuses the host in %s', (text) => {
    expect(() => parseStatusPath(text)).toThrow(
      new RangeError('it names a host: the host belongs in `api-url`, the path alone here'),
    )
  })

  test.each([
    '',
    ' ',
    '{id}',
    ':id',
    'a/{id}',
    ' /{id}',
    './{id}',
    '../{id}',
    '\\{id}',
    '?/{id}',
    'POST /{id}',
    'GET/{id}',
    'xGET /{id}',
    '1x://host/{id}',
    'a/b://host/{id}',
    'https:/{id}',
  ])('refuses %j, which does not begin with a slash', (text) => {
    expect(() => parseStatusPath(text)).toThrow(new RangeError(`it does not begin with a slash; ${accepted}`))
  })

  test.each([
    '/.',
    '/..',
    '/../{id}',
    '/./{id}',
    '/a/../{id}',
    '/{id}/..',
    '/{id}/.',
    '/{id}/..?a=b',
    '/%2e/{id}',
    '/%2E%2e/{id}',
    '/.%2e/{id}',
    '/%2e./{id}',
  ])('refuses the dot segment in %s', (text) => {
    expect(() => parseStatusPath(text)).toThrow(
      new RangeError('"." and ".." as segments lead out of the path; write the path in full'),
    )
  })

  test.each([
    '/a b/{id}',
    '/{id}#part',
    '/\\evil/{id}',
    '/{id}\n',
    '/\n/{id}',
    '/{id}\0',
    '/%/{id}',
    '/%4/{id}',
    '/%zz/{id}',
    '/{id}/%',
    '/"{id}"',
    '/<{id}>',
    '/[{id}]',
    '/^{id}',
    '/`{id}`',
    '/{id}|',
    '/ü/{id}',
    '/{id',
    '/id}/{id}',
    '/{{id}}',
    '/{id} ',
    '/GET {id}',
    '/{id} HTTP/1.1 x',
    '/{id} HTTP/1.1/x',
    '/{id} HTTP/',
    '/{id} HTTP/x',
    '/{id} xHTTP/1.1',
  ])('refuses %j, which holds what no path holds', (text) => {
    expect(() => parseStatusPath(text)).toThrow(
      new RangeError(
        `it holds characters that no path holds, such as spaces, #, \\ or a lone %; ${accepted}`,
      ),
    )
  })

  test.each([
    ['/{foo}/{id}', 'foo'],
    ['/{}/{id}', ''],
    ['/{ id }', ' id '],
    ['/{recoveryId}', 'recoveryId'],
    ['/{ids}', 'ids'],
    ['/{xid}', 'xid'],
    ['/{toString}/{id}', 'toString'],
    ['/{__proto__}/{id}', '__proto__'],
    ['/:foo/{id}', 'foo'],
    ['/{id}/:foo', 'foo'],
    ['/{id}/:foo?a=b', 'foo'],
    ['/:_1/{id}', '_1'],
    ['/:Z9/{id}', 'Z9'],
  ])('refuses the placeholder in %s', (text, name) => {
    expect(() => parseStatusPath(text)).toThrow(new RangeError(`{${name}} is no placeholder; ${accepted}`))
  })

  test.each([
    '/',
    '/reset/status',
    '/{accountId}/{projectId}/{assemblyId}',
    '/id',
    '/a:id',
    '/:id-x',
    '/::id',
    '/:1id',
    '/%7Bid%7D',
  ])('refuses %s, which holds no recovery id', (text) => {
    expect(() => parseStatusPath(text)).toThrow(new RangeError(`the recovery id is missing; ${accepted}`))
  })

  test('refuses with a RangeError', () => {
    expect(() => parseStatusPath('nowhere')).toThrow(RangeError)
  })

  test('copes with a huge template', () => {
    const path = parseStatusPath(`/${'a/'.repeat(50_000)}{id}`)
    expect(expandStatusPath(path, someIdentifiers())).toBe(`/${'a/'.repeat(50_000)}r44`)
  })
})

describe('expandStatusPath', () => {
  test.each([
    [
      '/accounts/{accountId}/projects/{projectId}/assemblies/{assemblyId}/recoveries/{id}/reset/status',
      '/accounts/11/projects/p22/assemblies/33/recoveries/r44/reset/status',
    ],
    ['/:accountId/:projectId/:assemblyId/:id', '/11/p22/33/r44'],
    ['/{ACCOUNTID}/{projectid}/:AssemblyID/:ID', '/11/p22/33/r44'],
    ['/{id}', '/r44'],
    ['/:id', '/r44'],
    ['/:id/', '/r44/'],
    ['/:id?verbose=1', '/r44?verbose=1'],
    ['/x-{id}.json', '/x-r44.json'],
    ['/{id}{accountId}', '/r4411'],
    ['/{id}/{id}', '/r44/r44'],
    ['/a:id/{id}', '/a:id/r44'],
    ['/{id}:reset', '/r44:reset'],
    ['/{id}?a=../..', '/r44?a=../..'],
    ['/a//{id}', '/a//r44'],
    ['/.../{id}', '/.../r44'],
    ['/.a/b./{id}', '/.a/b./r44'],
    ['/%2e%2e%2e/{id}', '/%2e%2e%2e/r44'],
    ['/%20%7E%af/{id}', '/%20%7E%af/r44'],
    [
      "/AZaz09_-.~!$&'()*+,;=:@/{id}?AZaz09_-.~!$&'()*+,;=:@/?",
      "/AZaz09_-.~!$&'()*+,;=:@/r44?AZaz09_-.~!$&'()*+,;=:@/?",
    ],
    ['/a/https://x/{id}', '/a/https://x/r44'],
    ['/HTTP/1.1/{id}', '/HTTP/1.1/r44'],
  ])('makes of %s the path %s', (template, path) => {
    expect(expand(template)).toBe(path)
  })

  test.each([
    'GET /{id}',
    'get   /{id}',
    'GET\t/{id}',
    '/{id} HTTP/1.1',
    '/{id}  http/2',
    'GET /{id} HTTP/1.1',
    'GET /:id HTTP/2.0',
  ])('leaves out what stands around the path in the request line %j', (template) => {
    expect(expand(template)).toBe('/r44')
  })

  test.each([
    ['23712792:o23712792ac-xxxxxxx', '/23712792%3Ao23712792ac-xxxxxxx'],
    ['a/b', '/a%2Fb'],
    ['../..', '/..%2F..'],
    ['a?b#c', '/a%3Fb%23c'],
    ['a b', '/a%20b'],
    ['%2e', '/%252e'],
    ['ü🙂', '/%C3%BC%F0%9F%99%82'],
    ['{id}', '/%7Bid%7D'],
    ['$&', '/%24%26'],
  ])('encodes the identifier %s as one segment', (id, path) => {
    expect(expand('/{id}', { id })).toBe(path)
  })

  test('encodes every identifier', () => {
    const identifiers = { accountId: 'a/', projectId: 'p/', assemblyId: 's/', id: 'i/' }
    expect(expand('/{accountId}/{projectId}/{assemblyId}/{id}', identifiers)).toBe('/a%2F/p%2F/s%2F/i%2F')
  })
})

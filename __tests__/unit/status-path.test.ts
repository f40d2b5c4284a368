import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseStatusPath, statusUrl } from '../../src/inputs/status-path.ts'

const identifiers = { accountId: '11', projectId: 'p22', assemblyId: '33', id: 'r44' }

/** The URL behind the host, or behind the whole base URL. */
function expand(template: string, baseUrl = 'https://api.example.com', values = identifiers): string {
  const { href } = statusUrl(new URL(baseUrl), parseStatusPath(template), values)
  expect(href.startsWith(baseUrl)).toBe(true)
  return href.slice(baseUrl.length)
}

describe('parseStatusPath', () => {
  const accepted =
    'expected a path with the placeholders {accountId}, {projectId}, {assemblyId} and {id}, of which {id} is required'
  const refusals = {
    'it names a host; the host belongs in api-url, the path alone here': [
      ...['//evil.example.com/{id}', 'HTTP://evil.example.com/{id}', 'x-1+2.3://evil.example.com/{id}'],
      ...['GET https://evil.example.com/{id}'],
    ],
    [`it does not begin with a slash; ${accepted}`]: [
      ...['', ' ', '{id}', ':id', 'a/{id}', ' /{id}', './{id}', '../{id}', '\\{id}', '?/{id}', 'POST /{id}'],
      ...['GET/{id}', 'xGET /{id}', '1x://host/{id}', 'a/b://host/{id}', 'https:/{id}'],
    ],
    '"." and ".." as segments lead out of the path; write the path in full': [
      ...['/.', '/..', '/../{id}', '/./{id}', '/a/../{id}', '/{id}/..', '/{id}/..?a=b', '/%2e/{id}'],
      ...['/%2E%2e/{id}', '/.%2e/{id}', '/%2e./{id}'],
    ],
    [`it holds characters that no path holds, such as spaces, #, \\ or a lone %; ${accepted}`]: [
      ...[
        '/a b/{id}',
        '/{id}#part',
        '/\\evil/{id}',
        '/{id}\n',
        '/\n/{id}',
        '/{id}\0',
        '/%/{id}',
        '/%4/{id}',
        '/%{id}41',
      ],
      ...['/%zz/{id}', '/{id}/%', '/"{id}"', '/<{id}>', '/[{id}]', '/^{id}', '/`{id}`', '/{id}|', '/ü/{id}'],
      ...['/{id', '/id}/{id}', '/{{id}}', '/{id} ', '/GET {id}', '/{id} HTTP/1.1 x', '/{id} HTTP/1.1/x'],
      ...['/{id} HTTP/', '/{id} HTTP/x', '/{id} xHTTP/1.1'],
    ],
    [`the recovery ID is missing; ${accepted}`]: [
      ...['/', '/reset/status', '/{accountId}/{projectId}/{assemblyId}', '/id', '/a:id'],
    ],
    [`:id-x is no placeholder; ${accepted}`]: ['/:id-x', '/{id}/:id-x?a'],
    [`::id is no placeholder; ${accepted}`]: ['/::id'],
    [`:1id is no placeholder; ${accepted}`]: ['/{id}/:1id/x'],
    [`%7Bid%7D is no placeholder; ${accepted}`]: ['/%7Bid%7D'],
    [`%7brecoveryId%7d is no placeholder; ${accepted}`]: ['/{id}/%7brecoveryId%7d'],
    [`$ID is no placeholder; ${accepted}`]: ['/$ID/{id}'],
    [`{} is no placeholder; ${accepted}`]: ['/{}/{id}'],
    '{ id } is no placeholder; did you mean {id}?': ['/{ id }'],
    '{recoveryId} is no placeholder; did you mean {id}?': ['/{recoveryId}', '/:recoveryId'],
    '{reset_id} is no placeholder; did you mean {id}?': ['/{reset_id}/{id}'],
    '{account-id} is no placeholder; did you mean {accountId}?': ['/{account-id}/{id}'],
    [`{toString} is no placeholder; ${accepted}`]: ['/{toString}/{id}', '/:toString/{id}'],
    [`{foo} is no placeholder; ${accepted}`]: ['/{id}/:foo', '/{id}/:foo?a=b', '/:foo/{id}', '/{foo}/{id}'],
    [`{_1Z} is no placeholder; ${accepted}`]: ['/:_1Z/{id}'],
    [`{ids} is no placeholder; ${accepted}`]: ['/{ids}'],
    [`{xid} is no placeholder; ${accepted}`]: ['/{xid}'],
  }

  test.each(
    Object.entries(refusals).flatMap(([reason, texts]) => texts.map((text) => [text, reason] as const)),
  )('refuses %j: %.50s', (text, reason) => {
    expect(() => parseStatusPath(text)).toThrow(new RangeError(reason))
  })
})

test.each(['/a/23712792:o1/status', '/23712792%3Ao1'])('recognises the recovery ID itself in %s', (path) => {
  const refused = 'it holds the recovery ID itself; replace it by {id}'
  expect(() => parseStatusPath(path, '23712792:o1')).toThrow(new RangeError(refused))
  expect(() => parseStatusPath(path, '2')).toThrow('the recovery ID is missing')
})

describe('statusUrl', () => {
  test.each([
    ['/:accountId/:projectId/:assemblyId/:id', '/11/p22/33/r44'],
    ['/{ACCOUNTID}/{projectid}/:AssemblyID/:ID', '/11/p22/33/r44'],
    ['/:id/', '/r44/'],
    ['/:id?verbose=1', '/r44?verbose=1'],
    ['/x-{id}{accountId}.json', '/x-r4411.json'],
    ['/a:id/{id}:reset', '/a:id/r44:reset'],
    ['/{id}?a=../..', '/r44?a=../..'],
    ['/a//{id}', '/a//r44'],
    ['/.../.a/b./{id}', '/.../.a/b./r44'],
    ['/%2e%2e%2e/%20%7E%af/{id}', '/%2e%2e%2e/%20%7E%af/r44'],
    [
      "/AZaz09_-.~!$&'()*+,;=:@/{id}?AZaz09_-.~!$&()*+,;=:@/?",
      "/AZaz09_-.~!$&'()*+,;=:@/r44?AZaz09_-.~!$&()*+,;=:@/?",
    ],
    ['/a/https://x/HTTP/1.1/{id}', '/a/https://x/HTTP/1.1/r44'],
    [`/${'a/'.repeat(50_000)}{id}`, `/${'a/'.repeat(50_000)}r44`],
  ])('makes of %.80s the path %.80s', (template, path) => {
    expect(expand(template)).toBe(path)
  })

  test.each([
    ...['GET /{id}', 'get   /{id}', 'GET\t/{id}', '/{id} HTTP/1.1', '/{id}  http/2', 'GET /:id HTTP/2.0'],
  ])('leaves out what stands around the path in the request line %j', (template) => {
    expect(expand(template)).toBe('/r44')
  })

  test.each(['https://api.example.com', 'https://api.example.com:8443/a/b'])(
    'keeps the base URL %s',
    (baseUrl) => {
      expect(expand('/{id}', baseUrl)).toBe('/r44')
      expect(expand('/{id}', `${baseUrl}/`.replace(/\/$/, ''))).toBe('/r44')
    },
  )

  test('puts each identifier into a segment of its own, whatever is in it', () => {
    const text = fc
      .oneof(fc.string({ unit: fc.constantFrom(...'./\\?#%{}$&:;2e \tü🙂') }), fc.string({ unit: 'binary' }))
      .filter((identifier) => identifier.isWellFormed() && identifier !== '.' && identifier !== '..')
    const anyIdentifiers = fc.record({ accountId: text, projectId: text, assemblyId: text, id: text })
    fc.assert(
      fc.property(anyIdentifiers, (values) => {
        const path = expand('/{accountId}/{projectId}/{assemblyId}/{id}', undefined, values)
        const { accountId, projectId, assemblyId, id } = values
        expect(path.split('/').map(decodeURIComponent)).toEqual(['', accountId, projectId, assemblyId, id])
        expect(path).toMatch(/^[\w/.~!'()*%-]*$/)
      }),
      { seed: 1 },
    )
  })
})

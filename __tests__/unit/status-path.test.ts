import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseStatusPath, statusUrl } from '../../src/inputs/status-path.ts'

const identifiers = { accountId: '11', projectId: 'p22', assemblyId: '33', id: 'r44' }

/** The URL after the base URL. */
function expand(template: string, values = identifiers, baseUrl = 'https://api.example.com'): string {
  const { href } = statusUrl(new URL(baseUrl), parseStatusPath(template), values)
  expect(href.startsWith(baseUrl)).toBe(true)
  return href.slice(baseUrl.length)
}

/** The words of a text, each a path. */
const words = (text: string) => text.trim().split(/\s+/)

describe('parseStatusPath rejects', () => {
  const rejected = {
    'api-url': words('//evil.example.com/{id} HTTP://evil.example.com/{id} x-1+2.3://evil.example.com/{id}'),
    'start with "/"': [
      ...['', ' ', ' /{id}', 'POST /{id}', 'xGET /{id}'],
      ...words('{id} :id a/{id} ../{id} \\{id} ?/{id} GET/{id} 1x://host/{id} a/b://host/{id} https:/{id}'),
    ],
    '"." and ".."': words(`
      /. /.. /../{id} /./{id} /a/../{id} /{id}/.. /{id}/..?a=b /%2e/{id} /%2E%2e/{id} /.%2e/{id} /%252e./{id}
      /a%2f..%2F{id} /a/..%5c{id} /..;a/{id} /.{id} /{id}.. /{accountId}/.:id /:id/..`),
    'lone %': [
      ...['/a b/{id}', '/{id}\n', '/\n/{id}', '/{id} ', '/GET {id}', '/{id} HTTP/1.1 x', '/{id} HTTP/1.1/x'],
      ...['/{id} HTTP/', '/{id} HTTP/x', '/{id} xHTTP/1.1', '/{id}\0'],
      ...words(`
        /{id}#part /\\evil/{id} /%/{id} /%4/{id} /%{id}41 /%zz/{id} /{id}/% /"{id}" /[{id}] /^{id} /\`{id}\`
        /{id}| /ü/{id} /{id /id}/{id} /%id%/{id} /[id]/{id} /#{id}`),
    ],
    '{id} is': words('/ /reset/status /{accountId}/{projectId}/{assemblyId} /id /?a=:projectId'),
    '{id}?': [
      ...['/{ id }', '/{{ id }}', `/$${'{id}'}`, '/{id}?x={ID }'],
      ...words(`
        /{recoveryId} /:recoveryId /{reset_id}/{id} /{id}/:1id /$ID/{id} /::id /{{id}} /$(id) /<id> /x$id /a:id/{id}
        /%7Bid%7D /%257bid%257d /%3Cid%3E /x-:id /{accountId}:id /{id}?x=a:id /{id}?x=:id:`),
    ],
    '{accountId}?': ['/{account-id}/{id}', '/{id}?a=<account id>', '/{id}?a=b&c=:account_id'],
    '%3A': words('/{id}:reset /v1/recoveries:status/{id} /{id}/:foo?a=b /:_1Z/{id} /{id}?a=: /:/{id}'),
    '%24': words('/{id}/$value /{id}?a=$foo /{id}?$select=a'),
    '{assemblyId}': words('/{}/{id} /{toString}/{id} /{ids} /{id}?a={foo} /{id}/%7bfoo%7d /{id:int}'),
  }

  test.each(
    Object.entries(rejected).flatMap(([reason, values]) => values.map((value) => [value, reason] as const)),
  )('%j, naming %s', (value, reason) => {
    expect(() => parseStatusPath(value)).toThrow(reason)
  })

  test.each(['/a/23712792:o1/status', '/23712792%3Ao1', '/a?id=23712792%3ao1'])(
    'the ID itself in %s',
    (path) => {
      const sentence = /recovery ID.*\{id\}/
      expect(() => parseStatusPath(path.replace(':o1', '%3Ao1'), '23712792:o1')).toThrow(sentence)
      expect(() => parseStatusPath(path.replace(':o1', '%3Ao1'), '2')).not.toThrow(sentence)
    },
  )
})

describe('statusUrl', () => {
  test.each([
    ['/:accountId/:projectId/:assemblyId/:id', '/11/p22/33/r44'],
    ['/{ACCOUNTID}/{projectid}/:AssemblyID/:ID', '/11/p22/33/r44'],
    ['/:id/', '/r44/'],
    ['/:id?verbose=1', '/r44?verbose=1'],
    ['/a/{id}?account=:accountId&p={projectId}&q=:ASSEMBLYID', '/a/r44?account=11&p=p22&q=33'],
    ['/status?id=:id', '/status?id=r44'],
    ['/x-{id}{accountId}.json', '/x-r4411.json'],
    ['/{id}%3Areset/%24value?t=12:30', '/r44%3Areset/%24value?t=12:30'],
    ['/{id}?a=../..', '/r44?a=../..'],
    ['/a//{id}', '/a//r44'],
    ['/.../.a/b./{id}', '/.../.a/b./r44'],
    ['/%2e%2e%2e/%20%7E%af/{id}', '/%2e%2e%2e/%20%7E%af/r44'],
    ["/AZaz09_-.~!$&'()*+,;=@/{id}?Az09_-.~!$&*+,;=@/?", "/AZaz09_-.~!$&'()*+,;=@/r44?Az09_-.~!$&*+,;=@/?"],
    ['/a/https://x/HTTP/1.1/{id}', '/a/https://x/HTTP/1.1/r44'],
    [`/${'a/'.repeat(50_000)}{id}`, `/${'a/'.repeat(50_000)}r44`],
    // Parts of a request line are dropped.
    ...['GET /{id}', 'get   /{id}', 'GET\t/{id}', '/{id} HTTP/1.1', '/{id}  http/2', 'GET /:id HTTP/2.0'].map(
      (line) => [line, '/r44'] as const,
    ),
  ])('expands %.80s to %.80s', (template, path) => {
    for (const baseUrl of ['https://api.example.com', 'https://api.example.com:8443/a/b'])
      expect(expand(template, identifiers, baseUrl)).toBe(path)
  })

  test('keeps each identifier within its segment or query value, whatever it contains', () => {
    const value = fc
      .oneof(fc.string({ unit: fc.constantFrom(...'./\\?#%{}$&:;=2e \tü🙂') }), fc.string({ unit: 'binary' }))
      .filter((identifier) => identifier.isWellFormed() && identifier !== '.' && identifier !== '..')
    const values = fc.record({ accountId: value, projectId: value, assemblyId: value, id: value })
    const keepsAll = fc.property(values, (values) => {
      const url = expand('/{accountId}/{projectId}/{id}?a=:assemblyId&b={id}', values)
      const { accountId, projectId, assemblyId, id } = values
      const parts = ['', accountId, projectId, id, '', assemblyId, id]
      expect(url.split(/[/?]|&?[ab]=/).map(decodeURIComponent)).toEqual(parts)
      expect(url).toMatch(/^[\w/.~!'()*%-]*\?a=[\w.~!'()*%-]*&b=[\w.~!'()*%-]*$/)
    })
    fc.assert(keepsAll, { seed: 1 })
  })
})

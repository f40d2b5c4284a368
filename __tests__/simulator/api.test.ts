import { connect } from 'node:net'
import { describe, expect, test } from '@jest/globals'
import type { RawReply, Reply } from '../../simulator/replies.ts'
import { defaultAccess, type SimulatorOptions, startSimulator } from '../../simulator/server.ts'

const path =
  '/accounts/12345678/projects/123456/assemblies/9007199254740993/recoveries/23712792%3Ao23712792ac-simulated/reset/status'
const pending: Reply = { kind: 'status', status: 'pending' }

interface Asked {
  readonly method?: string
  readonly path?: string
  readonly authorization?: string
  readonly accept?: string
}

/** Sends one request on a raw connection, and returns what was received, without what always differs, and how it ended. */
async function ask(port: number, asked: Asked = {}, onReceived = (_: string) => {}) {
  const authorization = `Bearer ${defaultAccess.token}`
  const good = { method: 'GET', path, authorization, accept: '*/*', ...asked }
  const socket = connect(port, '127.0.0.1').setEncoding('latin1')
  socket.write(`${good.method} ${good.path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`)
  socket.write(`Accept: ${good.accept}\r\nAuthorization: ${good.authorization}\r\n\r\n`)
  let received = ''
  let ending: string | undefined = 'end'
  socket.on('data', (chunk) => {
    received += String(chunk).replaceAll('\r', '')
    onReceived(received)
  })
  socket.on('error', ({ code }: NodeJS.ErrnoException) => {
    ending = code
  })
  await new Promise((resolve) => socket.once('close', resolve))
  return { received: received.replaceAll(/(?:Date|Connection): .*\n/g, ''), ending }
}

/** Sends one request to a new simulator. */
async function answer(options: Partial<SimulatorOptions>, asked?: Asked) {
  const simulator = await startSimulator({ replies: [pending], ...options })
  const answered = await ask(simulator.port, asked)
  await simulator.close()
  const [head = '', body = ''] = answered.received.split('\n\n')
  return { ...answered, code: Number(head.split(' ')[1]), body }
}

const ok = 'HTTP/1.1 200 OK\nContent-Type: application/json\n'
const raw = (bytes: string, ending?: RawReply['ending'], start = ''): RawReply => ({
  ...{ kind: 'raw', bytes, start },
  ...(ending && { ending }),
})

describe('a reply goes out to the byte', () => {
  test.each<readonly [Reply, string, string?]>([
    [pending, `${ok}Content-Length: 20\n\n{"status":"pending"}`],
    [
      { kind: 'status', status: 42, message: null, headers: { 'Retry-After': '7' } },
      `${ok}Retry-After: 7\nContent-Length: 28\n\n{"status":42,"message":null}`,
    ],
    [
      { kind: 'http', code: 302, headers: { 'content-type': 'text/html', Location: '/' }, body: '<p>' },
      'HTTP/1.1 302 Found\ncontent-type: text/html\nLocation: /\nContent-Length: 3\n\n<p>',
    ],
    [{ kind: 'http', code: 200, body: { a: 1 } }, `${ok}Content-Length: 7\n\n{"a":1}`],
    [{ kind: 'http', code: 200, body: Buffer.from('/w==', 'base64') }, `${ok}Content-Length: 1\n\n\xFF`],
    [{ kind: 'http', code: 200 }, `${ok}Content-Length: 0\n\n`],
    [
      { kind: 'http', code: 403 },
      'HTTP/1.1 403 Forbidden\nContent-Type: application/json\nContent-Length: 283\n\n' +
        '{"errors":[{"code":"FORBIDDEN","message":"This token may not read the reset of a recovery.","type":"RequestError"}],' +
        '"fieldErrors":{"Authorization":"lacks a permission"},' +
        '"message":"This token may not read the reset of a recovery.",' +
        '"requiredPermissions":["cloud-rewind:recovery:read"]}',
    ],
    [raw('{"status"', 'close', ok), `${ok}{"status"`],
    [raw(ok, 'reset'), ok, 'ECONNRESET'],
    [raw('', 'reset'), '', 'ECONNRESET'],
    [raw(''), ''],
  ])('%j', async (reply, received, ending = 'end') => {
    const answered = await answer({ replies: [reply] })
    expect(answered).toMatchObject({ received, ending })
  })
})

test.each<readonly [Reply, RegExp]>([
  [raw('x', 'repeat', ok), /^HTTP\/1\.1 200 OK\n.*\nx{3,}$/],
  [raw(ok, 'silence'), /^HTTP\/1\.1 200 OK\nContent-Type: .*\n$/],
  [raw('', 'silence'), /^$/],
])('%j lasts until the simulator closes, and leaves no timer', async (reply, expected) => {
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout')
  const before = timers()
  const onRequest = () => setImmediate(closeWhen, '')
  const simulator = await startSimulator({ replies: [reply], onRequest })
  const closeWhen = (received: string) => expected.test(received) && simulator.close()
  const { received } = await ask(simulator.port, {}, closeWhen)
  expect(received).toMatch(expected)
  // The one of the server itself can last a turn longer.
  while (timers().length > before.length) await new Promise(setImmediate)
})

const other = { authorization: 'Bearer another-token' }
const like = (from: string, to: string): Asked => ({ path: path.replace(from, to) })

test.each<readonly [Asked, number, object, Partial<SimulatorOptions>?]>([
  [{ path: `${path}?verbose=true` }, 200, {}],
  [{ accept: 'text/html, Application/JSON;q=0.1' }, 200, {}],
  [like('123456/', 'a%2Fb%20c%25/'), 200, {}, { access: { projectId: 'a/b c%' } }],
  [{ method: 'POST', path: '/', ...other }, 200, {}, { check: false }],
  [{ method: 'POST', path: '/', ...other }, 405, { method: 'must be GET' }],
  [{ path: '/', ...other }, 401, { Authorization: 'missing, expired, or unknown' }],
  [like('12345678', '012345678'), 404, { accountId: 'unknown accountId' }],
  [like('123456/', '123456%20/'), 404, { projectId: 'unknown projectId' }],
  [like('9007199254740993', '9007199254740992'), 404, { assemblyId: 'unknown assemblyId' }],
  [like('%3A', '%253A'), 404, { recoveryId: 'unknown recoveryId' }],
  [like('%3A', '%zz'), 404, { path: 'nothing here' }],
  [{ path: `${path}/` }, 404, { path: 'nothing here' }],
  [{ accept: 'text/html, application/*' }, 406, { Accept: 'must include */* or application/json' }],
])('%j gets a %i', async (asked, expected, fieldErrors, options = {}) => {
  const { code, body } = await answer(options, asked)
  expect({ code, fieldErrors: {}, ...JSON.parse(body) }).toMatchObject({ code: expected, fieldErrors })
})

test('replies are sent in order, and the last one repeats', async () => {
  const replies = ['a', 'b'].map((status) => ({ ...pending, status }))
  const simulator = await startSimulator({ replies })
  for (let request = 0; request < 3; request += 1) await ask(simulator.port)
  await simulator.close()
  expect(simulator.requests.map(({ replied }) => replied)).toEqual(['status a', 'status b', 'status b'])
})

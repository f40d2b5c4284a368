import { connect } from 'node:net'
import { describe, expect, test } from '@jest/globals'
import { type Phase, PhaseClock, type Reply } from '../../simulator/scenario.ts'
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

/** Sends one request on a bare connection; gives back all that came, less what is never the same, and how it ended. */
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

/** Asks a simulator of its own, once. */
async function answer(options: Partial<SimulatorOptions>, asked?: Asked) {
  const simulator = await startSimulator({ scenario: { phases: [{ reply: pending }] }, ...options })
  const answered = await ask(simulator.port, asked)
  await simulator.close()
  const [head = '', body = ''] = answered.received.split('\n\n')
  return { ...answered, code: Number(head.split(' ')[1]), body }
}

const ok = 'HTTP/1.1 200 OK\nContent-Type: application/json\n'
const cut = { kind: 'cut-body', framing: 'content-length', how: 'fin' } as const
const notHttp = Buffer.from('SSH-2.0\n').toString('base64')

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
    [{ kind: 'http', code: 200, rawBodyBase64: '/w==' }, `${ok}Content-Length: 1\n\n\xFF`],
    [{ kind: 'http', code: 200 }, `${ok}Content-Length: 0\n\n`],
    [
      { kind: 'http', code: 403 },
      'HTTP/1.1 403 Forbidden\nContent-Type: application/json\nContent-Length: 283\n\n' +
        '{"errors":[{"code":"FORBIDDEN","message":"This token may not read the reset of a recovery.","type":"RequestError"}],' +
        '"fieldErrors":{"Authorization":"lacks a permission"},' +
        '"message":"This token may not read the reset of a recovery.",' +
        '"requiredPermissions":["cloud-rewind:recovery:read"]}',
    ],
    [{ ...cut, afterBytes: 9 }, `${ok}Content-Length: 53\n\n{"status"`],
    [{ ...cut, afterBytes: 9, how: 'reset' }, `${ok}Content-Length: 53\n\n{"status"`, 'ECONNRESET'],
    [
      { ...cut, afterBytes: 52, status: 'failed', framing: 'chunked' },
      `${ok}Transfer-Encoding: chunked\n\n34\n{"status":"failed","message":"cut before its end"}  \n`,
    ],
    [{ ...cut, afterBytes: 0, framing: 'chunked' }, `${ok}Transfer-Encoding: chunked\n\n`],
    [{ kind: 'reset-connection' }, '', 'ECONNRESET'],
    [{ kind: 'close-connection' }, ''],
    [{ kind: 'raw', base64: notHttp }, 'SSH-2.0\n'],
    [
      { kind: 'huge-body', bytes: 100_035 },
      `${ok}Content-Length: 100035\n\n{"status":"completed","message":"${'x'.repeat(100_000)}"}`,
    ],
  ])('%j', async (reply, received, ending = 'end') => {
    const answered = await answer({ scenario: { phases: [{ reply }] } })
    expect(answered).toMatchObject({ received, ending })
  })
})

test.each<readonly [Reply, RegExp]>([
  [{ kind: 'drip-headers', everyMs: 1 }, /^HTTP\/1\.1 200 OK\nContent-Type: .*\n(X-Drip: 1\n){3,}$/],
  [{ kind: 'drip-body', everyMs: 1 }, /^HTTP\/1\.1 200 OK\n(.+\n)+\n(1\n \n){3,}$/],
  [{ kind: 'repeat-continue', everyMs: 1 }, /^(HTTP\/1\.1 100 Continue\n\n){3,}$/],
  [{ kind: 'huge-body', bytes: 2 ** 31 }, /x{1000}/],
  [{ kind: 'never-answer' }, /^$/],
])('%j goes on until the simulator closes, and leaves no timer', async (reply, expected) => {
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout')
  const before = timers()
  const onRequest = () => setImmediate(closeWhen, '')
  const simulator = await startSimulator({ scenario: { phases: [{ reply }] }, onRequest })
  const closeWhen = (received: string) => expected.test(received) && simulator.close()
  const { received } = await ask(simulator.port, {}, closeWhen)
  expect(received).toMatch(expected)
  expect(timers()).toEqual(before)
})

const other = { authorization: 'Bearer another-token' }
const like = (from: string, to: string): Asked => ({ path: path.replace(from, to) })

test.each<readonly [Asked, number, object, Partial<SimulatorOptions>?]>([
  [{ path: `${path}?verbose=true` }, 200, {}],
  [{ accept: 'text/html, Application/JSON;q=0.1' }, 200, {}],
  [{ path: `/cloud/v1${path}` }, 200, {}, { pathPrefix: '/cloud/v1' }],
  [like('123456/', 'a%2Fb%20c%25/'), 200, {}, { access: { projectId: 'a/b c%' } }],
  [{ method: 'POST', path: '/', ...other }, 200, {}, { check: false }],
  [{ method: 'POST', path: '/', ...other }, 405, { method: 'must be GET' }],
  [{ path: '/', ...other }, 401, { Authorization: 'missing, expired or unknown' }],
  [{ path: '/' }, 403, { Authorization: 'lacks a permission' }, { access: { permissions: ['another'] } }],
  [like('12345678', '012345678'), 404, { accountId: 'unknown accountId' }],
  [like('123456/', '123456%20/'), 404, { projectId: 'unknown projectId' }],
  [like('9007199254740993', '9007199254740992'), 404, { assemblyId: 'unknown assemblyId' }],
  [like('%3A', '%253A'), 404, { id: 'unknown id' }],
  [like('%3A', '%zz'), 404, { path: 'nothing here' }],
  [{ path: `${path}/` }, 404, { path: 'nothing here' }],
  [{ path: `/cloud/v2${path}` }, 404, { path: 'nothing here' }, { pathPrefix: '/cloud/v1' }],
  [{ accept: 'text/html, application/*' }, 406, { Accept: 'must include */* or application/json' }],
])('%j gets a %i', async (asked, expected, fieldErrors, options = {}) => {
  const { code, body } = await answer(options, asked)
  expect({ code, fieldErrors: {}, ...JSON.parse(body) }).toMatchObject({ code: expected, fieldErrors })
})

type Limits = Omit<Phase, 'reply'>

test.each<readonly [string, Limits, Limits, readonly number[], string]>([
  ['by requests', { forRequests: 2 }, { forRequests: 1 }, [0, 0, 0, 9e9], 'aabc'],
  ['by time, from the first request on', { forMs: 100 }, { forMs: 50 }, [7, 106, 107, 156, 157], 'aabbc'],
  ['by time, be there a request or not', { forMs: 100 }, { forMs: 50 }, [0, 200, 9e9], 'acc'],
  ['by both, whichever ends first', { forRequests: 1, forMs: 9 }, { forMs: 50 }, [7, 8, 56, 57], 'abbc'],
  ['by both, whichever ends first', { forRequests: 3, forMs: 9 }, { forMs: 50 }, [0, 8, 9, 58, 59], 'aabbc'],
])('phases end %s: %j, %j', (_, first, second, timesMs, expected) => {
  const phases = [first, second, { forMs: 1 }].map((limits, index) => ({
    ...limits,
    reply: { ...pending, status: 'abc'[index] },
  }))
  const clock = new PhaseClock({ phases })
  const replies = timesMs.map((timeMs) => clock.next(timeMs))
  expect(replies.map((reply) => reply.kind === 'status' && reply.status).join('')).toBe(expected)
})

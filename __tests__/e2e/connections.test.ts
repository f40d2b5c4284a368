import { once as nextEvent } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { describe, expect, test } from '@jest/globals'
import { runAction } from '../../simulator/action-runner.ts'
import type { Reply } from '../../simulator/scenario.ts'
import { closedPort } from '../closed-port.ts'
import { checkRun, inputsFor, once, runStep, type StepOptions, type StepRun, status, token } from './step.ts'

const loopback = '127.0.0.1'
const host = /127\.0\.0\.1:\d+/.source

/** Long enough for a second check, short enough for a test. */
const tolerance = { 'outage-tolerance': '1s' }

async function runAt(url: string, inputs: Readonly<Record<string, string>>): Promise<StepRun> {
  const run = await runAction({ inputs: { ...inputsFor(url), ...inputs } })
  return checkRun({ ...run, requests: [] }, token)
}

/** Runs the step against a server that does this to each connection. */
async function runAtServer(
  serve: (socket: Socket) => void,
  inputs: Readonly<Record<string, string>> = tolerance,
): Promise<StepRun> {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}))
    serve(socket)
  })
  server.listen(0, loopback)
  await nextEvent(server, 'listening')
  try {
    return await runAt(`http://${loopback}:${(server.address() as AddressInfo).port}`, inputs)
  } finally {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
}

/** That whatever the user reads is made of sentences: no error codes by themselves, no stacks, no objects. */
function expectReadable(run: StepRun): void {
  for (const text of [run.stdout, run.summary, run.annotation.text, run.outputs.message]) {
    // A code may stand in brackets behind a text that says the same in words.
    expect(text).not.toMatch(/(?<![\w(])E[A-Z]{4,}|(?<![\w(])(?:ERR|HPE|UND)_[A-Z_]+/)
    expect(text).not.toMatch(/^ {2,}at |\bat \S+ \(|node:internal|\.[cm]?js:\d+|\.[ch]:\d+/m)
    expect(text).not.toMatch(/\[object|undefined|\bNaN\b|\bnull\b/)
    expect(text).not.toMatch(/socket hang up|getaddrinfo|AggregateError|\bErrno\b/)
  }
  expect(run.outputs.message).toMatch(/^[A-Z0-9][^\n]*\.$/)
}

/** Given up within the tolerance, with this cause as a sentence. */
function expectGivenUp(run: StepRun, cause: RegExp): void {
  expectReadable(run)
  expect(run.exitCode).toBe(1)
  expect(run.outputs).toMatchObject({ outcome: 'error', status: '', timeline: '[]' })
  expect(Number(run.outputs.polls)).toBeGreaterThan(1)
  expect(run.outputs.message).toMatch(
    new RegExp(
      '^\\d+ checks in a row failed, and before the first good answer, failures are tolerated for 1s\\. ' +
        `${cause.source}\\. Check \`api-url\`, and that the runner can reach that host\\.$`,
    ),
  )
  expect(run.annotation).toMatchObject({
    title: 'Recovery reset could not be awaited',
    text: run.outputs.message,
  })
  const failures = run.log.filter((line) => line.includes('Checks fail'))
  expect(failures).toEqual([
    expect.stringMatching(`^\\[\\ds\\] Checks fail, will keep trying: ${cause.source}\\.$`),
  ])
  expect(run.elapsedMs).toBeGreaterThanOrEqual(1_000)
  expect(run.elapsedMs).toBeLessThan(4_000)
}

describe('a host that never answers a check', () => {
  test.concurrent('because its port is closed', async () => {
    const run = await runAt(`http://${loopback}:${await closedPort()}`, tolerance)
    expectGivenUp(run, new RegExp(`No connection to ${host}: the connection was refused`))
  })

  test.concurrent('because its port is closed, under a name with several addresses', async () => {
    const run = await runAt(`http://localhost:${await closedPort()}`, tolerance)
    expectGivenUp(run, /No connection to localhost:\d+: the connection was refused/)
  })

  test.concurrent('because its port is closed, over IPv6', async () => {
    const run = await runAt(`http://[::1]:${await closedPort()}`, { 'outage-tolerance': '0s' })
    expect(run.exitCode).toBe(1)
    expectReadable(run)
    expect(run.outputs.message).toMatch(/ No connection to \[::1\]:\d+: the connection was refused\. /)
  })

  test.concurrent('because its name is unknown', async () => {
    // A machine without DNS may take its time to say so: no second check is asked for.
    const run = await runAt('https://nowhere.invalid', { 'outage-tolerance': '0s' })
    expect(run.exitCode).toBe(1)
    expectReadable(run)
    expect(run.outputs).toMatchObject({ outcome: 'error', status: '', polls: '1' })
    expect(run.outputs.message).toMatch(
      / No connection to nowhere\.invalid: the host name (is unknown|could not be looked up)\. Check `api-url`/,
    )
  })

  test.concurrent('because it resets every connection', async () => {
    const run = await runStep({ api: { kind: 'reset-connection' }, inputs: tolerance })
    expectGivenUp(run, new RegExp(`No connection to ${host}: the connection was reset or closed`))
    expect(run.requests).toHaveLength(Number(run.outputs.polls))
  })

  test.concurrent('because it closes every connection', async () => {
    const run = await runStep({ api: { kind: 'close-connection' }, inputs: tolerance })
    expectGivenUp(run, new RegExp(`No connection to ${host}: the connection was reset or closed`))
  })

  test.concurrent('because it resets every connection as it opens', async () => {
    const run = await runAtServer((socket) => socket.resetAndDestroy())
    expectGivenUp(run, new RegExp(`No connection to ${host}: the connection was reset or closed`))
  })

  test.concurrent('because it is silent', async () => {
    const run = await runStep({
      api: { kind: 'never-answer' },
      inputs: { ...tolerance, 'request-timeout': '400ms' },
    })
    expectGivenUp(run, new RegExp(`No answer from ${host} within 0\\.4s`))
  })

  test.concurrent('because it takes connections and does not read', async () => {
    const run = await runAtServer((socket) => socket.pause(), { ...tolerance, 'request-timeout': '400ms' })
    expectGivenUp(run, new RegExp(`No answer from ${host} within 0\\.4s`))
  })

  test.concurrent('because it does not speak HTTP', async () => {
    const run = await runAtServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'))
    expectGivenUp(run, new RegExp(`No connection to ${host}: the answer is not valid HTTP \\(HPE_[A-Z_]+\\)`))
  })

  test.concurrent('because its headers never end', async () => {
    const run = await runAtServer((socket) => {
      socket.resume().write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`)
    })
    expectGivenUp(run, new RegExp(`No connection to ${host}: the answer is not valid HTTP \\(HPE_[A-Z_]+\\)`))
  })
})

/** Failures that come after a good answer, each with what the user reads of it. */
const laterFailures: readonly (readonly [string, Reply, string])[] = [
  [
    'resets the connection',
    { kind: 'reset-connection' },
    `No connection to ${host}: the connection was reset or closed\\.`,
  ],
  ['is silent', { kind: 'never-answer' }, `No answer from ${host} within 0\\.4s\\.`],
  [
    'cuts its answer off',
    { kind: 'cut-body', afterBytes: 5, framing: 'chunked', how: 'reset' },
    `${host} answered 200 OK, but its body was cut off\\. It begins: .+`,
  ],
]

describe('a host that answered before', () => {
  test.concurrent.each(laterFailures)(
    'is given up when it %s for longer than tolerated',
    async (_, reply, sentence) => {
      const options: StepOptions = {
        api: [once(status('in-progress')), { reply }],
        inputs: { ...tolerance, 'request-timeout': '400ms' },
      }
      const run = await runStep(options)
      expect(run.exitCode).toBe(1)
      expectReadable(run)
      expect(run.outputs).toMatchObject({ outcome: 'error', status: 'in-progress' })
      expect(run.outputs.message).toMatch(
        new RegExp(
          `^\\d+ checks in a row failed, and \`outage-tolerance\` is 1s\\. ${sentence} ` +
            'Whether the reset has ended is not known\\. Last status: in-progress, for \\ds\\.$',
        ),
      )
      expect(run.elapsedMs).toBeLessThan(4_000)
    },
  )
})

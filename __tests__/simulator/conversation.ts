import { once } from 'node:events'
import { type IncomingHttpHeaders, request } from 'node:http'
import { request as requestTls } from 'node:https'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { actionInputs } from '../../simulator/action-inputs.ts'
import type { Reply } from '../../simulator/scenario.ts'
import {
  defaultAccess,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../simulator/server.ts'

export const goodPath =
  '/accounts/12345678/projects/123456/assemblies/9007199254740993/recoveries/23712792%3Ao23712792ac-simulated/reset/status'

export const goodHeaders = {
  authorization: `Bearer ${defaultAccess.token}`,
  accept: 'application/json, */*;q=0.1',
}

export const goodInputs = (url: string) => actionInputs(url, defaultAccess)

export interface Answer {
  code: number
  headers: IncomingHttpHeaders
  body: string
}

export interface Asked {
  path?: string
  method?: string
  headers?: Record<string, string>
  ca?: string
}

/** One request to the simulator on a connection of its own; rejects when the answer is cut. */
export async function ask(simulator: Simulator, asked: Asked = {}): Promise<Answer> {
  const { path = goodPath, method = 'GET', headers = goodHeaders, ca } = asked
  const send = simulator.url.startsWith('https:') ? requestTls : request
  const outgoing = send(simulator.url + path, { method, headers, agent: false, ...(ca && { ca }) })
  outgoing.end()
  const [incoming] = await once(outgoing, 'response')
  return { code: incoming.statusCode, headers: incoming.headers, body: await text(incoming) }
}

/** A bare TCP connection with a good request on it. */
export async function openRaw(simulator: Simulator): Promise<Socket> {
  const socket = connect({ port: simulator.port, host: '127.0.0.1' })
  await once(socket, 'connect')
  const headers = Object.entries({ host: 'localhost', ...goodHeaders })
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`GET ${goodPath} HTTP/1.1\r\n${lines.join('')}\r\n`)
  return socket
}

/** Everything that comes on a bare connection until it holds `wanted`. */
export async function readUntil(socket: Socket, wanted: string | RegExp): Promise<string> {
  let received = ''
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    received += String(chunk)
    if (received.search(wanted) >= 0) return received
  }
  throw new Error(`the connection ended after ${received}`)
}

/** Everything that comes on a bare connection, and how it ended: `end`, or the code of an error. */
export async function readToEnd(socket: Socket): Promise<{ received: string; ending: string }> {
  let received = ''
  let ending = 'end'
  socket.on('data', (chunk) => {
    received += String(chunk)
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    ending = error.code ?? error.message
  })
  await new Promise((resolve) => socket.once('close', resolve))
  return { received, ending }
}

/** Starts a simulator that gives one reply for ever, hands it over, and closes it. */
export async function withReply<T>(reply: Reply, use: (simulator: Simulator) => Promise<T>): Promise<T> {
  return withSimulator({ scenario: { phases: [{ reply }] } }, use)
}

/** Starts a simulator, hands it over, and closes it. */
export async function withSimulator<T>(
  options: SimulatorOptions,
  use: (simulator: Simulator) => Promise<T>,
): Promise<T> {
  const simulator = await startSimulator(options)
  try {
    return await use(simulator)
  } finally {
    await simulator.close()
  }
}

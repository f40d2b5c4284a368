import { execFileSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { actionInputs, defaultAccess } from '../../simulator/access.ts'
import { runAction } from '../../simulator/action-runner.ts'

// Runs in a network namespace of its own, with three name servers that receive every query and never respond. Prints the
// result of each step as JSON.

const servers = ['127.0.0.51', '127.0.0.52', '127.0.0.53']
const searchList = ['a.example.com', 'b.example.com', 'c.example.com']

execFileSync('ip', ['link', 'set', 'lo', 'up'])
const file = path.join(mkdtempSync(path.join(tmpdir(), 'resolver-')), 'resolv.conf')
writeFileSync(
  file,
  `${servers.map((server) => `nameserver ${server}`).join('\n')}\nsearch ${searchList.join(' ')}\n`,
)
execFileSync('mount', ['--bind', file, '/etc/resolv.conf'])
const sockets = servers.map((server) => createSocket('udp4').bind(53, server))
await Promise.all(sockets.map((socket) => once(socket, 'listening')))

const api = 'https://api.cloud-rewind.example.com'
const proxy = { https_proxy: 'http://proxy.example.com:3128' }
const steps = {
  timeout: { inputs: { timeout: '4s' } },
  'timeout, through a proxy': { inputs: { timeout: '4s' }, env: proxy },
  'outage-tolerance': { inputs: { 'outage-tolerance': '2s', 'request-timeout': '500ms' } },
  'start-timeout': { inputs: { 'start-timeout': '4s' } },
  SIGINT: { signal: 'SIGINT' },
  SIGTERM: { signal: 'SIGTERM' },
} as const

interface Step {
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly signal?: NodeJS.Signals
}

async function run({ inputs = {}, env = {}, signal }: Step) {
  let signalledAtMs = performance.now()
  const run = await runAction({
    inputs: { ...actionInputs(api, defaultAccess), ...inputs },
    env,
    onStart: (child) =>
      signal &&
      child.stdout?.once('data', () => {
        setTimeout(() => {
          signalledAtMs = performance.now()
          child.kill(signal)
        }, 1_000)
      }),
  })
  return { ...run, sinceSignalMs: performance.now() - signalledAtMs }
}

const runs = await Promise.all(
  Object.entries<Step>(steps).map(async ([name, step]) => [name, await run(step)] as const),
)
process.stdout.write(JSON.stringify(Object.fromEntries(runs)), () => process.exit())

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { actionInputs, defaultAccess } from '../simulator/access.ts'
import { runAction } from '../simulator/action-runner.ts'

// Memory of the bundle, over real sockets, while the API alternates between two statuses, each with a message of 1 MB:
// anything that a wait keeps of a response shows up. A minimal script reads the same responses. The argument is the number
// of checks.
const checks = Number(process.argv[2] ?? 1_000)
const warmUpChecks = 100
const maxMib = { peak: 230, growth: 50 }

const preload = (code: string) => ['--import', `data:text/javascript,${encodeURIComponent(code)}`]
const sample =
  "process.stderr.write(process.memoryUsage.rss() + ' ' + process.getActiveResourcesInfo().length + '\\n')"
// The clock jumps instead of sleeping between two checks.
const action = preload(`
  const [start, now] = [setTimeout, performance.now.bind(performance)]
  let skippedMs = 0
  performance.now = () => now() + skippedMs
  globalThis.setTimeout = (callback, delayMs, ...rest) => {
    if (delayMs > 120) return start(callback, delayMs, ...rest)
    ${sample}
    skippedMs += delayMs
    return start(callback, 0, ...rest)
  }`)
const bareScript = preload(`
  import { get } from 'node:http'
  import { buffer } from 'node:stream/consumers'
  const read = (resolve) => get(process.env['INPUT_API-URL'], { agent: false }, (response) => resolve(buffer(response)))
  while (JSON.parse(await new Promise(read)).status !== 'completed') ${sample}
  process.exit()`)

const [script, step] = [await measure(bareScript), await measure(action)]
console.table({ 'minimal script': script, action: step })
if (step['peak, MiB'] > maxMib.peak || step['growth, MiB'] > maxMib.growth || step['resources gained'] > 0) {
  console.error(`At most ${maxMib.peak} MiB, ${maxMib.growth} MiB of growth, and no resources are expected.`)
  process.exitCode = 1
}

/** Growth and gain are those after the first 100 checks; resources are sockets and timers. */
async function measure(nodeArguments: readonly string[]) {
  const statuses = Array.from({ length: checks }, (_, check) => (check % 2 === 0 ? 'pending' : 'in-progress'))
  const message = 'x'.repeat(1_000_000)
  const server = createServer((_, response) => {
    response.end(JSON.stringify({ status: statuses.shift() ?? 'completed', message }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const intervals = { timeout: '1d', 'poll-interval': '100ms', 'max-poll-interval': '100ms' }
  const inputs = { ...actionInputs(url, defaultAccess), ...intervals }
  const { stderr, exitCode } = await runAction({ inputs, nodeArguments, timeLimitMs: 3_600_000 })
  server.close()
  const samples = stderr
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number))
  if (exitCode !== 0 || samples.length <= warmUpChecks)
    throw new Error(`Exit code ${exitCode}: ${stderr.slice(-1_000)}`)
  const peak = (column: number, from: number, to = samples.length) =>
    Math.max(...samples.slice(from, to).map((values) => values[column] ?? 0))
  const mib = (bytes: number) => Math.round(bytes / 2 ** 20)
  return {
    'peak, MiB': mib(peak(0, 0)),
    'growth, MiB': mib(peak(0, warmUpChecks) - peak(0, 0, warmUpChecks)),
    'resources gained': peak(1, warmUpChecks) - peak(1, 0, warmUpChecks),
  }
}

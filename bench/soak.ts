import { getEventListeners } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { statusClient } from '../src/api/status-client.ts'
import { redactor } from '../src/text/redaction.ts'
import { processClock } from '../src/wait/clock.ts'
import { waitForReset } from '../src/wait/wait.ts'
import { checkLimit, decimal, limits, type Part, renderTable } from './report.ts'
import { longPolicy } from './schedule.ts'
import { withApi } from './step.ts'

/** What the checks took, and what the process still holds on to, by the name of the column. */
type Sample = Readonly<Record<string, number>>

const checkpoints = [1_000, 2_500, 5_000, 10_000]
const checks = Math.max(...checkpoints)
const [checksColumn, cpuColumn, heapColumn] = ['checks', 'CPU time of a check, ms', 'heap, KiB']

/** Checks 10,000 times in one process, and looks at what is left of it. */
export async function measureSoak(): Promise<Part> {
  const samples = await runSoak()
  const columns = [...new Set(samples.flatMap((sample) => Object.keys(sample)))]
  const values = (column: string) => samples.map((sample) => sample[column] ?? 0)
  const broken = columns.flatMap((column) => {
    if (column === checksColumn)
      return checkLimit('Checkpoints missed', checkpoints.length - samples.length, 0)
    if (column === cpuColumn) return checkLimit(column, Math.max(...values(column)), limits.checkCpuMs)
    const limit = column === heapColumn ? limits.heapGrowthKib : 0
    return checkLimit(`Growth of ${column}`, largestGrowth(values(column)), limit)
  })
  return {
    title: `Soak: ${decimal(checks)} checks in one process`,
    claim:
      `${decimal(checks)} checks in one process leave no socket, timer or listener behind, and the heap grows by ` +
      `less than ${limits.heapGrowthKib} KiB.`,
    method:
      "The action's own wait, client and clock in a process of their own, over https, a check each millisecond. At " +
      'each checkpoint, between two checks, what is under way may end, garbage is collected, and what is left is ' +
      'counted; the one `Timeout` is that of the heartbeat. CPU time is user and system, the mean since the checkpoint ' +
      `before (limit ${limits.checkCpuMs} ms); a wait of ten minutes makes 26 checks. From one checkpoint to a later ` +
      `one the heap may grow by ${limits.heapGrowthKib} KiB, and nothing else may.`,
    table: renderTable(
      columns,
      samples.map((sample) =>
        columns.map((column) => decimal(sample[column] ?? 0, column === cpuColumn ? 2 : 0)),
      ),
    ),
    broken,
  }
}

/** The most by which a value exceeds an earlier one: growth shows even where something was given up in between. */
function largestGrowth(values: readonly number[]): number {
  return Math.max(...values.map((value, index) => value - Math.min(...values.slice(0, index + 1))))
}

async function runSoak(): Promise<readonly Sample[]> {
  const phases = [
    { forRequests: checks, reply: { kind: 'status', status: 'in-progress' } },
    { reply: { kind: 'status', status: 'completed' } },
  ] as const
  const program = { entry: fileURLToPath(import.meta.url), nodeArguments: ['--expose-gc'] }
  const { stdout } = await withApi(phases, (runStep) => runStep({ ...program, timeLimitMs: 600_000 }))
  return JSON.parse(stdout)
}

if (import.meta.main) console.log(JSON.stringify(await soak(process.env)))

async function soak({ BENCH_URL = '', BENCH_TOKEN = '' }: NodeJS.ProcessEnv): Promise<readonly Sample[]> {
  const { signal: interruption } = new AbortController()
  const client = statusClient({
    statusUrl: new URL(BENCH_URL),
    token: BENCH_TOKEN,
    redact: redactor([BENCH_TOKEN]),
  })
  const samples: Sample[] = []
  let checksMade = 0
  let cpu = process.cpuUsage()
  const result = await waitForReset({
    policy: longPolicy(1, 1),
    clock: processClock,
    check: async (timeoutMs) => {
      if (checkpoints.includes(checksMade)) {
        const { user, system } = process.cpuUsage(cpu)
        const checksBefore = samples.at(-1)?.[checksColumn] ?? 0
        const cpuMs = (user + system) / 1000 / (checksMade - checksBefore)
        samples.push({ [checksColumn]: checksMade, [cpuColumn]: cpuMs, ...(await takeStock(interruption)) })
        cpu = process.cpuUsage()
      }
      checksMade += 1
      return client(timeoutMs, interruption)
    },
    observe: () => {},
    random: Math.random,
    interruption,
  })
  if (result.outcome.kind === 'completed' && result.progress.failedChecks === 0) return samples
  throw new Error(`The soak ended as ${result.outcome.kind}; ${result.progress.failedChecks} checks failed.`)
}

/** Lets what is under way end, collects garbage, and counts what is left. */
async function takeStock(interruption: AbortSignal): Promise<Sample> {
  // What was collected may be held by a callback that only runs afterwards.
  for (let collection = 0; collection < 3; collection += 1) {
    await setTimeout(20)
    globalThis.gc?.()
  }
  const held: Record<string, number> = {
    [heapColumn]: process.memoryUsage().heapUsed / 1024,
    'listeners on the signal': getEventListeners(interruption, 'abort').length,
    'listeners on the process': process
      .eventNames()
      .reduce((sum, name) => sum + process.listenerCount(name), 0),
  }
  for (const type of process.getActiveResourcesInfo()) held[type] = (held[type] ?? 0) + 1
  return held
}

import { defaultAccess } from '../simulator/access.ts'
import { processClock } from '../src/clock.ts'
import { redactor } from '../src/redaction.ts'
import { type StatusClient, statusClient } from '../src/status-client.ts'
import { waitForReset } from '../src/wait.ts'
import { checkLimit, limits } from './limits.ts'
import { completedAtPoll, withServer } from './local-server.ts'
import type { PartResult } from './part.ts'
import { policyOf } from './real-wait.ts'
import { defaultStatusPath } from './simulated-status.ts'
import { type SoakSample, takeSample } from './soak-sample.ts'
import { decimal, type Table } from './table.ts'

const polls = 10_000
const intervalMs = 1
const checkpoints = [1_000, 2_500, 5_000, polls]

/** Polls 10,000 times in this process, and looks at what is left of it. */
export async function measureSoakPart(): Promise<PartResult> {
  const samples = await withServer(completedAtPoll(polls + 1), soak)
  const [first, last] = [samples.at(0), samples.at(-1)]
  if (samples.length !== checkpoints.length || first === undefined || last === undefined) {
    throw new Error('the soak ended before its last checkpoint')
  }
  const growthBytes = largestGrowth(samples.map(({ heapBytes }) => heapBytes))
  return {
    title: `Soak: ${decimal(polls, 0)} polls in one process`,
    method: [
      `The action's own wait, client and clock in one process, a poll each ${intervalMs} ms, against a server in ` +
        'another thread. At each checkpoint, between two polls, what is under way may end, garbage is collected, ' +
        'and what is left is counted. The one timeout is that of the heartbeat.',
    ],
    tables: [soakTable(samples)],
    findings: [
      `Largest growth of the heap from one checkpoint to a later one: ${describeKibibytes(growthBytes)}; the limit ` +
        `is ${describeKibibytes(limits.soakGrowthBytes)}.`,
    ],
    broken: [
      ...checkLimit('The growth of the heap', growthBytes / 1024, limits.soakGrowthBytes / 1024, ' KiB'),
      ...leftovers(first, last),
    ],
  }
}

async function soak(url: string): Promise<readonly SoakSample[]> {
  const { signal: interruption } = new AbortController()
  const samples: SoakSample[] = []
  const client = statusClient({
    apiUrl: new URL(url),
    statusPath: defaultStatusPath,
    token: defaultAccess.token,
    redact: redactor([defaultAccess.token]),
  })
  const result = await waitForReset({
    policy: policyOf({ pollIntervalMs: intervalMs, maxPollIntervalMs: intervalMs }),
    clock: processClock,
    check: sampling(client, (polls) => takeSample(polls, interruption), samples),
    observe: () => {},
    random: Math.random,
    interruption,
  })
  if (result.outcome.kind !== 'completed' || result.progress.failedPolls > 0) {
    throw new Error(
      `the soak ended as ${result.outcome.kind}, with ${result.progress.failedPolls} failed checks`,
    )
  }
  return samples
}

/** The client, with a sample taken between two polls whenever a checkpoint is reached. */
function sampling(
  client: StatusClient,
  sample: (polls: number) => Promise<SoakSample>,
  samples: SoakSample[],
): StatusClient {
  let pollsSoFar = 0
  return async (timeoutMs, interruption) => {
    if (checkpoints.includes(pollsSoFar)) samples.push(await sample(pollsSoFar))
    pollsSoFar += 1
    return client(timeoutMs, interruption)
  }
}

/**
 * The most by which a value exceeds an earlier one, at least 0: growth shows even where something was given up
 * in between.
 */
export function largestGrowth(values: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY
  let growth = 0
  for (const value of values) {
    least = Math.min(least, value)
    growth = Math.max(growth, value - least)
  }
  return growth
}

function leftovers(first: SoakSample, last: SoakSample): readonly string[] {
  const names = [...new Set([...Object.keys(first.resources), ...Object.keys(last.resources)])]
  const resources = names.flatMap((name) =>
    checkLimit(`The number of ${name}`, last.resources[name] ?? 0, first.resources[name] ?? 0, ''),
  )
  return [
    ...resources,
    ...checkLimit('The number of listeners on the signal', last.signalListeners, first.signalListeners, ''),
    ...checkLimit(
      'The number of listeners on the process',
      last.processListeners,
      first.processListeners,
      '',
    ),
  ]
}

function soakTable(samples: readonly SoakSample[]): Table {
  return {
    caption: 'What is left after so many polls.',
    columns: [
      'polls',
      'heap',
      'open sockets',
      'listeners on the signal',
      'on the process',
      'active resources',
    ],
    rows: samples.map((sample) => [
      decimal(sample.polls, 0),
      describeKibibytes(sample.heapBytes),
      String(sample.resources.TCPSocketWrap ?? 0),
      String(sample.signalListeners),
      String(sample.processListeners),
      Object.entries(sample.resources)
        .map(([name, count]) => `${count} ${name}`)
        .sort()
        .join(', '),
    ]),
  }
}

function describeKibibytes(bytes: number): string {
  return `${decimal(bytes / 1024, 0)} KiB`
}

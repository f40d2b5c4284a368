import { checkLimit, limits } from './limits.ts'
import { completedAfter, completedAtPoll, withServer } from './local-server.ts'
import type { PartResult } from './part.ts'
import { awaitReset } from './real-wait.ts'
import { defaultIntervals } from './schedule.ts'
import { median } from './statistics.ts'
import { measureUsage } from './step.ts'
import { decimal, type Table } from './table.ts'

const waitMinutes = 10
const waitMs = waitMinutes * 60_000
const rounds = 5
const shortestInterval = '100ms'
const withoutJitter = () => 0.5

interface WaitFigures {
  readonly waitingMs: readonly number[]
  readonly startMs: readonly number[]
}

/** Measures the CPU time of a 10-minute wait beyond that of a step that has nothing to wait for. */
export async function measureWaitPart(isReal: boolean): Promise<PartResult> {
  const { requests: polls } = await awaitReset(defaultIntervals, waitMs, withoutJitter)
  const figures = isReal ? await measureReal() : await measureStandIn(polls)
  const costMs = median(figures.waitingMs) - median(figures.startMs)
  return {
    title: `Wait: CPU time of ${waitMinutes} minutes`,
    method: [isReal ? describeReal() : describeStandIn(polls)],
    tables: [waitTable(figures, costMs)],
    findings: [],
    broken: checkLimit(
      `The CPU time of a ${waitMinutes}-minute wait beyond the start`,
      costMs,
      limits.waitCpuMs,
      ' ms',
    ),
  }
}

async function measureStandIn(polls: number): Promise<WaitFigures> {
  const waitingMs: number[] = []
  const startMs: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    waitingMs.push(await measurePolls(polls))
    startMs.push(await measurePolls(1))
  }
  return { waitingMs, startMs }
}

function measurePolls(polls: number): Promise<number> {
  const inputs = { 'poll-interval': shortestInterval, 'max-poll-interval': shortestInterval }
  return withServer(
    completedAtPoll(polls),
    async (url) => (await measureUsage('action', url, { inputs })).cpuMs,
  )
}

async function measureReal(): Promise<WaitFigures> {
  const timeLimitMs = waitMs + 120_000
  const { cpuMs } = await withServer(completedAfter(waitMs), (url) =>
    measureUsage('action', url, { timeLimitMs }),
  )
  const startMs: number[] = []
  for (let round = 0; round < rounds; round += 1) startMs.push(await measurePolls(1))
  return { waitingMs: [cpuMs], startMs }
}

function describeReal(): string {
  return (
    `One real wait of ${waitMinutes} minutes at the default intervals by \`dist/index.js\`, against a server in ` +
    `another thread: the CPU time (user and system) of the process, minus that of one that ends at its first check.`
  )
}

function describeStandIn(polls: number): string {
  return (
    `Not a real wait of ${waitMinutes} minutes but one of as many polls: at the default intervals \`waitForReset\` ` +
    `makes ${polls}. \`dist/index.js\` makes them ${shortestInterval} apart, against a server in another thread; its ` +
    'CPU time (user and system), minus that of a process that ends at its first check, is what waiting costs. What ' +
    `is left out is a line a minute, and sleeping for longer. Medians of ${rounds} runs each, in ` +
    'turn. `npm run bench -- --only wait --real` waits the real time.'
  )
}

function waitTable({ waitingMs, startMs }: WaitFigures, costMs: number): Table {
  const milliseconds = (value: number) => `${decimal(value, 0)} ms`
  return {
    caption: 'CPU time of the whole process.',
    columns: ['', 'all polls', 'one poll', 'cost of waiting', 'limit'],
    rows: [
      [
        'user and system',
        milliseconds(median(waitingMs)),
        milliseconds(median(startMs)),
        milliseconds(costMs),
        milliseconds(limits.waitCpuMs),
      ],
    ],
  }
}

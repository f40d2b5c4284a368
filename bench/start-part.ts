import { checkLimit, limits } from './limits.ts'
import { completedAtPoll, withServer } from './local-server.ts'
import type { PartResult } from './part.ts'
import { median, quantile } from './statistics.ts'
import { measureUsage, type Program, runStep } from './step.ts'
import { decimal, type Table } from './table.ts'

const warmUps = 3
const memoryRuns = 7

interface StartFigures {
  readonly actionMs: readonly number[]
  readonly floorMs: readonly number[]
  readonly actionKib: readonly number[]
  readonly floorKib: readonly number[]
}

/** Compares a step that starts, checks once and ends with the least that a step in Node.js can do. */
export async function measureStartPart(pairs: number): Promise<PartResult> {
  const figures = await withServer(completedAtPoll(1), (url) => measure(url, pairs))
  const startRatio = median(figures.actionMs) / median(figures.floorMs)
  const memoryRatio = median(figures.actionKib) / median(figures.floorKib)
  return {
    title: 'Start: what a step costs that has nothing to wait for',
    method: [
      `\`dist/index.js\` from its spawn to its end, with one \`completed\` answer over http from a server in another ` +
        'thread, against a bare CommonJS script (`bench/floor.cjs`) that makes one request by `node:http` and prints ' +
        `what it told. Both run in turn, in the same environment, ${pairs} times each after ${warmUps} rounds that ` +
        `are not counted. Peak memory is read at the exit of ${memoryRuns} further runs of each.`,
    ],
    tables: [startTable(figures, startRatio, memoryRatio)],
    findings: [describeSpread(figures)],
    broken: [
      ...checkLimit('The start, as a multiple of the bare script,', startRatio, limits.startRatio, ''),
      ...checkLimit(
        'The peak memory, as a multiple of the bare script,',
        memoryRatio,
        limits.memoryRatio,
        '',
      ),
    ],
  }
}

async function measure(url: string, pairs: number): Promise<StartFigures> {
  const timesMs = await inTurn(warmUps + pairs, async (program) => (await runStep(program, url)).elapsedMs)
  const memory = await inTurn(memoryRuns, async (program) => (await measureUsage(program, url)).peakMemoryKib)
  return {
    actionMs: timesMs.action.slice(warmUps),
    floorMs: timesMs.floor.slice(warmUps),
    actionKib: memory.action,
    floorKib: memory.floor,
  }
}

/** Runs both programs so many times, each round in the other order, so that a drift of the machine hits both. */
async function inTurn(
  rounds: number,
  run: (program: Program) => Promise<number>,
): Promise<Record<Program, readonly number[]>> {
  const results: Record<Program, number[]> = { action: [], floor: [] }
  for (let round = 0; round < rounds; round += 1) {
    const order: readonly Program[] = round % 2 === 0 ? ['floor', 'action'] : ['action', 'floor']
    for (const program of order) results[program].push(await run(program))
  }
  return results
}

function startTable(figures: StartFigures, startRatio: number, memoryRatio: number): Table {
  const milliseconds = (values: readonly number[]) => `${decimal(median(values), 1)} ms`
  const mebibytes = (values: readonly number[]) => `${decimal(median(values) / 1024, 1)} MiB`
  return {
    caption: 'Medians, and the ratio of the medians.',
    columns: ['', 'action', 'bare script', 'ratio', 'limit'],
    rows: [
      [
        'from spawn to end',
        milliseconds(figures.actionMs),
        milliseconds(figures.floorMs),
        decimal(startRatio, 2),
        decimal(limits.startRatio, 2),
      ],
      [
        'peak memory',
        mebibytes(figures.actionKib),
        mebibytes(figures.floorKib),
        decimal(memoryRatio, 2),
        decimal(limits.memoryRatio, 2),
      ],
    ],
  }
}

function describeSpread({ actionMs, floorMs }: StartFigures): string {
  const ratios = actionMs.map((timeMs, index) => timeMs / (floorMs[index] ?? Number.NaN))
  const [lower, middle, upper] = [0.25, 0.5, 0.75].map((share) => decimal(quantile(ratios, share), 2))
  return `Ratios of the single pairs: median ${middle}, quartiles ${lower} and ${upper}.`
}

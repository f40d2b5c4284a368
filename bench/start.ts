import { fileURLToPath } from 'node:url'
import { checkLimit, decimal, limits, type Part, quantile, renderTable } from './report.ts'
import { withApi } from './step.ts'

/** What one process used from its start to its end; the CPU time is user and system. */
type Usage = Record<'wallMs' | 'cpuMs' | 'peakMib', number>

const pairs = 30
const warmUps = 3
const floor = fileURLToPath(new URL('floor.cjs', import.meta.url))
const usagePrinter = fileURLToPath(new URL('usage.cjs', import.meta.url))
const figures = { wallMs: 'wall time, ms', cpuMs: 'CPU time, ms', peakMib: 'peak memory, MiB' } as const

/** Compares a step that checks once and ends with the least that a step in Node.js can do. */
export async function measureStart(): Promise<Part> {
  const [action, bare] = await measurePairs({}, { entry: floor })
  const compared = Object.entries(figures).map(([key, name]) => {
    const figure = key as keyof Usage
    const limit = limits.startRatio[figure]
    return { name, action: action[figure], bare: bare[figure], ratio: action[figure] / bare[figure], limit }
  })
  const [wall, cpu, memory] = compared.map(({ ratio }) => decimal(ratio, 1))
  return {
    title: 'Start: what a step costs that has nothing to wait for',
    claim:
      `A step that starts, checks once over https and ends takes ${wall} times as long, and ${cpu} times the CPU ` +
      `time, as a bare Node script that makes the same request, with ${memory} times its memory.`,
    method:
      'Over https, with a certificate of a private authority in `NODE_EXTRA_CA_CERTS`, from a server in another ' +
      'process: `dist/index.js` with one `completed` answer, against a bare CommonJS script (`bench/floor.cjs`) that ' +
      'makes the same request by `node:https` and prints what it told. Both run in turn, in the same environment, ' +
      `${pairs} times each after ${warmUps} rounds that are not counted. Wall time is from spawn to end, CPU time is ` +
      'user and system. Medians, and their ratios.',
    table: renderTable(
      ['', 'action', 'bare script', 'ratio', 'limit'],
      compared.map(({ name, action, bare, ratio, limit }) => [
        name,
        ...[decimal(action, 1), decimal(bare, 1), decimal(ratio, 2), decimal(limit, 2)],
      ]),
    ),
    broken: compared.flatMap(({ name, ratio, limit }) => checkLimit(`Ratio of ${name}`, ratio, limit)),
  }
}

/** A program; `dist/index.js` when no entry is given. */
interface Program {
  readonly entry?: string
}

/** Runs two programs in turn, each round in the other order, so that a drift of the machine hits both; medians. */
export function measurePairs(one: Program, other: Program): Promise<readonly [Usage, Usage]> {
  return withApi([{ reply: { kind: 'status', status: 'completed' } }], async (runStep) => {
    const measured = [one, other].map((program) => ({ program, usages: [] as Usage[] }))
    for (let round = 0; round < warmUps + pairs; round += 1) {
      for (const { program, usages } of measured.reverse()) {
        const run = await runStep({ ...program, nodeArguments: ['--require', usagePrinter] })
        const used = JSON.parse(run.stderr.trimEnd().split('\n').at(-1) ?? '')
        usages.push({ wallMs: run.elapsedMs, ...used })
      }
    }
    const usagesOf = (program: Program) => measured.find((each) => each.program === program)?.usages ?? []
    return [medians(usagesOf(one)), medians(usagesOf(other))]
  })
}

function medians(usages: readonly Usage[]): Usage {
  const median = (figure: keyof Usage) =>
    quantile(
      usages.slice(warmUps).map((usage) => usage[figure]),
      0.5,
    )
  return { wallMs: median('wallMs'), cpuMs: median('cpuMs'), peakMib: median('peakMib') }
}

import { parseArgs } from 'node:util'

/** The parts of the benchmark, in the order in which they run. */
export const partNames = ['schedule', 'start', 'wait', 'soak'] as const

export type PartName = (typeof partNames)[number]

/** What the command line asks for. */
export interface BenchOptions {
  /** The part to run; undefined for all. */
  readonly only: PartName | undefined
  /** Timed runs of the cold start, each of both programs. */
  readonly runs: number
  /** Waits the 10 minutes rather than the same number of polls at a shorter interval. */
  readonly isReal: boolean
  readonly isHelp: boolean
}

export const help = `npm run bench -- [options]

  --only PART   run one part only: ${partNames.join(', ')}; bench/RESULTS.md is written when all parts run
  --runs N      timed runs of the cold start, default 30
  --real        let the part "wait" wait the 10 minutes that it otherwise stands in for
  --help        show this
`

/**
 * Reads the command line.
 *
 * @throws Error with a sentence that says what cannot be used
 */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      runs: { type: 'string', default: '30' },
      real: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  return {
    only: values.only === undefined ? undefined : readPartName(values.only),
    runs: readRuns(values.runs),
    isReal: values.real,
    isHelp: values.help,
  }
}

function readPartName(text: string): PartName {
  const name = partNames.find((known) => known === text)
  if (name === undefined) throw new Error(`--only is '${text}'; expected one of ${partNames.join(', ')}.`)
  return name
}

function readRuns(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new Error(`--runs is '${text}'; expected a whole number from 1 to 9999.`)
  return Number(text)
}

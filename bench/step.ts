import { fileURLToPath } from 'node:url'
import { defaultAccess } from '../simulator/access.ts'
import { actionInputs } from '../simulator/action-inputs.ts'
import { type ActionRun, type ActionRunOptions, runAction } from '../simulator/action-runner.ts'
import { defaultStatusPath } from './simulated-status.ts'

/** The program that is run as a step: the action as it is released, or the bare script that it is compared with. */
export type Program = 'action' | 'floor'

/** What a process used from its start to its end. */
export interface Usage {
  readonly peakMemoryKib: number
  readonly cpuMs: number
}

type StepOptions = Pick<ActionRunOptions, 'nodeArguments' | 'timeLimitMs'> & {
  readonly inputs?: Readonly<Record<string, string>>
}

const floorEntry = fileURLToPath(new URL('./floor.cjs', import.meta.url))
const usagePrinter = fileURLToPath(new URL('./print-usage.cjs', import.meta.url))

/**
 * Runs a program as a step, in the same environment whichever it is.
 *
 * @param url of the simulated API
 * @throws Error when the step failed
 */
export async function runStep(program: Program, url: string, options: StepOptions = {}): Promise<ActionRun> {
  const run = await runAction({
    ...options,
    ...(program === 'floor' && { entry: floorEntry }),
    inputs: { ...actionInputs(url, defaultAccess), ...options.inputs },
    env: { BENCH_URL: `${url}${defaultStatusPath}`, BENCH_TOKEN: defaultAccess.token },
  })
  if (run.exitCode !== 0) throw new Error(`A run of the ${program} failed: ${run.stdout}${run.stderr}`)
  return run
}

/** Runs a program as a step, and tells what it used. */
export async function measureUsage(program: Program, url: string, options: StepOptions = {}): Promise<Usage> {
  const run = await runStep(program, url, { ...options, nodeArguments: ['--require', usagePrinter] })
  return JSON.parse(run.stderr.trimEnd().split('\n').at(-1) ?? '') as Usage
}

import type { ChildProcess } from 'node:child_process'
import { defaultAccess } from './access.ts'
import { type ActionRun, actionInputs, runAction } from './action-runner.ts'
import { oneLine, RunnerLog } from './runner-log.ts'
import { findScenario, type NamedScenario, scenarioNames } from './scenarios.ts'
import { startSimulator } from './server.ts'

// Ends with the step's own exit code, or with 2 for a demo that cannot be run.
const [name = 'completed', ...further] = process.argv.slice(2)
const named = further.length === 0 ? findScenario(name) : undefined
try {
  if (named === undefined) throw new Error(`Known scenarios are ${scenarioNames.join(', ')}.`)
  console.log(`Scenario ${name}: ${named.description}\n`)
  process.exitCode = await demonstrate(named)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}

async function demonstrate({ scenario, access: given, inputs }: NamedScenario): Promise<number> {
  const access = { ...defaultAccess, ...given }
  const simulator = await startSimulator({ scenario, access })
  try {
    const run = await runVisibly({ ...actionInputs(simulator.url, access), ...inputs })
    printResults(run)
    return run.exitCode ?? 1
  } finally {
    await simulator.close()
  }
}

async function runVisibly(inputs: Readonly<Record<string, string>>): Promise<ActionRun> {
  const { RUNNER_DEBUG } = process.env
  const log = new RunnerLog({ debug: RUNNER_DEBUG === '1', print: console.log })
  const show = (chunk: string) => log.write(chunk)
  const env = { RUNNER_DEBUG }
  const run = await runAction({ inputs, env, onStdout: show, onStderr: show, onStart: passSignalsTo })
  log.end()
  return run
}

function passSignalsTo(child: ChildProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
}

function printResults(run: ActionRun): void {
  console.log('\nOutputs')
  for (const [name, value] of Object.entries(run.outputs)) console.log(`  ${name}: ${inLines(value)}`)
  console.log('\nJob summary\n')
  console.log(run.summary.trimEnd() || '(none)')
  console.log(`\nThe step ended with ${run.signal ?? `exit code ${run.exitCode}`}.`)
}

function inLines(value: string): string {
  return value.split('\n').map(oneLine).join('\n    ')
}

import type { ChildProcess } from 'node:child_process'
import { defaultAccess } from './access.ts'
import { actionInputs } from './action-inputs.ts'
import { type ActionRun, runAction } from './action-runner.ts'
import { oneLine } from './one-line.ts'
import { RunnerLog } from './runner-log.ts'
import { findScenario, type NamedScenario, scenarioNames } from './scenarios.ts'
import { startSimulator } from './server.ts'

process.exitCode = await main(process.argv.slice(2))

/** Gives back the exit code: the step's own, or 2 for a demo that cannot be run. */
async function main(arguments_: readonly string[]): Promise<number> {
  const [name = 'completed', ...further] = arguments_
  const named = further.length === 0 ? findScenario(name) : undefined
  if (named === undefined) {
    console.error(`The demo takes the name of one scenario: ${scenarioNames.join(', ')}.`)
    return 2
  }
  try {
    return await demonstrate(name, named)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 2
  }
}

async function demonstrate(name: string, named: NamedScenario): Promise<number> {
  const simulator = await startSimulator({ scenario: named.scenario, access: named.access })
  console.log(`Scenario ${name}: ${named.description}\n`)
  try {
    const access = { ...defaultAccess, ...named.access }
    const run = await runVisibly({ ...actionInputs(simulator.url, access), ...named.inputs })
    printResults(run)
    return run.exitCode ?? 1
  } finally {
    await simulator.close()
  }
}

async function runVisibly(inputs: Readonly<Record<string, string>>): Promise<ActionRun> {
  const log = new RunnerLog({ debug: process.env.RUNNER_DEBUG === '1', print: console.log })
  const show = (chunk: string) => log.write(chunk)
  const env = { RUNNER_DEBUG: process.env.RUNNER_DEBUG }
  const run = await runAction({ inputs, env, onStdout: show, onStderr: show, onStart: passSignalsTo })
  log.end()
  return run
}

function passSignalsTo(child: ChildProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => child.kill(signal))
  }
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

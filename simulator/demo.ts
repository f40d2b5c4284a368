import type { ChildProcess } from 'node:child_process'
import { actionInputs, defaultAccess } from './access.ts'
import { type ActionRun, runAction } from './action-runner.ts'
import { oneLine, RunnerLog } from './runner-log.ts'
import { findScenario, scenarios } from './scenarios.ts'
import { startSimulator } from './server.ts'

const usage = `npm run demo -- [SCENARIO] runs the action against the simulator (default "completed").
npm run demo -- --list describes each scenario.`

// Exits with the step's own exit code, or with 2 if the demo can't be run.
const [name = 'completed', ...others] = process.argv.slice(2)
try {
  if (others.length > 0) throw new Error(usage)
  if (name === '--help') console.log(usage)
  else if (name === '--list') console.log(list())
  else process.exitCode = await demonstrate(name)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}

function list(): string {
  const width = Math.max(...Object.keys(scenarios).map((known) => known.length))
  const lines = Object.entries(scenarios).map(
    ([known, { description, outcome }]) =>
      `  ${known.padEnd(width)}  exit ${outcome === 'completed' ? 0 : 1}  ${description}`,
  )
  return lines.join('\n')
}

async function demonstrate(name: string): Promise<number> {
  const { description, replies, inputs } = findScenario(name)
  console.log(`Scenario ${name}: ${description}`)
  const simulator = await startSimulator({ replies })
  try {
    const run = await runVisibly({ ...actionInputs(simulator.url, defaultAccess), ...inputs })
    printResults(run)
    return run.exitCode ?? 1
  } finally {
    await simulator.close()
  }
}

async function runVisibly(inputs: Readonly<Record<string, string>>): Promise<ActionRun> {
  printTitle('Log')
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
  printTitle('Job summary')
  console.log(run.summary || '(none)')
  printTitle('Outputs')
  for (const [name, value] of Object.entries(run.outputs)) console.log(`${name}: ${inLines(value)}`.trimEnd())
  console.log(`\n${run.signal === null ? `Exit code: ${run.exitCode}` : `Signal: ${run.signal}`}`)
}

function printTitle(title: string): void {
  console.log(`\n${`── ${title} `.padEnd(80, '─')}\n`)
}

function inLines(value: string): string {
  return value.split('\n').map(oneLine).join('\n    ')
}

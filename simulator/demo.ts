import type { ChildProcess } from 'node:child_process'
import { actionInputs, defaultAccess } from './access.ts'
import { type ActionRun, runAction } from './action-runner.ts'
import { oneLine, RunnerLog } from './runner-log.ts'
import { exitCodeOf, findScenario, type NamedScenario, scenarioNames, scenarios } from './scenarios.ts'
import { startSimulator } from './server.ts'
import { summaryText } from './summary-text.ts'

const usage = 'npm run demo -- <scenario> runs one; npm run demo -- --list says what each of them shows.'

// Ends with the step's own exit code, or with 2 for a demo that cannot be run.
const [name = 'completed', ...further] = process.argv.slice(2)
const named = further.length === 0 ? findScenario(name) : undefined
try {
  if (name === '--list' && further.length === 0) console.log(list())
  else if (named === undefined) throw new Error(`Known scenarios are ${scenarioNames.join(', ')}.\n${usage}`)
  else process.exitCode = await demonstrate(name, named)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}

function list(): string {
  const width = Math.max(...scenarioNames.map((known) => known.length))
  const lines = Object.entries(scenarios).map(
    ([known, { description, outcome }]) =>
      `  ${known.padEnd(width)}  exit ${exitCodeOf(outcome)}  ${description}`,
  )
  return [usage, '', ...lines].join('\n')
}

async function demonstrate(
  name: string,
  { description, scenario, access: given, inputs }: NamedScenario,
): Promise<number> {
  console.log(`Scenario ${name}: ${description}`)
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
  console.log(summaryText(run.summary) || '(none)')
  printTitle('Outputs')
  for (const [name, value] of Object.entries(run.outputs)) console.log(`${name}: ${inLines(value)}`.trimEnd())
  console.log(`\nThe step ended with ${run.signal ?? `exit code ${run.exitCode}`}.`)
}

function printTitle(title: string): void {
  console.log(`\n${`── ${title} `.padEnd(80, '─')}\n`)
}

function inLines(value: string): string {
  return value.split('\n').map(oneLine).join('\n    ')
}

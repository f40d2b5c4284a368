import { parseArgs } from 'node:util'
import { type Access, actionInputs, defaultAccess } from './access.ts'
import { oneLine } from './runner-log.ts'
import { findScenario, scenarioNames } from './scenarios.ts'
import { type RecordedRequest, startSimulator } from './server.ts'

const declared = {
  scenario: { type: 'string', default: 'completed', meaning: `one of ${scenarioNames.join(', ')}` },
  port: { type: 'string', default: '0', meaning: 'to listen on; with 0, any free one' },
  token: { type: 'string', default: defaultAccess.token, meaning: 'the one that is accepted' },
  'account-id': { type: 'string', default: defaultAccess.accountId, meaning: 'of the recovery' },
  'project-id': { type: 'string', default: defaultAccess.projectId, meaning: 'of the recovery' },
  'assembly-id': { type: 'string', default: defaultAccess.assemblyId, meaning: 'of the recovery' },
  'recovery-id': { type: 'string', default: defaultAccess.recoveryId, meaning: 'whose reset is simulated' },
  for: { type: 'string', default: '600', meaning: 'seconds, after which it ends itself' },
} as const

const usage = `A simulated Cloud Rewind API: the status of the reset of an AWS recovery.

node simulator/cli.ts [options]

${Object.entries(declared)
  .map(([name, option]) => `  --${name.padEnd(12)} ${option.meaning} (default ${option.default})`)
  .join('\n')}
  --help         prints this

The first line printed is its URL, then come the inputs to use, then one line a request.`

try {
  const { help, ...values } = parseArgs({ options: { ...declared, help: { type: 'boolean' } } }).values
  if (help === true) console.log(usage)
  else await serve(values)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error('node simulator/cli.ts --help lists the options.')
  process.exitCode = 2
}

type Values = Readonly<Record<keyof typeof declared, string>>

async function serve(values: Values): Promise<void> {
  const named = findScenario(values.scenario)
  if (named === undefined) throw new Error(`--scenario: known are ${scenarioNames.join(', ')}.`)
  const lifetimeMs = readWholeNumber('for', values.for) * 1000
  const port = readWholeNumber('port', values.port)
  const access = { ...defaultAccess, ...named.access, ...accessFrom(values) }
  const simulator = await startSimulator({
    scenario: named.scenario,
    access,
    port,
    onRequest: printRequest,
  })
  printStart(simulator.url, { ...actionInputs(simulator.url, access), ...named.inputs })
  endWhenTold(lifetimeMs, simulator.close)
}

function accessFrom(values: Values): Partial<Access> {
  const { 'account-id': accountId, 'project-id': projectId, token } = values
  const { 'assembly-id': assemblyId, 'recovery-id': recoveryId } = values
  return { token, accountId, projectId, assemblyId, recoveryId }
}

function readWholeNumber(option: string, given: string): number {
  if (/^\d{1,5}$/.test(given)) return Number(given)
  throw new Error(`--${option}: given ${given}, accepted is a whole number from 0 to 99999.`)
}

function printStart(url: string, inputs: Readonly<Record<string, string>>): void {
  console.log(`${url}\nInputs to use:`)
  for (const [name, value] of Object.entries(inputs)) console.log(`  ${name}: ${oneLine(value)}`)
}

function printRequest({ atMs, method, url, replied }: RecordedRequest): void {
  console.log(oneLine(`${(atMs / 1000).toFixed(1)} s  ${method} ${url}  ${replied}`))
}

function endWhenTold(lifetimeMs: number, close: () => void): void {
  const end = () => {
    clearTimeout(timer)
    close()
  }
  const timer = setTimeout(end, lifetimeMs)
  process.once('SIGINT', end).once('SIGTERM', end)
}

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Access } from './access.ts'
import { parseScenario, type Scenario } from './scenario.ts'
import { findScenario, scenarioNames } from './scenarios.ts'
import { defaultAccess, type SimulatorOptions } from './server.ts'

/** What the command line asks for. */
export interface CliOptions {
  readonly help: boolean
  readonly simulator: SimulatorOptions
  readonly access: Access
  /** Action inputs that suit the scenario. */
  readonly inputs: Readonly<Record<string, string>>
  /** Seconds after which the simulator ends itself. */
  readonly forSeconds: number
}

const text = { type: 'string' } as const

const declared = {
  help: { type: 'boolean', short: 'h', default: false },
  scenario: text,
  'scenario-file': text,
  port: { type: 'string', default: '0' },
  host: { type: 'string', default: '127.0.0.1' },
  'path-prefix': { type: 'string', default: '' },
  'tls-key': text,
  'tls-cert': text,
  token: { type: 'string', default: defaultAccess.token },
  'account-id': { type: 'string', default: defaultAccess.accountId },
  'project-id': { type: 'string', default: defaultAccess.projectId },
  'assembly-id': { type: 'string', default: defaultAccess.assemblyId },
  'recovery-id': { type: 'string', default: defaultAccess.recoveryId },
  for: { type: 'string', default: '600' },
} as const

/** What `--help` prints. */
export const usage = `A simulated Cloud Rewind API: the status of the reset of an AWS recovery.

node simulator/cli.ts [options]

  --scenario NAME        one of ${scenarioNames.join(', ')} (default completed)
  --scenario-file FILE   a scenario of your own, as JSON
  --port PORT            default 0: any free port
  --host HOST            address to listen on (default ${declared.host.default})
  --path-prefix PATH     where the API lives on its host (default none)
  --tls-key FILE         private key in PEM; with --tls-cert, HTTPS
  --tls-cert FILE        certificate in PEM
  --token TOKEN          the bearer token that is accepted (default ${declared.token.default})
  --account-id ID        default ${declared['account-id'].default}
  --project-id ID        default ${declared['project-id'].default}
  --assembly-id ID       default ${declared['assembly-id'].default}
  --recovery-id ID       default ${declared['recovery-id'].default}
  --for SECONDS          ends itself after this long (default ${declared.for.default})
  --help                 prints this

The first line printed is its URL, then come the inputs to use, then one line a request.`

/**
 * Reads the command line, and the files that it names.
 * @throws Error with a sentence for the user.
 */
export function readCliOptions(arguments_: readonly string[]): CliOptions {
  const { values } = parseArgs({ args: [...arguments_], options: declared, strict: true })
  const { scenario, access: overrides, inputs } = chooseScenario(values.scenario, values['scenario-file'])
  const access: Access = {
    ...defaultAccess,
    ...overrides,
    token: values.token,
    accountId: values['account-id'],
    projectId: values['project-id'],
    assemblyId: values['assembly-id'],
    recoveryId: values['recovery-id'],
  }
  const port = readWholeNumber('--port', values.port, 0, 65_535)
  const address = { port, host: values.host, pathPrefix: values['path-prefix'] }
  return {
    help: values.help,
    simulator: { scenario, access, ...address, ...readTls(values['tls-key'], values['tls-cert']) },
    access,
    inputs,
    forSeconds: readWholeNumber('--for', values.for, 1, 86_400),
  }
}

interface ChosenScenario {
  readonly scenario: Scenario
  readonly access: Partial<Access>
  readonly inputs: Readonly<Record<string, string>>
}

function chooseScenario(name: string | undefined, file: string | undefined): ChosenScenario {
  if (name !== undefined && file !== undefined) {
    throw new Error('--scenario and --scenario-file exclude each other.')
  }
  if (file !== undefined) return { scenario: readScenarioFile(file), access: {}, inputs: {} }
  const named = findScenario(name ?? 'completed')
  if (named !== undefined) return named
  throw new Error(`--scenario: there is no ${JSON.stringify(name)}; known are ${scenarioNames.join(', ')}.`)
}

function readScenarioFile(file: string): Scenario {
  try {
    return parseScenario(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new Error(`--scenario-file ${file}: ${(error as Error).message}`)
  }
}

function readTls(key: string | undefined, cert: string | undefined): Pick<SimulatorOptions, 'tls'> {
  if (key === undefined && cert === undefined) return {}
  if (key === undefined || cert === undefined) throw new Error('--tls-key and --tls-cert come together.')
  return { tls: { key: readFileSync(key), cert: readFileSync(cert) } }
}

function readWholeNumber(option: string, given: string, least: number, most: number): number {
  const value = Number(given)
  if (/^\d+$/.test(given) && value >= least && value <= most) return value
  throw new Error(`${option}: given ${given}, accepted is a whole number from ${least} to ${most}.`)
}

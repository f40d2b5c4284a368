import { expect } from '@jest/globals'
import { actionInputs } from '../../simulator/action-inputs.ts'
import { type ActionRun, type ActionRunOptions, runAction } from '../../simulator/action-runner.ts'
import type { Phase, Reply } from '../../simulator/scenario.ts'
import {
  type Access,
  defaultAccess,
  type RecordedRequest,
  type SimulatorOptions,
  startSimulator,
} from '../../simulator/server.ts'
import { commandsIn } from '../runner-rules.ts'

/** How a step is run against the simulator. */
export interface StepOptions extends Partial<Omit<ActionRunOptions, 'inputs'>> {
  /** What the API does; a bare reply is given for ever. */
  readonly api?: readonly Phase[] | Reply
  /** Over those that name the simulator and make the run a quick one. */
  readonly inputs?: Readonly<Record<string, string>>
  readonly simulator?: Partial<SimulatorOptions>
  /** How many warnings are expected; any other number fails the test. */
  readonly warnings?: number
}

export interface StepRun extends ActionRun {
  readonly requests: readonly RecordedRequest[]
  /** The text of the one annotation at the end, its kind and its title. */
  readonly annotation: Annotation
  readonly warnings: readonly Annotation[]
  /** The lines of the log that are no commands. */
  readonly log: readonly string[]
}

export interface Annotation {
  readonly kind: string
  readonly title: string
  readonly text: string
}

export const token = defaultAccess.token

/** The inputs that lead to a simulated API, with short delays. */
export function inputsFor(url: string, access: Access = defaultAccess): Record<string, string> {
  return {
    ...actionInputs(url, access),
    timeout: '20s',
    'poll-interval': '100ms',
    'max-poll-interval': '100ms',
  }
}

/** A reply that says a status. */
export function status(value: unknown, message?: unknown): Reply {
  return message === undefined
    ? { kind: 'status', status: value }
    : { kind: 'status', status: value, message }
}

/** A phase of one request. */
export function once(reply: Reply): Phase {
  return { forRequests: 1, reply }
}

/**
 * Runs the committed bundle as the runner does, against a simulated API of its own, and checks what holds for every
 * run: the exit code follows the outcome, there is one annotation at the end, nothing but the action's own commands
 * is on stdout, nothing is on stderr, and the token is nowhere.
 */
export async function runStep(options: StepOptions = {}): Promise<StepRun> {
  const { api = status('completed'), inputs, simulator: simulated, warnings = 0, ...runOptions } = options
  const phases = 'kind' in api ? [{ reply: api }] : api
  const simulator = await startSimulator({ scenario: { phases }, ...simulated })
  const access = { ...defaultAccess, ...simulated?.access }
  try {
    const run = await runAction({ inputs: { ...inputsFor(simulator.url, access), ...inputs }, ...runOptions })
    return checkRun({ ...run, requests: simulator.requests }, inputs?.token ?? access.token, warnings)
  } finally {
    await simulator.close()
  }
}

/** Checks what holds for every run, and takes its annotations apart. */
export function checkRun(
  run: ActionRun & Pick<StepRun, 'requests'>,
  secret: string,
  expectedWarnings = 0,
): StepRun {
  const printed = run.stdout.split(/\r?\n/).filter((line) => !line.startsWith('::add-mask::'))
  const annotations = commandsIn(printed.join('\n'))
    .filter(({ name }) => name !== 'debug')
    .map(annotationOf)
  const warnings = annotations.filter(({ kind }) => kind === 'warning')
  const ends = annotations.filter(({ kind }) => kind !== 'warning')
  const isGreen = run.exitCode === 0

  expect(run.stderr).toBe('')
  expect(warnings.map(({ text }) => text)).toHaveLength(expectedWarnings)
  expect(ends.map(({ kind }) => kind)).toEqual([isGreen ? 'notice' : 'error'])
  if (isGreen) expect(run.outputs).toMatchObject({ outcome: 'completed', status: 'completed' })
  expect(run.signal).toBeNull()
  for (const text of [...printed, run.summary, ...Object.values(run.outputs)])
    expect(text).not.toContain(secret)
  for (const line of printed) expect(line.length).toBeLessThan(line.startsWith('::') ? 4_300 : 1_024)

  const [annotation] = ends
  if (annotation === undefined) throw new Error('There is no annotation.')
  return {
    ...run,
    annotation,
    warnings,
    log: printed.filter((line) => line !== '' && !line.startsWith('::')),
  }
}

function annotationOf({ line }: { readonly line: string }): Annotation {
  const [, kind, title, text] = /^::(\w+)(?: title=([^:]*))?::(.*)$/.exec(line) ?? []
  if (kind === undefined || text === undefined) throw new Error(`An unexpected command is on stdout: ${line}`)
  return {
    kind,
    title: title ?? '',
    text: text.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%'),
  }
}

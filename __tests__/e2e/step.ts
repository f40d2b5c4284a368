import type { ChildProcess } from 'node:child_process'
import { once as nextEvent } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from '@jest/globals'
import { actionInputs } from '../../simulator/access.ts'
import { type ActionRun, type ActionRunOptions, runAction } from '../../simulator/action-runner.ts'
import type { Reply } from '../../simulator/scenario.ts'
import {
  defaultAccess,
  type RecordedRequest,
  type SimulatorOptions,
  startSimulator,
} from '../../simulator/server.ts'
import { commandsIn } from '../runner-rules.ts'

/** How a step is run against a simulated API. */
export interface StepOptions extends Partial<Omit<ActionRunOptions, 'inputs'>> {
  /** What the API does at one request after the other, the last of it for ever. Default: it says `completed`. */
  readonly api?: Reply | readonly Reply[]
  /** Makes the input `api-url` of the address of the simulated API; default that address itself. */
  readonly apiUrl?: (simulator: { readonly url: string; readonly port: number }) => string
  /** Over those that name the simulated API and make the run a quick one. */
  readonly inputs?: Readonly<Record<string, string>>
  readonly simulator?: Partial<SimulatorOptions>
  /** How many warnings are expected; any other number fails the test. Default 0. */
  readonly warnings?: number
  /** What must be seen nowhere, beside the token. */
  readonly secrets?: readonly string[]
}

/** What the outputs say. Their names in `action.yml` stand in this file alone. */
export interface Outputs {
  readonly status: string
  readonly message: string
  readonly outcome: string
  readonly cause: string
  readonly elapsedSeconds: number
  readonly checks: number
  /** The statuses alone. */
  readonly timeline: readonly string[]
}

/** A run of which nothing is taken for granted. */
export interface UncheckedRun extends Omit<ActionRun, 'outputs'> {
  /** Undefined when not a single one was written. */
  readonly outputs: Outputs | undefined
  /** What reached the simulated API. */
  readonly requests: readonly RecordedRequest[]
}

export interface StepRun extends UncheckedRun {
  readonly annotation: Annotation
  readonly warnings: readonly Annotation[]
  /** The output of the same name; empty when it was not written. */
  readonly message: string
  /** The lines on stdout that are no commands. */
  readonly log: readonly string[]
  /** The job summary as it is read: without tags, its character references decoded. */
  readonly summaryText: string
}

interface Annotation {
  readonly kind: string
  readonly title: string
  readonly text: string
}

export const loopback = '127.0.0.1'
export const token = defaultAccess.token

/** A reply that says a status. */
export function status(value: unknown, message?: string): Reply {
  return { kind: 'status', status: value, ...(message !== undefined && { message }) }
}

/** A reply with any status code. */
export function http(code: number, others: Partial<Extract<Reply, { kind: 'http' }>> = {}): Reply {
  return { kind: 'http', code, ...others }
}

/** Runs the committed bundle as the runner does, against a simulated API of its own. */
export async function runUnchecked(options: StepOptions = {}): Promise<UncheckedRun> {
  const { api = status('completed'), apiUrl, inputs, simulator: simulated, ...runOptions } = options
  const phases = [api].flat().map((reply: Reply) => ({ forRequests: 1, reply }))
  const simulator = await startSimulator({ scenario: { phases }, ...simulated })
  const url = apiUrl?.(simulator) ?? simulator.url
  const quick = { timeout: '20s', 'poll-interval': '100ms', 'max-poll-interval': '100ms' }
  const named = actionInputs(url, { ...defaultAccess, ...simulated?.access })
  try {
    const run = await runAction({
      inputs: { ...named, ...quick, ...inputs },
      timeLimitMs: 25_000,
      ...runOptions,
    })
    const outputs = readOutputs(run)
    // Of every run there is: later steps may open the gate by the output, or by the step's own end.
    expect(outputs?.status === 'completed').toBe(run.exitCode === 0)
    return { ...run, outputs, requests: simulator.requests }
  } finally {
    await simulator.close()
  }
}

/** The same, with a check of what holds for every run that ends by itself and can print. */
export async function runStep(options: StepOptions = {}): Promise<StepRun> {
  const run = await runUnchecked(options)
  const tokens = [options.simulator?.access?.token ?? token, ...(options.inputs?.token ?? '').split('\n')]
  const secrets = [...tokens.filter(Boolean), ...(options.secrets ?? [])]
  return checkRun(run, secrets, options.warnings)
}

/**
 * Runs a step that is sent a signal, and checks that it ends as cancelled, long before the runner (7.5 s later) or
 * a timeout of its own would end it.
 *
 * @param options are given a function that sends the signal
 */
export async function runCancelled(
  signal: NodeJS.Signals,
  options: (cancel: () => void) => StepOptions,
  run: (options: StepOptions) => Promise<StepRun> = runStep,
): Promise<StepRun> {
  let child: ChildProcess | undefined
  let cancelledAtMs = Number.NaN
  const cancel = () => {
    if (child?.killed === false && child.kill(signal)) cancelledAtMs = performance.now()
  }
  const ended = await run({
    inputs: { timeout: '60s', 'poll-interval': '30s', 'max-poll-interval': '30s' },
    onStart: (started) => {
      child = started
    },
    ...options(cancel),
  })
  expect(performance.now() - cancelledAtMs).toBeLessThan(5_000)
  expect(ended).toMatchObject({ exitCode: 1, outputs: { outcome: 'cancelled', checks: 1 } })
  expect(ended.message).toContain('goes on')
  return ended
}

/** A port on which each connection has this done to it, for as long as it is used. */
export async function withServer<T>(
  serve: (socket: Socket) => void,
  use: (port: number, sockets: readonly Socket[]) => Promise<T>,
): Promise<T> {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}))
    serve(socket)
  })
  server.listen(0, loopback)
  await nextEvent(server, 'listening')
  try {
    return await use((server.address() as AddressInfo).port, sockets)
  } finally {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
}

/**
 * Checks what holds for every run: the exit code follows the outcome, secrets are masked first and are nowhere else,
 * there is one annotation at the end and no command that is not the action's own, and nothing is on stderr.
 */
export function checkRun(run: UncheckedRun, secrets: readonly string[], expectedWarnings = 0): StepRun {
  const lines = run.stdout.split(/\r?\n/)
  const printed = lines.slice(lines.findIndex((line) => !line.startsWith('::add-mask::')))
  const annotations = commandsIn(printed.join('\n')).flatMap(({ name, line }) =>
    name === 'debug' ? [] : [annotationOf(line)],
  )
  const warnings = annotations.filter(({ kind }) => kind === 'warning')
  const [annotation, ...others] = annotations.filter(({ kind }) => kind !== 'warning')
  const summaryText = readable(run.summary)
  const message = run.outputs?.message ?? ''
  const isGreen = run.exitCode === 0

  expect(run).toMatchObject({ exitCode: isGreen ? 0 : 1, signal: null, stderr: '' })
  expect(run.outputs?.cause !== '').toBe(run.outputs === undefined || run.outputs.outcome === 'error')
  expect(run.outputs?.outcome === 'completed').toBe(isGreen)
  expect(warnings.map(({ text }) => text)).toHaveLength(expectedWarnings)
  expect(annotation?.kind).toBe(isGreen ? 'notice' : 'error')
  expect(others).toEqual([])
  const told = Object.values(run.outputs ?? {}).map(String)
  for (const text of [...printed, ...told, run.summary, summaryText])
    for (const secret of secrets) expect(text).not.toContain(secret)
  for (const line of printed) expect(line.length).toBeLessThan(line.startsWith('::') ? 4_300 : 1_024)

  if (annotation === undefined) throw new Error('There is no annotation.')
  const log = printed.filter((line) => line !== '' && !line.startsWith('::'))
  return { ...run, annotation, warnings, message, log, summaryText }
}

/** Checks that whatever a person reads is made of sentences: no bare error codes, no stacks, no objects. */
export function expectReadable(run: StepRun): void {
  for (const text of [...run.log, run.summaryText, run.annotation.text, run.message]) {
    // A code may stand in brackets behind a text that says the same in words.
    expect(text).not.toMatch(/(?<![\w(])E[A-Z]{4,}|(?<![\w(])(?:ERR|HPE|UND)_[A-Z_]+/)
    expect(text).not.toMatch(/^ {2,}at |\bat \S+ \(|node:internal|\.[cm]?js:\d+|\.[ch]:\d+/m)
    expect(text).not.toMatch(/\[object|undefined|\bNaN\b|\bnull\b/)
    expect(text).not.toMatch(/socket hang up|tunneling socket|getaddrinfo|AggregateError|openssl/)
  }
  expect(run.message).toMatch(/^[A-Z0-9][^\n]*\.$/)
}

function annotationOf(line: string): Annotation {
  const [, kind, title, text] = /^::(\w+)(?: title=([^:]*))?::(.*)$/.exec(line) ?? []
  if (kind === undefined || text === undefined) throw new Error(`An unexpected command is on stdout: ${line}`)
  return {
    kind,
    title: title ?? '',
    text: text.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%'),
  }
}

const outputNames = ['cause', 'checks', 'elapsed-seconds', 'message', 'outcome', 'status', 'timeline']

/** Takes the outputs apart: where there is one, there are all, and the times among them fit the run. */
function readOutputs({ outputs, elapsedMs }: ActionRun): Outputs | undefined {
  if (Object.keys(outputs).length === 0) return undefined
  expect(Object.keys(outputs).sort()).toEqual(outputNames)
  const { status = '', message = '', outcome = '', cause = '', checks, timeline = '', ...times } = outputs
  const elapsedSeconds = Number(times['elapsed-seconds'])
  expect(elapsedSeconds).toBeLessThanOrEqual(elapsedMs / 1_000)
  const phases = JSON.parse(timeline) as { status: string; at: string; elapsedSeconds: number }[]
  for (const { at, elapsedSeconds: sinceSeconds } of phases) {
    expect(new Date(at).toISOString()).toBe(at)
    expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000)
    expect(sinceSeconds).toBeLessThanOrEqual(elapsedSeconds)
  }
  return {
    status,
    message,
    outcome,
    cause,
    elapsedSeconds,
    checks: Number(checks),
    timeline: phases.map((phase) => phase.status),
  }
}

const namedReferences: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** HTML as it is read: without tags, its character references decoded. */
export function readable(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (reference, decimal, hexadecimal, name) => {
      if (name !== undefined) return namedReferences[name] ?? reference
      return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16))
    })
}

/**
 * The environment in which Node.js trusts a certificate, given in PEM, beside those it knows. To be asked for outside
 * of tests, since the file that it names goes after the last of them.
 */
export async function trusting(certificate: string): Promise<{ readonly NODE_EXTRA_CA_CERTS: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'trusted-'))
  afterAll(() => rm(folder, { recursive: true }))
  const file = join(folder, 'certificate.pem')
  await writeFile(file, certificate)
  return { NODE_EXTRA_CA_CERTS: file }
}

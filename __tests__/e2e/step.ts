import type { ChildProcess } from 'node:child_process'
import { once as nextEvent } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from '@jest/globals'
import { actionInputs } from '../../simulator/access.ts'
import { type ActionRun, type ActionRunOptions, runAction } from '../../simulator/action-runner.ts'
import type { HttpReply, Reply, StatusReply } from '../../simulator/replies.ts'
import {
  defaultAccess,
  type RecordedRequest,
  type SimulatorOptions,
  startSimulator,
} from '../../simulator/server.ts'
import { commandsIn } from '../runner-rules.ts'

/** How a step is run against a simulated API. */
export interface StepOptions extends Partial<Omit<ActionRunOptions, 'inputs'>> {
  /** What the API does at each check; the last reply repeats. Default: it returns `completed`. */
  readonly api?: Reply | readonly Reply[]
  /** The input `api-url`; default the URL of the simulated API. */
  readonly apiUrl?: (simulator: { readonly url: string; readonly port: number }) => string
  /** Added to those that point to the simulated API and, in real time, make the run a quick one. */
  readonly inputs?: Readonly<Record<string, string>>
  readonly simulator?: Partial<SimulatorOptions>
  /** How many warnings are expected; any other number fails the test. Default 0. */
  readonly warnings?: number
  /** What must not appear anywhere, besides the token. */
  readonly secrets?: readonly string[]
  /** Runs the step in virtual time, with the defaults of `action.yml`. */
  readonly isVirtual?: boolean
}

/** The outputs, parsed. */
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

/** A run about which nothing is assumed. */
interface UncheckedRun extends Omit<ActionRun, 'outputs'> {
  /** Undefined if none was written. */
  readonly outputs: Outputs | undefined
  /** Requests that reached the simulated API. */
  readonly requests: readonly RecordedRequest[]
}

export interface StepRun extends UncheckedRun {
  readonly annotation: Annotation
  readonly warnings: readonly Annotation[]
  /** The output of this name; empty if it wasn't written. */
  readonly message: string
  /** The lines on stdout that aren't workflow commands. */
  readonly log: readonly string[]
  /** The job summary as people read it: without tags, its character references decoded. */
  readonly summaryText: string
}

interface TimelineEntry {
  readonly status: string
  readonly at: string
  readonly elapsedSeconds: number
}

interface Annotation {
  readonly kind: string
  readonly title: string
  readonly text: string
}

const virtualTime = join(import.meta.dirname, 'virtual-time.cjs')

export const loopback = '127.0.0.1'
export const token = defaultAccess.token

/** A 200 with a status. */
export function status(value: unknown, message?: string): StatusReply {
  return { kind: 'status', status: value, ...(message !== undefined && { message }) }
}

/** A response with any status code. */
export function http(code: number, others: Partial<HttpReply> = {}): HttpReply {
  return { kind: 'http', code, ...others }
}

/** Runs the committed bundle as the runner does, against a simulated API. */
export async function runUnchecked(options: StepOptions = {}): Promise<UncheckedRun> {
  const { api = status('completed'), apiUrl, inputs, simulator: simulated, isVirtual, ...others } = options
  const simulator = await startSimulator({ replies: [api].flat(), ...simulated })
  const url = apiUrl?.(simulator) ?? simulator.url
  const quick = isVirtual ? {} : { timeout: '20s', 'poll-interval': '100ms', 'max-poll-interval': '100ms' }
  const named = actionInputs(url, { ...defaultAccess, ...simulated?.access })
  try {
    const run = await runAction({
      inputs: { ...named, ...quick, ...inputs },
      timeLimitMs: 25_000,
      ...(isVirtual && { nodeArguments: ['--require', virtualTime] }),
      ...others,
    })
    const outputs = readOutputs(run)
    if (!isVirtual) expectTimesOf(run)
    // A later step can use the output or the step's own result as its gate.
    expect(outputs?.status === 'completed').toBe(run.exitCode === 0)
    return { ...run, outputs, requests: simulator.requests }
  } finally {
    await simulator.close()
  }
}

/** Does the same, and checks what is true for every run that ends by itself and can print. */
export async function runStep(options: StepOptions = {}): Promise<StepRun> {
  const run = await runUnchecked(options)
  const tokens = [options.simulator?.access?.token ?? token, ...(options.inputs?.token ?? '').split('\n')]
  const secrets = [...tokens.filter(Boolean), ...(options.secrets ?? [])]
  return checkRun(run, secrets, options.warnings)
}

/**
 * Runs a step that gets a signal, and checks that it ends as cancelled, long before the runner (after 7.5 s) or its
 * own timeout would end it.
 *
 * @param options receives a function that sends the signal
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
  return ended
}

/** Serves raw connections on a port while it is used. */
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
 * Checks what is true for every run: the exit code follows the outcome, secrets are masked first and don't appear
 * anywhere else, the only workflow commands are the action's own, with one annotation, and nothing is on stderr.
 */
function checkRun(run: UncheckedRun, secrets: readonly string[], expectedWarnings = 0): StepRun {
  const lines = run.stdout.split(/\r?\n/)
  const printed = lines.slice(lines.findIndex((line) => !line.startsWith('::add-mask::')))
  const annotations = commandsIn(printed.join('\n')).flatMap(({ name, line }) =>
    name === 'debug' ? [] : [annotationOf(line)],
  )
  const warnings = annotations.filter(({ kind }) => kind === 'warning')
  const [annotation, ...others] = annotations.filter(({ kind }) => kind !== 'warning')
  const summaryText = readable(run.summary)
  const message = run.outputs?.message ?? ''
  const isSuccess = run.exitCode === 0

  expect(run).toMatchObject({ exitCode: isSuccess ? 0 : 1, signal: null, stderr: '' })
  expect(run.outputs?.cause !== '').toBe(run.outputs === undefined || run.outputs.outcome === 'error')
  expect(run.outputs?.outcome === 'completed').toBe(isSuccess)
  expect(warnings.map(({ text }) => text)).toHaveLength(expectedWarnings)
  expect(annotation?.kind).toBe(isSuccess ? 'notice' : 'error')
  expect(others).toEqual([])
  const outputs = Object.values(run.outputs ?? {}).map(String)
  for (const text of [...printed, ...outputs, run.summary, summaryText])
    for (const secret of secrets) expect(text).not.toContain(secret)
  for (const line of printed) expect(line.length).toBeLessThan(line.startsWith('::') ? 4_300 : 1_024)

  if (annotation === undefined) throw new Error('no annotation')
  const log = printed.filter((line) => line !== '' && !line.startsWith('::'))
  return { ...run, annotation, warnings, message, log, summaryText }
}

/** Checks that everything that people read consists of sentences: no bare error codes, stack traces, or objects. */
export function expectReadable(run: StepRun): void {
  for (const text of [...run.log, run.summaryText, run.annotation.text, run.message]) {
    // A code can follow in parentheses after words that say the same.
    expect(text).not.toMatch(/(?<![\w(])E[A-Z]{4,}|(?<![\w(])(?:ERR|HPE|UND)_[A-Z_]+/)
    expect(text).not.toMatch(/^ {2,}at |\bat \S+ \(|node:internal|\.[cm]?js:\d+|\.[ch]:\d+/m)
    expect(text).not.toMatch(/\[object|undefined|\bNaN\b|\bnull\b/)
    expect(text).not.toMatch(/socket hang up|tunneling socket|getaddrinfo|AggregateError|openssl/)
  }
  expect(run.message).toMatch(/^\w[^\n]*(?:\.|\bhttps?:\/\/\S+)$/)
}

function annotationOf(line: string): Annotation {
  const [, kind, title, text] = /^::(\w+)(?: title=([^:]*))?::(.*)$/.exec(line) ?? []
  if (kind === undefined || text === undefined) throw new Error(`unexpected command: ${line}`)
  return {
    kind,
    title: title ?? '',
    text: text.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%'),
  }
}

const outputNames = ['status', 'message', 'outcome', 'cause', 'elapsed-seconds', 'checks', 'timeline']

/** Parses the outputs, and checks that there are none or all. */
function readOutputs({ outputs }: ActionRun): Outputs | undefined {
  if (Object.keys(outputs).length === 0) return undefined
  expect(Object.keys(outputs)).toEqual(outputNames)
  const { status = '', message = '', outcome = '', cause = '', checks } = outputs
  const timeline = timelineOf(outputs).map((entry) => entry.status)
  const elapsedSeconds = Number(outputs['elapsed-seconds'])
  return { status, message, outcome, cause, elapsedSeconds, checks: Number(checks), timeline }
}

/** Checks that the times in the outputs fit the run. */
function expectTimesOf({ outputs, elapsedMs }: ActionRun): void {
  const elapsedSeconds = Number(outputs['elapsed-seconds'] ?? 0)
  expect(elapsedSeconds).toBeLessThanOrEqual(elapsedMs / 1_000)
  for (const entry of timelineOf(outputs)) {
    expect(new Date(entry.at).toISOString()).toBe(entry.at)
    expect(Math.abs(Date.parse(entry.at) - Date.now())).toBeLessThan(60_000)
    expect(entry.elapsedSeconds).toBeLessThanOrEqual(elapsedSeconds)
  }
}

function timelineOf({ timeline = '[]' }: ActionRun['outputs']): readonly TimelineEntry[] {
  return JSON.parse(timeline)
}

const namedReferences: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** HTML as people read it: without tags, its character references decoded. */
export function readable(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (reference, decimal, hexadecimal, name) => {
      if (name !== undefined) return namedReferences[name] ?? reference
      return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16))
    })
}

/**
 * The environment in which Node.js also trusts a certificate in PEM format. Call it outside of tests: its file is
 * removed after the last one.
 */
export async function trusting(certificate: string): Promise<{ readonly NODE_EXTRA_CA_CERTS: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'trusted-'))
  afterAll(() => rm(folder, { recursive: true }))
  const file = join(folder, 'certificate.pem')
  await writeFile(file, certificate)
  return { NODE_EXTRA_CA_CERTS: file }
}

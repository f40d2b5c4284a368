import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import type { HttpReply, RawReply, Reply } from '../../simulator/replies.ts'
import { expectReadable, http, runStep, type StepOptions, type StepRun, status } from '../e2e/step.ts'

/** A report of something that happened to somebody, as a case. */
export interface FieldCase extends Omit<StepOptions, 'api' | 'isVirtual'> {
  /** Where it was reported; unset if it was found in this project. */
  readonly source?: string
  /** What the API, or whatever is in front of it, does at each check; the last reply repeats. */
  readonly replies?: Reply | readonly Reply[]
  /** The step runs in real time, which is needed if something doesn't respond. */
  readonly isReal?: boolean
  /** The step gets this signal after so many milliseconds, in virtual time. */
  readonly cancelled?: readonly [signal: NodeJS.Signals, afterMs: number]
  /** The step runs in real time, and is paused for this long as soon as it sends its second request. */
  readonly pauseMs?: number

  /** Undefined if no outputs can be written. */
  readonly outcome: string | undefined
  readonly cause?: string | undefined
  /** Default 1. */
  readonly checks?: number
  readonly status?: string
  readonly timeline?: readonly string[]
  readonly elapsedSeconds?: number
  readonly title?: string
  /** What the annotation and the summary contain. */
  readonly names?: readonly (string | RegExp)[]
  /** What the log contains. */
  readonly logs?: readonly string[]
  /** What no text contains. */
  readonly never?: readonly string[]
  /** The output `message`, if the API's own message has to arrive unchanged. */
  readonly message?: string
}

// Windows ends a process that is sent a signal.
const hasSignals = process.platform !== 'win32'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

export const pending = status('pending')
export const inProgress = status('in-progress')
export const completed = status('completed')

/** The first failed check ends the wait. */
export const intolerant = { 'outage-tolerance': '0s' }

/** The errors: their causes and titles. */
const error = (cause: string, title: string) => ({ outcome: 'error', cause, title, status: '' })
export const invalid = { ...error('inputs', 'Invalid configuration'), checks: 0 }
export const credentials = error('credentials', 'Authentication failed (401)')
export const permissions = error('permissions', 'Access denied (403)')
export const notFound = error('not-found', 'Not found (404)')
export const unreachable = error('unreachable', 'API unreachable')
export const rejected = (code: number) => error('rejected', `Request rejected (${code})`)
export const redirected = (code: number) => error('redirect', `Redirected (${code})`)
export const unexpectedResponse = (code: number) =>
  error('unexpected-response', `Unexpected response (${code})`)
export const unavailable = (code: number) => error('server', `API unavailable (${code})`)

/** The same reply to several checks in a row. */
export function times(count: number, reply: Reply): readonly Reply[] {
  return Array.from({ length: count }, () => reply)
}

/** An error with the API's documented body. */
export function apiError(code: number, others: object = {}): HttpReply {
  const body = { errors: [], fieldErrors: null, message: `Simulated ${code}.`, requiredPermissions: null }
  return http(code, { body: { ...body, ...others } })
}

/** A response with a bare message, which the API may send, and gateways do. */
export function bareMessage(code: number, message: string): HttpReply {
  return http(code, { body: { message } })
}

/** A response of something in front of the API. */
export function page(code: number, body: string, headers: HttpReply['headers'] = {}): HttpReply {
  return http(code, { body, headers: { 'Content-Type': 'text/html', ...headers } })
}

export function raw(bytes: RawReply['bytes'], ending: RawReply['ending'] = 'close'): RawReply {
  return { kind: 'raw', bytes, ending }
}

/** Runs each case against the committed bundle, checks what it asserts, and compares the rest to its snapshot. */
export function testCases(cases: Readonly<Record<string, FieldCase>>): void {
  const rows = Object.entries(cases).filter(
    ([, { cancelled, pauseMs }]) => hasSignals || !(cancelled || pauseMs),
  )
  test.concurrent.each(rows)('%s', async (_, fieldCase) => {
    const run = await runCase(fieldCase)
    expectCase(run, fieldCase)
    const stable = isVirtual(fieldCase) ? untied : timeless
    expect(stable(transcript(run))).toMatchSnapshot()
  })
}

function isVirtual({ isReal = false, pauseMs }: FieldCase): boolean {
  return !isReal && pauseMs === undefined
}

function runCase(fieldCase: FieldCase): Promise<StepRun> {
  const { replies, cancelled, pauseMs, simulator, ...options } = fieldCase
  let child: ChildProcess | undefined
  let checks = 0
  return runStep({
    ...options,
    isVirtual: isVirtual(fieldCase),
    ...(cancelled !== undefined && { env: { VIRTUAL_SIGNAL: cancelled.join(' ') } }),
    ...(replies !== undefined && { api: replies }),
    onStart: (started) => {
      child = started
    },
    simulator: {
      ...simulator,
      onRequest: () => {
        checks += 1
        if (pauseMs === undefined || checks !== 2) return
        child?.kill('SIGSTOP')
        setTimeout(() => child?.kill('SIGCONT'), pauseMs)
      },
    },
  })
}

function expectCase(run: StepRun, expected: FieldCase): void {
  expectOutputs(run, expected)
  if (expected.outcome === 'error' || expected.outcome === 'timed-out') expectReadable(run)
  const { names = [], logs = [], never = [], title = run.annotation.title } = expected
  const log = run.log.join('\n')
  const summary = run.summaryText.replaceAll(/\s+/g, ' ')
  expect(run.annotation.title).toBe(title)
  expect(summary).toContain(title)
  for (const text of [run.annotation.text, summary])
    for (const name of names) expect(text).toEqual(matching(name))
  for (const name of logs) expect(log).toContain(name)
  for (const text of [log, run.annotation.text, summary, run.message])
    for (const name of never) expect(text).not.toContain(name)
}

function expectOutputs({ outputs, requests }: StepRun, expected: FieldCase): void {
  const { outcome, cause = '', checks = 1, status, timeline, elapsedSeconds, message } = expected
  // A step that never reaches the simulator has checks nevertheless.
  if (expected.apiUrl === undefined) expect(requests.length).toBe(checks)
  if (outcome === undefined) expect(outputs).toBeUndefined()
  else
    expect(outputs).toMatchObject({
      ...{ outcome, cause, checks },
      ...(status !== undefined && { status }),
      ...(timeline !== undefined && { timeline }),
      ...(elapsedSeconds !== undefined && { elapsedSeconds }),
      ...(message !== undefined && { message }),
    })
}

function matching(name: string | RegExp): unknown {
  return typeof name === 'string' ? expect.stringContaining(name) : expect.stringMatching(name)
}

/** Everything that people and later steps read, but for what is said twice and the details in the summary. */
function transcript({ log, warnings, annotation, outputs, summary }: StepRun): string {
  const annotations = [...warnings, annotation].map(({ kind, title, text }) => `${kind}: ${title}\n${text}`)
  const shown = Object.entries(outputs ?? {}).filter(([, value]) => value !== annotation.text)
  const parts = {
    log: log.join('\n'),
    annotation: annotations.join('\n'),
    outputs: shown.map(([name, value]) => `${name}: ${value}`).join('\n'),
    summary: summary.replace(/<details>[\s\S]*<\/details>/, '<details>').trimEnd(),
  }
  const text = Object.entries(parts).map(([part, content]) => `── ${part}\n${content}\n`)
  return `\n${text.join('')}`
}

/** Replaces the request URL, the host, and the version. */
function untied(text: string): string {
  return text
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+\/accounts\/[^ <]+\/status\b/g, '<url>')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'api.example.com')
    .replaceAll(version, '<version>')
}

/** Replaces the host, the version, and times, and leaves out the timeline, whose rows depend on them. */
export function timeless(text: string): string {
  return untied(text)
    .replace(/### Timeline[\s\S]*<\/table>\s*/, '')
    .replaceAll(/\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?(\.\d+)?(Z| UTC)?|\b\d\d:\d\d:\d\d\b/g, '<moment>')
    .replaceAll(/\b(?:\d+[dhm] )*\d+(?:\.\d+)?(?:[dhms]|ms)\b/g, '<time>')
    .replaceAll(/elapsedSeconds: \d+/g, 'elapsedSeconds: <time>')
}

import { readFileSync } from 'node:fs'
import { afterAll, expect, jest, test } from '@jest/globals'
import { classify } from '../../src/api/classify.ts'
import type { ConnectionFailure, Exchange } from '../../src/api/http.ts'
import { describeEvent } from '../../src/report/progress-log.ts'
import { summarize } from '../../src/report/summary.ts'
import { verdictOf } from '../../src/report/verdict.ts'
import { toPlain } from '../../src/text/text.ts'
import type { Check } from '../../src/wait/check.ts'
import type { Result } from '../../src/wait/outcome.ts'
import type { WaitPolicy } from '../../src/wait/policy.ts'
import {
  awaitsStart,
  failedChecksOf,
  isRecognized,
  lastKnown,
  outageOf,
  timelineOf,
} from '../../src/wait/progress.ts'
import { waitForReset } from '../../src/wait/wait.ts'
import { aSubject } from './factories.ts'
import { virtualClock } from './virtual-clock.ts'

// The two laws, for every history of responses up to a length: the wait and its texts, in virtual time, against an oracle
// that is written from the decision table in `docs/decisions.md` and shares no code with `src/`.
const maxLength = Number(process.env.HISTORY_LENGTH ?? 3)
const randomHistories = Number(process.env.RANDOM_HISTORIES ?? 2_000)

// Inside jest, each look at a global takes half a microsecond: as long as all that is done here for one check.
const { abs, ceil, floor, max, min, round } = Math

// ── The responses ────────────────────────────────────────────────────────────────────────────────────────────────────

interface Letter {
  readonly name: string
  readonly check: Check
  readonly takesMs: number
  /** Undefined without a `Retry-After`. */
  readonly retryAfterMs: number | undefined
  readonly statusCode: number
  readonly status: string | undefined
  readonly ageMs: number
  readonly hasErrorBody: boolean
  readonly refuses: boolean
  readonly cause: string
}

const url = new URL('https://api.example.com/recoveries/1')
const received = (exchange: Exchange) => classify(exchange, { url, nowMs: 0, redact: (value) => value })

interface Details {
  readonly takesMs?: number
  readonly retryAfter?: number
  readonly age?: number
  readonly body?: unknown
  readonly refuses?: boolean
  readonly cause?: string
}

function response(name: string, statusCode: number, details: Details = {}): Letter {
  const { takesMs = 100, retryAfter, age = 0, body, refuses = false, cause = 'unexpected-response' } = details
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? {})
  const headers = { age: String(age), ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) }
  const check = received({ kind: 'response', statusCode, headers, body: text, bodyState: 'complete' })
  const { status, errors } = Object(body)
  const retryAfterMs = retryAfter === undefined ? undefined : retryAfter * 1_000
  const hasErrorBody = errors !== undefined && age === 0
  return {
    name,
    check,
    takesMs,
    retryAfterMs,
    statusCode,
    status,
    ageMs: age * 1_000,
    hasErrorBody,
    refuses,
    cause,
  }
}

function failure(name: string, broken: ConnectionFailure, cause: string, refuses = false): Letter {
  const check = received({ kind: 'no-response', failure: broken })
  const nothing = { retryAfterMs: undefined, statusCode: 0, status: undefined, ageMs: 0, hasErrorBody: false }
  return { name, check, takesMs: 100, ...nothing, refuses, cause }
}

const returned = (status: string, details: Details = {}) =>
  response([status, ...Object.entries(details).flat()].join(' '), 200, {
    ...details,
    body: { status, message: `with ${status}` },
  })
const errorBody = { message: 'No.', errors: [] }
const page = '<html><h1>Sorry</h1></html>'
const apiRefusal = (statusCode: number, cause: string) =>
  response(`${statusCode} of the API`, statusCode, { body: errorBody, refuses: true, cause })
const foreignRefusal = (statusCode: number, cause: string, body: unknown = page) =>
  response(`${statusCode} ${typeof body}`, statusCode, { body, refuses: true, cause })

const proxyHost = undefined
const silence: Letter = {
  ...failure(
    'silence',
    { kind: 'timed-out', timeoutMs: 30_000, stage: 'connected', proxyHost },
    'unreachable',
  ),
  takesMs: Number.POSITIVE_INFINITY,
}
const badCertificate = {
  kind: 'broken',
  code: 'CERT_HAS_EXPIRED',
  message: '',
  proxyHost,
  stage: 'connecting',
  isAtProxy: false,
} as const
const noConnection = { ...badCertificate, code: 'ECONNREFUSED' } as const

// One letter for each row and column of the table, and what else makes a difference for a row.
const letters: readonly Letter[] = [
  returned('completed'),
  returned('failed'),
  returned('stalled'),
  returned('pending', { retryAfter: 86_400 }),
  returned('in-progress', { takesMs: 3_000 }),
  returned('completed', { age: 3_600 }),
  // Older than what was sent first, younger than what is sent later.
  returned('completed', { age: 7 }),
  returned('held'),
  apiRefusal(404, 'not-found'),
  apiRefusal(403, 'permissions'),
  foreignRefusal(404, 'unexpected-response'),
  foreignRefusal(403, 'permissions', { message: 'Forbidden' }),
  response('503 retry-after', 503, { retryAfter: 20, cause: 'server' }),
  response('500 of the API', 500, { body: errorBody, cause: 'server' }),
  response('204', 204),
  silence,
]
const cancelling: Letter = { ...returned('completed'), name: 'cancelling' }

/** Other responses of the same rows. */
const others: readonly Letter[] = [
  returned('pending'),
  returned('pending', { age: 3_600 }),
  returned('COMPLETED'),
  returned('held', { age: 3_600 }),
  apiRefusal(401, 'credentials'),
  apiRefusal(412, 'rejected'),
  // A cache repeats a refusal: it isn't one of the API anymore.
  response('403 aged', 403, { body: errorBody, age: 1, refuses: true, cause: 'permissions' }),
  foreignRefusal(401, 'credentials'),
  foreignRefusal(302, 'redirect'),
  foreignRefusal(304, 'rejected'),
  foreignRefusal(405, 'unexpected-response'),
  failure('certificate', badCertificate, 'certificate', true),
  failure('proxy', { kind: 'no-tunnel', statusCode: 407, proxyHost: 'proxy.example.com' }, 'proxy', true),
  response('429', 429, { cause: 'server' }),
  response('429 of the API', 429, { body: errorBody, retryAfter: 3_600, cause: 'server' }),
  response('409', 409, { cause: 'server' }),
  response('503', 503, { cause: 'server' }),
  response('200 page', 200, { body: page }),
  failure('no connection', noConnection, 'unreachable'),
]
const allLetters = [...letters, cancelling, ...others]

// ── The policies ─────────────────────────────────────────────────────────────────────────────────────────────────────

interface World extends WaitPolicy {
  /** How early timers fire, in milliseconds. */
  readonly earlyMs: number
}

const plainWorld: World = {
  timeoutMs: 900_000,
  pollIntervalMs: 5_000,
  maxPollIntervalMs: 30_000,
  requestTimeoutMs: 30_000,
  outageToleranceMs: 600_000,
  startTimeoutMs: 0,
  onStalled: 'fail',
  earlyMs: 0,
}
const short = { timeoutMs: 30_000, outageToleranceMs: 10_000 }
const worlds: readonly Partial<World>[] = [
  {},
  { onStalled: 'wait', outageToleranceMs: 90_000 },
  // Is met to the millisecond, at the first check after a `Retry-After`.
  { outageToleranceMs: 20_200 },
  { startTimeoutMs: 20_000, outageToleranceMs: 15_000 },
  { startTimeoutMs: 120_000 },
  { startTimeoutMs: 20_000, onStalled: 'wait', earlyMs: 0.7 },
  { ...short, startTimeoutMs: 30_000, earlyMs: 0.7 },
  { outageToleranceMs: 0 },
  { ...short, earlyMs: 0.7, requestTimeoutMs: 2_000, maxPollIntervalMs: 6_000 },
]
const startMs = 150
/** In place of chance: a number from 0 to below 1, another one after each check. */
const jitter = (checks: number) => (0.3 * checks) % 1

// ── The oracle: what a person who reads the table would say after each response ──────────────────────────────────────

type Reading =
  | 'decides'
  | 'not started'
  | 'says nothing'
  | 'fails'
  | 'fails for a minute'
  | 'ends'
  | 'ends if repeated'

interface Seen {
  readonly outcome: string
  readonly nowMs: number
  readonly nextAtMs: number
  readonly sentMs: readonly number[]
  readonly failedChecks: number
  readonly isRecognized: boolean
  readonly startedMs: number | undefined
  /** What a person would call the state of the reset, and since when. */
  readonly state: { readonly name: string; readonly sinceMs: number } | undefined
  readonly timeline: readonly { readonly status: string; readonly sinceMs: number }[]
  readonly outage: { readonly sinceMs: number; readonly checks: number; readonly cause: string } | undefined
  readonly minuteSinceMs: number | undefined
  readonly wasRefusedByApi: boolean
  /** Whether a documented status was returned, of whichever reset. */
  readonly wasFound: boolean
}

const documented = ['pending', 'in-progress', 'stalled', 'completed', 'failed']
const runningIn = ({ onStalled }: World) =>
  onStalled === 'wait' ? documented.slice(0, 3) : documented.slice(0, 2)

function isStale({ status = '', ageMs }: Letter, { startedMs, nextAtMs }: Seen, world: World): boolean {
  const isResult = documented.includes(status) && !runningIn(world).includes(status)
  return ageMs > nextAtMs - (isResult ? (startedMs ?? 0) : 0)
}

type Applies = (letter: Letter, seen: Seen, world: World) => boolean
const isFreshStatus: Applies = (letter, seen, world) =>
  letter.status !== undefined && !isStale(letter, seen, world)
const waitsForStart = ({ startedMs }: Seen) => startedMs === undefined

// biome-ignore format: the table of `docs/decisions.md`, row by row: until the API is recognized, and from then on
const rows: readonly (readonly [row: string, Applies, until: Reading | ((seen: Seen) => Reading), from: Reading])[] = [
  ["200 with a documented status that isn't stale",
    (letter, seen, world) => isFreshStatus(letter, seen, world) && documented.includes(letter.status ?? ''), 'decides', 'decides'],
  ['404, while `start-timeout` waits for the start',
    ({ statusCode }, seen) => statusCode === 404 && waitsForStart(seen), 'not started', 'not started'],
  ["200 with any other string `status` that isn't stale",
    isFreshStatus, (seen) => (waitsForStart(seen) ? 'says nothing' : 'fails'), 'says nothing'],
  ["refusal with the API's error body",
    ({ refuses, hasErrorBody }) => refuses && hasErrorBody, 'ends', 'ends if repeated'],
  ['any other refusal',
    ({ refuses }) => refuses, 'ends', 'fails'],
  ['a stale 200; 429; 503 with a valid `Retry-After`',
    ({ status, statusCode, retryAfterMs }) =>
      status !== undefined || statusCode === 429 || (statusCode === 503 && retryAfterMs !== undefined), 'fails', 'fails'],
  ['anything else',
    () => true, 'fails for a minute', 'fails'],
]

function read(letter: Letter, seen: Seen, world: World): Reading {
  const row = rows.find(([, applies]) => applies(letter, seen, world))
  if (row === undefined) throw new Error('no row')
  const [, , until, from] = row
  if (seen.isRecognized) return from
  return typeof until === 'function' ? until(seen) : until
}

const deadlineOf = (seen: Seen, world: World) =>
  waitsForStart(seen) ? world.startTimeoutMs : world.timeoutMs

function hear(before: Seen, letter: Letter, world: World): Seen {
  const sentMs = before.nextAtMs
  const limitMs = min(world.requestTimeoutMs, deadlineOf(before, world) - sentMs)
  const heard = letter.takesMs < limitMs ? letter : { ...silence, takesMs: limitMs }
  const nowMs = sentMs + heard.takesMs
  const checked = { ...before, nowMs, sentMs: [...before.sentMs, sentMs] }
  if (heard.name === 'cancelling') return { ...checked, outcome: 'cancelled' }
  const reading = read(heard, before, world)
  const seen = {
    ...hearReading(checked, heard, reading, sentMs, world),
    ...recognition(before, heard, reading),
  }
  const outcome = judge(seen, before, heard, reading, world)
  return outcome === 'wait' ? lookAhead(seen, heard.retryAfterMs ?? 0, world) : { ...seen, outcome }
}

const recognition = (
  { isRecognized, wasFound }: Seen,
  { status, hasErrorBody }: Letter,
  reading: Reading,
) => ({
  wasFound: wasFound || reading === 'decides',
  isRecognized: isRecognized || hasErrorBody || (status !== undefined && reading === 'decides'),
})

function hearReading(seen: Seen, letter: Letter, reading: Reading, sentMs: number, world: World): Seen {
  const well = { outage: undefined, minuteSinceMs: undefined, wasRefusedByApi: false }
  const called = (name: string) => (seen.state?.name === name ? seen.state : { name, sinceMs: seen.nowMs })
  const status = letter.status ?? '404'
  const isNotStarted = waitsForStart(seen) && !runningIn(world).includes(status)
  if (reading === 'not started' || (reading === 'decides' && isNotStarted))
    return { ...seen, ...well, state: called(`not started, ${status}`) }
  if (reading === 'says nothing') return { ...seen, ...well, state: called(`undocumented, ${status}`) }
  if (reading !== 'decides') return hearFailure(seen, letter, reading, sentMs)
  const isNews = seen.timeline.at(-1)?.status !== status
  const timeline = isNews ? [...seen.timeline, { status, sinceMs: seen.nowMs }] : seen.timeline
  return { ...seen, ...well, state: called(status), timeline, startedMs: seen.startedMs ?? seen.nowMs }
}

function hearFailure(seen: Seen, { cause }: Letter, reading: Reading, sentMs: number): Seen {
  const { sinceMs, checks } = seen.outage ?? { sinceMs: sentMs, checks: 0 }
  const isFault = reading === 'fails for a minute'
  return {
    ...seen,
    failedChecks: seen.failedChecks + 1,
    outage: { sinceMs, checks: checks + 1, cause },
    minuteSinceMs: isFault ? (seen.minuteSinceMs ?? sentMs) : undefined,
    wasRefusedByApi: reading === 'ends if repeated',
  }
}

function judge(
  seen: Seen,
  before: Seen,
  { status = '', cause }: Letter,
  reading: Reading,
  world: World,
): string {
  const failed = `error: ${cause}`
  if (reading === 'ends' || (reading === 'ends if repeated' && before.wasRefusedByApi)) return failed
  if (reading === 'decides') {
    const isDecided =
      !waitsForStart(seen) && !runningIn(world).includes(status) && seen.state?.name === status
    return isDecided ? status : 'wait'
  }
  if (seen.outage === undefined || seen.nowMs >= deadlineOf(seen, world)) return 'wait'
  return seen.nowMs >= outageEndMs(seen, world) ? failed : 'wait'
}

function outageEndMs({ outage, isRecognized, minuteSinceMs }: Seen, { outageToleranceMs }: World): number {
  const minuteEndMs =
    !isRecognized && minuteSinceMs !== undefined ? minuteSinceMs + 60_000 : Number.POSITIVE_INFINITY
  return min((outage?.sinceMs ?? 0) + outageToleranceMs, minuteEndMs)
}

// `Retry-After` is a minimum for the next delay only, and never delays it beyond what the wait would tolerate.
function lookAhead(seen: Seen, retryAfterMs: number, world: World): Seen {
  const checks = seen.sentMs.length
  const grownMs = min(world.pollIntervalMs * 1.25 ** (checks - 1), world.maxPollIntervalMs)
  const cap = seen.outage
    ? outageEndMs(seen, world) - seen.nowMs
    : max(world.outageToleranceMs, world.maxPollIntervalMs)
  const delayMs = max(grownMs * (0.9 + 0.2 * jitter(checks)), min(retryAfterMs, cap))
  const deadlineMs = deadlineOf(seen, world)
  const lastAtMs = deadlineMs - min(deadlineMs / 10, 5_000, world.requestTimeoutMs)
  return seen.nowMs < lastAtMs
    ? { ...seen, nextAtMs: min(seen.nowMs + delayMs, lastAtMs) }
    : { ...seen, outcome: waitsForStart(seen) ? 'not-started' : 'timed-out', nowMs: deadlineMs }
}

// ── The walk: every history once, told to the oracle and to the wait ─────────────────────────────────────────────────

/** What is returned forever after a history: there is one more check, and the last one before the deadline. */
const afterwards = returned('pending', { retryAfter: 604_800 })

const firstSeen = ({ startTimeoutMs }: World): Seen => ({
  outcome: 'wait',
  nowMs: startMs,
  nextAtMs: startMs,
  sentMs: [],
  failedChecks: 0,
  isRecognized: false,
  startedMs: startTimeoutMs > 0 ? undefined : 0,
  state: undefined,
  timeline: [],
  outage: undefined,
  minuteSinceMs: undefined,
  wasRefusedByApi: false,
  wasFound: false,
})

type History = readonly [letters: readonly Letter[], seen: Seen]

/** Goes through the tree of histories. Where the wait ends, a branch does: what it might hear later isn't a history. */
function* histories(
  alphabet: readonly Letter[],
  length: number,
  world: World,
  seen: Seen,
  told: readonly Letter[] = [],
): Generator<History> {
  if (seen.outcome !== 'wait' || told.length === length) yield [told, hearOut(seen, world)]
  else
    for (const letter of alphabet)
      yield* histories(alphabet, length, world, hear(seen, letter, world), [...told, letter])
}

const hearOut = (seen: Seen, world: World): Seen =>
  seen.outcome === 'wait' ? hearOut(hear(seen, afterwards, world), world) : seen

interface Told {
  readonly result: Result
  readonly sentMs: readonly number[]
}

async function waitThrough(history: readonly Letter[], world: World): Promise<Told> {
  const clock = virtualClock(startMs, world)
  const controller = new AbortController()
  const sentMs: number[] = []
  const check = async (limitMs: number, signal: AbortSignal) => {
    const letter = history[sentMs.length] ?? afterwards
    sentMs.push(clock.now())
    if (letter.takesMs < limitMs) clock.pass(letter.takesMs)
    else await clock.sleep(limitMs, signal)
    if (letter.name === 'cancelling') controller.abort('by the history')
    return letter.takesMs < limitMs ? letter.check : silence.check
  }
  const result = await waitForReset({
    policy: world,
    clock,
    check,
    observe: () => {},
    random: () => jitter(sentMs.length),
    signal: controller.signal,
  })
  return { result, sentMs }
}

function nameOf(known: ReturnType<typeof lastKnown>): string | undefined {
  if (known?.kind === 'not-started')
    return `not started, ${known.returned === 'not-found' ? '404' : known.returned}`
  return known?.kind === 'undocumented' ? `undocumented, ${known.status}` : known?.status
}

function factsOf({ result, sentMs }: Told): unknown[] {
  const { outcome: end, progress, elapsedMs } = result
  const outcome = end.kind === 'error' ? `error: ${end.problem.cause}` : end.kind
  const [known, outage] = [lastKnown(progress), outageOf(progress)]
  return [
    ...[outcome, elapsedMs, progress.checks, failedChecksOf(progress), isRecognized(progress)],
    ...[awaitsStart(progress), nameOf(known), known?.sinceMs, outage?.sinceMs, outage?.checks],
    ...[
      outage && progress.problem?.cause,
      ...sentMs,
      ...timelineOf(progress).flatMap((p) => [p.status, p.sinceMs]),
    ],
  ]
}

function factsExpected({
  outcome,
  nowMs,
  sentMs,
  failedChecks,
  state,
  outage,
  timeline,
  ...seen
}: Seen): unknown[] {
  return [
    ...[outcome, nowMs, sentMs.length, failedChecks, seen.isRecognized],
    ...[waitsForStart(seen as Seen), state?.name, state?.sinceMs, outage?.sinceMs, outage?.checks],
    ...[outage?.cause, ...sentMs, ...timeline.flatMap(({ status, sinceMs }) => [status, sinceMs])],
  ]
}

function isAlike(actual: readonly unknown[], expected: readonly unknown[], toleranceMs: number): boolean {
  const isMet = (fact: unknown, index: number) =>
    fact === expected[index] ||
    (typeof fact === 'number' && abs(fact - (expected[index] as number)) < toleranceMs)
  return actual.length === expected.length && actual.every(isMet)
}

// ── The second law: what the texts may say ───────────────────────────────────────────────────────────────────────────

const duration = (untilMs: number, sinceMs = 0) => {
  const seconds = floor(untilMs / 1_000) - floor(sinceMs / 1_000)
  const [m, s] = [floor(seconds / 60) % 60, String(seconds % 60).padStart(2, '0')]
  if (seconds >= 3_600) return `${floor(seconds / 3_600)}h ${String(m).padStart(2, '0')}m ${s}s`
  return seconds >= 60 ? `${m}m ${s}s` : `${seconds}s`
}

/** What a person knows at the end of a wait. */
interface Known extends Seen {
  readonly kind: string
  readonly returned: string
  readonly isRunning: boolean
  /** Whether the API's result decided. */
  readonly isResult: boolean
}

function knownAt(seen: Seen, world: World): Known {
  const [kind = '', returned = ''] = seen.state?.name.split(', ') ?? []
  const isRunning = seen.outage === undefined && runningIn(world).includes(kind)
  return { ...seen, kind, returned, isRunning, isResult: documented.includes(seen.outcome) }
}

// What a text may say only if the history allows it.
const laws: readonly (readonly [phrase: RegExp, isTrue: (known: Known, world: World) => boolean])[] = [
  [/still running/, ({ isRunning }) => isRunning],
  [
    /may be from an earlier reset/,
    ({ kind, returned }) => kind === 'not started' && documented.includes(returned),
  ],
  [/had already/, ({ sentMs, isResult }) => sentMs.length === 1 && isResult],
  [/at the first successful check/, ({ sentMs, failedChecks }) => sentMs.length === failedChecks + 1],
  [
    /this may be the result of an earlier reset/,
    ({ timeline, outcome }) => timeline.length === 1 && outcome === 'failed',
  ],
  [/earlier checks found it/, ({ wasFound, outage }) => wasFound && outage?.cause === 'not-found'],
  [/[Cc]reate a (new one|JWT)/, ({ outage }) => outage?.cause === 'credentials'],
  [/If the token has expired/, ({ wasFound }) => wasFound],
  [/since an earlier attempt/, ({ outcome }) => outcome === 'not-started'],
  [/Grant the service account/, ({ outage }) => outage?.cause === 'permissions'],
  [
    /increase outage-tolerance/,
    ({ outage, nowMs }, world) => nowMs - (outage?.sinceMs ?? nowMs) >= world.outageToleranceMs,
  ],
  [/increase max-poll-interval/, ({ outage }) => outage?.cause === 'server'],
  [/(increase|omit) start-timeout/, ({ outcome }) => outcome === 'not-started'],
  [/increase timeout/, ({ outcome, isRunning }) => outcome === 'timed-out' && isRunning],
  [
    /result is unknown/,
    ({ isRunning, isResult, outcome, outage }) =>
      !isResult && !isRunning && (outcome !== 'not-started' || outage !== undefined),
  ],
  [/The API's message/, ({ isResult }) => isResult],
]

/** What a text says although the history doesn't allow it, or doesn't say although it should. */
function lies({ result }: Told, seen: Seen, world: World): string[] {
  const subject = aSubject({ policy: world, isRerun: true })
  const verdict = verdictOf(result, subject)
  const said = toPlain(verdict.annotation)
  const known = knownAt(seen, world)
  const broken = laws.filter(([phrase, isTrue]) => phrase.test(said) && !isTrue(known, world))
  const missing = phrasesFor(known).filter((phrase) => !said.includes(phrase))
  const { progress, elapsedMs } = result
  const [line] = describeEvent({ kind: 'heartbeat', nowMs: elapsedMs, progress, plan: undefined }, world)
  const logged = line ? toPlain(line.text) : ''
  const notLogged = loggedPhrases(known).filter((phrase) => !logged.includes(phrase))
  return [
    ...broken.map(([phrase]) => `${phrase} in: ${said}`),
    ...missing.map((phrase) => `no "${phrase}" in: ${said}`),
    ...notLogged.map((phrase) => `no "${phrase}" in: ${logged}`),
    ...timelineProblems(summarize(result, verdict, subject, 0), known),
  ]
}

const lastedOf = ({ state, outage, nowMs }: Known) => duration(outage?.sinceMs ?? nowMs, state?.sinceMs)
const insteadOf = ({ returned }: Known) =>
  returned === '404' ? '404 Not Found was returned' : `the API returned "${returned}"`
const nameFor = ({ kind, returned }: Known) =>
  kind === 'undocumented' ? `undocumented status "${returned}"` : kind

/** What the annotation must say of the state, of an outage, and of the result. */
function phrasesFor(known: Known): readonly string[] {
  if (known.isResult) return []
  const { kind, returned, outage, outcome, isRunning, nowMs } = known
  const state =
    kind === 'not started'
      ? `For ${lastedOf(known)}, ${returned === '404' && !outage ? 'api.example.com returned 404' : insteadOf(known)}`
      : `Last status: ${nameFor(known)} for ${lastedOf(known)}`
  return [
    ...(known.state ? [state] : []),
    ...(outage && !outcome.startsWith('error')
      ? [`All checks in the last ${duration(nowMs, outage.sinceMs)} failed`]
      : []),
    ...(outcome === 'timed-out' && !isRunning ? ['The result is unknown'] : []),
  ]
}

/** What a heartbeat at the same moment must say. */
function loggedPhrases(known: Known): readonly string[] {
  const { kind, outage, nowMs } = known
  const state =
    kind === 'not started' ? `not started yet: ${insteadOf(known)} for ` : `${nameFor(known)} for `
  return [
    ...(known.state ? [`${state}${lastedOf(known)}`] : []),
    ...(outage ? [`Checks have been failing for ${duration(nowMs, outage.sinceMs)}`] : []),
  ]
}

/** The rows of the timeline name what was known, and add up to the length of the wait. */
function timelineProblems(summary: string, { outage, state, nowMs }: Known): readonly string[] {
  const rowPattern = /<tr><td nowrap>([^<]*)<\/td><td nowrap>([^<]*)<\/td><td[^>]*>([^<]*)<\/td>/g
  const cells = [...summary.matchAll(rowPattern)]
  const [first, last] = [cells[0], cells.at(-1)]
  if (first === undefined || last === undefined) return []
  const current = outage ? 'checks failing' : (state?.name.split(',')[0] ?? '')
  const sum = cells.reduce((total, [, , , cell = '']) => total + secondsIn(cell), 0)
  const length = floor(nowMs / 1_000) - secondsIn(first[2]?.replace(/(..):(..):(..)/, '$1h $2m $3s') ?? '')
  return [
    ...(last[1]?.startsWith(current) ? [] : [`the timeline ends with ${last[1]}, not ${current}`]),
    ...(sum === length ? [] : [`the timeline adds up to ${sum} s, not ${length} s`]),
  ]
}

function secondsIn(text: string): number {
  const [, h = 0, m = 0, s = 0] = /^(?:(\d+)h\s)?(?:(\d+)m\s)?(\d+)s$/.exec(text)?.map(Number) ?? []
  return [h, m, s].reduce((sum, part) => sum * 60 + (part || 0), 0)
}

// ── The tests ────────────────────────────────────────────────────────────────────────────────────────────────────────

const testStartedMs = performance.now()
let tried = 0

jest.setTimeout(3_600_000)

async function mismatchesIn(world: World, generated: Iterable<History>): Promise<unknown[]> {
  const mismatches: unknown[] = []
  for (const [history, expected] of generated) {
    tried += 1
    const told = await waitThrough(history, world)
    const [actual, facts] = [factsOf(told), factsExpected(expected)]
    const isSuccess = actual[0] === 'completed'
    const isLawful = isSuccess === isCompletedRightly(history, told.sentMs, world)
    const found = world.earlyMs === 0 ? lies(told, expected, world) : []
    if (isLawful && isAlike(actual, facts, world.earlyMs + 0.001) && found.length === 0) continue
    mismatches.push({
      history: history.map(({ name }) => name).join(' · '),
      isLawful,
      actual,
      facts,
      found,
    })
    if (mismatches.length === 3) break
  }
  return mismatches
}

/** The first law, without the table: the last response was a fresh `completed`, after a start if one was awaited. */
function isCompletedRightly(history: readonly Letter[], sentMs: readonly number[], world: World): boolean {
  const heard = history.slice(0, sentMs.length)
  const last = heard.at(-1)
  const isRunning = ({ status = '' }: Letter) => runningIn(world).includes(status)
  const start = heard.findIndex((letter, index) => isRunning(letter) && letter.ageMs <= (sentMs[index] ?? 0))
  const startedMs =
    world.startTimeoutMs === 0
      ? 0
      : (sentMs[start] ?? Number.POSITIVE_INFINITY) + (heard[start]?.takesMs ?? 0)
  const isFresh = last !== undefined && last.ageMs <= (sentMs.at(-1) ?? 0) - startedMs
  return (
    heard.length === sentMs.length && last?.status === 'completed' && last.name !== 'cancelling' && isFresh
  )
}

test.each(worlds)('every history of one response per row under %j', async (changes) => {
  const world = { ...plainWorld, ...changes }
  const generated = histories([...letters, cancelling], maxLength, world, firstSeen(world))
  expect(await mismatchesIn(world, generated)).toEqual([])
})

test.each(worlds)('every history of two of all responses under %j', async (changes) => {
  const world = { ...plainWorld, ...changes }
  expect(
    await mismatchesIn(world, histories(allLetters, min(2, maxLength), world, firstSeen(world))),
  ).toEqual([])
})

/** A generator of numbers from 0 to below 1, the same in each run (mulberry32). */
function pseudorandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function* longHistories(world: World, count: number, random: () => number): Generator<History> {
  for (let index = 0; index < count; index += 1) {
    const told: Letter[] = []
    let seen = firstSeen(world)
    const length = 6 + floor(random() * 25)
    while (seen.outcome === 'wait' && told.length < length) {
      const letter = allLetters[floor(random() * allLetters.length)] ?? silence
      // A history that ends at once tells little: most letters that would end it are drawn again.
      const next = hear(seen, letter, world)
      if (next.outcome !== 'wait' && told.length < length - 1 && random() < 0.95) continue
      told.push(letter)
      seen = next
    }
    yield [told, hearOut(seen, world)]
  }
}

test.each(worlds)('long random histories under %j', async (changes) => {
  const world = { ...plainWorld, ...changes }
  const seed = Number(process.env.HISTORY_SEED ?? 1)
  const generated = longHistories(world, ceil(randomHistories / worlds.length), pseudorandom(seed))
  expect(await mismatchesIn(world, generated)).toEqual([])
})

test('the oracle has the rows of the decision table in the docs', () => {
  const [, table = ''] = readFileSync('docs/decisions.md', 'utf8').split('| Response |')
  const [, , ...lines] = table.split('\n\n', 1)[0]?.split('\n') ?? []
  const documentedRows = lines.map((line) => line.split('|')[1]?.trim())
  expect(documentedRows).toEqual(rows.map(([row]) => row))
})

afterAll(() => {
  const seconds = round((performance.now() - testStartedMs) / 100) / 10
  process.stdout.write(`histories: ${tried.toLocaleString('en')} in ${seconds} s\n`)
})

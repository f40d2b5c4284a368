import { readFileSync } from 'node:fs'
import { afterAll, expect, jest, test } from '@jest/globals'
import { classify } from '../../src/api/classify.ts'
import type { ConnectionFailure, Exchange } from '../../src/api/exchange.ts'
import type { Check } from '../../src/wait/check.ts'
import type { WaitPolicy } from '../../src/wait/policy.ts'
import { waitForReset } from '../../src/wait/wait.ts'
import { virtualClock } from './virtual-clock.ts'

// The one law: the step is green if and only if the API said `completed`. Every history of answers up to a length is
// told to the wait, in virtual time, and what comes of it is held against an oracle: a fold over the answers that
// follows the table in `docs/how-the-wait-decides.md` line by line, and shares no code with `src/`.
const longest = Number(process.env.HISTORY_LENGTH ?? 5)

// Within jest each look at a global takes half a microsecond: as long as all that is done here for one check.
const { abs, max, min } = Math

// ── The alphabet: what the API may answer, row by row, and what the row says of it ───────────────────────────────────

interface Answer {
  readonly name: string
  readonly check: Check
  readonly takesMs: number
  readonly retryAfterMs: number
  /** What a good answer says. A failed check has a cause instead. */
  readonly status?: string
  readonly cause?: string
}

/** How the wait ends, or `wait`. */
type Rule = (seen: Seen, world: World) => string

const quick = { takesMs: 100, retryAfterMs: 0 }
const slow = { takesMs: 3_000 }
const askingForTime = { retryAfterMs: 20_000 }

const received = (exchange: Exchange) =>
  classify(exchange, { url: new URL('https://api.example.com'), wallClockMs: 0, redact: (text) => text })

function answers(statusCode: number, told: { status?: string; cause?: string }, how: object): Answer {
  const { takesMs, retryAfterMs } = { ...quick, ...how }
  const headers = {
    retryAfter: String(retryAfterMs / 1_000),
    location: undefined,
    contentEncoding: undefined,
  }
  const body = JSON.stringify({ ...told, message: `said with ${told.status}` })
  const check = received({ kind: 'response', statusCode, ...headers, body, bodyEnd: 'whole' })
  const name = [statusCode, ...Object.values(told), ...Object.entries(how).flat()].join(' ')
  return { name, check, takesMs, retryAfterMs, ...told }
}

const says = (status: string, how = {}) => answers(200, { status }, how)
const refuses = (statusCode: number, cause: string, how = {}) => answers(statusCode, { cause }, how)
const breaks = (failure: ConnectionFailure, cause: string): Answer => {
  return { name: failure.kind, ...quick, check: received({ kind: 'no-response', failure }), cause }
}

const proxyHost = undefined
const timedOut = { kind: 'timed-out', timeoutMs: 30_000, proxyHost } as const
const expired = { kind: 'broken', code: 'CERT_HAS_EXPIRED', message: '', proxyHost, atProxy: false } as const
const silence = { ...breaks(timedOut, 'unreachable'), takesMs: Number.POSITIVE_INFINITY }
const cancelling: Answer = { name: 'cancelling', ...quick, check: says('completed').check }

const waitOn: Rule = () => 'wait'
const fail: Rule = ({ outage }) => `error: ${outage?.cause}`
// Failed checks in a row are tolerated for `outage-tolerance`, but for at most a minute before the first good answer.
const tryAgain: Rule = (seen, world) => {
  const toleranceMs = seen.hasAnswered ? world.outageToleranceMs : min(world.outageToleranceMs, 60_000)
  return seen.outage && seen.nowMs - seen.outage.sinceMs < toleranceMs ? 'wait' : fail(seen, world)
}
const unlessWaitedOut: Rule = (_, { onStalled }) => (onStalled === 'wait' ? 'wait' : 'stalled')
// biome-ignore format: a row of that table, and beneath it what it means
const table: readonly (readonly [string, Rule, ...Answer[]])[] = [
  ['| 200, `completed` | the step succeeds |',
    () => 'completed', says('completed')],
  ["| 200, `failed` | the step fails, with the API's reason |",
    () => 'failed', says('failed')],
  ['| 200, `stalled` | the step fails; with `on-stalled: wait` it is waited out |',
    unlessWaitedOut, says('stalled')],
  ['| one of these three or a 404, with `start-timeout`, before the reset was seen under way | not started yet: wait; it enters neither `status` nor `timeline` |',
    waitOn],
  ['| 200, `pending` or `in-progress` | wait: the reset is under way |',
    waitOn, says('pending'), says('pending', askingForTime), says('in-progress', slow)],
  ['| 200, any other status, `COMPLETED` too | wait, with one warning; it never opens the gate, and is no start |',
    waitOn, says('COMPLETED')],
  ['| 200 with another body, any other 2xx | a failed check, try again |',
    tryAgain, refuses(204, 'unusable-answer')],
  ['| 408, 409, 423, 425, 429, any 5xx | a failed check, try again; `Retry-After` is respected |',
    tryAgain, refuses(503, 'server', askingForTime)],
  ['| no connection, reset, unknown host, a proxy that answers 5xx, request timeout, a body that is cut or over 1 MiB | a failed check, try again |',
    tryAgain, silence],
  ['| 404, but for the one above | the step fails |',
    fail, refuses(404, 'not-found')],
  ['| 400, 401, 403, 412, every other 4xx, and 304 | the step fails at once, with what the API says; the summary says what to do |',
    fail, refuses(403, 'permissions')],
  ['| every other 3xx | the step fails at once: redirects are never followed, so that the token stays with its host |',
    fail, refuses(302, 'redirect')],
  ['| a certificate that does not verify | the step fails at once, before the token is sent |',
    fail, breaks(expired, 'certificate')],
  ['| nothing that is a start, until `start-timeout` is over | the step fails as `not-started`, and says what the API said instead |',
    () => 'not-started'],
  ['| nothing that is an end, until `timeout` is over | the step fails as `timed-out` |',
    () => 'timed-out'],
  ['- **Cancelling** ends the step within a second. The remote reset is never touched: it goes on.',
    () => 'cancelled', cancelling],
]
const alphabet = table.flatMap(([, decide, ...letters]) => letters.map((letter) => ({ ...letter, decide })))
type Letter = (typeof alphabet)[number]

// ── The worlds: each policy that changes a decision, with timers that are exact or, as real ones, a little early ─────

interface World extends WaitPolicy {
  readonly earlyMs: number
}

const plainWorld: World = {
  timeoutMs: 3_600_000,
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
  { startTimeoutMs: 20_000, onStalled: 'wait', earlyMs: 0.7 },
  { ...short, startTimeoutMs: 30_000, earlyMs: 0.7 },
  { outageToleranceMs: 0 },
  short,
  { ...short, earlyMs: 0.7 },
  { ...short, earlyMs: 0.7, requestTimeoutMs: 2_000, maxPollIntervalMs: 6_000 },
]
const startMs = 150
/** In place of chance: a number from 0 to below 1, another one after each check. */
const jitter = (checks: number) => (0.3 * checks) % 1

// ── The oracle: what is to be seen after each check ──────────────────────────────────────────────────────────────────

const nothingSeen = {
  outcome: 'wait',
  nowMs: startMs,
  nextAtMs: startMs,
  begunMs: [] as readonly number[],
  checks: 0,
  failedChecks: 0,
  awaitsStart: false,
  earlier: undefined as { said: string; sinceMs: number } | undefined,
  timeline: [] as readonly { readonly status: string; readonly atMs: number; readonly message: string }[],
  unknown: undefined as { status: string; message: string } | undefined,
  hasSeenUnknownStatus: false,
  hasAnswered: false,
  outage: undefined as { sinceMs: number; failedChecks: number; cause: string } | undefined,
}
type Seen = Readonly<typeof nothingSeen>
type Story = Omit<Seen, 'nextAtMs'>

const underWay = ['pending', 'in-progress']
const ends = ['completed', 'failed', 'stalled']
const deadlineOf = (seen: Seen, world: World) => (seen.awaitsStart ? world.startTimeoutMs : world.timeoutMs)

// A request that the deadline cuts is a timeout of the step, never a failure of the API.
function hear(before: Seen, letter: Letter, world: World): Seen {
  const begunMs = before.nextAtMs
  const leftMs = deadlineOf(before, world) - begunMs
  const limitMs = min(world.requestTimeoutMs, leftMs)
  const isInTime = letter.takesMs < limitMs
  const isCut = !isInTime && limitMs === leftMs
  const inSilence = { ...silence, takesMs: limitMs, decide: isCut ? waitOn : tryAgain }
  const { cause, decide, retryAfterMs, status, takesMs } = isInTime ? letter : inSilence
  const nowMs = begunMs + takesMs
  const checked = { ...before, nowMs, begunMs: [...before.begunMs, begunMs], checks: before.checks + 1 }
  const isEarlier = before.awaitsStart && (ends.includes(status ?? '') || cause === 'not-found')
  if (isEarlier) return lookAhead(hearEarlier(checked, status ?? 'not-found'), retryAfterMs, world)
  const answered = status === undefined ? checked : hearStatus(checked, status)
  const seen = cause === undefined ? answered : hearFailure(checked, cause, begunMs)
  const outcome = decide(seen, world)
  return outcome === 'wait' ? lookAhead(seen, retryAfterMs, world) : { ...seen, outcome }
}

// Before the reset was seen under way: an earlier one is told of, or none.
function hearEarlier(seen: Seen, said: string): Seen {
  const earlier = seen.earlier?.said === said ? seen.earlier : { said, sinceMs: seen.nowMs }
  const isAnswer = said !== 'not-found'
  const unknown = isAnswer ? undefined : seen.unknown
  return { ...seen, earlier, unknown, hasAnswered: seen.hasAnswered || isAnswer, outage: undefined }
}

// One good answer starts the count of failed checks anew. A status that nobody documented is no news.
function hearStatus(seen: Seen, status: string): Seen {
  const message = `said with ${status}`
  const heard = { ...seen, earlier: undefined, unknown: undefined, hasAnswered: true, outage: undefined }
  if (![...underWay, ...ends].includes(status))
    return { ...heard, unknown: { status, message }, hasSeenUnknownStatus: true }
  const isNews = seen.timeline.at(-1)?.status !== status
  const timeline = isNews ? [...seen.timeline, { status, atMs: seen.nowMs, message }] : seen.timeline
  return { ...heard, timeline, awaitsStart: seen.awaitsStart && !underWay.includes(status) }
}

function hearFailure(seen: Seen, cause: string, begunMs: number): Seen {
  const { sinceMs, failedChecks } = seen.outage ?? { sinceMs: begunMs, failedChecks: 0 }
  const outage = { sinceMs, failedChecks: failedChecks + 1, cause }
  return { ...seen, failedChecks: seen.failedChecks + 1, outage }
}

// `Retry-After` is a floor for the next delay only. The last check does not wait for it, and nothing comes after that one.
function lookAhead(seen: Seen, retryAfterMs: number, world: World): Seen {
  const grownMs = min(world.pollIntervalMs * 1.25 ** (seen.checks - 1), world.maxPollIntervalMs)
  const delayMs = max(grownMs * (0.9 + 0.2 * jitter(seen.checks)), retryAfterMs)
  const deadlineMs = deadlineOf(seen, world)
  const lastAtMs = deadlineMs - min(deadlineMs / 10, 5_000, world.requestTimeoutMs)
  return seen.nowMs < lastAtMs
    ? { ...seen, nextAtMs: min(seen.nowMs + delayMs, lastAtMs) }
    : { ...seen, outcome: seen.awaitsStart ? 'not-started' : 'timed-out', nowMs: deadlineMs }
}

// ── The walk: every history once, told to the oracle and to the wait ─────────────────────────────────────────────────

/** What is answered for ever when a history is told: there is one more check, and the last one before the deadline. */
const afterwards: Letter = { ...says('pending', { retryAfterMs: 86_400_000 }), decide: waitOn }

/** Goes through the tree of histories. Where the wait ends, a branch does: what it might hear later is no history. */
function* histories(world: World, seen: Seen, told: Letter[] = []): Generator<[Letter[], Seen]> {
  if (seen.outcome !== 'wait' || told.length === longest) yield [told, hearOut(seen, world)]
  else for (const letter of alphabet) yield* histories(world, hear(seen, letter, world), [...told, letter])
}

const hearOut = (seen: Seen, world: World): Seen =>
  seen.outcome === 'wait' ? hearOut(hear(seen, afterwards, world), world) : seen

async function waitThrough(history: readonly Letter[], world: World): Promise<Story> {
  const clock = virtualClock(startMs, world)
  const interruption = new AbortController()
  const begunMs: number[] = []
  const check = async (limitMs: number, signal: AbortSignal) => {
    const letter = history[begunMs.length] ?? afterwards
    begunMs.push(clock.now())
    if (letter.takesMs < limitMs) clock.pass(letter.takesMs)
    else await clock.sleep(limitMs, signal)
    if (letter.check === cancelling.check) interruption.abort('by the history')
    return letter.takesMs < limitMs ? letter.check : silence.check
  }
  const outside = { clock, check, observe: () => {}, interruption: interruption.signal }
  const random = () => jitter(begunMs.length)
  const { outcome: end, progress, elapsedMs } = await waitForReset({ policy: world, random, ...outside })
  const outcome = end.kind === 'error' ? `error: ${end.problem.cause}` : end.kind
  const outage = progress.outage && { ...progress.outage, cause: progress.outage.problem.cause }
  return { ...progress, outcome, nowMs: elapsedMs, begunMs, outage }
}

function facts(story: Story): unknown[] {
  const { outcome, nowMs, checks, failedChecks, awaitsStart, earlier, unknown, outage } = story
  const found: unknown[] = [outcome, nowMs, checks, failedChecks, awaitsStart, ...story.begunMs]
  found.push(earlier?.said, earlier?.sinceMs, unknown?.status, unknown?.message, story.hasAnswered)
  found.push(story.hasSeenUnknownStatus, outage?.sinceMs, outage?.failedChecks, outage?.cause)
  for (const { status, atMs, message } of story.timeline) found.push(status, atMs, message)
  return found
}

function isAlike(actual: readonly unknown[], expected: readonly unknown[], toleranceMs: number): boolean {
  const isMet = (fact: unknown, index: number) =>
    fact === expected[index] ||
    (typeof fact === 'number' && abs(fact - (expected[index] as number)) < toleranceMs)
  return actual.length === expected.length && actual.every(isMet)
}

const startedMs = performance.now()
let tried = 0

jest.setTimeout(3_600_000)

test.each(worlds)('every history under %j', async (changes) => {
  const world = { ...plainWorld, ...changes }
  const mismatches: unknown[] = []
  const asksForStart = world.startTimeoutMs > 0
  for (const [history, expected] of histories(world, { ...nothingSeen, awaitsStart: asksForStart })) {
    tried += 1
    const actual = await waitThrough(history, world)
    const isGreen = actual.outcome === 'completed'
    const statuses = history.slice(0, actual.checks).map(({ status }) => status)
    const hasStarted = !asksForStart || statuses.some((status) => underWay.includes(status ?? ''))
    const isLawful =
      isGreen === (hasStarted && statuses.at(-1) === 'completed' && statuses.length === actual.checks)
    if (isLawful && isAlike(facts(actual), facts(expected), world.earlyMs + 0.001)) continue
    mismatches.push({ tried, history: history.map(({ name }) => name).join(' · '), actual, expected })
    if (mismatches.length === 3) break
  }
  expect(mismatches).toEqual([])
})

test('the alphabet has letters for each row of the decision table', () => {
  const page = readFileSync('docs/how-the-wait-decides.md', 'utf8')
  const rows = page.replace(/\n## .*/s, '').match(/^\| (?!---|the API).*|^- \*\*Cancelling.*/gm)
  expect(table.map(([row]) => row)).toEqual(rows)
})

afterAll(() => {
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1)
  const count = tried.toLocaleString('en')
  process.stdout.write(`histories: ${count} of length up to ${longest} in ${seconds} s\n`)
})

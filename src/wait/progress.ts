import type { Check, Problem, ResetStatus } from './check.ts'
import type { WaitPolicy } from './policy.ts'

/** What a check means for the wait. */
export type Meaning =
  /** The reset has this status. */
  | { readonly kind: 'status'; readonly status: ResetStatus; readonly message: string }
  /** The reset hasn't been seen running, as `start-timeout` requires: this was returned instead. */
  | { readonly kind: 'not-started'; readonly returned: ResetStatus; readonly message: string }
  | { readonly kind: 'not-started'; readonly returned: 'not-found'; readonly problem: Problem }
  /** A successful check that says nothing about the reset. */
  | { readonly kind: 'undocumented'; readonly status: string; readonly message: string }
  | { readonly kind: 'failed'; readonly by: FailedBy | undefined; readonly problem: Problem }
  /** A failed check that ends the wait. */
  | { readonly kind: 'final'; readonly problem: Problem }

/**
 * What is special about a failed check. `api-refusal`: the second in a row ends the wait; `fault`: until the API is
 * recognized, these are tolerated for a minute at most.
 */
type FailedBy = 'api-refusal' | 'fault'

interface Lasting {
  /** When it started, in milliseconds since the step started. It lasts until the next period starts. */
  readonly sinceMs: number
  readonly checks: number
  /** Whether one of its checks showed that it's the API that responds. */
  readonly showsApi: boolean
}

/** The reset has a documented status. */
interface StatusPeriod extends Lasting {
  readonly kind: 'status'
  readonly status: ResetStatus
}

/** The reset hasn't been seen running, as `start-timeout` requires. */
export interface NotStartedPeriod extends Lasting {
  readonly kind: 'not-started'
  readonly returned: ResetStatus | 'not-found'
}

/** The API returns a status that it doesn't document. */
interface UndocumentedPeriod extends Lasting {
  readonly kind: 'undocumented'
  readonly status: string
}

/** Checks fail. It started when the first of them was sent. */
export interface OutagePeriod extends Lasting {
  readonly kind: 'outage'
  /** What the latest failed check was. */
  readonly by: FailedBy | undefined
  /** When the first of the latest consecutive faults was sent; undefined if the latest failed check wasn't one. */
  readonly faultsSinceMs: number | undefined
}

/** The earliest periods as one, if there were too many. */
interface OmittedPeriod extends Lasting {
  readonly kind: 'omitted'
  readonly failedChecks: number
}

/** A part of the wait in which each check meant the same. */
export type Period = StatusPeriod | NotStartedPeriod | UndocumentedPeriod | OutagePeriod | OmittedPeriod

/** A period in which something was known of the reset. */
export type KnownPeriod = StatusPeriod | NotStartedPeriod | UndocumentedPeriod

/** What was seen so far: recorded here once, and everything else is derived from it. */
export interface Progress {
  /** Number of requests. */
  readonly checks: number
  /** When the reset was first seen running, 0 if that isn't required; undefined until then. */
  readonly startedMs: number | undefined
  /** The API's message with what was known last; empty if there is none. */
  readonly message: string
  /** The latest problem, if there was one. */
  readonly problem: Problem | undefined
  /** The whole wait since the first response or failure. */
  readonly periods: readonly Period[]
}

/** The start of a wait; by default of one that requires no start of the reset. */
export function firstProgress(startTimeoutMs = 0): Progress {
  const startedMs = startTimeoutMs > 0 ? undefined : 0
  return { checks: 0, startedMs, message: '', problem: undefined, periods: [] }
}

/** Adds a check that was aborted before it said anything. */
export function withAbortedCheck(before: Progress): Progress {
  return { ...before, checks: before.checks + 1 }
}

/** When a check started and ended, in milliseconds since the step started. */
export interface CheckTimes {
  readonly startedMs: number
  readonly endedMs: number
}

/** Adds a check to what was seen before. */
export function advance(before: Progress, check: Check, meaning: Meaning, times: CheckTimes): Progress {
  const next = periodFrom(check, meaning, times, before)
  return {
    checks: before.checks + 1,
    startedMs: before.startedMs ?? (meaning.kind === 'status' ? times.endedMs : undefined),
    message: next.kind === 'outage' ? before.message : 'message' in meaning ? meaning.message : '',
    problem: 'problem' in meaning ? meaning.problem : before.problem,
    periods: bounded(append(before.periods, next)),
  }
}

function periodFrom(check: Check, meaning: Meaning, times: CheckTimes, before: Progress): Period {
  const lasting = { sinceMs: times.endedMs, checks: 1, showsApi: showsApi(check, meaning) }
  switch (meaning.kind) {
    case 'status':
      return { kind: 'status', status: meaning.status, ...lasting }
    case 'not-started':
      return { kind: 'not-started', returned: meaning.returned, ...lasting }
    case 'undocumented':
      return { kind: 'undocumented', status: meaning.status, ...lasting }
    case 'failed':
    case 'final': {
      const sinceMs = times.startedMs
      const by = meaning.kind === 'failed' ? meaning.by : undefined
      const faultsSinceMs = by === 'fault' ? (outageOf(before)?.faultsSinceMs ?? sinceMs) : undefined
      return { kind: 'outage', ...lasting, sinceMs, by, faultsSinceMs }
    }
  }
}

function showsApi(check: Check, meaning: Meaning): boolean {
  return check.kind === 'status'
    ? meaning.kind === 'status' || meaning.kind === 'not-started'
    : check.isFromApi
}

/** Adds a period, or extends the latest one if it says the same. */
function append(periods: readonly Period[], next: Period): readonly Period[] {
  const latest = periods.at(-1)
  if (latest === undefined || !isSame(latest, next)) return [...periods, next]
  return [...periods.slice(0, -1), extended(latest, next)]
}

function isSame(one: Period, other: Period): boolean {
  return one.kind === other.kind && whatIsKnown(one) === whatIsKnown(other)
}

function whatIsKnown(period: Period): string {
  if ('status' in period) return period.status
  return period.kind === 'not-started' ? period.returned : period.kind
}

function extended({ sinceMs, checks, showsApi }: Period, next: Period): Period {
  return { ...next, sinceMs, checks: checks + next.checks, showsApi: showsApi || next.showsApi }
}

// An API that says something else at each check must not fill the memory.
const maxPeriods = 1_000

/** The periods; of too many, the first two as one. */
function bounded(periods: readonly Period[]): readonly Period[] {
  if (periods.length <= maxPeriods) return periods
  const first = periods.slice(0, 2)
  const omitted = {
    kind: 'omitted',
    sinceMs: Math.min(...first.map(({ sinceMs }) => sinceMs)),
    checks: sum(first.map(({ checks }) => checks)),
    failedChecks: sum(first.map(failedChecksIn)),
    showsApi: first.some(({ showsApi }) => showsApi),
  } as const
  return [omitted, ...periods.slice(2)]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

function failedChecksIn(period: Period): number {
  if (period.kind === 'omitted') return period.failedChecks
  return period.kind === 'outage' ? period.checks : 0
}

/** Number of checks that failed. */
export function failedChecksOf({ periods }: Progress): number {
  return sum(periods.map(failedChecksIn))
}

/** Whether the reset has yet to be seen running before any result counts. */
export function awaitsStart({ startedMs }: Progress): boolean {
  return startedMs === undefined
}

/** The deadline, in milliseconds since the step started. */
export function deadlineOf(progress: Progress, policy: WaitPolicy): number {
  return awaitsStart(progress) ? policy.startTimeoutMs : policy.timeoutMs
}

/** Whether a response has shown that the host is the API: with a documented status, or with the API's error body. */
export function isRecognized({ periods }: Progress): boolean {
  return periods.some(({ showsApi }) => showsApi)
}

/** The current outage. */
export function outageOf({ periods }: Progress): OutagePeriod | undefined {
  const latest = periods.at(-1)
  return latest?.kind === 'outage' ? latest : undefined
}

/** What was known last, and since when: an outage doesn't end it. */
export function lastKnown({ periods }: Progress): KnownPeriod | undefined {
  const known = periods.filter((period) => 'status' in period || 'returned' in period)
  const latest = known.at(-1)
  return latest && known[known.findLastIndex((period) => !isSame(period, latest)) + 1]
}

/** The periods that changed the documented status. */
export function timelineOf({ periods }: Progress): readonly StatusPeriod[] {
  const documented = periods.filter((period) => period.kind === 'status')
  return documented.filter(({ status }, index) => status !== documented[index - 1]?.status)
}

/** The last documented status of this reset, if there was one. */
export function lastStatus({ periods }: Progress): ResetStatus | undefined {
  return periods.findLast((period) => period.kind === 'status')?.status
}

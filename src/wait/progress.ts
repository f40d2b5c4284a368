import type { Check, Problem, ResetStatus } from './check.ts'
import type { WaitPolicy } from './policy.ts'

// As JSON, phases have to fit into an output of 64 KiB: the latest are kept, and of stretches as many.
const longestTimeline = 500

/** A documented status of the reset. */
export interface Phase {
  readonly status: ResetStatus
  /** When it was first seen, in milliseconds since the step began. */
  readonly atMs: number
  /** The API's latest message with it; empty if it gave none. */
  readonly message: string
}

/** What the API says of a reset whose start is awaited: how an earlier one ended, or that there is none. */
export interface Earlier {
  readonly said: ResetStatus | 'not-found'
  /** The API's message with it, or what the 404 told. */
  readonly message: string
  /** Since when it says so, in milliseconds since the step began. */
  readonly sinceMs: number
}

/** Failing checks in a row, up to the latest check. */
export interface Outage {
  /** When the first of them was begun, in milliseconds since the step began. */
  readonly sinceMs: number
  readonly failedChecks: number
  /** What the latest of them met. */
  readonly problem: Problem
}

/** A part of the wait in which the same was known. It lasts until the next one begins. */
export interface Stretch {
  readonly known: ResetStatus | 'not started' | 'undocumented' | 'outage' | 'not kept'
  /** When it began, in milliseconds since the step did. */
  readonly sinceMs: number
}

/** What was seen so far. */
export interface Progress {
  readonly checks: number
  readonly failedChecks: number
  /** Whether the reset has yet to be seen under way before anything is believed of it. */
  readonly awaitsStart: boolean
  /** What the API said instead when it was last asked for a reset whose start is awaited. */
  readonly earlier: Earlier | undefined
  /** One entry for each change of documented status. */
  readonly timeline: readonly Phase[]
  /** The whole wait since the first answer or failure, outages included. */
  readonly stretches: readonly Stretch[]
  /** The latest answer, when its status is not a documented one. */
  readonly unknown: { readonly status: string; readonly message: string } | undefined
  /** Whether a status that is not documented was ever answered. */
  readonly hasSeenUnknownStatus: boolean
  readonly hasAnswered: boolean
  readonly outage: Outage | undefined
}

export const noProgress: Progress = {
  checks: 0,
  failedChecks: 0,
  awaitsStart: false,
  earlier: undefined,
  timeline: [],
  stretches: [],
  unknown: undefined,
  hasSeenUnknownStatus: false,
  hasAnswered: false,
  outage: undefined,
}

/** Where a wait begins. */
export function firstProgress({ startTimeoutMs }: WaitPolicy): Progress {
  return { ...noProgress, awaitsStart: startTimeoutMs > 0 }
}

/** When the wait ends for want of what it waits for, in milliseconds since the step began. */
export function deadlineOf({ awaitsStart }: Progress, policy: WaitPolicy): number {
  return awaitsStart ? policy.startTimeoutMs : policy.timeoutMs
}

/** When a check was begun and ended, in milliseconds since the step began. */
export interface CheckTimes {
  readonly begunMs: number
  readonly endedMs: number
}

/** Adds what one check told to what was seen before. */
export function advance(before: Progress, check: Check, times: CheckTimes): Progress {
  const after = add(before, check, times)
  const known = knownFrom(check, after)
  if (known === undefined || known === before.stretches.at(-1)?.known) return after
  const sinceMs = known === 'outage' ? times.begunMs : times.endedMs
  return { ...after, stretches: kept([...before.stretches, { known, sinceMs }]) }
}

/** The stretches, of too many the first two as one. */
function kept(stretches: readonly Stretch[]): readonly Stretch[] {
  const [first, ...others] = stretches
  if (first === undefined || stretches.length <= longestTimeline) return stretches
  return [{ ...first, known: 'not kept' }, ...others.slice(1)]
}

/** What is known from a check on; undefined when it ends the wait without telling. */
function knownFrom(check: Check, { awaitsStart }: Progress): Stretch['known'] | undefined {
  switch (check.kind) {
    case 'answer':
      return awaitsStart ? 'not started' : check.status
    case 'unknown-status':
      return 'undocumented'
    case 'not-found':
      return awaitsStart ? 'not started' : undefined
    case 'transient':
    case 'timed-out':
      return 'outage'
    case 'fatal':
      return undefined
  }
}

function add(before: Progress, check: Check, { begunMs, endedMs }: CheckTimes): Progress {
  const progress = { ...before, checks: before.checks + 1 }
  switch (check.kind) {
    case 'answer':
      return before.awaitsStart && !isUnderWay(check.status)
        ? { ...progress, ...answered, ...ofEarlier(before, check.status, check.message, endedMs) }
        : { ...progress, ...answered, ...ofThisReset(before, check.status, check.message, endedMs) }
    case 'unknown-status': {
      const { status, message } = check
      return { ...progress, ...answered, unknown: { status, message }, hasSeenUnknownStatus: true }
    }
    case 'not-found':
      return before.awaitsStart
        ? { ...progress, outage: undefined, ...ofEarlier(before, 'not-found', check.problem.text, endedMs) }
        : { ...progress, ...failed(before, check.problem, begunMs) }
    case 'transient':
    case 'timed-out':
    case 'fatal':
      return { ...progress, ...failed(before, check.problem, begunMs) }
  }
}

const answered = { hasAnswered: true, earlier: undefined, unknown: undefined, outage: undefined }

function isUnderWay(status: ResetStatus): boolean {
  return status === 'pending' || status === 'in-progress'
}

function ofEarlier({ earlier }: Progress, said: Earlier['said'], message: string, atMs: number) {
  return { earlier: { said, message, sinceMs: earlier?.said === said ? earlier.sinceMs : atMs } }
}

function ofThisReset({ timeline }: Progress, status: ResetStatus, message: string, atMs: number) {
  const latest = timeline.at(-1)
  const phases =
    latest?.status === status
      ? [...timeline.slice(0, -1), { ...latest, message }]
      : [...timeline, { status, atMs, message }]
  return { awaitsStart: false, timeline: phases.slice(-longestTimeline) }
}

function failed({ failedChecks, outage }: Progress, problem: Problem, begunMs: number) {
  return {
    failedChecks: failedChecks + 1,
    outage: {
      sinceMs: outage?.sinceMs ?? begunMs,
      failedChecks: (outage?.failedChecks ?? 0) + 1,
      problem,
    },
  }
}

/** The last documented status, if one was seen. */
export function lastPhase(progress: Progress): Phase | undefined {
  return progress.timeline.at(-1)
}

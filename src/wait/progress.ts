import type { Check, Problem, ResetStatus } from './check.ts'

// As JSON it has to fit into an output of 64 KiB: the latest phases are kept.
const longestTimeline = 500

/** A documented status, and when it was first seen. */
export interface Phase {
  readonly status: ResetStatus
  /** Milliseconds since the step began. */
  readonly atMs: number
}

/** Failing checks in a row, up to the latest check. */
export interface Outage {
  /** When the first of them was begun, in milliseconds since the step began. */
  readonly sinceMs: number
  readonly failedChecks: number
  /** What the latest of them met. */
  readonly problem: Problem
}

/** What was seen so far. */
export interface Progress {
  readonly checks: number
  readonly failedChecks: number
  /** One entry for each change of documented status. */
  readonly timeline: readonly Phase[]
  /** The API's message with the latest answer; empty if it gave none. */
  readonly apiMessage: string
  /** The latest answer's status, when it is not a documented one. */
  readonly unknownStatus: string | undefined
  /** Whether a status that is not documented was ever answered. */
  readonly hasSeenUnknownStatus: boolean
  readonly hasAnswered: boolean
  readonly outage: Outage | undefined
}

export const noProgress: Progress = {
  checks: 0,
  failedChecks: 0,
  timeline: [],
  apiMessage: '',
  unknownStatus: undefined,
  hasSeenUnknownStatus: false,
  hasAnswered: false,
  outage: undefined,
}

/** When a check was begun and ended, in milliseconds since the step began. */
export interface CheckTimes {
  readonly begunMs: number
  readonly endedMs: number
}

/** Adds what one check told to what was seen before. */
export function advance(before: Progress, check: Check, times: CheckTimes): Progress {
  const progress = { ...before, checks: before.checks + 1 }
  switch (check.kind) {
    case 'answer': {
      const timeline = addPhase(before.timeline, check.status, times.endedMs)
      return { ...progress, ...answered(check), timeline, unknownStatus: undefined }
    }
    case 'unknown-status':
      return { ...progress, ...answered(check), unknownStatus: check.status, hasSeenUnknownStatus: true }
    case 'not-found':
    case 'transient':
    case 'timed-out':
    case 'fatal': {
      const outage = addFailure(before.outage, check, times.begunMs)
      return { ...progress, failedChecks: before.failedChecks + 1, outage }
    }
  }
}

function answered({ message }: { readonly message: string }) {
  return { apiMessage: message, hasAnswered: true, outage: undefined }
}

function addPhase(timeline: readonly Phase[], status: ResetStatus, atMs: number): readonly Phase[] {
  return timeline.at(-1)?.status === status
    ? timeline
    : [...timeline, { status, atMs }].slice(-longestTimeline)
}

type FailedCheck = Extract<Check, { problem: unknown }>

function addFailure(outage: Outage | undefined, check: FailedCheck, begunMs: number): Outage {
  // A 404 is an answer of a host that is there: an outage before it is over, and one after it begins anew.
  const goesOn =
    outage !== undefined && (outage.problem.cause === 'not-found') === (check.kind === 'not-found')
  return goesOn
    ? { ...outage, failedChecks: outage.failedChecks + 1, problem: check.problem }
    : { sinceMs: begunMs, failedChecks: 1, problem: check.problem }
}

/** The last documented status, if one was seen. */
export function lastPhase(progress: Progress): Phase | undefined {
  return progress.timeline.at(-1)
}

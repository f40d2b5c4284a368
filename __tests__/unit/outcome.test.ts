import { expect, test } from '@jest/globals'
import type { Check } from '../../src/wait/check.ts'
import { decide, decideAtDeadline, errorResult, type Outcome } from '../../src/wait/outcome.ts'
import type { WaitPolicy } from '../../src/wait/policy.ts'
import { noProgress, type Progress } from '../../src/wait/progress.ts'
import {
  aFailure,
  anAnswer,
  anOutage,
  anUnknownStatus,
  aPolicy,
  aProblem,
  someProgress,
} from './factories.ts'

interface Moment {
  readonly progress?: Partial<Progress>
  readonly nowMs?: number
  readonly policy?: Partial<WaitPolicy>
}

function write(outcome: Outcome | undefined): string {
  if (outcome === undefined) return 'go on'
  if ('problem' in outcome) return `${outcome.kind}, ${outcome.problem.cause}: ${outcome.problem.text}`
  return 'apiMessage' in outcome ? `${outcome.kind}: ${outcome.apiMessage}` : outcome.kind
}

const problem = aProblem({ text: 'It broke.' })
const broken = aFailure('transient', problem)
const unanswered = aFailure('timed-out', problem)
const absent = aFailure('not-found', aProblem({ cause: 'not-found', text: 'Not there.' }))
const denied = aFailure('fatal', aProblem({ cause: 'permissions', text: 'Denied.' }))

const outage = anOutage({ sinceMs: 10_000, problem })
const before = { progress: { outage } }
const later = { progress: { outage, hasAnswered: true } }
const awaitingStart = { progress: { awaitsStart: true }, policy: { startTimeoutMs: 60_000 } }
const tolerance = 'outage-tolerance is'
const early = 'before the first good answer an outage is tolerated for at most'

test.each<[what: string, Check, Moment, string]>([
  ['completed', anAnswer('completed', 'Said.'), {}, 'completed: Said.'],
  ['completed at the deadline', anAnswer('completed'), { nowMs: 3_600_000 }, 'completed: '],
  ['failed', anAnswer('failed', 'Said.'), {}, 'failed: Said.'],
  ['stalled', anAnswer('stalled', 'Said.'), {}, 'stalled: Said.'],
  ['stalled, to be waited out', anAnswer('stalled'), { policy: { onStalled: 'wait' } }, 'go on'],
  ['pending', anAnswer('pending'), {}, 'go on'],
  ['in-progress', anAnswer('in-progress'), {}, 'go on'],
  ['another spelling of completed', anUnknownStatus('COMPLETED'), {}, 'go on'],

  ['fatal, whatever is tolerated', denied, later, 'error, permissions: Denied.'],
  ['a 404', absent, {}, 'error, not-found: Not there.'],
  ['a 404 before the start', absent, awaitingStart, 'go on'],
  ['completed before the start', anAnswer('completed'), awaitingStart, 'go on'],
  ['failed before the start', anAnswer('failed'), awaitingStart, 'go on'],
  ['stalled before the start', anAnswer('stalled'), awaitingStart, 'go on'],
  ['fatal before the start', denied, awaitingStart, 'error, permissions: Denied.'],

  ['an outage', broken, { ...later, nowMs: 609_999 }, 'go on'],
  [
    'an outage beyond its tolerance',
    broken,
    { ...later, nowMs: 610_000 },
    `error, server: 3 checks in a row failed, and ${tolerance} 10m. It broke.`,
  ],
  [
    'a failure where none is tolerated',
    unanswered,
    {
      progress: { outage: { ...outage, failedChecks: 1 }, hasAnswered: true },
      nowMs: 10_000,
      policy: { outageToleranceMs: 0 },
    },
    `error, server: A check failed, and ${tolerance} 0s. It broke.`,
  ],
  ['an outage before any answer', broken, { ...before, nowMs: 69_999 }, 'go on'],
  [
    'an outage of a minute before any answer',
    unanswered,
    { ...before, nowMs: 70_000 },
    `error, server: 3 checks in a row failed, and ${early} 1m. It broke.`,
  ],
  [
    'a shorter outage before any answer, beyond its tolerance',
    broken,
    { ...before, nowMs: 40_000, policy: { outageToleranceMs: 30_000 } },
    `error, server: 3 checks in a row failed, and ${tolerance} 30s. It broke.`,
  ],
  [
    'an outage just before the deadline',
    broken,
    { ...later, nowMs: 3_599_999 },
    `error, server: 3 checks in a row failed, and ${tolerance} 10m. It broke.`,
  ],
  [
    'an outage just before the start is overdue',
    unanswered,
    {
      ...awaitingStart,
      progress: { ...later.progress, awaitsStart: true, outage: { ...outage, sinceMs: 0 } },
      nowMs: 59_999,
      policy: { startTimeoutMs: 60_000, outageToleranceMs: 1 },
    },
    `error, server: 3 checks in a row failed, and ${tolerance} 1ms. It broke.`,
  ],
  [
    'an outage when the start is overdue',
    unanswered,
    {
      ...awaitingStart,
      progress: { ...later.progress, awaitsStart: true },
      nowMs: 60_000,
      policy: { startTimeoutMs: 60_000, outageToleranceMs: 1 },
    },
    'go on',
  ],
  ['an outage at the deadline', unanswered, { ...later, nowMs: 3_600_000 }, 'go on'],
  ['a failure that nothing was noted of', broken, { policy: { outageToleranceMs: 0 } }, 'go on'],
])('%s', (_, check, { progress, nowMs = 0, policy }, outcome) => {
  expect(write(decide(someProgress(progress), check, nowMs, aPolicy(policy)))).toBe(outcome)
})

test('a deadline that has passed ends the wait for the start, or for the end', () => {
  expect(decideAtDeadline(someProgress({ awaitsStart: true }))).toEqual({ kind: 'not-started' })
  expect(decideAtDeadline(someProgress())).toEqual({ kind: 'timed-out' })
})

test('a problem that ended the run is its result, with what was seen', () => {
  const outcome = { kind: 'error', problem }
  const progress = someProgress({ checks: 2 })
  expect(errorResult(problem, 7, progress)).toEqual({ outcome, progress, elapsedMs: 7 })
  expect(errorResult(problem, 7)).toEqual({ outcome, progress: noProgress, elapsedMs: 7 })
})

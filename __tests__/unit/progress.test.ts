import { expect, test } from '@jest/globals'
import type { Check } from '../../src/wait/check.ts'
import { advance, lastPhase, noProgress, type Phase, type Progress } from '../../src/wait/progress.ts'
import { aFailure, anAnswer, anUnknownStatus, aProblem } from './factories.ts'

const refused = aProblem({ text: 'Refused.' })
const slow = aProblem({ cause: 'unreachable', text: 'No answer.' })
const absent = aProblem({ cause: 'not-found', text: 'Not there.' })

const phases: readonly Phase[] = [
  { status: 'pending', atMs: 65 },
  { status: 'stalled', atMs: 125 },
  { status: 'pending', atMs: 135 },
]

/** Checks in a row, the nth begun at n × 10 ms and ended 5 ms later, and what each of them changes. */
const story: readonly (readonly [Check, Partial<Progress>])[] = [
  // A 404 is an answer of a host that is there: an outage begins anew before and after it.
  [aFailure('not-found', absent), { outage: { sinceMs: 10, failedChecks: 1, problem: absent } }],
  [aFailure('not-found', absent), { outage: { sinceMs: 10, failedChecks: 2, problem: absent } }],
  [aFailure('transient', refused), { outage: { sinceMs: 30, failedChecks: 1, problem: refused } }],
  [aFailure('timed-out', slow), { outage: { sinceMs: 30, failedChecks: 2, problem: slow } }],
  [aFailure('not-found', absent), { outage: { sinceMs: 50, failedChecks: 1, problem: absent } }],
  [
    anAnswer('pending', 'Queued.'),
    { hasAnswered: true, timeline: phases.slice(0, 1), apiMessage: 'Queued.' },
  ],
  [anAnswer('pending'), { apiMessage: '' }],
  [aFailure('transient', refused), { outage: { sinceMs: 80, failedChecks: 1, problem: refused } }],
  [
    anUnknownStatus('held', 'Wait.'),
    { unknownStatus: 'held', hasSeenUnknownStatus: true, apiMessage: 'Wait.' },
  ],
  [aFailure('transient', refused), { outage: { sinceMs: 100, failedChecks: 1, problem: refused } }],
  [anAnswer('pending'), { unknownStatus: undefined, apiMessage: '' }],
  [anAnswer('stalled'), { timeline: phases.slice(0, 2) }],
  [anAnswer('pending', 'Again.'), { timeline: phases, apiMessage: 'Again.' }],
  [aFailure('fatal', refused), { outage: { sinceMs: 140, failedChecks: 1, problem: refused } }],
]

test('each check adds what it told, and keeps the rest', () => {
  let expected: Progress = {
    checks: 0,
    failedChecks: 0,
    timeline: [],
    apiMessage: '',
    unknownStatus: undefined,
    hasSeenUnknownStatus: false,
    hasAnswered: false,
    outage: undefined,
  }
  let progress = noProgress
  for (const [index, [check, changes]] of story.entries()) {
    const begunMs = (index + 1) * 10
    const failedChecks = expected.failedChecks + ('problem' in check ? 1 : 0)
    expected = { ...expected, outage: undefined, checks: index + 1, failedChecks, ...changes }
    progress = advance(progress, check, { begunMs, endedMs: begunMs + 5 })
    expect(progress).toEqual(expected)
    expect(lastPhase(progress)).toEqual(expected.timeline.at(-1))
  }
})

test('the timeline keeps the latest 500 phases', () => {
  let progress = noProgress
  for (let atMs = 0; atMs < 502; atMs += 1) {
    const status = atMs % 2 === 0 ? 'in-progress' : 'stalled'
    progress = advance(progress, anAnswer(status), { begunMs: atMs, endedMs: atMs })
    expect(progress.timeline).toHaveLength(Math.min(atMs + 1, 500))
  }
  const moments = progress.timeline.map(({ atMs }) => atMs)
  expect(moments).toEqual(Array.from({ length: 500 }, (_, index) => index + 2))
})

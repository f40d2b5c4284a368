import { expect, test } from '@jest/globals'
import type { Check } from '../../src/wait/check.ts'
import {
  advance,
  deadlineOf,
  firstProgress,
  lastPhase,
  noProgress,
  type Phase,
  type Progress,
  type Stretch,
} from '../../src/wait/progress.ts'
import { aFailure, anAnswer, anUnknownStatus, aPolicy, aProblem } from './factories.ts'

const refused = aProblem({ text: 'Refused.' })
const slow = aProblem({ cause: 'unreachable', text: 'No answer.' })
const absent = aProblem({ cause: 'not-found', text: 'Not there.' })

const phases: readonly Phase[] = [
  { status: 'pending', atMs: 45, message: 'Queued.' },
  { status: 'stalled', atMs: 105, message: '' },
  { status: 'pending', atMs: 115, message: 'Again.' },
]
const silently = (phase?: Phase) => (phase === undefined ? [] : [{ ...phase, message: '' }])

type Story = readonly (readonly [Check, Partial<Progress>])[]

/** Checks in a row, the nth begun at n × 10 ms and ended 5 ms later, and what each of them changes. */
const story: Story = [
  [aFailure('not-found', absent), { outage: { sinceMs: 10, failedChecks: 1, problem: absent } }],
  [aFailure('transient', refused), { outage: { sinceMs: 10, failedChecks: 2, problem: refused } }],
  [aFailure('timed-out', slow), { outage: { sinceMs: 10, failedChecks: 3, problem: slow } }],
  [anAnswer('pending', 'Queued.'), { hasAnswered: true, timeline: phases.slice(0, 1) }],
  [anAnswer('pending'), { timeline: silently(phases[0]) }],
  [aFailure('transient', refused), { outage: { sinceMs: 60, failedChecks: 1, problem: refused } }],
  [
    anUnknownStatus('held', 'Wait.'),
    { unknown: { status: 'held', message: 'Wait.' }, hasSeenUnknownStatus: true },
  ],
  [aFailure('transient', refused), { outage: { sinceMs: 80, failedChecks: 1, problem: refused } }],
  [anAnswer('pending'), { unknown: undefined }],
  [anAnswer('stalled'), { timeline: [...silently(phases[0]), ...phases.slice(1, 2)] }],
  [anAnswer('pending', 'Again.'), { timeline: [...silently(phases[0]), ...phases.slice(1)] }],
  [aFailure('fatal', refused), { outage: { sinceMs: 120, failedChecks: 1, problem: refused } }],
]

/** The same where the start of the reset is awaited: nothing is believed of it before. */
const storyBeforeStart: Story = [
  [aFailure('transient', refused), { outage: { sinceMs: 10, failedChecks: 1, problem: refused } }],
  [aFailure('not-found', absent), { earlier: { said: 'not-found', message: 'Not there.', sinceMs: 25 } }],
  [aFailure('not-found', absent), {}],
  [
    anAnswer('completed', 'Gone.'),
    { hasAnswered: true, earlier: { said: 'completed', message: 'Gone.', sinceMs: 45 } },
  ],
  [anAnswer('completed'), { earlier: { said: 'completed', message: '', sinceMs: 45 } }],
  [aFailure('transient', refused), { outage: { sinceMs: 60, failedChecks: 1, problem: refused } }],
  [anAnswer('stalled'), { earlier: { said: 'stalled', message: '', sinceMs: 75 } }],
  [
    anUnknownStatus('held'),
    { earlier: undefined, unknown: { status: 'held', message: '' }, hasSeenUnknownStatus: true },
  ],
  [anAnswer('failed'), { unknown: undefined, earlier: { said: 'failed', message: '', sinceMs: 95 } }],
  [
    anAnswer('in-progress'),
    { awaitsStart: false, earlier: undefined, timeline: [{ status: 'in-progress', atMs: 105, message: '' }] },
  ],
  [aFailure('not-found', absent), { outage: { sinceMs: 110, failedChecks: 1, problem: absent } }],
]

/** What was known, and from when. */
const known: readonly Stretch[] = [
  { known: 'outage', sinceMs: 20 },
  { known: 'pending', sinceMs: 45 },
  { known: 'outage', sinceMs: 60 },
  { known: 'undocumented', sinceMs: 75 },
  { known: 'outage', sinceMs: 80 },
  { known: 'pending', sinceMs: 95 },
  { known: 'stalled', sinceMs: 105 },
  { known: 'pending', sinceMs: 115 },
]
const knownBeforeStart: readonly Stretch[] = [
  { known: 'outage', sinceMs: 10 },
  { known: 'not started', sinceMs: 25 },
  { known: 'outage', sinceMs: 60 },
  { known: 'not started', sinceMs: 75 },
  { known: 'undocumented', sinceMs: 85 },
  { known: 'not started', sinceMs: 95 },
  { known: 'in-progress', sinceMs: 105 },
]

test.each([
  ['', 0, story, known],
  [' before the start', 1, storyBeforeStart, knownBeforeStart],
])('each check adds what it told, and keeps the rest%s', (_, startTimeoutMs, checks, stretches) => {
  let progress = firstProgress(aPolicy({ startTimeoutMs }))
  let expected: Progress = {
    checks: 0,
    failedChecks: 0,
    awaitsStart: startTimeoutMs > 0,
    earlier: undefined,
    timeline: [],
    stretches: [],
    unknown: undefined,
    hasSeenUnknownStatus: false,
    hasAnswered: false,
    outage: undefined,
  }
  for (const [index, [check, changes]] of checks.entries()) {
    const begunMs = (index + 1) * 10
    const failedChecks = expected.failedChecks + ('outage' in changes ? 1 : 0)
    expected = { ...expected, outage: undefined, checks: index + 1, failedChecks, ...changes }
    progress = advance(progress, check, { begunMs, endedMs: begunMs + 5 })
    const upToNow = stretches.filter(({ sinceMs }) => sinceMs <= begunMs + 5)
    expect(progress).toEqual({ ...expected, stretches: upToNow })
    expect(lastPhase(progress)).toEqual(expected.timeline.at(-1))
    expect(deadlineOf(progress, aPolicy({ startTimeoutMs: 7, timeoutMs: 9 }))).toBe(
      progress.awaitsStart ? 7 : 9,
    )
  }
})

test.each(['pending', 'in-progress'] as const)('%s is a start', (status) => {
  const progress = firstProgress(aPolicy({ startTimeoutMs: 1 }))
  expect(advance(progress, anAnswer(status), { begunMs: 0, endedMs: 0 }).awaitsStart).toBe(false)
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
  const [first, second] = progress.stretches
  expect(progress.stretches).toHaveLength(500)
  expect(first).toEqual({ known: 'not kept', sinceMs: 0 })
  expect(second).toEqual({ known: 'stalled', sinceMs: 3 })
})

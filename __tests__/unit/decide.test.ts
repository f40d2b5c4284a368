import { describe, expect, test } from '@jest/globals'
import type { Check } from '../../src/check.ts'
import { advance, decide } from '../../src/decide.ts'
import type { Phase } from '../../src/outcome.ts'
import type { ResetStatus } from '../../src/reset-status.ts'
import { aFailureRow, aPolicy, aProblem, someProgress } from './factories.ts'

const notFoundProblem = aProblem({ cause: 'not-found', text: 'api.example.com answered 404 Not Found.' })
const times = { begunMs: 20_000, endedMs: 21_000 }

function anAnswer(status: ResetStatus, message = ''): Check {
  return { kind: 'answer', status, message, retryAfterMs: 0 }
}

/** Changes between two statuses, the latest of them to `in-progress`. */
function changesOfStatus(count: number): readonly Phase[] {
  return Array.from({ length: count }, (_, index) => ({
    status: (count - index) % 2 === 0 ? 'stalled' : 'in-progress',
    atMs: index,
  }))
}

const unknownStatus: Check = { kind: 'unknown-status', status: 'paused', message: 'Said.', retryAfterMs: 0 }
const notFound: Check = { kind: 'not-found', problem: notFoundProblem, retryAfterMs: 0 }
const transient: Check = { kind: 'transient', problem: aProblem(), retryAfterMs: 0 }
const fatal: Check = { kind: 'fatal', problem: aProblem({ cause: 'credentials', text: 'Denied.' }) }

describe('advance, by an answer', () => {
  test('notes the first status', () => {
    expect(advance(someProgress(), anAnswer('pending', 'Said.'), times)).toEqual({
      polls: 1,
      failedPolls: 0,
      timeline: [{ status: 'pending', atMs: 21_000 }],
      apiMessage: 'Said.',
      unknownStatus: undefined,
      hasSeenUnknownStatus: false,
      hasAnswered: true,
      failureRow: undefined,
    })
  })

  test('notes a change of status', () => {
    const before = someProgress({ timeline: [{ status: 'pending', atMs: 5 }] })
    expect(advance(before, anAnswer('in-progress'), times).timeline).toEqual([
      { status: 'pending', atMs: 5 },
      { status: 'in-progress', atMs: 21_000 },
    ])
  })

  test('notes a status that comes back', () => {
    const before = someProgress({
      timeline: [
        { status: 'in-progress', atMs: 5 },
        { status: 'stalled', atMs: 6 },
      ],
    })
    expect(advance(before, anAnswer('in-progress'), times).timeline.at(2)).toEqual({
      status: 'in-progress',
      atMs: 21_000,
    })
  })

  test('does not note the same status twice in a row', () => {
    const before = someProgress({
      timeline: [
        { status: 'pending', atMs: 5 },
        { status: 'in-progress', atMs: 6 },
      ],
    })
    expect(advance(before, anAnswer('in-progress'), times).timeline).toEqual(before.timeline)
  })

  test('notes up to 500 changes of status', () => {
    const before = someProgress({ timeline: changesOfStatus(499) })
    expect(advance(before, anAnswer('pending'), times).timeline).toEqual([
      ...before.timeline,
      { status: 'pending', atMs: 21_000 },
    ])
  })

  test('notes of more than 500 changes the latest', () => {
    const before = someProgress({ timeline: changesOfStatus(500) })
    const { timeline } = advance(before, anAnswer('pending'), times)
    expect(timeline).toHaveLength(500)
    expect(timeline).toEqual([...before.timeline.slice(-499), { status: 'pending', atMs: 21_000 }])
  })

  test('notes changes alone, however many there were', () => {
    const before = someProgress({ timeline: changesOfStatus(500) })
    const statuses = advance(before, anAnswer('pending'), times).timeline.map(({ status }) => status)
    expect(statuses.filter((status, index) => status === statuses[index + 1])).toEqual([])
  })

  test('forgets failures and the unknown status before, but not that they were', () => {
    const before = someProgress({
      polls: 9,
      failedPolls: 3,
      apiMessage: 'Before.',
      unknownStatus: 'paused',
      hasSeenUnknownStatus: true,
      failureRow: aFailureRow(),
    })
    expect(advance(before, anAnswer('pending'), times)).toEqual({
      polls: 10,
      failedPolls: 3,
      timeline: [{ status: 'pending', atMs: 21_000 }],
      apiMessage: '',
      unknownStatus: undefined,
      hasSeenUnknownStatus: true,
      hasAnswered: true,
      failureRow: undefined,
    })
  })

  test('with an unknown status keeps the timeline and forgets failures', () => {
    const before = someProgress({
      polls: 1,
      timeline: [{ status: 'pending', atMs: 5 }],
      failureRow: aFailureRow(),
    })
    expect(advance(before, unknownStatus, times)).toEqual({
      polls: 2,
      failedPolls: 0,
      timeline: [{ status: 'pending', atMs: 5 }],
      apiMessage: 'Said.',
      unknownStatus: 'paused',
      hasSeenUnknownStatus: true,
      hasAnswered: true,
      failureRow: undefined,
    })
  })
})

describe('advance, by a failure', () => {
  test.each([transient, notFound, fatal] as const)('begins a row of failures: $kind', (check) => {
    const problem = 'problem' in check ? check.problem : undefined
    expect(advance(someProgress(), check, times)).toEqual(
      someProgress({
        polls: 1,
        failedPolls: 1,
        failureRow: { sinceMs: 20_000, failures: 1, problem: problem ?? aProblem() },
      }),
    )
  })

  test('keeps what was seen before', () => {
    const before = someProgress({
      polls: 4,
      failedPolls: 1,
      timeline: [{ status: 'pending', atMs: 5 }],
      apiMessage: 'Before.',
      unknownStatus: 'paused',
      hasSeenUnknownStatus: true,
      hasAnswered: true,
    })
    expect(advance(before, transient, times)).toEqual({
      ...before,
      polls: 5,
      failedPolls: 2,
      failureRow: { sinceMs: 20_000, failures: 1, problem: aProblem() },
    })
  })

  test.each([
    ['transient', transient, aProblem({ text: 'Earlier.' })],
    ['not-found', notFound, notFoundProblem],
    ['fatal', fatal, aProblem({ text: 'Earlier.' })],
  ] as const)('goes on with a row of its kind, with the latest problem: %s', (_kind, check, earlier) => {
    const before = someProgress({ failureRow: { sinceMs: 10_000, failures: 3, problem: earlier } })
    expect(advance(before, check, times).failureRow).toEqual({
      sinceMs: 10_000,
      failures: 4,
      problem: check.kind === 'not-found' ? notFoundProblem : 'problem' in check && check.problem,
    })
  })

  test('begins a new row with a 404 after an outage', () => {
    const before = someProgress({ failureRow: aFailureRow() })
    expect(advance(before, notFound, times).failureRow).toEqual({
      sinceMs: 20_000,
      failures: 1,
      problem: notFoundProblem,
    })
  })

  test('begins a new row with an outage after a 404', () => {
    const before = someProgress({ failureRow: aFailureRow({ problem: notFoundProblem }) })
    expect(advance(before, transient, times).failureRow).toEqual({
      sinceMs: 20_000,
      failures: 1,
      problem: aProblem(),
    })
  })
})

describe('decide, on an answer', () => {
  test.each(['completed', 'failed'] as const)('ends the wait: %s', (status) => {
    const outcome = decide(someProgress(), anAnswer(status, 'Said.'), 0, aPolicy())
    expect(outcome).toEqual({ kind: status, apiMessage: 'Said.' })
  })

  test.each(['pending', 'in-progress'] as const)('waits on: %s', (status) => {
    expect(decide(someProgress(), anAnswer(status), 0, aPolicy())).toBeUndefined()
  })

  test('ends the wait on stalled where that is a failure', () => {
    const outcome = decide(someProgress(), anAnswer('stalled', 'Said.'), 0, aPolicy({ onStalled: 'fail' }))
    expect(outcome).toEqual({ kind: 'stalled', apiMessage: 'Said.' })
  })

  test('waits stalled out where the user wants that', () => {
    expect(decide(someProgress(), anAnswer('stalled'), 0, aPolicy({ onStalled: 'wait' }))).toBeUndefined()
  })

  test('waits on with a status that is not documented', () => {
    expect(decide(someProgress(), unknownStatus, 0, aPolicy())).toBeUndefined()
  })

  test('takes the verdict even when it comes at the deadline', () => {
    expect(decide(someProgress(), anAnswer('completed'), 3_600_000, aPolicy())).toEqual({
      kind: 'completed',
      apiMessage: '',
    })
  })
})

describe('decide, on a fatal failure', () => {
  test('ends the wait, whatever is tolerated', () => {
    const policy = aPolicy({ notFoundGraceMs: 600_000, outageToleranceMs: 600_000 })
    expect(decide(someProgress({ hasAnswered: true }), fatal, 0, policy)).toEqual({
      kind: 'error',
      problem: { cause: 'credentials', text: 'Denied.' },
    })
  })
})

describe('decide, on a 404', () => {
  test.each([
    [false, 0, 0, true],
    [false, 60_000, 0, false],
    [false, 60_000, 59_999, false],
    [false, 60_000, 60_000, true],
    [false, 60_000, 60_001, true],
    [true, 60_000, 0, true],
    [true, 60_000, 59_999, true],
  ])(
    'with an answer before %s and a grace of %d ms, after %d ms: ends %s',
    (hasAnswered, notFoundGraceMs, nowMs, ends) => {
      const outcome = decide(someProgress({ hasAnswered }), notFound, nowMs, aPolicy({ notFoundGraceMs }))
      expect(outcome).toEqual(ends ? { kind: 'error', problem: notFoundProblem } : undefined)
    },
  )
})

describe('decide, on a transient failure', () => {
  function decideAfter(failingMs: number, hasAnswered: boolean, outageToleranceMs: number) {
    const failureRow = aFailureRow({ sinceMs: 10_000 })
    const progress = someProgress({ hasAnswered, failureRow })
    return decide(progress, transient, 10_000 + failingMs, aPolicy({ outageToleranceMs }))
  }

  test.each([
    [true, 600_000, 0],
    [true, 600_000, 599_999],
    [true, 30_000, 29_999],
    [false, 600_000, 0],
    [false, 600_000, 59_999],
    [false, 30_000, 29_999],
    [false, 60_000, 59_999],
  ])(
    'with an answer before %s and a tolerance of %d ms, waits on after %d ms',
    (hasAnswered, tolerance, failing) => {
      expect(decideAfter(failing, hasAnswered, tolerance)).toBeUndefined()
    },
  )

  test.each([
    [true, 0, 0],
    [true, 600_000, 600_000],
    [true, 600_000, 600_001],
    [true, 30_000, 30_000],
    [false, 0, 0],
    [false, 600_000, 60_000],
    [false, 600_000, 60_001],
    [false, 30_000, 30_000],
    [false, 60_000, 60_000],
  ])(
    'with an answer before %s and a tolerance of %d ms, gives up after %d ms',
    (hasAnswered, tolerance, failing) => {
      expect(decideAfter(failing, hasAnswered, tolerance)).toMatchObject({
        kind: 'error',
        problem: { cause: 'server' },
      })
    },
  )

  test('tells after an answer that the end of the reset is not known', () => {
    expect(decideAfter(600_000, true, 600_000)).toEqual({
      kind: 'error',
      problem: {
        cause: 'server',
        text: '3 checks in a row failed, and `outage-tolerance` is 10m. api.example.com answered 503 Service Unavailable. Whether the reset has ended is not known.',
      },
    })
  })

  test('tells before an answer that the host may be wrong', () => {
    expect(decideAfter(60_000, false, 600_000)).toEqual({
      kind: 'error',
      problem: {
        cause: 'server',
        text: '3 checks in a row failed, and before the first good answer, failures are tolerated for 1m. api.example.com answered 503 Service Unavailable. Check `api-url`, and that the runner can reach that host.',
      },
    })
  })

  test('tells of a single failure', () => {
    const failureRow = aFailureRow({ failures: 1, sinceMs: 0 })
    const progress = someProgress({ hasAnswered: true, failureRow })
    expect(decide(progress, transient, 0, aPolicy({ outageToleranceMs: 0 }))).toMatchObject({
      problem: {
        text: 'The check failed, and `outage-tolerance` is 0s. api.example.com answered 503 Service Unavailable. Whether the reset has ended is not known.',
      },
    })
  })

  test.each([
    [3_599_999, 'error'],
    [3_600_000, undefined],
    [3_600_001, undefined],
  ])('is the timeout, not the API, at the deadline: after %d ms', (nowMs, kind) => {
    const progress = someProgress({ hasAnswered: true, failureRow: aFailureRow({ sinceMs: 0 }) })
    const outcome = decide(progress, transient, nowMs, aPolicy({ timeoutMs: 3_600_000 }))
    expect(outcome?.kind).toBe(kind)
  })

  test('waits on when no failure was noted', () => {
    expect(decide(someProgress(), transient, 0, aPolicy({ outageToleranceMs: 0 }))).toBeUndefined()
  })
})

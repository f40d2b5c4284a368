import { describe, expect, test } from '@jest/globals'
import type { Check } from '../../src/check.ts'
import type { Progress } from '../../src/outcome.ts'
import { describeEvent, describeStart, describeTokenExpiry } from '../../src/progress-log.ts'
import type { WaitEvent } from '../../src/wait.ts'
import type { WaitPolicy } from '../../src/wait-policy.ts'
import { aFailureRow, aPolicy, aProblem, someProgress } from './factories.ts'

type Checked = Extract<WaitEvent, { kind: 'checked' }>

const answer: Check = { kind: 'answer', status: 'pending', message: '', retryAfterMs: 0 }
const unknownStatus: Check = { kind: 'unknown-status', status: 'paused', message: '', retryAfterMs: 0 }
const transient: Check = { kind: 'transient', problem: aProblem({ text: 'It broke.' }), retryAfterMs: 0 }
const notFound: Check = {
  kind: 'not-found',
  problem: aProblem({ cause: 'not-found', text: 'Not there.' }),
  retryAfterMs: 0,
}
const fatal: Check = { kind: 'fatal', problem: aProblem({ cause: 'credentials', text: 'Denied.' }) }

const pending = { timeline: [{ status: 'pending', atMs: 1_000 }], hasAnswered: true } as const
const inProgress = {
  timeline: [...pending.timeline, { status: 'in-progress', atMs: 65_000 }],
  hasAnswered: true,
} as const

interface CheckedOverrides extends Partial<Omit<Checked, 'kind' | 'before' | 'after'>> {
  readonly before?: Partial<Progress>
  readonly after?: Partial<Progress>
}

function aCheck({ before, after, ...overrides }: CheckedOverrides = {}): Checked {
  return {
    kind: 'checked',
    check: answer,
    times: { begunMs: 64_800, endedMs: 65_000 },
    before: someProgress({ polls: 6, ...before }),
    after: someProgress({ polls: 7, ...after }),
    ...overrides,
  }
}

function debugLine(overrides: CheckedOverrides): string | undefined {
  return describeEvent(aCheck(overrides), aPolicy())[0]?.text
}

/** What is logged beyond the one debug line of each check. */
function visible(overrides: CheckedOverrides, policy: Partial<WaitPolicy> = {}) {
  return describeEvent(aCheck(overrides), aPolicy(policy)).filter(({ level }) => level !== 'debug')
}

describe('describeStart', () => {
  test('opens the log', () => {
    expect(describeStart('r1', 'api.example.com:8443', aPolicy())).toBe(
      'Waiting for the reset of recovery r1 at api.example.com:8443, for at most 1h. Checks: now, first after 5s, then less often, up to every 30s.',
    )
  })
})

describe('describeTokenExpiry', () => {
  test('says when the token runs out', () => {
    expect(describeTokenExpiry(Date.UTC(2026, 7, 1, 12, 30))).toBe(
      'The token runs out on 2026-08-01T12:30:00.000Z, before the timeout of this step: if the reset takes longer than that, the step will fail. Make a token that lasts longer.',
    )
  })
})

describe('the debug line of a check', () => {
  test('is the only one when nothing changed', () => {
    expect(describeEvent(aCheck({ before: pending, after: pending }), aPolicy())).toEqual([
      { level: 'debug', text: '[1m 05s] check 7 took 200 ms; answer: "pending"' },
    ])
  })

  test.each<[CheckedOverrides, string]>([
    [
      { check: { ...answer, message: 'step 3' } },
      '[1m 05s] check 7 took 200 ms; answer: "pending", "step 3"',
    ],
    [
      { check: { ...answer, retryAfterMs: 60_000 } },
      '[1m 05s] check 7 took 200 ms; retry after 1m; answer: "pending"',
    ],
    [
      { check: { ...answer, retryAfterMs: 1 } },
      '[1m 05s] check 7 took 200 ms; retry after 0.001s; answer: "pending"',
    ],
    [{ check: unknownStatus }, '[1m 05s] check 7 took 200 ms; unknown-status: "paused"'],
    [{ check: transient }, '[1m 05s] check 7 took 200 ms; transient: It broke.'],
    [
      { check: { ...transient, retryAfterMs: 7_000 } },
      '[1m 05s] check 7 took 200 ms; retry after 7s; transient: It broke.',
    ],
    [{ check: notFound }, '[1m 05s] check 7 took 200 ms; not-found: Not there.'],
    [{ check: fatal }, '[1m 05s] check 7 took 200 ms; fatal: Denied.'],
    [{ times: { begunMs: 1_000.4, endedMs: 1_234.1 } }, '[1s] check 7 took 234 ms; answer: "pending"'],
    [{ after: { polls: 12 } }, '[1m 05s] check 12 took 200 ms; answer: "pending"'],
  ])('of %j', (overrides, text) => {
    expect(debugLine(overrides)).toBe(text)
  })

  test('shortens a long message and a long status', () => {
    const check: Check = { ...unknownStatus, status: 's'.repeat(101), message: 'm'.repeat(501) }
    expect(debugLine({ check })).toBe(
      `[1m 05s] check 7 took 200 ms; unknown-status: "${'s'.repeat(99)}…", "${'m'.repeat(499)}…"`,
    )
  })

  test('holds a message of 500 characters whole', () => {
    expect(debugLine({ check: { ...answer, message: 'm'.repeat(500) } })).toBe(
      `[1m 05s] check 7 took 200 ms; answer: "pending", "${'m'.repeat(500)}"`,
    )
  })
})

describe('a change of status', () => {
  test('is told after the debug line', () => {
    expect(describeEvent(aCheck({ after: pending }), aPolicy())).toEqual([
      { level: 'debug', text: '[1m 05s] check 7 took 200 ms; answer: "pending"' },
      { level: 'info', text: '[1m 05s] Status: pending' },
    ])
  })

  test("is told with the API's message", () => {
    expect(visible({ before: pending, after: { ...inProgress, apiMessage: 'step 3' } })).toEqual([
      { level: 'info', text: '[1m 05s] Status: in-progress ("step 3")' },
    ])
  })

  test("is told with the API's message shortened after 500 characters", () => {
    expect(visible({ after: { ...pending, apiMessage: 'm'.repeat(500) } })).toEqual([
      { level: 'info', text: `[1m 05s] Status: pending ("${'m'.repeat(500)}")` },
    ])
    expect(visible({ after: { ...pending, apiMessage: 'm'.repeat(501) } })).toEqual([
      { level: 'info', text: `[1m 05s] Status: pending ("${'m'.repeat(499)}…")` },
    ])
  })

  test('is not told of the message alone', () => {
    expect(visible({ before: pending, after: { ...pending, apiMessage: 'step 3' } })).toEqual([])
  })
})

describe('failures in a row', () => {
  const first = aFailureRow({ sinceMs: 65_000, failures: 1 })
  const second = aFailureRow({ sinceMs: 65_000, failures: 2 })

  test('are told once they begin', () => {
    expect(visible({ check: transient, after: { failureRow: first } })).toEqual([
      { level: 'info', text: '[1m 05s] Checks fail, will keep trying: It broke.' },
    ])
  })

  test.each([transient, notFound])('are not told again while they go on: $kind', (check) => {
    const overrides = { check, before: { failureRow: first }, after: { failureRow: second } }
    expect(visible(overrides, { notFoundGraceMs: 60_000 })).toEqual([])
  })

  test.each([
    [1, '1 failure'],
    [2, '2 failures'],
    [12, '12 failures'],
  ])('are told when they are over: %d', (failures, counted) => {
    const before = { ...pending, failureRow: aFailureRow({ sinceMs: 5_000, failures }) }
    expect(visible({ before, after: pending })).toEqual([
      { level: 'info', text: `[1m 05s] Checks work again, after ${counted} in 1m 00s.` },
    ])
  })

  test('are told to be over before the status that ended them', () => {
    const before = { ...pending, failureRow: aFailureRow({ sinceMs: 5_000, failures: 2 }) }
    expect(visible({ before, after: inProgress })).toEqual([
      { level: 'info', text: '[1m 05s] Checks work again, after 2 failures in 1m 00s.' },
      { level: 'info', text: '[1m 05s] Status: in-progress' },
    ])
  })

  test('that change their kind are told anew, but not to be over', () => {
    const overrides = { check: transient, before: { failureRow: second }, after: { failureRow: first } }
    expect(visible(overrides)).toEqual([
      { level: 'info', text: '[1m 05s] Checks fail, will keep trying: It broke.' },
    ])
  })

  test('that end the wait at once are left to the verdict', () => {
    expect(visible({ check: fatal, after: { failureRow: first } })).toEqual([])
  })

  test.each([
    ['answer', answer],
    ['unknown-status', { ...unknownStatus, message: 'Said.' }],
  ] as const)('are not told with %s, which is none', (_kind, check) => {
    const seen = { ...pending, hasSeenUnknownStatus: true }
    expect(visible({ check, before: seen, after: { ...seen, failureRow: first } })).toEqual([])
  })
})

describe('a 404', () => {
  const after = { failureRow: aFailureRow({ failures: 1 }) }

  test('is told as not there yet while it is waited on', () => {
    expect(visible({ check: notFound, after }, { notFoundGraceMs: 90_000 })).toEqual([
      { level: 'info', text: '[1m 05s] Not there yet, waiting for up to 1m 30s: Not there.' },
    ])
  })

  test('is left to the verdict without a grace', () => {
    expect(visible({ check: notFound, after }, { notFoundGraceMs: 0 })).toEqual([])
  })

  test('is left to the verdict after an answer', () => {
    const answered = { check: notFound, before: pending, after: { ...pending, ...after } }
    expect(visible(answered, { notFoundGraceMs: 90_000 })).toEqual([])
  })
})

describe('a status that is not documented', () => {
  const after = { hasAnswered: true, unknownStatus: 'paused', hasSeenUnknownStatus: true }

  test('is warned of, quoted', () => {
    expect(visible({ check: unknownStatus, after })).toEqual([
      {
        level: 'warning',
        text: 'The API answered a status that it does not document: "paused". The wait goes on: only "completed" ends it well.',
      },
    ])
  })

  test('is warned of once', () => {
    expect(visible({ check: unknownStatus, before: after, after })).toEqual([])
  })

  test('is warned of after the other lines', () => {
    const before = { failureRow: aFailureRow({ sinceMs: 5_000, failures: 1 }) }
    expect(visible({ check: unknownStatus, before, after }).map(({ level }) => level)).toEqual([
      'info',
      'warning',
    ])
  })

  test('is not warned of when the status is a documented one', () => {
    expect(visible({ before: pending, after: pending })).toEqual([])
  })
})

describe('a sleep', () => {
  test.each([
    [{ atMs: 71_250.4, isLast: false }, '[1m 05s] next check in 6250 ms'],
    [{ atMs: 71_250, isLast: true }, '[1m 05s] next check in 6250 ms, the last one before the deadline'],
    [undefined, '[1m 05s] no further check fits in before the deadline at 1h 00m 00s'],
  ])('until %j is a debug line', (plan, text) => {
    expect(describeEvent({ kind: 'sleeping', nowMs: 65_000, plan }, aPolicy())).toEqual([
      { level: 'debug', text },
    ])
  })
})

describe('a heartbeat', () => {
  function heartbeat(progress: Partial<Progress>, nowMs = 65_000, nextCheckAtMs = 70_000) {
    const event = { kind: 'heartbeat', nowMs, progress: someProgress(progress), nextCheckAtMs } as const
    return describeEvent(event, aPolicy())
  }

  function line(...parameters: Parameters<typeof heartbeat>): string | undefined {
    return heartbeat(...parameters)[0]?.text
  }

  test('is one line', () => {
    expect(heartbeat(inProgress)).toEqual([
      { level: 'info', text: '[1m 05s] Still in-progress; 58m 55s left, next check in 5s.' },
    ])
  })

  test.each<[Partial<Progress>, string]>([
    [{}, 'No status yet'],
    [pending, 'Still pending'],
    [{ ...pending, unknownStatus: 'paused' }, 'Still "paused"'],
    [{ failureRow: aFailureRow({ sinceMs: 5_000 }) }, 'No status yet, checks failing for 1m 00s'],
    [{ ...pending, failureRow: aFailureRow({ sinceMs: 60_000 }) }, 'Still pending, checks failing for 5s'],
  ])('tells for %j the state', (progress, state) => {
    expect(line(progress)).toBe(`[1m 05s] ${state}; 58m 55s left, next check in 5s.`)
  })

  test.each([
    [65_001, 'next check in 1s'],
    [66_000, 'next check in 1s'],
    [66_001, 'next check in 2s'],
    [65_000, 'a check is under way'],
    [64_999, 'a check is under way'],
    [3_599_000, 'next check in 58m 54s'],
    [3_600_000, 'no further check fits in'],
  ])('tells of the next check at %d ms', (nextCheckAtMs, next) => {
    expect(line(pending, 65_000, nextCheckAtMs)).toBe(`[1m 05s] Still pending; 58m 55s left, ${next}.`)
  })

  test.each([
    [3_599_000, '[59m 59s] Still pending; 1s left, a check is under way.'],
    [3_600_000, '[1h 00m 00s] Still pending; 0s left, no further check fits in.'],
    [3_601_000, '[1h 00m 01s] Still pending; 0s left, no further check fits in.'],
  ])('tells what is left after %d ms, never less than nothing', (nowMs, text) => {
    expect(line(pending, nowMs, nowMs)).toBe(text)
  })
})

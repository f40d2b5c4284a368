import { describe, expect, test } from '@jest/globals'
import { announce, explain } from '../../src/explain.ts'
import type { Outcome, Progress } from '../../src/outcome.ts'
import { aFailureRow, aPolicy, aProblem, aResult, someInputs, someProgress } from './factories.ts'

const inputs = someInputs()

function explainOutcome(outcome: Outcome, progress: Partial<Progress> = {}, elapsedMs = 65_000): string {
  return explain(aResult({ outcome, progress: someProgress(progress), elapsedMs }), inputs)
}

const inProgressSinceFive = { timeline: [{ status: 'in-progress', atMs: 5_000 }] } as const

describe('explain', () => {
  test.each(['completed', 'failed', 'stalled'] as const)("passes on the API's own message: %s", (kind) => {
    const apiMessage = ' first\r\nsecond <b> '
    expect(explainOutcome({ kind, apiMessage })).toBe(apiMessage)
  })

  test('is empty for completed without a message', () => {
    expect(explainOutcome({ kind: 'completed', apiMessage: '' })).toBe('')
  })

  test.each([
    ['failed', 'The reset failed, or the pre-reset webhook failed.'],
    ['stalled', 'The reset is stalled: a reset is not allowed while any restore is running on the timeline.'],
  ] as const)('gives the documented meaning of %s without a message', (kind, text) => {
    expect(explainOutcome({ kind, apiMessage: '' })).toBe(text)
  })

  test('tells what went wrong', () => {
    expect(explainOutcome({ kind: 'error', problem: aProblem({ text: 'It broke.' }) })).toBe('It broke.')
  })

  test('tells what went wrong and the last status', () => {
    const outcome: Outcome = { kind: 'error', problem: aProblem({ text: 'It broke.' }) }
    expect(explainOutcome(outcome, inProgressSinceFive)).toBe(
      'It broke. Last status: in-progress, for 1m 00s.',
    )
  })

  test('takes the latest of several statuses for the last', () => {
    const timeline = [
      { status: 'pending', atMs: 0 },
      { status: 'in-progress', atMs: 60_000 },
    ] as const
    expect(explainOutcome({ kind: 'error', problem: aProblem({ text: 'It broke.' }) }, { timeline })).toBe(
      'It broke. Last status: in-progress, for 5s.',
    )
  })

  test("tells the last status with the API's message", () => {
    const outcome: Outcome = { kind: 'error', problem: aProblem({ text: 'It broke.' }) }
    expect(explainOutcome(outcome, { ...inProgressSinceFive, apiMessage: 'step 3 of 7' })).toBe(
      'It broke. Last status: in-progress, for 1m 00s ("step 3 of 7").',
    )
  })

  test("shortens the API's message after 1,000 characters", () => {
    const outcome: Outcome = { kind: 'error', problem: aProblem({ text: 'It broke.' }) }
    const whole = explainOutcome(outcome, { ...inProgressSinceFive, apiMessage: 'x'.repeat(1_000) })
    expect(whole).toBe(`It broke. Last status: in-progress, for 1m 00s ("${'x'.repeat(1_000)}").`)
    const cut = explainOutcome(outcome, { ...inProgressSinceFive, apiMessage: 'x'.repeat(1_001) })
    expect(cut).toBe(`It broke. Last status: in-progress, for 1m 00s ("${'x'.repeat(999)}…").`)
  })

  test('tells a status that is not documented', () => {
    const outcome: Outcome = { kind: 'error', problem: aProblem({ text: 'It broke.' }) }
    expect(explainOutcome(outcome, { unknownStatus: 'paused' })).toBe(
      'It broke. The latest answer had a status that the API does not document: "paused".',
    )
    expect(explainOutcome(outcome, { ...inProgressSinceFive, unknownStatus: '' })).toBe(
      'It broke. Last status: in-progress, for 1m 00s. The latest answer had a status that the API does not document: "".',
    )
  })

  test('tells when the wait was cancelled', () => {
    expect(explainOutcome({ kind: 'cancelled' })).toBe(
      'The wait was cancelled after 1m 05s. The reset itself goes on.',
    )
  })

  test('tells when the wait was cancelled and the last status', () => {
    expect(explainOutcome({ kind: 'cancelled' }, inProgressSinceFive)).toBe(
      'The wait was cancelled after 1m 05s. The reset itself goes on. Last status: in-progress, for 1m 00s.',
    )
  })
})

describe('explain, after the timeout', () => {
  const advice = 'The reset itself goes on. Raise `timeout`, or run this step again to go on waiting.'

  test('tells the limit and the checks', () => {
    expect(explainOutcome({ kind: 'timed-out' }, { polls: 31, failedPolls: 2 }, 3_600_000)).toBe(
      `The reset had not ended when the timeout of 1h ran out (checks made: 31, failed: 2). ${advice}`,
    )
  })

  test('tells the last status', () => {
    expect(explainOutcome({ kind: 'timed-out' }, { polls: 31, ...inProgressSinceFive }, 3_600_000)).toBe(
      `The reset had not ended when the timeout of 1h ran out (checks made: 31, failed: 0). Last status: in-progress, for 59m 55s. ${advice}`,
    )
  })

  test('tells how long checks had been failing, and why', () => {
    const failureRow = aFailureRow({ sinceMs: 3_000_000, problem: aProblem({ text: 'No connection.' }) })
    expect(explainOutcome({ kind: 'timed-out' }, { polls: 9, failedPolls: 3, failureRow }, 3_600_000)).toBe(
      `The reset had not ended when the timeout of 1h ran out (checks made: 9, failed: 3). Checks had been failing for 10m 00s: No connection. ${advice}`,
    )
  })

  test('names the limit that was set, not the time that passed', () => {
    const result = aResult({ outcome: { kind: 'timed-out' }, elapsedMs: 90_500 })
    expect(explain(result, someInputs({ policy: aPolicy({ timeoutMs: 90_000 }) }))).toBe(
      `The reset had not ended when the timeout of 1m 30s ran out (checks made: 0, failed: 0). ${advice}`,
    )
  })

  test('names the time that passed when the limit is not known', () => {
    const result = aResult({ outcome: { kind: 'timed-out' }, elapsedMs: 60_000 })
    expect(explain(result, undefined)).toBe(
      `The reset had not ended when the timeout of 1m ran out (checks made: 0, failed: 0). ${advice}`,
    )
  })
})

describe('announce', () => {
  function announceOutcome(outcome: Outcome): string {
    return announce(aResult({ outcome }), inputs)
  }

  test.each<[Outcome, string]>([
    [
      { kind: 'completed', apiMessage: '' },
      'The reset of recovery 23712792:o23712792ac completed after 1m 05s.',
    ],
    [
      { kind: 'completed', apiMessage: 'all clean' },
      'The reset of recovery 23712792:o23712792ac completed after 1m 05s. Reason: all clean.',
    ],
    [
      { kind: 'failed', apiMessage: 'VPC in use!' },
      'The reset of recovery 23712792:o23712792ac failed after 1m 05s. Reason: VPC in use! Fix the cause, reset the recovery again, then run this step again.',
    ],
    [
      { kind: 'failed', apiMessage: '' },
      'The reset of recovery 23712792:o23712792ac failed after 1m 05s. Reason: The reset failed, or the pre-reset webhook failed. Fix the cause, reset the recovery again, then run this step again.',
    ],
    [
      { kind: 'stalled', apiMessage: 'restore 7 runs' },
      'The reset of recovery 23712792:o23712792ac is stalled after 1m 05s. Reason: restore 7 runs. Let the restore that runs on the timeline end, or set `on-stalled: wait` to wait for it here.',
    ],
    [
      { kind: 'stalled', apiMessage: '' },
      'The reset of recovery 23712792:o23712792ac is stalled after 1m 05s. Reason: The reset is stalled: a reset is not allowed while any restore is running on the timeline. Let the restore that runs on the timeline end, or set `on-stalled: wait` to wait for it here.',
    ],
    [
      { kind: 'timed-out' },
      'The reset had not ended when the timeout of 1h ran out (checks made: 0, failed: 0). The reset itself goes on. Raise `timeout`, or run this step again to go on waiting.',
    ],
    [{ kind: 'error', problem: aProblem({ text: 'It broke.' }) }, 'It broke.'],
    [{ kind: 'cancelled' }, 'The wait was cancelled after 1m 05s. The reset itself goes on.'],
  ])('says for %j what happened, why and what to do', (outcome, text) => {
    expect(announceOutcome(outcome)).toBe(text)
  })

  test('names no recovery when the inputs could not be used', () => {
    expect(announce(aResult(), undefined)).toBe('The reset completed after 1m 05s.')
  })
})

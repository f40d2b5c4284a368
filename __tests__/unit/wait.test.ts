import { describe, expect, test } from '@jest/globals'
import type { Check } from '../../src/check.ts'
import { type WaitEvent, waitForReset } from '../../src/wait.ts'
import type { WaitPolicy } from '../../src/wait-policy.ts'
import { type VirtualClock, virtualClock } from './virtual-clock.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

const defaults: WaitPolicy = {
  timeoutMs: hour,
  pollIntervalMs: 5 * second,
  maxPollIntervalMs: 30 * second,
  requestTimeoutMs: 30 * second,
  outageToleranceMs: 10 * minute,
  notFoundGraceMs: 0,
  onStalled: 'fail',
}

const pending: Check = { kind: 'answer', status: 'pending', message: '', retryAfterMs: 0 }
const inProgress: Check = { kind: 'answer', status: 'in-progress', message: 'step 3 of 7', retryAfterMs: 0 }
const completed: Check = { kind: 'answer', status: 'completed', message: '', retryAfterMs: 0 }
const stalled: Check = { kind: 'answer', status: 'stalled', message: 'a restore is running', retryAfterMs: 0 }
const failed: Check = { kind: 'answer', status: 'failed', message: 'webhook said no', retryAfterMs: 0 }
const unknown: Check = { kind: 'unknown-status', status: 'COMPLETED', message: 'done?', retryAfterMs: 0 }
const outage: Check = {
  kind: 'transient',
  problem: { cause: 'server', text: 'It said 503.' },
  retryAfterMs: 0,
}
const missing: Check = {
  kind: 'not-found',
  problem: { cause: 'not-found', text: 'It said 404.' },
  retryAfterMs: 0,
}
const forbidden: Check = { kind: 'fatal', problem: { cause: 'permissions', text: 'It said 403.' } }

interface Run {
  policy?: Partial<WaitPolicy>
  /** What each check tells; the last one for ever. A function is called when its check begins. */
  checks: readonly (Check | ((clock: VirtualClock) => Check))[]
  random?: number
  latencyMs?: number
  startMs?: number
  interruptAtMs?: number
  isInterruptedBefore?: boolean
}

/** Runs a whole wait in virtual time. */
async function run({ policy, checks, random = 0.5, latencyMs = 0, startMs = 0, ...interrupted }: Run) {
  const { interruptAtMs, isInterruptedBefore } = interrupted
  const clock = virtualClock(startMs)
  const interruption = new AbortController()
  if (interruptAtMs !== undefined) clock.at(interruptAtMs, () => interruption.abort('SIGINT'))
  if (isInterruptedBefore) interruption.abort('SIGINT')
  const begunAtMs: number[] = []
  const limitsMs: number[] = []
  const events: WaitEvent[] = []
  const result = await waitForReset({
    policy: { ...defaults, ...policy },
    clock,
    random: () => random,
    observe: (event) => events.push(event),
    interruption: interruption.signal,
    check: async (timeoutMs) => {
      begunAtMs.push(clock.now())
      limitsMs.push(timeoutMs)
      const next = checks[Math.min(begunAtMs.length, checks.length) - 1]
      if (next === undefined) throw new Error('The test names no check.')
      const told = typeof next === 'function' ? next(clock) : next
      clock.pass(Math.min(latencyMs, timeoutMs))
      return told
    },
  })
  const beats = events.filter((event) => event.kind === 'heartbeat')
  return { ...result, begunAtMs, limitsMs, events, beats, clock }
}

const gaps = (moments: readonly number[]) =>
  moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0))

describe('the schedule', () => {
  test('begins at once and grows by 1.25 up to the longest interval', async () => {
    const { begunAtMs, outcome } = await run({ checks: [...Array(11).fill(pending), completed] })
    expect(outcome.kind).toBe('completed')
    expect(begunAtMs[0]).toBe(0)
    const expected = [5_000, 6_250, 7_812.5, 9_765.625, 12_207.03125, 15_258.7890625, 19_073.486328125]
    const grown = [...expected, 23_841.85791015625, 29_802.322387695312, 30_000, 30_000]
    for (const [index, gap] of gaps(begunAtMs).entries())
      expect(gap).toBeCloseTo(grown[index] ?? Number.NaN, 6)
    expect(begunAtMs).toHaveLength(12)
  })

  test.each([
    [0, 4_500],
    [0.5, 5_000],
    [1, 5_500],
  ])('jitters every delay by ten per cent (random %d)', async (random, delayMs) => {
    const { begunAtMs } = await run({ random, checks: [pending, completed] })
    expect(begunAtMs[1]).toBeCloseTo(delayMs, 6)
  })

  test('counts a delay from the end of the check before it', async () => {
    const { begunAtMs } = await run({ latencyMs: 2_000, checks: [pending, completed] })
    expect(begunAtMs).toEqual([0, 7_000])
  })

  test('begins where the clock stands when the process is ready', async () => {
    const { begunAtMs, elapsedMs } = await run({ startMs: 150, checks: [pending, completed] })
    expect(begunAtMs).toEqual([150, 5_150])
    expect(elapsedMs).toBe(5_150)
  })

  test('an hour of waiting takes 126 checks', async () => {
    const { begunAtMs, outcome } = await run({ checks: [pending] })
    expect(outcome.kind).toBe('timed-out')
    expect(begunAtMs).toHaveLength(126)
  })

  test('takes Retry-After as a floor for the next delay only', async () => {
    const asked = { ...pending, retryAfterMs: 120_000 }
    const { begunAtMs } = await run({ checks: [asked, pending, completed] })
    expect(begunAtMs).toEqual([0, 120_000, 126_250])
  })

  test('takes Retry-After from a failure too', async () => {
    const { begunAtMs } = await run({ checks: [{ ...outage, retryAfterMs: 20_000 }, completed] })
    expect(begunAtMs).toEqual([0, 20_000])
  })

  test('ignores a Retry-After below its own delay', async () => {
    const { begunAtMs } = await run({ checks: [{ ...pending, retryAfterMs: 1_000 }, completed] })
    expect(begunAtMs).toEqual([0, 5_000])
  })
})

describe('the deadline', () => {
  const policy = { timeoutMs: minute, maxPollIntervalMs: 5 * second }

  test('is preceded by exactly one last check, five seconds before it', async () => {
    const { begunAtMs, elapsedMs, outcome } = await run({
      policy: { ...policy, pollIntervalMs: 4 * second, maxPollIntervalMs: 4 * second },
      checks: [pending],
    })
    expect(outcome.kind).toBe('timed-out')
    expect(begunAtMs.slice(-3)).toEqual([48_000, 52_000, 55_000])
    expect(elapsedMs).toBe(minute)
  })

  test.each([
    ['a tenth of a short timeout', { timeoutMs: 20_000 }, 18_000],
    ['a short request timeout', { timeoutMs: minute, requestTimeoutMs: 2_000 }, 58_000],
    ['five seconds at most', { timeoutMs: hour }, 3_595_000],
  ])('leaves time for the last check: %s', async (_, changed, lastAtMs) => {
    const { begunAtMs, elapsedMs } = await run({ policy: changed, checks: [pending] })
    expect(begunAtMs.at(-1)).toBe(lastAtMs)
    expect(elapsedMs).toBe({ ...defaults, ...changed }.timeoutMs)
  })

  test('a check that lies just at the last moment is the last one', async () => {
    const { begunAtMs } = await run({
      policy: { timeoutMs: minute, pollIntervalMs: 11_000, maxPollIntervalMs: 11_000 },
      checks: [pending],
    })
    expect(begunAtMs).toEqual([0, 11_000, 22_000, 33_000, 44_000, 55_000])
  })

  test('brings the last check forward against a Retry-After that would cross it', async () => {
    const { begunAtMs, outcome } = await run({
      policy,
      checks: [{ ...pending, retryAfterMs: hour }, completed],
    })
    expect(begunAtMs).toEqual([0, 55_000])
    expect(outcome.kind).toBe('completed')
  })

  test('allows no further check when the latest one ended too late for it', async () => {
    const { begunAtMs, elapsedMs, outcome } = await run({
      policy: { timeoutMs: minute, requestTimeoutMs: minute },
      latencyMs: 56_000,
      checks: [pending],
    })
    expect(begunAtMs).toEqual([0])
    expect(elapsedMs).toBe(minute)
    expect(outcome.kind).toBe('timed-out')
  })

  test('bounds a request in flight', async () => {
    const { limitsMs, elapsedMs, outcome } = await run({
      policy: { timeoutMs: 4_000 },
      latencyMs: hour,
      checks: [outage],
    })
    expect(limitsMs).toEqual([4_000])
    expect(elapsedMs).toBe(4_000)
    expect(outcome).toEqual({ kind: 'timed-out' })
  })

  test('gives each request no more than its own limit', async () => {
    const { limitsMs } = await run({ policy: { timeoutMs: minute }, checks: [pending] })
    expect(limitsMs[0]).toBe(30_000)
    expect(limitsMs.at(-1)).toBe(5_000)
  })

  test('a request cut short by it is not an outage', async () => {
    const { outcome } = await run({
      policy: { timeoutMs: 4_000, outageToleranceMs: 0 },
      latencyMs: hour,
      checks: [outage],
    })
    expect(outcome.kind).toBe('timed-out')
  })

  test('an answer that arrives with it still counts', async () => {
    const { outcome } = await run({ policy: { timeoutMs: 4_000 }, latencyMs: 4_000, checks: [completed] })
    expect(outcome.kind).toBe('completed')
  })

  test('allows no request at all when it has passed before the first', async () => {
    const { begunAtMs, outcome, progress } = await run({
      startMs: 200,
      policy: { timeoutMs: 200 },
      checks: [completed],
    })
    expect(begunAtMs).toEqual([])
    expect(progress.polls).toBe(0)
    expect(outcome.kind).toBe('timed-out')
  })
})

describe('the verdict', () => {
  test('passes on the message with completed and failed', async () => {
    const success = await run({ checks: [pending, { ...completed, message: 'all gone' }] })
    expect(success.outcome).toEqual({ kind: 'completed', apiMessage: 'all gone' })
    const failure = await run({ checks: [pending, failed] })
    expect(failure.outcome).toEqual({ kind: 'failed', apiMessage: 'webhook said no' })
  })

  test('ends on stalled by default, and waits it out when told so', async () => {
    const ended = await run({ checks: [inProgress, stalled, completed] })
    expect(ended.outcome).toEqual({ kind: 'stalled', apiMessage: 'a restore is running' })
    const waited = await run({
      policy: { onStalled: 'wait' },
      checks: [inProgress, stalled, inProgress, completed],
    })
    expect(waited.outcome.kind).toBe('completed')
    expect(waited.progress.timeline.map(({ status }) => status)).toEqual([
      'in-progress',
      'stalled',
      'in-progress',
      'completed',
    ])
  })

  test('never comes from an unknown status', async () => {
    const { outcome, progress } = await run({ checks: [pending, unknown] })
    expect(outcome.kind).toBe('timed-out')
    expect(progress).toMatchObject({ unknownStatus: 'COMPLETED', hasSeenUnknownStatus: true })
    expect(progress.timeline).toEqual([{ status: 'pending', atMs: 0 }])
  })

  test('ends at once on a fatal check', async () => {
    const { outcome, begunAtMs, progress } = await run({ checks: [forbidden] })
    expect(outcome).toEqual({ kind: 'error', problem: { cause: 'permissions', text: 'It said 403.' } })
    expect(begunAtMs).toHaveLength(1)
    expect(progress).toMatchObject({ polls: 1, failedPolls: 1 })
  })

  test('holds the timeline, one entry a change', async () => {
    const { progress } = await run({ checks: [pending, pending, inProgress, inProgress, completed] })
    expect(progress.timeline).toEqual([
      { status: 'pending', atMs: 0 },
      { status: 'in-progress', atMs: 11_250 },
      { status: 'completed', atMs: 28_828.125 },
    ])
    expect(progress.polls).toBe(5)
  })

  test('rejects when the check itself throws, and stops its heartbeat', async () => {
    const clock = virtualClock()
    const waiting = waitForReset({
      policy: defaults,
      clock,
      random: () => 0.5,
      observe: () => {},
      interruption: new AbortController().signal,
      check: () => Promise.reject(new Error('a bug')),
    })
    await expect(waiting).rejects.toThrow('a bug')
    expect(clock.running).toBe(0)
  })
})

describe('failures in a row', () => {
  const steady = { pollIntervalMs: 10 * second, maxPollIntervalMs: 10 * second }

  test('are tolerated for the outage tolerance', async () => {
    const { outcome, begunAtMs } = await run({
      policy: { ...steady, outageToleranceMs: 30 * second },
      checks: [pending, outage],
    })
    expect(outcome.kind).toBe('error')
    expect(begunAtMs).toEqual([0, 10_000, 20_000, 30_000, 40_000])
  })

  test('begin anew after one good answer', async () => {
    const { outcome, progress } = await run({
      policy: { ...steady, outageToleranceMs: 30 * second },
      checks: [pending, outage, outage, outage, pending, outage, outage, outage, completed],
    })
    expect(outcome.kind).toBe('completed')
    expect(progress).toMatchObject({ polls: 9, failedPolls: 6, failureRow: undefined })
  })

  test('are tolerated for a minute before the first good answer', async () => {
    const { begunAtMs, outcome } = await run({ policy: steady, checks: [outage] })
    expect(outcome.kind).toBe('error')
    expect(begunAtMs.at(-1)).toBe(minute)
  })

  test('end the wait at once with a tolerance of nothing', async () => {
    const { begunAtMs, outcome } = await run({
      policy: { outageToleranceMs: 0 },
      checks: [pending, outage, completed],
    })
    expect(outcome.kind).toBe('error')
    expect(begunAtMs).toHaveLength(2)
  })

  test('count from the beginning of the first one', async () => {
    const { begunAtMs } = await run({ policy: steady, latencyMs: 30 * second, checks: [outage] })
    expect(begunAtMs).toEqual([0, 40_000])
  })

  test('a 404 is waited on within its grace', async () => {
    const { outcome, begunAtMs } = await run({
      policy: { ...steady, notFoundGraceMs: 25 * second },
      checks: [missing, missing, missing, completed],
    })
    expect(outcome.kind).toBe('completed')
    expect(begunAtMs).toHaveLength(4)
  })

  test('a 404 ends the wait when its grace has passed', async () => {
    const { outcome, begunAtMs } = await run({
      policy: { ...steady, notFoundGraceMs: 20 * second },
      checks: [missing],
    })
    expect(outcome).toEqual({ kind: 'error', problem: { cause: 'not-found', text: 'It said 404.' } })
    expect(begunAtMs).toEqual([0, 10_000, 20_000])
  })

  test('a 404 after a good answer ends the wait, grace or not', async () => {
    const { outcome } = await run({ policy: { notFoundGraceMs: hour }, checks: [pending, missing] })
    expect(outcome.kind).toBe('error')
  })
})

describe('cancelling', () => {
  test('ends a sleep at once', async () => {
    const { outcome, elapsedMs, begunAtMs } = await run({ interruptAtMs: 2_000, checks: [inProgress] })
    expect(outcome).toEqual({ kind: 'cancelled' })
    expect(elapsedMs).toBe(2_000)
    expect(begunAtMs).toEqual([0])
  })

  test('while a request is under way keeps what was known, and counts the request', async () => {
    const { outcome, progress, events } = await run({
      interruptAtMs: 6_000,
      latencyMs: 2_000,
      checks: [inProgress, completed],
    })
    expect(outcome).toEqual({ kind: 'cancelled' })
    expect(progress).toMatchObject({ polls: 1 })
    expect(progress.timeline).toEqual([{ status: 'in-progress', atMs: 2_000 }])
    expect(events.filter(({ kind }) => kind === 'checked')).toHaveLength(1)
    const during = await run({ interruptAtMs: 8_000, latencyMs: 2_000, checks: [inProgress, completed] })
    expect(during.outcome).toEqual({ kind: 'cancelled' })
    expect(during.progress.polls).toBe(2)
    expect(during.progress.timeline).toHaveLength(1)
  })

  test('before the first request makes none', async () => {
    const { outcome, begunAtMs, elapsedMs } = await run({ isInterruptedBefore: true, checks: [completed] })
    expect(outcome).toEqual({ kind: 'cancelled' })
    expect(begunAtMs).toEqual([])
    expect(elapsedMs).toBe(0)
  })

  test('between the last check and the deadline ends the wait as cancelled', async () => {
    const { outcome, elapsedMs } = await run({
      policy: { timeoutMs: minute },
      interruptAtMs: 57_000,
      checks: [pending],
    })
    expect(outcome).toEqual({ kind: 'cancelled' })
    expect(elapsedMs).toBe(57_000)
  })
})

describe('what is told meanwhile', () => {
  test('a heartbeat a minute, with the time of the next check', async () => {
    const { beats } = await run({ policy: { timeoutMs: 3 * minute }, checks: [pending] })
    expect(beats.map(({ nowMs }) => nowMs)).toEqual([minute, 2 * minute])
    expect(beats[0]?.nextCheckAtMs).toBeCloseTo(75_367.43, 2)
    expect(beats[0]?.progress.polls).toBe(7)
  })

  test('a heartbeat while a request takes minutes', async () => {
    const { beats } = await run({
      policy: { requestTimeoutMs: 10 * minute },
      latencyMs: 150 * second,
      checks: [pending, completed],
    })
    expect(beats.slice(0, 2).map(({ nowMs }) => nowMs)).toEqual([minute, 2 * minute])
    expect(beats[0]?.nextCheckAtMs).toBe(0)
  })

  test('no heartbeat after the end', async () => {
    const { clock } = await run({ checks: [pending, completed] })
    expect(clock.running).toBe(0)
  })

  test('each check with its times, and each plan', async () => {
    const { events } = await run({ latencyMs: 500, checks: [pending, completed] })
    expect(events).toEqual([
      {
        kind: 'checked',
        check: pending,
        times: { begunMs: 0, endedMs: 500 },
        before: expect.objectContaining({ polls: 0 }),
        after: expect.objectContaining({ polls: 1, timeline: [{ status: 'pending', atMs: 500 }] }),
      },
      { kind: 'sleeping', nowMs: 500, plan: { atMs: 5_500, isLast: false } },
      expect.objectContaining({ kind: 'checked', times: { begunMs: 5_500, endedMs: 6_000 } }),
    ])
  })

  test('that no further check fits in', async () => {
    const { events } = await run({ policy: { timeoutMs: 10 * second }, checks: [pending] })
    expect(events.filter(({ kind }) => kind === 'sleeping')).toEqual([
      { kind: 'sleeping', nowMs: 0, plan: { atMs: 5_000, isLast: false } },
      { kind: 'sleeping', nowMs: 5_000, plan: { atMs: 9_000, isLast: true } },
      { kind: 'sleeping', nowMs: 9_000, plan: undefined },
    ])
  })
})

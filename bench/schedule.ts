import { parseDuration } from '../src/duration.ts'
import { inputDefaults } from '../src/inputs.ts'
import { awsDefaults, awsWaiterDelay } from './aws-waiter.ts'
import type { Detection } from './detection.ts'
import { awaitResetBy } from './formula-wait.ts'
import { grownDelay } from './grown-delay.ts'
import { awaitReset, type Intervals } from './real-wait.ts'
import { type Random, seededRandom } from './seeded-random.ts'
import { mean, quantile } from './statistics.ts'

/** A way to place the checks of a wait in time. */
export interface Schedule {
  readonly name: string
  readonly detect: (endsAtMs: number, random: Random) => Detection | Promise<Detection>
}

/** What a schedule costs and how late it is, over many resets. Lags are measured from the end of the reset. */
export interface ScheduleFigures {
  readonly schedule: Schedule
  readonly resets: number
  readonly meanRequests: number
  readonly p99Requests: number
  readonly meanLagMs: number
  readonly p99LagMs: number
  /** Relative to the duration of the reset. */
  readonly meanRelativeLag: number
  readonly p99RelativeLag: number
}

const jitterSeed = 2

/** The intervals that apply when a user gives none. */
export const defaultIntervals: Intervals = {
  pollIntervalMs: parseDuration(inputDefaults['poll-interval']),
  maxPollIntervalMs: parseDuration(inputDefaults['max-poll-interval']),
}

/** The action's own loop, with these intervals. */
export function realSchedule(intervals: Intervals): Schedule {
  return {
    name: describeIntervals(intervals),
    detect: (endsAtMs, random) => awaitReset(intervals, endsAtMs, random),
  }
}

/** The action's own loop, with the intervals that apply by default. */
export function defaultSchedule(): Schedule {
  const { name, detect } = realSchedule(defaultIntervals)
  return { name: `default, ${name}`, detect }
}

/** What the action's loop would do if delays grew by another factor. */
export function whatIfSchedule(intervals: Intervals, growthFactor: number): Schedule {
  const formula = grownDelay(intervals, growthFactor)
  return {
    name: `${describeIntervals(intervals)}, ×${growthFactor}`,
    detect: (endsAtMs, random) => awaitResetBy(formula, endsAtMs, random),
  }
}

/** The waiters of the AWS SDK for JavaScript v3, with the defaults of their library. */
export function awsSchedule(): Schedule {
  const formula = awsWaiterDelay(awsDefaults.minDelayMs, awsDefaults.maxDelayMs)
  return {
    name: 'AWS SDK JS v3 waiter, 2 s → 120 s',
    detect: (endsAtMs, random) => awaitResetBy(formula, endsAtMs, random),
  }
}

function describeIntervals({ pollIntervalMs, maxPollIntervalMs }: Intervals): string {
  const poll = `${pollIntervalMs / 1000} s`
  return pollIntervalMs === maxPollIntervalMs ? `fixed ${poll}` : `${poll} → ${maxPollIntervalMs / 1000} s`
}

/** Awaits each of the resets by the schedule. The jitter is the same in each run. */
export async function measureSchedule(
  schedule: Schedule,
  endsAtMs: readonly number[],
): Promise<ScheduleFigures> {
  const random = seededRandom(jitterSeed)
  const requests: number[] = []
  const lagsMs: number[] = []
  for (const endMs of endsAtMs) {
    const detection = await schedule.detect(endMs, random)
    requests.push(detection.requests)
    lagsMs.push(detection.atMs - endMs)
  }
  const relativeLags = lagsMs.map((lagMs, index) => lagMs / (endsAtMs[index] ?? Number.NaN))
  return {
    schedule,
    resets: endsAtMs.length,
    meanRequests: mean(requests),
    p99Requests: quantile(requests, 0.99),
    meanLagMs: mean(lagsMs),
    p99LagMs: quantile(lagsMs, 0.99),
    meanRelativeLag: mean(relativeLags),
    p99RelativeLag: quantile(relativeLags, 0.99),
  }
}

/** Measures one schedule after the other. */
export async function measureSchedules(
  schedules: readonly Schedule[],
  endsAtMs: readonly number[],
): Promise<readonly ScheduleFigures[]> {
  const figures: ScheduleFigures[] = []
  for (const schedule of schedules) figures.push(await measureSchedule(schedule, endsAtMs))
  return figures
}

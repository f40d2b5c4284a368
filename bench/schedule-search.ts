import type { Intervals } from './real-wait.ts'
import { realSchedule, type Schedule, type ScheduleFigures, whatIfSchedule } from './schedule.ts'
import { decimal, percentage, type Table } from './table.ts'

const pollIntervalsSeconds = [1, 2, 3, 4, 5, 7.5, 10, 12.5, 15, 20, 25, 27.5, 30]
const maxPollIntervalsSeconds = [20, 25, 26, 27.5, 30, 35, 40, 60]
const growthFactors = [1.05, 1.1, 1.15, 1.2, 1.3, 1.5, 2]

/** One way in which a schedule may be better than another: less of each of these. */
export interface Comparison {
  readonly name: string
  readonly figures: readonly Exclude<keyof ScheduleFigures, 'schedule' | 'resets'>[]
}

const means = ['meanRequests', 'meanLagMs'] as const
const allMeans = [...means, 'meanRelativeLag'] as const
const percentiles = ['p99Requests', 'p99LagMs', 'p99RelativeLag'] as const

/** What to compare by, from the least demanding to the most. */
export const comparisons: readonly Comparison[] = [
  { name: 'fewer mean requests, less mean lag', figures: means },
  { name: 'and less mean relative lag', figures: allMeans },
  { name: 'and less in all three p99', figures: [...allMeans, ...percentiles] },
]

/** Schedules that were tried. */
export interface Search {
  readonly name: string
  readonly tried: readonly ScheduleFigures[]
}

/** Whether a schedule is better in every figure of the comparison. */
export function dominates(one: ScheduleFigures, other: ScheduleFigures, { figures }: Comparison): boolean {
  return figures.every((figure) => one[figure] < other[figure])
}

/** Every schedule that a user can choose, on a grid, through the action's own loop. */
export function chosenSchedules(): readonly Schedule[] {
  return intervalGrid().map((intervals) => realSchedule(intervals))
}

/** The same intervals with other growth factors, which no user can choose. */
export function whatIfSchedules(): readonly Schedule[] {
  const growing = intervalGrid().filter(
    ({ pollIntervalMs, maxPollIntervalMs }) => pollIntervalMs < maxPollIntervalMs,
  )
  return growthFactors.flatMap((factor) => growing.map((intervals) => whatIfSchedule(intervals, factor)))
}

function intervalGrid(): readonly Intervals[] {
  return pollIntervalsSeconds.flatMap((pollSeconds) =>
    [...new Set([pollSeconds, ...maxPollIntervalsSeconds])]
      .filter((maxSeconds) => maxSeconds >= pollSeconds)
      .map((maxSeconds) => ({ pollIntervalMs: pollSeconds * 1000, maxPollIntervalMs: maxSeconds * 1000 })),
  )
}

/** How many schedules of each search are better than the default, by each comparison. */
export function searchTable(searches: readonly Search[], byDefault: ScheduleFigures): Table {
  return {
    caption:
      'The search for something better than the default. "Inputs" are schedules that a user can choose by ' +
      '`poll-interval` and `max-poll-interval`, through `waitForReset`; "what if" are those that they could if the ' +
      `growth factor, a constant of the action, were one of ${growthFactors.join(', ')}, simulated in the benchmark only.`,
    columns: ['searched', 'tried', ...comparisons.map(({ name }) => name)],
    rows: searches.map(({ name, tried }) => [
      name,
      String(tried.length),
      ...comparisons.map((comparison) => String(better(tried, byDefault, comparison).length)),
    ]),
  }
}

/** For each comparison the better schedule with the fewest requests, each once. */
export function examplesOf({ tried }: Search, byDefault: ScheduleFigures): readonly ScheduleFigures[] {
  const best = comparisons.map((comparison) => fewestRequests(better(tried, byDefault, comparison)))
  return [...new Set(best)].filter((figures) => figures !== undefined)
}

/** The result of the searches as sentences. */
export function describeSearch(searches: readonly Search[], byDefault: ScheduleFigures): readonly string[] {
  return searches.flatMap(({ name, tried }) =>
    comparisons.map((comparison) => {
      const best = fewestRequests(better(tried, byDefault, comparison))
      const verdict = best === undefined ? 'nothing is better than the default.' : describe(best, byDefault)
      return `${name}, ${comparison.name}: ${verdict}`
    }),
  )
}

function describe(best: ScheduleFigures, byDefault: ScheduleFigures): string {
  const requests = percentage(1 - best.meanRequests / byDefault.meanRequests)
  const lagSeconds = decimal((byDefault.meanLagMs - best.meanLagMs) / 1000, 2)
  const lags = `${percentage(best.p99RelativeLag)} rather than ${percentage(byDefault.p99RelativeLag)}`
  return `best is ${best.schedule.name}, with ${requests} fewer requests, ${lagSeconds} s less mean lag, and a p99 relative lag of ${lags}.`
}

function better(
  tried: readonly ScheduleFigures[],
  byDefault: ScheduleFigures,
  comparison: Comparison,
): readonly ScheduleFigures[] {
  return tried.filter((figures) => dominates(figures, byDefault, comparison))
}

function fewestRequests(schedules: readonly ScheduleFigures[]): ScheduleFigures | undefined {
  return schedules.toSorted((one, other) => one.meanRequests - other.meanRequests)[0]
}

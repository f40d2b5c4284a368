import { latencyMs } from './detection.ts'
import type { PartResult } from './part.ts'
import { drawResetTimes, resetTimes } from './reset-times.ts'
import {
  awsSchedule,
  defaultSchedule,
  measureSchedule,
  measureSchedules,
  realSchedule,
  type Schedule,
} from './schedule.ts'
import {
  chosenSchedules,
  describeSearch,
  examplesOf,
  type Search,
  searchTable,
  whatIfSchedules,
} from './schedule-search.ts'
import { fewestChecksTable, figuresTable } from './schedule-tables.ts'
import { seededRandom } from './seeded-random.ts'
import { decimal } from './table.ts'

const resets = 20_000
const resetSeed = 1
const shortMs = 2 * 60_000

const method = [
  `In virtual time: ${decimal(resets, 0)} resets, the same ones for each schedule, drawn with a fixed seed. Nobody ` +
    `publishes how long resets take, so this is an assumption: lognormal, median ${resetTimes.medianMs / 60_000} ` +
    `minutes, sigma ${resetTimes.sigma}, cut to ${resetTimes.shortestMs / 1000} s to ` +
    `${resetTimes.longestMs / 3_600_000} h. A request takes ${latencyMs / 1000} s, and its answer tells what was so ` +
    'when it was sent. The lag is the time from the end of the reset to the answer that tells of it. The timeout is ' +
    '4 h, so that nothing times out.',
  "The default and the fixed intervals run through the action's own `waitForReset`, with its jitter of ±10 %. The " +
    'AWS waiter is its formula, written anew, with the defaults of `@smithy/util-waiter`; the waiters of single ' +
    'services set others.',
]

/** Compares the default schedule with others, and searches for a better one. */
export async function measureSchedulePart(): Promise<PartResult> {
  const timesMs = drawResetTimes(resets, seededRandom(resetSeed))
  const byDefault = await measureSchedule(defaultSchedule(), timesMs)
  const compared = [byDefault, ...(await measureSchedules(comparedSchedules(), timesMs))]
  const searches: readonly Search[] = [
    { name: 'inputs', tried: await measureSchedules(chosenSchedules(), timesMs) },
    { name: 'what if: other growth', tried: await measureSchedules(whatIfSchedules(), timesMs) },
  ]
  const examples = searches.flatMap((search) => examplesOf(search, byDefault))
  const shortTimesMs = timesMs.filter((timeMs) => timeMs < shortMs)
  const candidates = [byDefault, ...examples].map(({ schedule }) => schedule)
  return {
    title: 'Schedule: requests against lag',
    method,
    tables: [
      figuresTable('Means, each with its 99th percentile (p99) beside it.', compared),
      fewestChecksTable(compared, timesMs),
      searchTable(searches, byDefault),
      figuresTable(
        'The default, and of those that are better by some measure the ones with the fewest requests:',
        [byDefault, ...examples],
      ),
      figuresTable(
        `The same ones for the ${decimal(shortTimesMs.length, 0)} of these resets that take less than ` +
          `${shortMs / 60_000} minutes, for which the default begins with short delays:`,
        await measureSchedules(candidates, shortTimesMs),
      ),
    ],
    findings: describeSearch(searches, byDefault),
    broken: [],
  }
}

function comparedSchedules(): readonly Schedule[] {
  const fixed = [1, 5, 10, 30].map((seconds) =>
    realSchedule({ pollIntervalMs: seconds * 1000, maxPollIntervalMs: seconds * 1000 }),
  )
  return [...fixed, awsSchedule()]
}

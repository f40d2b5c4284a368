import { describe, expect, test } from '@jest/globals'
import { awsDefaults, awsWaiterDelay } from '../../bench/aws-waiter.ts'
import { latencyMs } from '../../bench/detection.ts'
import { fewestChecks, meanFewestChecks } from '../../bench/fewest-checks.ts'
import { awaitResetBy } from '../../bench/formula-wait.ts'
import { grownDelay } from '../../bench/grown-delay.ts'
import { checkLimit } from '../../bench/limits.ts'
import { readOptions } from '../../bench/options.ts'
import { renderPart } from '../../bench/part.ts'
import { awaitReset } from '../../bench/real-wait.ts'
import { drawResetTimes, resetTimes } from '../../bench/reset-times.ts'
import {
  awsSchedule,
  defaultIntervals,
  measureSchedule,
  realSchedule,
  type ScheduleFigures,
} from '../../bench/schedule.ts'
import { comparisons, dominates } from '../../bench/schedule-search.ts'
import { seededRandom } from '../../bench/seeded-random.ts'
import { largestGrowth } from '../../bench/soak-part.ts'
import { mean, median, quantile } from '../../bench/statistics.ts'
import { decimal, percentage, renderTable } from '../../bench/table.ts'

const withoutJitter = () => 0.5
const fixedTenSeconds = { pollIntervalMs: 10_000, maxPollIntervalMs: 10_000 }

describe('a wait by the real loop', () => {
  test('at a fixed 10 s notices a reset that ends at 25 s with the fourth request, sent after 30 s', async () => {
    const detection = await awaitReset(fixedTenSeconds, 25_000, withoutJitter)
    expect(detection).toEqual({ requests: 4, atMs: 30_000 + 4 * latencyMs })
  })

  test('does not see what ends while a request is under way', async () => {
    const detection = await awaitReset(fixedTenSeconds, 1, withoutJitter)
    expect(detection).toEqual({ requests: 2, atMs: 10_000 + 2 * latencyMs })
  })

  test('needs one request for a reset that has ended', async () => {
    expect(await awaitReset(fixedTenSeconds, 0, withoutJitter)).toEqual({ requests: 1, atMs: latencyMs })
  })

  test('grows from 5 s by a quarter at a time', async () => {
    // Sent after 0, 5, 11.25 and 19.0625 seconds of delay.
    const detection = await awaitReset(defaultIntervals, 15_000, withoutJitter)
    expect(detection).toEqual({ requests: 4, atMs: 19_062.5 + 4 * latencyMs })
  })
})

describe('a wait by a formula', () => {
  test('is the same as by the real loop for the same delays', async () => {
    for (const endsAtMs of drawResetTimes(50, seededRandom(3))) {
      const real = await awaitReset(defaultIntervals, endsAtMs, seededRandom(4))
      const byFormula = awaitResetBy(grownDelay(defaultIntervals, 1.25), endsAtMs, seededRandom(4))
      expect(byFormula.requests).toBe(real.requests)
      expect(byFormula.atMs).toBeCloseTo(real.atMs, 3)
    }
  })

  test('counts the check that finds the reset ended', () => {
    const detection = awaitResetBy(() => 10_000, 25_000, withoutJitter)
    expect(detection).toEqual({ requests: 4, atMs: 30_000 + 4 * latencyMs })
  })
})

describe('the delay of the AWS waiters', () => {
  const { minDelayMs, maxDelayMs } = awsDefaults
  const delay = awsWaiterDelay(minDelayMs, maxDelayMs)
  const leastRandom = () => 0
  const mostRandom = () => 1

  test('is the shortest one after the first check', () => {
    expect(delay(1, leastRandom)).toBe(2_000)
    expect(delay(1, mostRandom)).toBe(2_000)
  })

  test.each([
    [2, 4_000],
    [3, 8_000],
    [6, 64_000],
  ])('after check %i lies between the shortest one and %i ms', (checks, longestMs) => {
    expect(delay(checks, leastRandom)).toBe(2_000)
    expect(delay(checks, mostRandom)).toBe(longestMs)
  })

  test.each([7, 8, 1_000])('after check %i is the longest one', (checks) => {
    expect(delay(checks, leastRandom)).toBe(120_000)
    expect(delay(checks, mostRandom)).toBe(120_000)
  })
})

describe('the fewest checks', () => {
  test('double what they reach with a guarantee of 100 %', () => {
    expect(fewestChecks(80, 10, 1)).toBeCloseTo(3, 12)
  })

  test('are none for the shortest reset', () => {
    expect(fewestChecks(5_000, 5_000, 0.1)).toBe(0)
  })

  test('are ln 2 / ln 1.04 for a reset twice as long, with a guarantee of 4 %', () => {
    expect(fewestChecks(10_000, 5_000, 0.04)).toBeCloseTo(17.67, 2)
  })

  test('are averaged over the resets', () => {
    expect(meanFewestChecks([10, 40], 10, 1)).toBeCloseTo(1, 12)
  })
})

describe('reset times', () => {
  const timesMs = drawResetTimes(5_000, seededRandom(1))

  test('are the same for the same seed, and others for another', () => {
    expect(drawResetTimes(100, seededRandom(1))).toEqual(timesMs.slice(0, 100))
    expect(drawResetTimes(100, seededRandom(2))).not.toEqual(timesMs.slice(0, 100))
  })

  test('stay within the range', () => {
    expect(Math.min(...timesMs)).toBeGreaterThanOrEqual(resetTimes.shortestMs)
    expect(Math.max(...timesMs)).toBeLessThanOrEqual(resetTimes.longestMs)
  })

  test('have the median and the sigma that they are said to have', () => {
    const logarithms = timesMs.map((timeMs) => Math.log(timeMs / resetTimes.medianMs))
    expect(Math.abs(median(logarithms))).toBeLessThan(0.05)
    expect(quantile(logarithms, 0.841)).toBeCloseTo(resetTimes.sigma, 1)
  })
})

describe('measuring a schedule', () => {
  test.each([realSchedule(defaultIntervals), awsSchedule()])(
    '$name gives the same figures again',
    async (schedule) => {
      const timesMs = drawResetTimes(50, seededRandom(1))
      expect(await measureSchedule(schedule, timesMs)).toEqual(await measureSchedule(schedule, timesMs))
    },
  )

  test('takes lags from the end of each reset', async () => {
    const schedule = { name: 'by hand', detect: () => ({ requests: 3, atMs: 120 }) }
    expect(await measureSchedule(schedule, [100, 60])).toEqual({
      schedule,
      resets: 2,
      meanRequests: 3,
      p99Requests: 3,
      meanLagMs: 40,
      p99LagMs: expect.closeTo(59.6, 9),
      meanRelativeLag: expect.closeTo(0.6, 9),
      p99RelativeLag: expect.closeTo(0.992, 9),
    })
  })
})

describe('comparing schedules', () => {
  const figures: ScheduleFigures = {
    schedule: realSchedule(defaultIntervals),
    resets: 1,
    meanRequests: 10,
    p99Requests: 100,
    meanLagMs: 10,
    p99LagMs: 100,
    meanRelativeLag: 0.1,
    p99RelativeLag: 1,
  }
  const better = { ...figures, meanRequests: 9, meanLagMs: 9 }

  test('is told by the figures of the comparison alone', () => {
    expect(comparisons.map((comparison) => dominates(better, figures, comparison))).toEqual([
      true,
      false,
      false,
    ])
  })

  test('takes an equal figure for no better', () => {
    expect(
      comparisons.some((comparison) => dominates({ ...better, meanLagMs: 10 }, figures, comparison)),
    ).toBe(false)
  })
})

describe('statistics', () => {
  test('of known values', () => {
    expect(mean([1, 2, 6])).toBe(3)
    expect(median([5, 1, 2, 4])).toBe(3)
    expect(quantile([0, 10], 0.25)).toBe(2.5)
  })

  test('growth counts from the least value before', () => {
    expect(largestGrowth([10, 12, 3, 8, 7])).toBe(5)
    expect(largestGrowth([3, 2, 1])).toBe(0)
  })
})

describe('limits', () => {
  test('are kept up to the limit, and broken beyond it', () => {
    expect(checkLimit('The start', 1.6, 1.6, '')).toEqual([])
    expect(checkLimit('The start', 1.61, 1.6, ' s')).toEqual(['The start is 1.61 s; the limit is 1.60 s.'])
  })

  test('are broken by what is not a number', () => {
    expect(checkLimit('The start', Number.NaN, 1.6, '')).toHaveLength(1)
  })
})

describe('options', () => {
  test('default to all parts and 30 runs', () => {
    expect(readOptions([])).toEqual({ only: undefined, runs: 30, isReal: false, isHelp: false })
  })

  test('are read', () => {
    const options = readOptions(['--only', 'wait', '--runs', '5', '--real', '--help'])
    expect(options).toEqual({ only: 'wait', runs: 5, isReal: true, isHelp: true })
  })

  test.each([[['--only', 'all']], [['--runs', '0']], [['--runs', '1.5']], [['--fast']], [['extra']]])(
    '%j is refused',
    (args) => {
      expect(() => readOptions(args)).toThrow()
    },
  )
})

describe('the report', () => {
  test('pads tables, numbers to the right', () => {
    const table = {
      caption: 'Two rows.',
      columns: ['name', 'n'],
      rows: [
        ['a', '1'],
        ['longer', '22'],
      ],
    }
    expect(renderTable(table)).toBe(
      ['Two rows.', '', '| name   |  n |', '| ------ | -: |', '| a      |  1 |', '| longer | 22 |'].join(
        '\n',
      ),
    )
  })

  test('formats numbers', () => {
    expect(decimal(1_234.56, 1)).toBe('1,234.6')
    expect(percentage(0.0446)).toBe('4.5 %')
  })

  test('ends with the limits that were broken', () => {
    const part = { title: 'Part', method: ['How.'], tables: [], findings: ['So.'], broken: ['Too slow.'] }
    expect(renderPart(part)).toBe('## Part\n\nHow.\n\n- So.\n\n**Limit broken:** Too slow.')
  })
})

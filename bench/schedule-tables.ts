import { meanFewestChecks } from './fewest-checks.ts'
import { resetTimes } from './reset-times.ts'
import type { ScheduleFigures } from './schedule.ts'
import { decimal, percentage, type Table } from './table.ts'

const guarantees = [0.04, 0.1]

/** What schedules cost, and how late they are. */
export function figuresTable(caption: string, schedules: readonly ScheduleFigures[]): Table {
  return {
    caption,
    columns: ['schedule', 'requests', 'p99', 'lag', 'p99', 'relative lag', 'p99'],
    rows: schedules.map((figures) => [
      figures.schedule.name,
      decimal(figures.meanRequests, 1),
      decimal(figures.p99Requests, 0),
      `${decimal(figures.meanLagMs / 1000, 1)} s`,
      `${decimal(figures.p99LagMs / 1000, 1)} s`,
      percentage(figures.meanRelativeLag),
      percentage(figures.p99RelativeLag),
    ]),
  }
}

/** What schedules cost beside the least that any schedule could. */
export function fewestChecksTable(schedules: readonly ScheduleFigures[], timesMs: readonly number[]): Table {
  const { shortestMs } = resetTimes
  return {
    caption:
      'The fewest checks that could guarantee a relative lag e for every reset from ' +
      `${shortestMs / 1000} s on: ln(T / ${shortestMs / 1000} s) / ln(1 + e) for a reset that takes T; the mean over ` +
      'all resets. For each schedule e is its own p99 relative lag (which one reset in a hundred exceeds, so that it ' +
      'is a little less than a guarantee); below, for a guarantee of 4 % and 10 %.',
    columns: ['schedule', 'e', 'fewest checks', 'requests, mean', 'ratio'],
    rows: [
      ...schedules.map((figures) => {
        const fewest = meanFewestChecks(timesMs, shortestMs, figures.p99RelativeLag)
        return [
          figures.schedule.name,
          percentage(figures.p99RelativeLag),
          decimal(fewest, 1),
          decimal(figures.meanRequests, 1),
          decimal(figures.meanRequests / fewest, 2),
        ]
      }),
      ...guarantees.map((relativeLag) => [
        'a schedule made for it',
        percentage(relativeLag),
        decimal(meanFewestChecks(timesMs, shortestMs, relativeLag), 1),
        '',
        '',
      ]),
    ],
  }
}

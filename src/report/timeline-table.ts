import { formatElapsed, formatMoment } from '../text/time.ts'
import type { Result } from '../wait/outcome.ts'
import type { Period } from '../wait/progress.ts'

const maxRows = 12

interface Row {
  readonly name: string
  readonly sinceMs: number
  readonly untilMs: number
}

/**
 * The periods of a run as an HTML table: what was known, since when, and for how long, in whole seconds that add up.
 * There is nothing untrusted in it.
 *
 * @param startedMs when the step started, as Unix time in milliseconds
 * @returns empty if there are fewer than two rows
 */
export function timelineTable({ outcome, progress, elapsedMs }: Result, startedMs: number): string {
  const rows = rowsOf(progress.periods, elapsedMs)
  if (rows.length < 2) return ''
  const timeOf = timeFormat(startedMs, startedMs + elapsedMs)
  const lines = rows.map(({ name, sinceMs, untilMs }) => {
    const duration = name === outcome.kind ? '' : formatElapsed(untilMs, sinceMs).replaceAll(' ', '\u00A0')
    return `<tr><td nowrap>${name}</td><td nowrap>${timeOf(sinceMs)}</td><td nowrap align="right">${duration}</td></tr>`
  })
  return `### Timeline\n\n${folded(lines)}`
}

function rowsOf(periods: readonly Period[], elapsedMs: number): readonly Row[] {
  const starts = [{ name: 'waiting for response', sinceMs: 0 }, ...periods.map(rowStart)]
  const rows = starts.map((start, index) => ({ ...start, untilMs: starts[index + 1]?.sinceMs ?? elapsedMs }))
  const [first, ...others] = rows
  return first !== undefined && first.untilMs < 1_000 ? others : rows
}

function rowStart(period: Period): Pick<Row, 'name' | 'sinceMs'> {
  return { name: rowName(period), sinceMs: period.sinceMs }
}

function rowName(period: Period): string {
  if (period.kind === 'status') return period.status
  if (period.kind !== 'not-started') return rowNames[period.kind]
  return `not started yet (${period.returned === 'not-found' ? '404' : period.returned})`
}

const rowNames = {
  undocumented: 'undocumented status',
  outage: 'checks failing',
  omitted: 'omitted',
}

/** Creates the function that formats a moment since the step started: without the date if all are on the same day. */
function timeFormat(startedMs: number, endedMs: number): (sinceMs: number) => string {
  const format = (momentMs: number) => formatMoment(momentMs).replace(' UTC', '')
  const isWithinDay = format(startedMs).slice(0, 10) === format(endedMs).slice(0, 10)
  return (sinceMs) => format(startedMs + sinceMs).slice(isWithinDay ? -8 : 0)
}

const header =
  '<tr><th align="left">Status</th><th align="left">Started (UTC)</th><th align="right">Duration</th></tr>'

function folded(rows: readonly string[]): string {
  const table = (some: readonly string[]) => `<table>\n${header}\n${some.join('\n')}\n</table>`
  const earlier = rows.slice(0, -maxRows)
  const latest = table(rows.slice(-maxRows))
  if (earlier.length === 0) return latest
  const count = earlier.length === 1 ? '1 earlier row' : `${earlier.length} earlier rows`
  return `<details><summary>${count}</summary>\n${table(earlier)}\n</details>\n\n${latest}`
}

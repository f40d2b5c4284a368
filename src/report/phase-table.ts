import { formatElapsed, formatMoment } from '../text/time.ts'
import type { Result } from '../wait/outcome.ts'
import type { Stretch } from '../wait/progress.ts'

const mostRows = 12

/**
 * The phases of a run as an HTML table: what was known of the reset, from when, and for how long, in whole seconds
 * that add up. There is nothing untrusted in it.
 *
 * @param beganMs when the step began, in milliseconds since 1970
 * @returns empty when nothing was known
 */
export function phaseTable({ outcome, progress, elapsedMs }: Result, beganMs: number): string {
  if (progress.stretches.length === 0) return ''
  const phases = phasesOf(progress.stretches, elapsedMs)
  const longestSeconds = Math.max(1, ...phases.map(({ seconds }) => seconds))
  const isWithinDay = dateOf(beganMs) === dateOf(beganMs + elapsedMs)
  const rows = phases.map(({ known, sinceMs, seconds }, index) => {
    const isEnd = index === phases.length - 1 && known === outcome.kind
    const moment = formatMoment(beganMs + sinceMs).replace(' UTC', '')
    const length = isEnd ? `after ${formatElapsed(sinceMs)}` : formatElapsed(seconds * 1_000)
    return [
      known,
      isWithinDay ? moment.slice(-8) : moment,
      length,
      isEnd ? '' : bar(seconds / longestSeconds),
    ]
  })
  return folded(rows.map(row))
}

interface Phase {
  readonly known: Stretch['known'] | 'no answer'
  readonly sinceMs: number
  readonly seconds: number
}

function phasesOf(stretches: readonly Stretch[], elapsedMs: number): readonly Phase[] {
  const all = [{ known: 'no answer', sinceMs: 0 } as const, ...stretches]
  const second = (momentMs: number) => Math.floor(momentMs / 1_000)
  return all
    .map(({ known, sinceMs }, index) => {
      const untilMs = all[index + 1]?.sinceMs ?? elapsedMs
      return { known, sinceMs, seconds: second(untilMs) - second(sinceMs) }
    })
    .filter(({ known, seconds }) => known !== 'no answer' || seconds > 0)
}

function dateOf(momentMs: number): string {
  return formatMoment(momentMs).slice(0, 10)
}

const eighths = '▏▎▍▌▋▊▉'

/** @param share of the longest bar, from 0 to 1 */
function bar(share: number): string {
  const length = Math.ceil(share * 64)
  return '█'.repeat(length / 8) + eighths.charAt((length % 8) - 1)
}

const header = ['Status', 'From (UTC)', 'For', ''].map((name) => `<th align="left">${name}</th>`).join('')

function row(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td nowrap>${cell}</td>`).join('')}</tr>`
}

function folded(rows: readonly string[]): string {
  const table = (some: readonly string[]) => `<table>\n<tr>${header}</tr>\n${some.join('\n')}\n</table>`
  const first = rows.slice(0, -mostRows)
  const latest = table(rows.slice(-mostRows))
  if (first.length === 0) return latest
  return `<details><summary>The first ${first.length} of ${rows.length} phases</summary>\n${table(first)}\n</details>\n\n${latest}`
}

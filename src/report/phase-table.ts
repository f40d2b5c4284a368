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
  const longestMs = Math.max(...phases.map(({ sinceMs, untilMs }) => untilMs - sinceMs))
  const end = progress.timeline.length > 1 ? `after ${unbroken(elapsedMs)}` : 'when first seen'
  const timeOf = clockOf(beganMs, beganMs + elapsedMs)
  const rows = phases.map(({ known, sinceMs, untilMs }) => {
    const length = `${bar((untilMs - sinceMs) / longestMs)} ${unbroken(untilMs, sinceMs)}`
    const cell = known === outcome.kind ? end : length
    return `<tr><td nowrap>${known}</td><td nowrap>${timeOf(sinceMs)}</td><td>${cell}</td></tr>`
  })
  return folded(rows)
}

interface Phase {
  readonly known: Stretch['known'] | 'no answer'
  readonly sinceMs: number
  readonly untilMs: number
}

function phasesOf(stretches: readonly Stretch[], elapsedMs: number): readonly Phase[] {
  const all = [{ known: 'no answer', sinceMs: 0 } as const, ...stretches]
  const phases = all.map((stretch, index) => ({ ...stretch, untilMs: all[index + 1]?.sinceMs ?? elapsedMs }))
  return phases.slice((phases[0]?.untilMs ?? 0) < 1_000 ? 1 : 0)
}

/** Makes the function that writes a moment, given since the step began: without the date where all have the same. */
function clockOf(beganMs: number, endedMs: number): (sinceMs: number) => string {
  const whole = (momentMs: number) => formatMoment(momentMs).replace(' UTC', '')
  const isWithinDay = whole(beganMs).slice(0, 10) === whole(endedMs).slice(0, 10)
  return (sinceMs) => whole(beganMs + sinceMs).slice(isWithinDay ? -8 : 0)
}

function unbroken(untilMs: number, sinceMs?: number): string {
  return formatElapsed(untilMs, sinceMs).replaceAll(' ', '\u00A0')
}

const eighths = '▏▎▍▌▋▊▉'
// More would not leave room for the length beside it on a phone.
const longestBar = 5

/** @param share of the longest bar, from 0 to 1 */
function bar(share: number): string {
  const length = Math.ceil(share * longestBar * 8)
  return '█'.repeat(length / 8) + eighths.charAt((length % 8) - 1)
}

const header = ['Status', 'From UTC', 'For'].map((name) => `<th align="left">${name}</th>`).join('')

function folded(rows: readonly string[]): string {
  const table = (some: readonly string[]) => `<table>\n<tr>${header}</tr>\n${some.join('\n')}\n</table>`
  const first = rows.slice(0, -mostRows)
  const latest = table(rows.slice(-mostRows))
  if (first.length === 0) return latest
  return `<details><summary>The first ${first.length} of ${rows.length} phases</summary>\n${table(first)}\n</details>\n\n${latest}`
}

import { formatElapsed } from '../text/duration.ts'
import type { ResetStatus } from '../wait/check.ts'
import type { Result } from '../wait/outcome.ts'
import type { Phase } from '../wait/progress.ts'

const mostRows = 50

// Without the last one, Mermaid would draw the present into a chart of the past.
const settings = ['    dateFormat x', '    axisFormat %H:%M:%S', '    todayMarker off']

/**
 * Draws the phases of a run as a Mermaid gantt chart. It holds nothing but documented statuses and times.
 *
 * @param startedAtMs when the step began, in milliseconds since 1970
 * @returns Mermaid source; empty when no status was reported
 */
export function phaseChart({ outcome, progress, elapsedMs }: Result, startedAtMs: number): string {
  const rows = progress.timeline
    .map((phase, index) => {
      const next = progress.timeline[index + 1]
      return next === undefined && phase.status === outcome.kind
        ? endRow(phase, index, startedAtMs)
        : phaseRow(phase, index, next?.atMs ?? elapsedMs, startedAtMs)
    })
    .slice(-mostRows)
  const omitted = progress.timeline.length - rows.length
  const title = omitted === 0 ? 'Phases of the reset' : `The latest ${mostRows} phases of the reset`
  if (rows.length === 0) return ''
  return ['gantt', `    title ${title}`, ...settings, ...rows].join('\n')
}

const tags: Readonly<Record<ResetStatus, string>> = {
  pending: 'done',
  'in-progress': 'active',
  stalled: 'crit',
  completed: 'done',
  failed: 'crit',
}

/** A phase that lasted. */
function phaseRow({ status, atMs }: Phase, index: number, endMs: number, startedAtMs: number): string {
  const from = Math.round(startedAtMs + atMs)
  // Mermaid takes a bar without length for an error.
  const until = Math.max(from + 1, Math.round(startedAtMs + endMs))
  return `    ${status} for ${formatElapsed(endMs - atMs)} :${tags[status]}, phase${index}, ${from}, ${until}`
}

/** The status that ended the wait: a moment. */
function endRow({ status, atMs }: Phase, index: number, startedAtMs: number): string {
  const at = Math.round(startedAtMs + atMs)
  return `    ${status} after ${formatElapsed(atMs)} :${tags[status]}, milestone, phase${index}, ${at}, ${at}`
}

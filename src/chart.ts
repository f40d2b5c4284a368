import { formatElapsed } from './duration.ts'
import type { Phase, Result } from './outcome.ts'
import type { ResetStatus } from './reset-status.ts'

const mostRows = 50

/**
 * Draws the phases of a run as a Mermaid gantt chart. It holds nothing but documented statuses and times.
 *
 * @param startedAtMs when the step began, in milliseconds since 1970
 * @returns Mermaid source; empty when no status was reported
 */
export function phaseChart({ progress, elapsedMs }: Result, startedAtMs: number): string {
  const rows = progress.timeline
    .map((phase, index) => {
      const endMs = progress.timeline[index + 1]?.atMs ?? elapsedMs
      return phaseRow(phase, index, endMs, startedAtMs)
    })
    .slice(-mostRows)
  const omitted = progress.timeline.length - rows.length
  const title = omitted === 0 ? 'Phases of the reset' : `The latest ${mostRows} phases of the reset`
  if (rows.length === 0) return ''
  return ['gantt', `    title ${title}`, '    dateFormat x', '    axisFormat %H:%M:%S', ...rows].join('\n')
}

const tags: Readonly<Record<ResetStatus, string>> = {
  pending: 'done, ',
  'in-progress': 'active, ',
  stalled: 'crit, ',
  completed: 'milestone, ',
  failed: 'crit, milestone, ',
}

function phaseRow(phase: Phase, index: number, endMs: number, startedAtMs: number): string {
  const isMoment = phase.status === 'completed' || phase.status === 'failed'
  const lasted = isMoment ? `after ${formatElapsed(phase.atMs)}` : `for ${formatElapsed(endMs - phase.atMs)}`
  const from = Math.round(startedAtMs + phase.atMs)
  // Mermaid takes a bar without length for an error.
  const until = isMoment ? from : Math.max(from + 1, Math.round(startedAtMs + endMs))
  return `    ${phase.status} ${lasted} :${tags[phase.status]}phase${index}, ${from}, ${until}`
}

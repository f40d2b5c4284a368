import { formatElapsed } from './duration.ts'
import type { Inputs } from './inputs.ts'
import { lastPhase, type Outcome, type Result } from './outcome.ts'
import { inert } from './untrusted-text.ts'

const headings: Readonly<Record<Outcome['kind'], string>> = {
  completed: '✅ Recovery reset completed',
  failed: '❌ Recovery reset failed',
  stalled: '❌ Recovery reset stalled',
  'timed-out': '❌ Recovery reset not finished in time',
  error: '❌ Recovery reset could not be awaited',
  cancelled: '🚫 Wait for recovery reset cancelled',
}

/** The job summary of a run, as Markdown. */
export function summarise(result: Result, message: string, inputs: Inputs | undefined): string {
  const { outcome, progress, elapsedMs } = result
  const rows = [
    ['Recovery', inputs?.identifiers.id ?? ''],
    ['Status', lastPhase(progress)?.status ?? ''],
    ['Message', message],
    ['Waited', formatElapsed(elapsedMs)],
    ['Checks made', String(progress.polls)],
    ['Checks failed', String(progress.failedPolls)],
  ] as const
  return `## ${headings[outcome.kind]}\n\n${table(rows)}\n`
}

function table(rows: readonly (readonly [string, string])[]): string {
  const cells = rows
    .filter(([, value]) => value !== '')
    .map(
      ([name, value]) => `<tr><th align="left">${name}</th><td><code>${inert(value, 4_000)}</code></td></tr>`,
    )
  return `<table>\n${cells.join('\n')}\n</table>`
}

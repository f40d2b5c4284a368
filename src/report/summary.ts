import type { Inputs } from '../inputs/inputs.ts'
import { formatElapsed } from '../text/duration.ts'
import { inert } from '../text/untrusted-text.ts'
import type { Outcome, Result } from '../wait/outcome.ts'
import { lastPhase } from '../wait/progress.ts'
import { phaseChart } from './chart.ts'
import type { Verdict } from './verdict.ts'

const longestReason = 4_000

const signs: Readonly<Record<Outcome['kind'], string>> = {
  completed: '✅',
  failed: '❌',
  stalled: '❌',
  'not-started': '❌',
  'timed-out': '❌',
  error: '❌',
  cancelled: '🚫',
}

/**
 * The job summary of a run, as Markdown.
 *
 * @param inputs undefined when they could not be used
 * @param startedAtMs when the step began, in milliseconds since 1970
 */
export function summarise(
  result: Result,
  { title, reason, advice }: Verdict,
  inputs: Inputs | undefined,
  startedAtMs: number,
): string {
  const steps = advice.map((step, index) => `${index + 1}. ${step}`)
  const chart = phaseChart(result, startedAtMs)
  const sections = [
    `## ${signs[result.outcome.kind]} ${title}`,
    factTable(result, reason, inputs),
    steps.length > 0 && `### What to do next\n\n${steps.join('\n')}`,
    chart !== '' && `\`\`\`mermaid\n${chart}\n\`\`\``,
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
}

// An HTML block rather than a Markdown table: Markdown inside it is not read, so no text can break out of its cell.
function factTable({ progress, elapsedMs }: Result, reason: string, inputs: Inputs | undefined): string {
  const identifiers = inputs?.identifiers
  const facts: readonly (readonly [name: string, value: string | undefined])[] = [
    ['Recovery', identifiers?.id],
    ['Assembly', identifiers?.assemblyId],
    ['Project', identifiers?.projectId],
    ['Account', identifiers?.accountId],
    ['Status', lastPhase(progress)?.status ?? 'none reported'],
    ['Reason', reason],
    ['Waited', formatElapsed(elapsedMs)],
    ['Checks made', String(progress.checks)],
    ['Checks failed', String(progress.failedChecks)],
  ]
  const rows = facts.filter(([, value]) => value).map(([name, value = '']) => factRow(name, value))
  return `<table>\n${rows.join('\n')}\n</table>`
}

function factRow(name: string, value: string): string {
  return `<tr><th align="left">${name}</th><td><code>${inert(value, longestReason)}</code></td></tr>`
}

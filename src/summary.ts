import { nextSteps } from './advice.ts'
import { phaseChart } from './chart.ts'
import { formatElapsed } from './duration.ts'
import type { Inputs } from './inputs.ts'
import { lastPhase, type Outcome, type Result, verdicts } from './outcome.ts'
import { inert } from './untrusted-text.ts'

const longestMessage = 4_000

const signs: Readonly<Record<Outcome['kind'], string>> = {
  completed: '✅',
  failed: '❌',
  stalled: '❌',
  'timed-out': '❌',
  error: '❌',
  cancelled: '🚫',
}

/**
 * The job summary of a run, as Markdown.
 *
 * @param message why the wait ended; may hold untrusted text
 * @param inputs undefined when they could not be used
 * @param startedAtMs when the step began, in milliseconds since 1970
 */
export function summarise(
  result: Result,
  message: string,
  inputs: Inputs | undefined,
  startedAtMs: number,
): string {
  const { kind } = result.outcome
  const steps = nextSteps(result.outcome).map((step, index) => `${index + 1}. ${step}`)
  const chart = phaseChart(result, startedAtMs)
  const sections = [
    `## ${signs[kind]} ${verdicts[kind]}`,
    factTable(result, message, inputs),
    steps.length > 0 && `### What to do next\n\n${steps.join('\n')}`,
    chart !== '' && `\`\`\`mermaid\n${chart}\n\`\`\``,
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
}

// An HTML block rather than a Markdown table: Markdown inside it is not read, so no text can break out of its cell.
function factTable({ progress, elapsedMs }: Result, message: string, inputs: Inputs | undefined): string {
  const identifiers = inputs?.identifiers
  const facts: readonly (readonly [name: string, value: string | undefined])[] = [
    ['Recovery', identifiers?.id],
    ['Assembly', identifiers?.assemblyId],
    ['Project', identifiers?.projectId],
    ['Account', identifiers?.accountId],
    ['Status', lastPhase(progress)?.status ?? 'none reported'],
    ['Message', message],
    ['Waited', formatElapsed(elapsedMs)],
    ['Checks made', String(progress.polls)],
    ['Checks failed', String(progress.failedPolls)],
  ]
  const rows = facts.filter(([, value]) => value).map(([name, value = '']) => factRow(name, value))
  return `<table>\n${rows.join('\n')}\n</table>`
}

function factRow(name: string, value: string): string {
  return `<tr><th align="left">${name}</th><td><code>${inert(value, longestMessage)}</code></td></tr>`
}

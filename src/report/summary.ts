import type { Inputs } from '../inputs/inputs.ts'
import { formatElapsed, formatMoment } from '../text/time.ts'
import { inert } from '../text/untrusted-text.ts'
import type { Outcome, Result } from '../wait/outcome.ts'
import { phaseTable } from './phase-table.ts'
import { describeChecks, type Verdict } from './verdict.ts'

const longestText = 4_000

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
 * The job summary of a run, as Markdown. What is not static stands within HTML blocks: Markdown inside them is not
 * read, so that no text can break out of its place.
 *
 * @param inputs undefined when they could not be used
 * @param startedAtMs when the step began, in milliseconds since 1970
 */
export function summarise(
  result: Result,
  { title, happened, details, advice }: Verdict,
  inputs: Inputs | undefined,
  startedAtMs: number,
): string {
  // From a whole second on, so that the moments and lengths that are shown agree.
  const beganMs = startedAtMs - (startedAtMs % 1_000)
  const sections = [
    `## ${signs[result.outcome.kind]} ${title}`,
    `<p>${inert(happened, longestText)}</p>`,
    details.length > 0 && `<ul>\n${details.map(listItem).join('\n')}\n</ul>`,
    advice.length > 0 && `### What to do next\n\n${advice.map((step) => `- ${step}`).join('\n')}`,
    phaseTable(result, beganMs),
    factList(result, inputs, beganMs),
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
}

function listItem(text: string): string {
  return `<li>${inert(text, longestText)}</li>`
}

function factList({ progress, elapsedMs }: Result, inputs: Inputs | undefined, beganMs: number): string {
  const identifiers = inputs?.identifiers
  const facts: readonly (readonly [name: string, value: string | undefined])[] = [
    ['Request', inputs && `GET ${inputs.statusUrl.href}`],
    ['Recovery', identifiers?.id],
    ['Assembly', identifiers?.assemblyId],
    ['Project', identifiers?.projectId],
    ['Account', identifiers?.accountId],
    ['Began', formatMoment(beganMs)],
    ['Ended', `${formatMoment(beganMs + elapsedMs)}, after ${formatElapsed(elapsedMs)}`],
    ['Checks', describeChecks(progress)],
  ]
  const items = facts.flatMap(([name, value]) =>
    value === undefined ? [] : [`<li>${name}: <code>${inert(value)}</code></li>`],
  )
  return `<details><summary>Facts</summary>\n<ul>\n${items.join('\n')}\n</ul>\n</details>`
}

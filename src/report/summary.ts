import { version } from '../api/status-client.ts'
import { code, toHtml } from '../text/text.ts'
import { formatElapsed, formatMoment } from '../text/time.ts'
import type { Outcome, Result } from '../wait/outcome.ts'
import { failedChecksOf } from '../wait/progress.ts'
import type { Subject } from './subject.ts'
import { timelineTable } from './timeline-table.ts'
import type { Verdict } from './verdict.ts'

function iconOf({ kind }: Outcome, isSuccess: boolean): string {
  if (isSuccess) return '✅'
  return kind === 'cancelled' ? '🚫' : '❌'
}

/**
 * The job summary of a run, as Markdown. What isn't static is inside HTML blocks, where Markdown isn't read, so that no
 * text can break out of its place.
 *
 * @param subject undefined if the inputs are invalid
 * @param startedMs when the step started, as Unix time in milliseconds
 */
export function summarize(
  result: Result,
  verdict: Verdict,
  subject: Subject | undefined,
  startedMs: number,
): string {
  const { isSuccess, title, reason, details, nextSteps, heading } = verdict
  const steps = [...nextSteps.map((step) => toHtml(step)), troubleshootingLink(heading)]
  const sections = [
    `## ${iconOf(result.outcome, isSuccess)} ${title}`,
    `<p>${toHtml(reason)}</p>`,
    list(details.map((detail) => toHtml(detail))),
    isSuccess ? '' : `### Next steps\n\n${list(steps)}`,
    timelineTable(result, startedMs),
    detailsTable(result, subject, startedMs),
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>`
}

/** A link to the troubleshooting page of this version: GitHub makes the anchor from the heading. */
function troubleshootingLink(heading: string): string {
  const anchor = heading
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .replaceAll(' ', '-')
  const page = `https://github.com/await-recovery-reset/await-recovery-reset/blob/v${version}/docs/troubleshooting.md`
  return `For more help, see <a href="${page}#${anchor}">Troubleshooting</a>.`
}

function detailsTable(
  { outcome, progress, elapsedMs }: Result,
  subject: Subject | undefined,
  startedMs: number,
) {
  const { id, assemblyId, projectId, accountId } = subject?.identifiers ?? {}
  const finished = `${formatMoment(startedMs + elapsedMs)} (${formatElapsed(elapsedMs)})`
  const details: readonly (readonly [name: string, value: string | undefined])[] = [
    ['Request', subject && `GET ${subject.statusUrl.href}`],
    ['Recovery', id],
    ['Assembly', assemblyId],
    ['Project', projectId],
    ['Account', accountId],
    ['Cause', outcome.kind === 'error' ? outcome.problem.cause : undefined],
    ['Started', formatMoment(startedMs)],
    ['Finished', finished],
    ['Checks', progress.checks === 0 ? undefined : `${progress.checks} (${failedChecksOf(progress)} failed)`],
    ['Version', version],
  ]
  const rows = details.flatMap(([name, value]) =>
    value === undefined ? [] : [`<tr><td nowrap>${name}</td><td>${toHtml(code(value))}</td></tr>`],
  )
  return `<details><summary>Details</summary>\n<table>\n${rows.join('\n')}\n</table>\n</details>`
}

import { renderTable, type Table } from './table.ts'

/** What one part of the benchmark found. */
export interface PartResult {
  readonly title: string
  /** What was measured, and how, a paragraph each. */
  readonly method: readonly string[]
  readonly tables: readonly Table[]
  /** What the tables say, a sentence each. */
  readonly findings: readonly string[]
  /** Limits that were broken, a sentence each. */
  readonly broken: readonly string[]
}

/** The part as Markdown. */
export function renderPart({ title, method, tables, findings, broken }: PartResult): string {
  const sections = [
    `## ${title}`,
    ...method,
    ...tables.map(renderTable),
    findings.map((finding) => `- ${finding}`).join('\n'),
    broken.map((sentence) => `**Limit broken:** ${sentence}`).join('\n\n'),
  ]
  return sections.filter((section) => section !== '').join('\n\n')
}

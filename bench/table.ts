/** A table of texts; the first column is aligned to the left, the others to the right. */
export interface Table {
  /** What the table shows, as one or more sentences. */
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The table in Markdown below its caption, padded so that it reads well as plain text too. */
export function renderTable({ caption, columns, rows }: Table): string {
  const widths = columns.map((_, index) =>
    Math.max(...[columns, ...rows].map((row) => row[index]?.length ?? 0)),
  )
  const pad = (text: string, index: number) =>
    index === 0 ? text.padEnd(widths[index] ?? 0) : text.padStart(widths[index] ?? 0)
  const line = (cells: readonly string[]) => `| ${cells.map(pad).join(' | ')} |`
  const rule = widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [caption, '', line(columns), line(rule), ...rows.map(line)].join('\n')
}

/** A number with so many decimals, thousands set apart. */
export function decimal(value: number, decimals: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}

/** A share as a percentage, with one decimal. */
export function percentage(share: number): string {
  return `${decimal(share * 100, 1)} %`
}

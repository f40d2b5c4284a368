/** What one part of the benchmark found. */
export interface Part {
  readonly title: string
  /** What the figures say, in a sentence or two for `docs/how-the-wait-decides.md`. */
  readonly claim: string
  /** What was measured, and how. */
  readonly method: string
  /** In Markdown. */
  readonly table: string
  /** Limits that were broken, a sentence each. */
  readonly broken: readonly string[]
}

/** The part in Markdown. */
export function renderPart({ title, claim, method, table, broken }: Part): string {
  const warnings = broken.map((sentence) => `**Limit broken:** ${sentence}`)
  return [`## ${title}`, `> ${claim}`, method, table, ...warnings].join('\n\n')
}

/** A table in Markdown that reads well as plain text too: the first column to the left, the others to the right. */
export function renderTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((_, index) =>
    Math.max(...[columns, ...rows].map((row) => row[index]?.length ?? 0)),
  )
  const pad = (text: string, index: number) =>
    index === 0 ? text.padEnd(widths[index] ?? 0) : text.padStart(widths[index] ?? 0)
  const line = (cells: readonly string[]) => `| ${cells.map(pad).join(' | ')} |`
  const rule = widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(columns), line(rule), ...rows.map(line)].join('\n')
}

/** A number with so many decimals, thousands set apart. */
export function decimal(value: number, decimals = 0): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}

/** What the figures must not exceed. */
export const limits = {
  /** A start, as a multiple of the bare script's. */
  startRatio: { wallMs: 1.6, cpuMs: 1.6, peakMib: 1.3 },
  /** CPU time of one check, in milliseconds: half a second for the 26 checks of ten minutes. */
  checkCpuMs: 20,
  /** Growth of the heap over 9,000 checks: 29 bytes a check, less than anything that could be left of one. */
  heapGrowthKib: 256,
} as const

/** The sentence that says that a limit is broken; none when it is kept. A figure that is not a number breaks it. */
export function checkLimit(name: string, value: number, limit: number): readonly string[] {
  return value <= limit ? [] : [`${name}: ${decimal(value, 2)}, the limit is ${decimal(limit, 2)}.`]
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The value below which the given share of the values lies, interpolated between neighbours; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  const position = share * (sorted.length - 1)
  const below = sorted[Math.floor(position)] ?? Number.NaN
  const above = sorted[Math.ceil(position)] ?? Number.NaN
  return below + (above - below) * (position - Math.floor(position))
}

import { marked } from 'marked'

/**
 * A job summary as a person sees it, for a terminal: headings underlined, tables in columns, what is folded unfolded.
 * It knows the few elements that a summary of this action is made of, and takes its HTML to be well-formed.
 */
export function summaryText(markdown: string): string {
  const html = marked.parse(markdown, { async: false })
  const text = html
    .replace(/<table\b.*?<\/table>/gs, tableText)
    .replace(/<(h\d)>(.*?)<\/\1>/gs, (_, level, heading) => underlined(heading, level === 'h2' ? '═' : '─'))
    .replaceAll('<li>', '- ')
    .replace(/<\/li>\s*/g, '\n')
    .replace(/<summary>(.*?)<\/summary>/gs, '\n▾ $1\n')
    .replace(/<\/(p|ul)>/g, '\n')
  return plain(text)
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function underlined(heading: string, line: string): string {
  return `\n${heading}\n${line.repeat(lengthOf(heading))}\n`
}

/** Each column as wide as its widest cell, with a line beneath the headings. */
function tableText(table: string): string {
  const rows = contents(table, 'tr').map((row) => contents(row, 't[hd]'))
  const columns = Math.max(...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => lengthOf(row[column] ?? ''))),
  )
  const [heading, ...lines] = rows.map((row) =>
    row.map((cell, column) => padded(cell, widths[column] ?? 0)).join('  '),
  )
  const line = widths.map((width) => '─'.repeat(width)).join('  ')
  return `\n${[heading ?? '', line, ...lines].map((text) => text.trimEnd()).join('\n')}\n\n`
}

/** What stands in each element of that name. */
function contents(html: string, name: string): string[] {
  return [...html.matchAll(RegExp(`<(${name})\\b[^>]*>(.*?)</\\1>`, 'gs'))].map(([, , text = '']) => text)
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(width - lengthOf(cell))
}

function lengthOf(html: string): number {
  return [...plain(html)].length
}

const characters: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  amp: '&',
}

/** Without tags, and with the characters that references stand for. */
function plain(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|(\w+));/g, (reference, code, name) =>
      code === undefined ? (characters[name] ?? reference) : String.fromCodePoint(Number(code)),
    )
}

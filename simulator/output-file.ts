interface Line {
  readonly text: string
  /** Where the line's text ends in the file. */
  readonly endsAt: number
  /** Where the next line starts. */
  readonly nextAt: number
}

interface Entry {
  readonly name: string
  readonly value: string
  readonly nextAt: number
}

/**
 * Reads a GITHUB_OUTPUT file as the runner does: `name=value` lines and `name<<delimiter` blocks, empty lines skipped,
 * the last of two equal names kept.
 * @throws Error where the runner fails the step: a line that is neither, an empty name or delimiter, a block without its end.
 */
export function parseOutputFile(content: string): Record<string, string> {
  const text = content.replace(/^\uFEFF/, '')
  const outputs = new Map<string, string>()
  let line = readLine(text, 0)
  while (line !== undefined) {
    const entry = line.text === '' ? undefined : readEntry(text, line)
    if (entry !== undefined) outputs.set(entry.name, entry.value)
    line = readLine(text, entry?.nextAt ?? line.nextAt)
  }
  return Object.fromEntries(outputs)
}

function readEntry(text: string, line: Line): Entry {
  const equalsAt = line.text.indexOf('=')
  const heredocAt = line.text.indexOf('<<')
  if (equalsAt < 0 && heredocAt < 0) throw new Error(`output file: invalid line ${JSON.stringify(line.text)}`)
  const isBlock = heredocAt >= 0 && (equalsAt < 0 || heredocAt < equalsAt)
  const name = line.text.slice(0, isBlock ? heredocAt : equalsAt)
  if (name === '') throw new Error(`output file: empty name in ${JSON.stringify(line.text)}`)
  if (isBlock) return readBlock(text, name, line.text.slice(heredocAt + 2), line.nextAt)
  return { name, value: line.text.slice(equalsAt + 1), nextAt: line.nextAt }
}

function readBlock(text: string, name: string, delimiter: string, startsAt: number): Entry {
  if (delimiter === '') throw new Error(`output file: empty delimiter for ${JSON.stringify(name)}`)
  let valueEndsAt = startsAt
  let line = readLine(text, startsAt)
  while (line !== undefined && line.text !== delimiter) {
    valueEndsAt = line.endsAt
    line = readLine(text, line.nextAt)
  }
  if (line === undefined) throw new Error(`output file: no line ${JSON.stringify(delimiter)} ends ${name}`)
  return { name, value: text.slice(startsAt, valueEndsAt), nextAt: line.nextAt }
}

/** A carriage return belongs to the line's end on Windows only. */
function readLine(text: string, startsAt: number): Line | undefined {
  if (startsAt >= text.length) return undefined
  const feedAt = text.indexOf('\n', startsAt)
  if (feedAt < 0) return { text: text.slice(startsAt), endsAt: text.length, nextAt: text.length }
  const endsInReturn = process.platform === 'win32' && feedAt > startsAt && text[feedAt - 1] === '\r'
  const endsAt = endsInReturn ? feedAt - 1 : feedAt
  return { text: text.slice(startsAt, endsAt), endsAt, nextAt: feedAt + 1 }
}

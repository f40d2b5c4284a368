/** A mapping of YAML keys to text or to a further mapping. */
export interface YamlMapping {
  readonly [key: string]: string | YamlMapping
}

interface Line {
  readonly number: number
  readonly indent: number
  readonly text: string
}

/**
 * Reads the part of YAML that action metadata needs: nested mappings indented by two spaces, plain scalars, quoted
 * scalars and folded blocks (`>-`) of one paragraph. All scalars are given back as text.
 * @throws Error naming the line, on everything else.
 */
export function parseStrictYaml(text: string): YamlMapping {
  const lines = toLines(text)
  const mapping = readMapping(lines, 0)
  const left = lines[0]
  if (left !== undefined) throw rejected(left, 'is indented too far')
  return mapping
}

function toLines(text: string): Line[] {
  const numbered = text.split(/\r?\n/).map((line, index) => toLine(line, index + 1))
  return numbered.filter((line) => line.text !== '' && !line.text.startsWith('#'))
}

function toLine(line: string, number: number): Line {
  const text = line.trim()
  const indent = line.length - line.trimStart().length
  if (text !== '' && line.slice(0, indent) !== ' '.repeat(indent)) {
    throw rejected({ number, indent, text }, 'is not indented by spaces')
  }
  return { number, indent, text }
}

function readMapping(lines: Line[], indent: number): YamlMapping {
  const entries = new Map<string, string | YamlMapping>()
  while (lines[0]?.indent === indent) {
    const line = lines.shift() as Line
    const [, key, value = ''] = /^([A-Za-z][\w-]*):(?: +(.*))?$/.exec(line.text) ?? []
    if (key === undefined) throw rejected(line, 'is not "key: value"')
    if (entries.has(key)) throw rejected(line, 'repeats a key')
    entries.set(key, readValue(value, line, lines))
  }
  return Object.fromEntries(entries)
}

function readValue(value: string, line: Line, lines: Line[]): string | YamlMapping {
  if (value === '') return readNested(line, lines)
  if (value === '>-') return readFolded(line, lines)
  if (/^"(?:[^"\\]|\\.)*"$/.test(value)) return readDoubleQuoted(value, line)
  if (/^'(?:[^']|'')*'$/.test(value)) return value.slice(1, -1).replaceAll("''", "'")
  const isPlain = /^[\w/(]/.test(value) && !/: | #|:$/.test(value) && !/^(?:null|yes|no|on|off)$/i.test(value)
  if (!isPlain) throw rejected(line, 'has a value that is not understood')
  return value
}

function readNested(line: Line, lines: Line[]): YamlMapping {
  const nested = readMapping(lines, line.indent + 2)
  if (Object.keys(nested).length === 0) throw rejected(line, 'has no value')
  return nested
}

function readFolded(line: Line, lines: Line[]): string {
  const indent = line.indent + 2
  const words: string[] = []
  while ((lines[0]?.indent ?? 0) >= indent) {
    const next = lines.shift() as Line
    const follows = next.number === line.number + words.length + 1
    if (next.indent !== indent || !follows) throw rejected(next, 'does not continue the block above plainly')
    words.push(next.text)
  }
  if (words.length === 0) throw rejected(line, 'has an empty block')
  return words.join(' ')
}

function readDoubleQuoted(value: string, line: Line): string {
  try {
    return JSON.parse(value) as string
  } catch {
    throw rejected(line, 'has an escape that is not understood')
  }
}

function rejected(line: Line, reason: string): Error {
  return new Error(`line ${line.number} ${reason}: ${line.text}`)
}

/**
 * How the GitHub runner finds workflow commands in what a step prints, for tests: the rules of its two parsers,
 * made pessimistic. The runner compares text by the rules of a language, which skip characters that nobody sees;
 * so a command counts here as soon as any of several readings of a line holds one.
 */

/** A workflow command that the runner would carry out. */
interface RunnerCommand {
  /** The registered name, in lower case. */
  readonly name: string
  /** What stands behind the command, unescaped as its syntax says. */
  readonly data: string
  /** The line as it was printed. */
  readonly line: string
}

type Found = Omit<RunnerCommand, 'line'>

/** The names that the runner registers, the one that it only registers for its own plugins included. */
export const registeredCommands: readonly string[] = [
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'internal-set-repo-path',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]

const xmlEscapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/**
 * Makes the masking that the runner does in log and summary: line by line, it searches for each secret as it is and
 * escaped as XML asks. Of the other forms that it knows (JSON, base64, a URL's) none is counted on here.
 */
export function maskedBy(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .flatMap((secret) => [secret, secret.replace(/[&<>"']/g, (sign) => xmlEscapes[sign] ?? sign)])
    .sort((one, other) => other.length - one.length)
  const maskLine = (line: string) => forms.reduce((rest, form) => rest.replaceAll(form, '***'), line)
  return (text) => text.split('\n').map(maskLine).join('\n')
}

const runnerLineBreak = /\r\n|[\n\r]/
const anyLineBreak = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/

// All that the collation of Unicode ignores, and more: what is invisible or only changes the character before it. The
// five at the end are ordinary to look at, and ignored nevertheless.
const ignorable = /[\p{C}\p{Default_Ignorable_Code_Point}\p{M}\u0640\u07FA\u180A\u1CD3\uFE73]/gu

// What .NET trims. Its set is not that of JavaScript: with U+0085, without U+FEFF.
const leadingSpace = /^[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/

/** Leaves out every character that a comparison by the rules of a language may skip. */
export function withoutIgnorable(text: string): string {
  return text.replace(ignorable, '')
}

/** The workflow commands that the runner may find in the output of a process, in the order of the lines. */
export function commandsIn(output: string): RunnerCommand[] {
  return output.split(runnerLineBreak).flatMap(commandsInLine)
}

function commandsInLine(line: string): RunnerCommand[] {
  const asTheRunnerSplits = commandsInPart(line)
  const parts = line.split(anyLineBreak)
  if (parts.length === 1) return asTheRunnerSplits
  const asAnyoneMightSplit = parts.flatMap(commandsInPart)
  return asAnyoneMightSplit.length > asTheRunnerSplits.length ? asAnyoneMightSplit : asTheRunnerSplits
}

/** At most one command: the runner carries out no more than one a line. */
function commandsInPart(line: string): RunnerCommand[] {
  for (const reading of readings(line)) {
    const found = doubleColonCommand(reading) ?? bracketCommand(reading)
    if (found !== undefined) return [{ ...found, line }]
  }
  return []
}

/** The line as it is first, so that the data of an ordinary command are exact. */
function readings(line: string): Set<string> {
  const visible = withoutIgnorable(line)
  return new Set([line, visible, line.normalize('NFKC'), withoutIgnorable(visible.normalize('NFKC'))])
}

/** `::name properties::data`, at the start of a line. */
function doubleColonCommand(reading: string): Found | undefined {
  const trimmed = reading.replace(leadingSpace, '')
  if (!trimmed.startsWith('::')) return undefined
  const end = trimmed.indexOf('::', 2)
  if (end < 0) return undefined
  const name = registeredName(trimmed.slice(2, end))
  return name === undefined ? undefined : { name, data: unescapeData(trimmed.slice(end + 2)) }
}

/** `##[name properties]data`, anywhere in a line. The runner looks at the first `##[` only; here every one counts. */
function bracketCommand(reading: string): Found | undefined {
  for (let start = reading.indexOf('##['); start >= 0; start = reading.indexOf('##[', start + 1)) {
    const end = reading.indexOf(']', start)
    if (end < 0) return undefined
    const name = registeredName(reading.slice(start + 3, end))
    if (name !== undefined) return { name, data: unescapeBracketData(reading.slice(end + 1)) }
  }
  return undefined
}

function registeredName(commandAndProperties: string): string | undefined {
  const [name = ''] = commandAndProperties.split(' ', 1)
  const folded = name.toUpperCase().toLowerCase()
  return registeredCommands.includes(folded) ? folded : undefined
}

function unescapeData(data: string): string {
  return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

function unescapeBracketData(data: string): string {
  return unescapeData(data.replaceAll('%3B', ';').replaceAll('%5D', ']'))
}

// `name<<delimiter`, lines, and the delimiter again, or `name=value`.
const entry = /^(?:([^=\n]+?)<<(.+)\n([\s\S]*?)\n\2|([^=\n]+)=(.*))$/gm

/**
 * Parses a GITHUB_OUTPUT file; the last of several equal names counts.
 * @throws Error if it contains anything else, for which the runner would fail the step.
 */
export function parseOutputFile(content: string): Record<string, string> {
  // The toolkit ends lines with the system's line break.
  const text = process.platform === 'win32' ? content.replaceAll('\r\n', '\n') : content
  const rest = text.replace(entry, '').trim()
  if (rest !== '') throw new Error(`output file: ${JSON.stringify(rest)} is no output`)
  const found = [...text.matchAll(entry)]
  return Object.fromEntries(found.map(([, block, , lines, name, value]) => [block ?? name, lines ?? value]))
}

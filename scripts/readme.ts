import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'

const root = path.join(import.meta.dirname, '..')

interface ActionInput {
  readonly description: string
  readonly required?: boolean
  readonly default?: string
}

interface Action {
  readonly inputs: Readonly<Record<string, ActionInput>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
}

/** Pages for users: the README and `docs/`, as paths from the root. */
export const pages: readonly string[] = [
  'README.md',
  ...readdirSync(path.join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
}

/** Longer defaults are shown below the table, because they would leave no room for the description. */
const maxDefaultLength = 10

function inputTable({ inputs }: Action): string {
  const isLong = (input: ActionInput) => (input.default ?? '').length > maxDefaultLength
  const rows = Object.entries(inputs).map(([name, input]) => {
    const value = isLong(input) ? 'see below' : input.default && `\`${input.default}\``
    return [name, input.required ? 'Yes' : 'No', value ?? '', input.description]
  })
  const below = Object.entries(inputs)
    .filter(([, input]) => isLong(input))
    .map(([name, input]) => `\n\nDefault of \`${name}\`:\n\n\`\`\`text\n${input.default}\n\`\`\``)
  return `${table(['Input', 'Required', 'Default', 'Description'], rows)}${below.join('')}`
}

function outputTable({ outputs }: Action): string {
  const rows = Object.entries(outputs).map(([name, { description }]) => [name, description])
  return table(['Output', 'Description'], rows)
}

/**
 * A table in HTML, because only its cells can have `nowrap`, without which names break at their hyphens. Names are
 * `samp`: GitHub's stylesheet lets `code` break anyway.
 */
function table(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = rows.map(([name = '', ...cells]) => {
    const others = cells.map((cell) => `<td>${htmlOf(cell)}</td>`)
    return `<tr><td nowrap><samp>${name}</samp></td>${others.join('')}</tr>`
  })
  const head = headers.map((header) => `<th align="left">${header}</th>`)
  return ['<table>', `<tr>${head.join('')}</tr>`, ...lines, '</table>'].join('\n')
}

/** A description as HTML, its Markdown code included. */
function htmlOf(description: string): string {
  const escaped = description.trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return escaped.replace(/`([^`]+)`/g, '<code>$1</code>')
}

/** Returns the text of a page with its generated parts brought up to date with `action.yml` and `examples/`. */
export function generate(page: string): string {
  const action = parse(read('action.yml')) as Action
  return page.replace(/(<!-- begin (.+) -->\n)[\s\S]*?(<!-- end \2 -->)/g, (_, begin, name, end) => {
    return `${begin}\n${generatedPart(name, action)}\n\n${end}`
  })
}

function generatedPart(name: string, action: Action): string {
  if (name === 'inputs') return inputTable(action)
  if (name === 'outputs') return outputTable(action)
  return `\`\`\`yaml\n${read(name).trimEnd()}\n\`\`\``
}

if (import.meta.main) {
  for (const page of pages) writeFileSync(path.join(root, page), generate(read(page)))
  console.log(`Updated ${pages.join(', ')} from action.yml and examples/.`)
}

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

/** What people read: the README, and what it links to in `docs/`. By path from the root. */
export const pages: readonly string[] = [
  'README.md',
  ...readdirSync(path.join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
}

/** A longer default would push the meaning off the screen: it stands below the table. */
const longestDefault = 10

function inputTable({ inputs }: Action): string {
  const isLong = (input: ActionInput) => (input.default ?? '').length > longestDefault
  const rows = Object.entries(inputs).map(([name, input]) => {
    const value = isLong(input) ? 'below' : `\`${input.default}\``
    return `| \`${name}\` | ${input.required ? '**required**' : value} | ${cell(input.description)} |`
  })
  const below = Object.entries(inputs)
    .filter(([, input]) => isLong(input))
    .map(([name, input]) => `\nThe default of \`${name}\`:\n\n\`\`\`text\n${input.default}\n\`\`\``)
  return ['| input | default | meaning |', '| --- | --- | --- |', ...rows, ...below].join('\n')
}

function outputTable({ outputs }: Action): string {
  const rows = Object.entries(outputs).map(
    ([name, { description }]) => `| \`${name}\` | ${cell(description)} |`,
  )
  return ['| output | value |', '| --- | --- |', ...rows].join('\n')
}

function cell(description: string): string {
  return description.trim().replaceAll('|', '\\|').replaceAll('>', '&gt;')
}

/** The text of a page with its generated parts as `action.yml` and `examples/` have them now. */
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
  console.log(`${pages.join(', ')} have the inputs and outputs of action.yml and the workflow of examples/.`)
}

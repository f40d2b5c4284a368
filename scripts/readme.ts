import { readFileSync, writeFileSync } from 'node:fs'
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

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
}

function inputTable({ inputs }: Action): string {
  const rows = Object.entries(inputs).map(([name, input]) => {
    const value = input.required ? '**required**' : `\`${input.default}\``
    return `| \`${name}\` | ${value} | ${cell(input.description)} |`
  })
  return ['| input | default | meaning |', '| --- | --- | --- |', ...rows].join('\n')
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

/** An example, or what stands in it from a line on, as deep as that line or deeper: `examples/step.yml from jobs:`. */
function quoteExample(name: string): string {
  const [file = '', beginning] = name.split(' from ')
  const text = beginning === undefined ? read(file) : blockOf(read(file), beginning)
  if (text === undefined) throw new Error(`There is no line ${beginning} in ${file}.`)
  return `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``
}

function blockOf(text: string, beginning: string): string | undefined {
  const pattern = new RegExp(`^( *)${RegExp.escape(beginning)}\\n(?:\\1.*\\n|\\n)*`, 'm')
  const [block, indent] = pattern.exec(text) ?? []
  return block?.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
}

/** README.md with its generated parts as `action.yml` and `examples/` have them now. */
export function generateReadme(readme: string): string {
  const action = parse(read('action.yml')) as Action
  return readme.replace(/(<!-- begin (.+) -->\n)[\s\S]*?(<!-- end \2 -->)/g, (_, begin, name, end) => {
    return `${begin}\n${generatedPart(name, action)}\n\n${end}`
  })
}

function generatedPart(name: string, action: Action): string {
  if (name === 'inputs') return inputTable(action)
  if (name === 'outputs') return outputTable(action)
  return quoteExample(name)
}

if (import.meta.main) {
  writeFileSync(path.join(root, 'README.md'), generateReadme(read('README.md')))
  console.log('README.md has the inputs and outputs of action.yml and the workflows of examples/.')
}

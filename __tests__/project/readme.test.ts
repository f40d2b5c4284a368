import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { generateReadme } from '../../scripts/readme.ts'
import { inputDefaults } from '../../src/inputs/inputs.ts'

const root = path.join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const readme = read('README.md')
const action = parse(read('action.yml'))

describe('the README', () => {
  test('has the inputs and outputs of action.yml, and the text of the examples', () => {
    expect(generateReadme(readme)).toBe(readme)
    for (const file of readdirSync(path.join(root, 'examples')))
      expect(readme).toContain(`](examples/${file})`)
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)]) {
      expect(readme).toContain(`| \`${name}\` |`)
    }
  })

  test('quotes an example from a line on, as deep as that line', () => {
    const quoted = (name: string) => generateReadme(`<!-- begin ${name} -->\n<!-- end ${name} -->`)
    expect(quoted('examples/step.yml')).toContain(`\`\`\`yaml\n${read('examples/step.yml')}\`\`\``)
    expect(quoted('examples/step.yml from on:')).toMatch(/```yaml\non:\n[\s\S]*\njobs:\n/)
    expect(quoted('examples/several.yml from env:')).toMatch(
      /```yaml\nenv:\n {2}C.*\nrun: .*\n( {2}.*\n)+```/,
    )
    expect(() => quoted('examples/step.yml from nowhere:')).toThrow('There is no line nowhere: in')
  })

  test('begins with a step that has what it needs, and keeps no recovery', () => {
    const [, quickStart = ''] = /```yaml\n(- uses:[\s\S]*?)```/.exec(readme) ?? []
    const [{ with: given }] = parse(quickStart)
    const required = Object.keys(action.inputs).filter((name) => action.inputs[name].required)
    expect(Object.keys(given).sort()).toEqual([...required, 'start-timeout'].sort())
    expect(readme).not.toMatch(/recovery-id: (?!\$\{\{ (steps|needs|inputs)\.)/)
  })

  test('links to nothing that is not there', () => {
    const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)(#[^)]*)?\)/g)].map(
      ([, target]) => target ?? '',
    )
    expect(targets.length).toBeGreaterThan(5)
    expect(targets.filter((target) => !existsSync(path.join(root, target)))).toEqual([])
    const headings = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    )
    const anchors = [...readme.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor)
    for (const anchor of anchors) expect(headings).toContain(anchor)
  })
})

describe('action.yml', () => {
  test('has the defaults that the sources fall back to', () => {
    const optional = Object.entries<{ default?: string; required?: boolean }>(action.inputs).filter(
      ([, input]) => !input.required,
    )
    expect(Object.fromEntries(optional.map(([name, input]) => [name, input.default]))).toEqual(inputDefaults)
  })

  test('has a description a stranger understands for everything', () => {
    for (const { description } of [
      ...Object.values<{ description: string }>(action.inputs),
      ...Object.values<{ description: string }>(action.outputs),
    ]) {
      expect(description.length).toBeGreaterThan(20)
      expect(description.trim()).toMatch(/\.$/)
    }
  })

  test('runs the bundle on Node 24, which is what the tests run on', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/index.js' })
    expect(process.versions.node).toMatch(/^24\./)
    expect(read('.node-version').trim()).toBe('24')
  })
})

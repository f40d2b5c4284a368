import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

// Changes the sources in small ways, one at a time, and counts how many of the changes the unit tests notice. Each file
// is tried against its own tests only, which is stricter than all of them, and much faster.

const root = path.join(import.meta.dirname, '..')
const configuration = 'mutation/stryker.config.js'
const leastScore = 90

/** Tests of the files that have none of their own name, or whose texts are in the file of all messages. */
const testsOf: Readonly<Record<string, readonly string[]>> = {
  inputs: ['inputs', 'messages'],
  'phase-table': ['summary'],
  'progress-log': ['progress-log', 'messages'],
  'proxy-tunnel': ['http'],
  'status-client': ['http'],
  verdict: ['verdict', 'messages'],
}

/** The entry runs in processes of its own, where the end-to-end tests try it; the others hold types only. */
const leftOut = ['index', 'fail-closed', 'exchange', 'policy']

interface Mutant {
  readonly status: string
  readonly mutatorName: string
  readonly replacement?: string
  readonly location: { readonly start: { readonly line: number; readonly column: number } }
}

/** The sources by their names, which are unique, as paths from the root. */
const sources = new Map(
  readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [path.parse(file).name, path.posix.join('src', ...file.split(path.sep))]),
)

function mutantsOf(name: string): readonly Mutant[] {
  const source = sources.get(name)
  if (source === undefined) throw new Error(`There is no source file ${name}.`)
  const tests = testsOf[name] ?? [name]
  for (const test of tests) {
    if (!existsSync(path.join(root, `__tests__/unit/${test}.test.ts`)))
      throw new Error(`${name} has no tests.`)
  }
  const stryker = path.join(import.meta.dirname, 'node_modules/@stryker-mutator/core/bin/stryker.js')
  const { status } = spawnSync(process.execPath, [stryker, 'run', configuration, '--mutate', source], {
    cwd: root,
    env: { ...process.env, MUTATION_TESTS: tests.join(',') },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error(`Stryker ended with exit code ${status} on ${name}.`)
  const report = JSON.parse(readFileSync(path.join(root, 'reports/mutation.json'), 'utf8'))
  return Object.values<{ mutants: readonly Mutant[] }>(report.files).flatMap(({ mutants }) => mutants)
}

const isNoticed = ({ status }: Mutant) => status === 'Killed' || status === 'Timeout'
const isCounted = ({ status }: Mutant) =>
  isNoticed({ status } as Mutant) || status === 'Survived' || status === 'NoCoverage'

function score(mutants: readonly Mutant[]): string {
  return `${((100 * mutants.filter(isNoticed).length) / Math.max(1, mutants.length)).toFixed(1)} %`
}

function tryFile(name: string): readonly Mutant[] {
  const mutants = mutantsOf(name).filter(isCounted)
  console.log(`${name}: ${score(mutants)} of ${mutants.length}`)
  for (const { status, mutatorName, replacement, location } of mutants.filter(
    (mutant) => !isNoticed(mutant),
  )) {
    const { line, column } = location.start
    console.log(
      `  ${status} ${sources.get(name)}:${line}:${column} ${mutatorName} → ${replacement?.slice(0, 100) ?? ''}`,
    )
  }
  return mutants
}

const { positionals } = parseArgs({ allowPositionals: true })
const all = [...sources.keys()].filter((name) => !leftOut.includes(name))
const names = positionals.length > 0 ? positionals : all
const mutants = names.flatMap(tryFile)
console.log(`All together: ${score(mutants)} of ${mutants.length} mutants noticed.`)
if ((100 * mutants.filter(isNoticed).length) / mutants.length < leastScore) {
  console.error(`At least ${leastScore} % have to be.`)
  process.exitCode = 1
}

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

// Changes the sources in small ways, one at a time, and counts how many of the changes the unit tests notice. Each file
// is tried against its own tests only, which is stricter than all of them, and much faster.

const root = path.join(import.meta.dirname, '..')
const leastScore = 90

/** Tests of the files that have none of their own name. */
const testsOf: Readonly<Record<string, readonly string[]>> = {
  advice: ['summary'],
  chart: ['summary'],
  outcome: ['decide', 'wait', 'report', 'main'],
  runner: ['report'],
  'status-client': ['http'],
}

/** The entry runs in processes of its own, where the end-to-end tests try it; the others hold types only. */
const leftOut = ['index', 'fail-closed', 'check', 'exchange', 'wait-policy']

interface Mutant {
  readonly status: string
  readonly mutatorName: string
  readonly replacement?: string
  readonly location: { readonly start: { readonly line: number; readonly column: number } }
}

function mutantsOf(name: string): readonly Mutant[] {
  const tests = testsOf[name] ?? [name]
  for (const test of tests) {
    if (!existsSync(path.join(root, `__tests__/unit/${test}.test.ts`)))
      throw new Error(`${name} has no tests.`)
  }
  const stryker = path.join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js')
  const { status } = spawnSync(process.execPath, [stryker, 'run', '--mutate', `src/${name}.ts`], {
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
      `  ${status} src/${name}.ts:${line}:${column} ${mutatorName} → ${replacement?.slice(0, 100) ?? ''}`,
    )
  }
  return mutants
}

const { positionals } = parseArgs({ allowPositionals: true })
const all = readdirSync(path.join(root, 'src')).map((file) => path.parse(file).name)
const names = positionals.length > 0 ? positionals : all.filter((name) => !leftOut.includes(name))
const mutants = names.flatMap(tryFile)
console.log(`All together: ${score(mutants)} of ${mutants.length} mutants noticed.`)
if ((100 * mutants.filter(isNoticed).length) / mutants.length < leastScore) {
  console.error(`At least ${leastScore} % have to be.`)
  process.exitCode = 1
}

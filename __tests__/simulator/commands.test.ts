import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { scenarioNames, scenarios } from '../../simulator/scenarios.ts'
import { testSignals } from '../platform.ts'

const root = path.join(import.meta.dirname, '..', '..')

function start(script: string, ...arguments_: readonly string[]) {
  return startIn(root, script, ...arguments_)
}

function startIn(folder: string, script: string, ...arguments_: readonly string[]) {
  const child = spawn(process.execPath, [path.join(folder, 'simulator', script), ...arguments_])
  const printed = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk) => {
      printed[name] += chunk
    })
  }
  return { child, printed }
}

async function run(script: string, ...arguments_: readonly string[]) {
  const { child, printed } = start(script, ...arguments_)
  await once(child, 'close')
  return { ...printed, exitCode: child.exitCode }
}

const demonstration =
  /^Scenario \S+: .*\n\n── Log ─+\n\n(?:.+\n)+\n── Job summary ─+\n\n(?:✅|❌) .+\n═+\n\n[^<]*\n── Outputs ─+\n\n(?:.+\n)+\nThe step ended with exit code \d\.\n$/

test('the demo runs each scenario to the end that it is listed with', async () => {
  const { stdout: list } = await run('demo.ts', '--list')
  const listed = [...list.matchAll(/^ {2}(\S+) +exit (\d) {2}(.+)$/gm)]
  expect(listed.map(([, name]) => name)).toEqual(scenarioNames)
  const runs = await Promise.all(scenarioNames.map((name) => run('demo.ts', name)))
  for (const [index, { stdout, stderr, exitCode }] of runs.entries()) {
    const [, name = '', code, description] = listed[index] ?? []
    expect(stdout).toMatch(demonstration)
    expect(stdout).toContain(`Scenario ${name}: ${description}\n`)
    expect(stdout).toContain(`\noutcome: ${scenarios[name]?.outcome}\n`)
    expect(stdout).not.toMatch(/^::|simulated-service-account-token/m)
    expect(stderr).toBe('')
    expect(exitCode).toBe(Number(code))
  }
}, 120_000)

/** The options that CI starts the simulator with, for a port that is free. */
function optionsOfCi(): string[] {
  const script = readFileSync(path.join(root, '.github/start-simulator.sh'), 'utf8')
  const [, options = ''] = /npm run simulator -- ([^>]*) > /.exec(script) ?? []
  const values: Readonly<Record<string, string>> = { scenario: 'failed', port: '0' }
  const words = options.replaceAll('\\\n', '').split(/ +/)
  return words.map((word) => word.replace(/^"\$(\w+)"$/, (_, name) => values[name] ?? `a-${name}`))
}

testSignals('the simulator serves as CI starts it, until it is told to end', async () => {
  // With nothing installed: the job that runs the action has the repository only, as a user's has.
  const bare = mkdtempSync(path.join(tmpdir(), 'bare-'))
  for (const part of ['simulator', 'package.json'])
    cpSync(path.join(root, part), path.join(bare, part), { recursive: true })
  const { child, printed } = startIn(bare, 'cli.ts', ...optionsOfCi())
  await once(child.stdout, 'data')
  const [url = ''] = printed.stdout.split('\n')
  const target =
    '/accounts/a-ACCOUNT_ID/projects/a-PROJECT_ID/assemblies/a-ASSEMBLY_ID/recoveries/a-RECOVERY_ID/reset/status'
  const good = { headers: { authorization: 'Bearer a-TOKEN' } }
  for (const options of [{}, good, good, {}, good]) await fetch(url + target, options)
  child.kill('SIGTERM')
  await once(child, 'close')
  rmSync(bare, { recursive: true })
  expect(child.exitCode).toBe(0)
  expect(printed.stdout.replaceAll(url, 'URL').replaceAll(/^\d+\.\d s/gm, '0.0 s')).toBe(`URL
Inputs to use:
  api-url: URL
  token: a-TOKEN
  account-id: a-ACCOUNT_ID
  project-id: a-PROJECT_ID
  assembly-id: a-ASSEMBLY_ID
  recovery-id: a-RECOVERY_ID
  timeout: 30s
  poll-interval: 500ms
  max-poll-interval: 1s
0.0 s  GET ${target}  http 401
0.0 s  GET ${target}  status pending
0.0 s  GET ${target}  status pending
0.0 s  GET ${target}  http 401
0.0 s  GET ${target}  status in-progress
`)
})

test('the simulator ends itself when its time is up, and tells its options', async () => {
  expect(await run('cli.ts', '--for', '0')).toMatchObject({ stderr: '', exitCode: 0 })
  const { stdout } = await run('cli.ts', '--help')
  const told = [...stdout.matchAll(/^ {2}(--\S+)/gm)].map(([, option]) => option)
  const used = optionsOfCi().filter((word) => word.startsWith('--'))
  expect(told.sort()).toEqual([...used, '--help'].sort())
})

const hints: Readonly<Record<string, string>> = {
  'cli.ts': 'node simulator/cli.ts --help lists the options.',
  'demo.ts': 'npm run demo -- <scenario> runs one; npm run demo -- --list says what each of them shows.',
}

test.each([
  ['cli.ts', '--scenarios', "Unknown option '--scenarios'"],
  ['cli.ts', '--scenario=nope', `--scenario: known are ${scenarioNames.join(', ')}.`],
  ['cli.ts', '--for=5s', '--for: given 5s, accepted is a whole number from 0 to 99999.'],
  ['demo.ts', 'nope', `Known scenarios are ${scenarioNames.join(', ')}.`],
])('%s refuses %s', async (script, argument, message) => {
  const stderr = `${message}\n${hints[script]}\n`
  expect(await run(script, argument)).toEqual({ stdout: '', stderr, exitCode: 2 })
})

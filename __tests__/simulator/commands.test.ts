import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { defaultAccess } from '../../simulator/access.ts'
import { scenarios } from '../../simulator/scenarios.ts'
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
  /^Scenario \S+: .*\n\n── Log ─+\n\n(?:.+\n)+\n── Job summary ─+\n\n## (?:✅|❌) .+\n\n<p>[\s\S]*\n── Outputs ─+\n\n(?:.+\n)+\nExit code: \d\n$/

test('the demo runs a scenario to the outcome in its list', async () => {
  const { stdout: list } = await run('demo.ts', '--list')
  const listed = [...list.matchAll(/^ {2}(\S+) +exit (\d) {2}(.+)$/gm)]
  expect(listed.map(([, name]) => name)).toEqual(Object.keys(scenarios))
  const tried = listed.filter(([, name = '']) => ['completed', 'outage', 'mistakes'].includes(name))
  const runs = await Promise.all(tried.map(([, name = '']) => run('demo.ts', name)))
  for (const [index, { stdout, stderr, exitCode }] of runs.entries()) {
    const [, name = '', code, description] = tried[index] ?? []
    expect(stdout).toMatch(demonstration)
    expect(stdout).toContain(`Scenario ${name}: ${description}\n`)
    expect(stdout).toContain(`\noutcome: ${scenarios[name]?.outcome}\n`)
    expect(stdout).not.toMatch(/^::|simulated-service-account-token/m)
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: Number(code) })
  }
})

testSignals('the simulator serves as CI starts it, until it gets a signal', async () => {
  // Without node_modules: the job in CI that runs the action doesn't install anything.
  const bare = mkdtempSync(path.join(tmpdir(), 'bare-'))
  for (const part of ['simulator', 'package.json'])
    cpSync(path.join(root, part), path.join(bare, part), { recursive: true })
  const { child, printed } = startIn(bare, 'cli.ts', '--scenario=failed')
  await once(child.stdout, 'data')
  const [url = ''] = printed.stdout.split('\n')
  const { token, accountId, projectId, assemblyId, recoveryId } = defaultAccess
  const id = encodeURIComponent(recoveryId)
  const target = `/accounts/${accountId}/projects/${projectId}/assemblies/${assemblyId}/recoveries/${id}/reset/status`
  const good = { headers: { authorization: `Bearer ${token}` } }
  for (const options of [{}, good, good, {}, good]) await fetch(url + target, options)
  child.kill('SIGTERM')
  await once(child, 'close')
  rmSync(bare, { recursive: true })
  expect(child.exitCode).toBe(0)
  expect(printed.stdout.replaceAll(url, 'URL').replaceAll(/^\d+\.\d s/gm, '0.0 s')).toBe(`URL
Inputs to use:
  api-url: URL
  token: ${token}
  account-id: ${accountId}
  project-id: ${projectId}
  assembly-id: ${assemblyId}
  recovery-id: ${recoveryId}
  timeout: 30s
  poll-interval: 500ms
  max-poll-interval: 1s
0.0 s  GET "${target}"  http 401
0.0 s  GET "${target}"  status pending
0.0 s  GET "${target}"  status pending
0.0 s  GET "${target}"  http 401
0.0 s  GET "${target}"  status in-progress
`)
})

test('the simulator stops when its time is up', async () => {
  expect(await run('cli.ts', '--for', '0')).toMatchObject({ stderr: '', exitCode: 0 })
})

test.each(['cli.ts', 'demo.ts'])('%s --help succeeds', async (script) => {
  const { stdout, stderr, exitCode } = await run(script, '--help')
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
  expect(stdout).toContain('npm run demo -- --list')
})

test('an unknown scenario is rejected', async () => {
  const stderr = expect.stringContaining('Unknown scenario "nope". Available scenarios: completed, ')
  expect(await run('cli.ts', '--scenario=nope')).toEqual({ stdout: '', stderr, exitCode: 1 })
  expect(await run('demo.ts', 'nope')).toEqual({ stdout: '', stderr, exitCode: 2 })
})

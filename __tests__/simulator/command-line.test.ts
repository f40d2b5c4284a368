import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readCliOptions, usage } from '../../simulator/cli-options.ts'
import { testSignals } from '../platform.ts'
import { goodHeaders, goodPath } from './conversation.ts'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-cli-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function start(script: string, ...arguments_: string[]): ChildProcess {
  const path = fileURLToPath(new URL(`../../simulator/${script}`, import.meta.url))
  return spawn(process.execPath, [path, ...arguments_], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 20_000,
  })
}

async function run(script: string, ...arguments_: string[]) {
  const child = start(script, ...arguments_)
  if (child.stdout === null || child.stderr === null) throw new Error('no pipes')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { exitCode: child.exitCode, stdout, stderr }
}

async function firstChunk(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no pipe')
  const [chunk] = await once(child.stdout, 'data')
  return String(chunk)
}

describe('the command line', () => {
  test('prints its help', async () => {
    expect(await run('cli.ts', '--help')).toEqual({ exitCode: 0, stdout: `${usage}\n`, stderr: '' })
  })

  test('explains an unknown option, and ends with 2', async () => {
    const { exitCode, stdout, stderr } = await run('cli.ts', '--scenarios', 'failed')
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toBe("Unknown option '--scenarios'\nnode simulator/cli.ts --help lists the options.\n")
  })

  test('ends itself when its time is up', async () => {
    expect(await run('cli.ts', '--for', '1')).toMatchObject({ exitCode: 0, stderr: '' })
  })

  testSignals.each(['SIGINT', 'SIGTERM'] as const)(
    'serves, prints a line a request, ends at %s',
    async (signal) => {
      const child = start('cli.ts', '--scenario', 'failed', '--token', 'another-token')
      let printed = await firstChunk(child)
      child.stdout?.on('data', (chunk) => {
        printed += String(chunk)
      })
      const url = printed.split('\n')[0] ?? ''
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
      await fetch(url + goodPath, { headers: { ...goodHeaders, authorization: 'Bearer another-token' } })
      await fetch(`${url}/`, { method: 'POST' })
      child.kill(signal)
      await once(child, 'close')
      expect(child.exitCode).toBe(0)
      expect(printed).toContain(`\n  api-url: ${url}\n  token: another-token\n  account-id: 12345678\n`)
      expect(printed).toContain('\n  poll-interval: 500ms\n')
      expect(printed).toMatch(
        /\n\d\.\d s {2}GET \/accounts\/\S+ {2}status pending\n\d\.\d s {2}POST \/ {2}http 405\n$/,
      )
    },
  )
})

describe('readCliOptions', () => {
  test('has defaults', () => {
    const options = readCliOptions([])
    expect(options).toMatchObject({ help: false, forSeconds: 600 })
    expect(options.simulator).toMatchObject({ port: 0, host: '127.0.0.1', pathPrefix: '' })
    expect(options.simulator).not.toHaveProperty('tls')
  })

  test('takes identifiers, address and scenario', () => {
    const ids = ['--account-id=1', '--project-id=2', '--assembly-id=3', '--recovery-id=4', '--token=5']
    const address = ['--port=8080', '--host=::1', '--path-prefix=/v1', '--for=5']
    const options = readCliOptions([...ids, ...address, '--scenario=forbidden'])
    const access = { accountId: '1', projectId: '2', assemblyId: '3', recoveryId: '4', token: '5' }
    expect(options.access).toMatchObject({ ...access, permissions: ['cloud-rewind:assembly:read'] })
    expect(options.simulator).toMatchObject({ port: 8080, host: '::1', pathPrefix: '/v1', access })
    expect(options.forSeconds).toBe(5)
  })

  test('reads a scenario file, and key and certificate', () => {
    const scenario = { phases: [{ reply: { kind: 'never-answer' } }] }
    const scenarioFile = file('scenario.json', JSON.stringify(scenario))
    const tls = ['--tls-key', file('key', 'KEY'), '--tls-cert', file('cert', 'CERT')]
    const { simulator } = readCliOptions(['--scenario-file', scenarioFile, ...tls])
    expect(simulator.scenario).toEqual(scenario)
    expect(String(simulator.tls?.key) + String(simulator.tls?.cert)).toBe('KEYCERT')
  })

  test.each([
    [
      ['--scenario', 'nope'],
      '--scenario: there is no "nope"; known are completed, completed-at-once, failed, ',
    ],
    [['--scenario', 'failed', '--scenario-file', 'a'], '--scenario and --scenario-file exclude each other.'],
    [['--scenario-file', '/none.json'], '--scenario-file /none.json: ENOENT'],
    [['--port', '70000'], '--port: given 70000, accepted is a whole number from 0 to 65535.'],
    [['--for', '0'], '--for: given 0, accepted is a whole number from 1 to 86400.'],
    [['--for', '5s'], '--for: given 5s, accepted is a whole number'],
    [['--tls-key', 'a'], '--tls-key and --tls-cert come together.'],
    [['extra'], "Unexpected argument 'extra'"],
  ])('refuses %j', (arguments_, message) => {
    expect(() => readCliOptions(arguments_)).toThrow(message)
  })

  test('names the file whose scenario is wrong', () => {
    const path = file('wrong.json', '{"phases":[]}')
    expect(() => readCliOptions(['--scenario-file', path])).toThrow(`${path}: the scenario.phases: given []`)
  })
})

describe('the demo', () => {
  test.each([['nope'], ['failed', 'stalled']])('lists the scenarios for %s', async (...names) => {
    expect(await run('demo.ts', ...names)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(/^The demo takes the name of one scenario: completed, .*outage\.\n$/),
    })
  })
})

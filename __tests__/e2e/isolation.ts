import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from '@jest/globals'

const isolation = ['--map-root-user', '--net', '--mount']
const canIsolate = spawnSync('unshare', [...isolation, 'ip', 'link', 'set', 'lo', 'up']).status === 0
const mustIsolate = process.platform === 'linux' && process.env.CI === 'true'

/** A test that needs network namespaces: skipped where the machine doesn't allow them, except in CI. */
export const testIsolated = canIsolate || mustIsolate ? test : test.skip

/** Runs a script of this folder in a network namespace of its own, and returns the JSON that it prints. */
export function runIsolated<Result>(script: string): Result {
  const file = path.join(import.meta.dirname, script)
  const options = { encoding: 'utf8', timeout: 110_000 } as const
  const child = spawnSync('unshare', [...isolation, process.execPath, file], options)
  expect(child.stderr).toBe('')
  return JSON.parse(child.stdout)
}

import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import type { ActionRun } from '../../simulator/action-runner.ts'

const isolation = ['--map-root-user', '--net', '--mount']
const canIsolate = spawnSync('unshare', [...isolation, 'ip', 'link', 'set', 'lo', 'up']).status === 0

// A lookup cannot be abandoned: without an end that does not wait for it, each of these steps lasts for a minute.
const muchLessThanALookupMs = 20_000

const testIsolated = canIsolate ? test : test.skip

testIsolated(
  'a step ends when it should while no name server answers',
  () => {
    const script = path.join(import.meta.dirname, 'silent-name-servers.ts')
    const child = spawnSync('unshare', [...isolation, process.execPath, script], { encoding: 'utf8' })
    expect(child.stderr).toBe('')
    const runs: Record<string, ActionRun & { sinceSignalMs: number }> = JSON.parse(child.stdout)
    const outcomes = Object.entries(runs).map(([name, { outputs }]) => [name, outputs.outcome])
    expect(Object.fromEntries(outcomes)).toEqual({
      timeout: 'timed-out',
      'timeout, through a proxy': 'timed-out',
      'outage-tolerance': 'error',
      'start-timeout': 'not-started',
      SIGINT: 'cancelled',
      SIGTERM: 'cancelled',
    })
    for (const { exitCode, stdout, outputs, summary, elapsedMs, sinceSignalMs } of Object.values(runs)) {
      expect(exitCode).not.toBe(0)
      expect(Object.keys(outputs)).toHaveLength(7)
      expect(outputs).toMatchObject({ status: '', timeline: '[]' })
      expect(summary).toContain('### What to do next')
      expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^::error title=/)
      expect(Math.min(elapsedMs, sinceSignalMs)).toBeLessThan(muchLessThanALookupMs)
    }
    console.log(
      Object.entries(runs)
        .map(
          ([name, { elapsedMs, sinceSignalMs }]) =>
            `${name}: ${Math.round(Math.min(elapsedMs, sinceSignalMs))} ms`,
        )
        .join(', '),
    )
  },
  120_000,
)

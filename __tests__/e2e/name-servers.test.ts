import { expect } from '@jest/globals'
import type { ActionRun } from '../../simulator/action-runner.ts'
import { runIsolated, testIsolated } from './isolation.ts'

// A DNS lookup can't be aborted: if the end of a step waited for it, each of these steps would take a minute.
const maxStepMs = 20_000

testIsolated(
  'a step ends when it should while no name server answers',
  () => {
    const runs = runIsolated<Record<string, ActionRun & { sinceSignalMs: number }>>('silent-name-servers.ts')
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
      expect(summary).not.toBe('')
      expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^::error title=/)
      expect(Math.min(elapsedMs, sinceSignalMs)).toBeLessThan(maxStepMs)
    }
  },
  120_000,
)

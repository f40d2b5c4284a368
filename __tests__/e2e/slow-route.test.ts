import { expect } from '@jest/globals'
import type { ActionRun } from '../../simulator/action-runner.ts'
import { runIsolated, testIsolated } from './isolation.ts'

testIsolated(
  'every address of a host gets a fair chance on a slow route',
  () => {
    const runs = runIsolated<Record<string, ActionRun>>('slow-route.ts')
    const results = Object.entries(runs).map(([name, { outputs }]) => [name, outputs.outcome, outputs.checks])
    expect(results).toEqual([
      ['no route to IPv6', 'completed', '1'],
      ['IPv6 black hole', 'completed', '1'],
      ['through a proxy', 'completed', '1'],
    ])
  },
  120_000,
)

import type { ChildProcess } from 'node:child_process'
import { expect, test } from '@jest/globals'
import type { Reply } from '../../simulator/scenario.ts'
import { describeSignals } from '../platform.ts'
import { runStep, type StepOptions, status } from './step.ts'

/** When the signal is sent: at a line of the log, or when a request has arrived. */
type Moment = { readonly logged: RegExp } | { readonly requests: number }

async function cancel(signal: NodeJS.Signals, moment: Moment, options: StepOptions) {
  let child: ChildProcess | undefined
  let log = ''
  let requests = 0
  let signalledAtMs: number | undefined
  const signalWhen = (hasCome: boolean) => {
    if (signalledAtMs !== undefined || !hasCome) return
    signalledAtMs = performance.now()
    child?.kill(signal)
  }
  const run = await runStep({
    ...options,
    simulator: {
      onRequest: () => {
        requests += 1
        signalWhen('requests' in moment && requests === moment.requests)
      },
    },
    onStart: (started) => {
      child = started
    },
    onStdout: (chunk) => {
      log += chunk
      signalWhen('logged' in moment && moment.logged.test(log))
    },
  })
  if (signalledAtMs === undefined) throw new Error('The moment for the signal never came.')
  return { ...run, endedWithinMs: performance.now() - signalledAtMs }
}

const moments: readonly (readonly [string, Moment, Reply, string])[] = [
  ['a sleep', { logged: /Status: in-progress/ }, status('in-progress', 'on it'), 'in-progress'],
  ['a request', { requests: 1 }, { kind: 'never-answer' }, ''],
  ['the answer of a request', { requests: 1 }, { kind: 'drip-body', everyMs: 50 }, ''],
]

describeSignals.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  test.each(moments)(
    'in %s ends the step within a second, outputs written',
    async (_, moment, reply, lastStatus) => {
      const run = await cancel(signal, moment, {
        api: reply,
        inputs: { timeout: '60s', 'poll-interval': '30s', 'max-poll-interval': '30s' },
      })
      expect(run.endedWithinMs).toBeLessThan(1_000)
      expect(run.exitCode).toBe(1)
      expect(run.outputs).toMatchObject({ outcome: 'cancelled', status: lastStatus })
      expect(run.outputs.message).toMatch(/^The wait was cancelled after \ds\. The reset itself goes on\./)
      expect(run.annotation).toMatchObject({ kind: 'error', title: 'Wait for recovery reset cancelled' })
      expect(run.summary).toContain('cancelled')
    },
  )
})

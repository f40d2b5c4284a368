import { describeEvent, type LogEntry } from '../../src/report/progress-log.ts'
import type { Check } from '../../src/wait/check.ts'
import type { Result } from '../../src/wait/outcome.ts'
import type { WaitPolicy } from '../../src/wait/policy.ts'
import { waitForReset } from '../../src/wait/wait.ts'
import { aFailure, aPolicy } from './factories.ts'
import { virtualClock } from './virtual-clock.ts'

/** The result of a wait, and its log. */
interface VirtualWait {
  readonly policy: WaitPolicy
  readonly entries: readonly LogEntry[]
  readonly result: Result
}

/** A whole wait in which each check takes 200 ms, and returns what is true when it ends, or is cancelled halfway. */
export async function waitVirtually(
  changed: Partial<WaitPolicy>,
  respond: (nowMs: number) => Check | 'cancel',
): Promise<VirtualWait> {
  const clock = virtualClock()
  const controller = new AbortController()
  const policy = aPolicy(changed)
  const entries: LogEntry[] = []
  const result = await waitForReset({
    policy,
    clock,
    check: async () => {
      clock.pass(199.6)
      const response = respond(clock.now())
      if (response !== 'cancel') return response
      controller.abort()
      return aFailure('timed-out')
    },
    observe: (event) => entries.push(...describeEvent(event, policy)),
    random: () => 0.5,
    signal: controller.signal,
  })
  return { policy, entries, result }
}

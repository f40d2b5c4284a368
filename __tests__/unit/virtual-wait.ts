import { describeEvent, type LogEntry } from '../../src/report/progress-log.ts'
import type { Check } from '../../src/wait/check.ts'
import type { Result } from '../../src/wait/outcome.ts'
import type { WaitPolicy } from '../../src/wait/policy.ts'
import { waitForReset } from '../../src/wait/wait.ts'
import { aFailure, aPolicy } from './factories.ts'
import { virtualClock } from './virtual-clock.ts'

/** What a wait came to, and what its log says. */
export interface VirtualWait {
  readonly policy: WaitPolicy
  readonly entries: readonly LogEntry[]
  readonly result: Result
}

/** A whole wait in which each check takes 200 ms, and tells what holds when it ends, or is cancelled in its middle. */
export async function waitVirtually(
  changed: Partial<WaitPolicy>,
  tell: (nowMs: number) => Check | 'cancel',
): Promise<VirtualWait> {
  const clock = virtualClock()
  const interruption = new AbortController()
  const policy = aPolicy(changed)
  const entries: LogEntry[] = []
  const result = await waitForReset({
    policy,
    clock,
    check: async () => {
      clock.pass(199.6)
      const told = tell(clock.now())
      if (told !== 'cancel') return told
      interruption.abort()
      return aFailure('timed-out')
    },
    observe: (event) => entries.push(...describeEvent(event, policy)),
    random: () => 0.5,
    interruption: interruption.signal,
  })
  return { policy, entries, result }
}

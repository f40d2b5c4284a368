import { expect, test } from '@jest/globals'
import type { Check } from '../../src/check.ts'
import { describeEvent, describeStart } from '../../src/progress-log.ts'
import { waitForReset } from '../../src/wait.ts'
import { aPolicy } from './factories.ts'
import { virtualClock } from './virtual-clock.ts'

/** What the API tells at a moment of the hour: it waits, works, breaks down for four minutes, and works on. */
function tellAt(nowMs: number): Check {
  const minute = nowMs / 60_000
  if (minute > 20 && minute < 24) {
    const problem = { cause: 'server', text: 'api.example.com answered 503 Service Unavailable.' } as const
    return { kind: 'transient', problem, retryAfterMs: 0 }
  }
  const status = minute < 5 ? 'pending' : 'in-progress'
  return { kind: 'answer', status, message: '', retryAfterMs: 0 }
}

test('an hour of waiting is about seventy lines', async () => {
  const clock = virtualClock()
  const policy = aPolicy()
  const lines = [describeStart('23712792:o23712792ac', 'api.example.com', policy)]
  await waitForReset({
    policy,
    clock,
    check: async () => {
      clock.pass(200)
      return tellAt(clock.now())
    },
    observe: (event) => {
      const shown = describeEvent(event, policy).filter(({ level }) => level !== 'debug')
      lines.push(...shown.map(({ text }) => text))
    },
    random: () => 0.5,
    interruption: new AbortController().signal,
  })
  process.stdout.write(`${lines.join('\n')}\n${lines.length} lines\n`)

  const heartbeats = lines.filter((line) => /; \S+.* left, /.test(line))
  expect(heartbeats).toHaveLength(59)
  expect(lines.filter((line) => !heartbeats.includes(line))).toEqual([
    'Waiting for the reset of recovery 23712792:o23712792ac at api.example.com, for at most 1h. Checks: now, first after 5s, then less often, up to every 30s.',
    '[0s] Status: pending',
    expect.stringMatching(/^\[5m \d\ds\] Status: in-progress$/),
    expect.stringMatching(/^\[20m \d\ds\] Checks fail, will keep trying: api\.example\.com answered 503/),
    expect.stringMatching(/^\[24m \d\ds\] Checks work again, after \d failures in \dm \d\ds\.$/),
  ])
  expect(heartbeats[0]).toMatch(/^\[1m 00s\] Still pending; 59m 00s left, next check in \d+s\.$/)
  expect(heartbeats[21]).toMatch(
    /^\[22m 00s\] Still in-progress, checks failing for 1m \d\ds; 38m 00s left, /,
  )
  expect(lines.join('\n')).not.toMatch(/\dms|\d ms/)
})

import { describe, expect, test } from '@jest/globals'
import { PhaseClock } from '../../simulator/phase-clock.ts'
import type { Phase } from '../../simulator/scenario.ts'
import { ask, withSimulator } from './conversation.ts'

const phase = (status: string, limits: Omit<Phase, 'reply'> = {}): Phase => ({
  ...limits,
  reply: { kind: 'status', status },
})

function statusesAt(phases: readonly Phase[], timesMs: readonly number[]): unknown[] {
  const clock = new PhaseClock({ phases })
  return timesMs.map((timeMs) => {
    const reply = clock.next(timeMs)
    return reply.kind === 'status' ? reply.status : reply.kind
  })
}

describe('phases', () => {
  test('by requests', () => {
    const phases = [phase('a', { forRequests: 2 }), phase('b', { forRequests: 1 }), phase('c')]
    expect(statusesAt(phases, [0, 0, 0, 0, 9e9])).toEqual(['a', 'a', 'b', 'c', 'c'])
  })

  test('by time, from the first request on', () => {
    const phases = [phase('a', { forMs: 100 }), phase('b', { forMs: 50 }), phase('c')]
    expect(statusesAt(phases, [1000, 1099, 1100, 1149, 1150, 9e9])).toEqual(['a', 'a', 'b', 'b', 'c', 'c'])
  })

  test('a time that passes without a request skips its phase', () => {
    const phases = [phase('a', { forMs: 100 }), phase('b', { forMs: 50 }), phase('c')]
    expect(statusesAt(phases, [0, 200])).toEqual(['a', 'c'])
  })

  test('by both, whichever ends first', () => {
    const phases = [phase('a', { forRequests: 2, forMs: 100 }), phase('b')]
    expect(statusesAt(phases, [0, 1, 2])).toEqual(['a', 'a', 'b'])
    expect(statusesAt(phases, [0, 100])).toEqual(['a', 'b'])
  })

  test('a phase after a counted one begins with the last request of that one', () => {
    const phases = [phase('a', { forRequests: 1 }), phase('b', { forMs: 100 }), phase('c')]
    expect(statusesAt(phases, [500, 599, 600])).toEqual(['a', 'b', 'c'])
  })

  test('the last repeats for ever, whatever its limit', () => {
    const phases = [phase('a', { forRequests: 1 }), phase('b', { forRequests: 1, forMs: 1 })]
    expect(statusesAt(phases, [0, 1, 1000, 9e9])).toEqual(['a', 'b', 'b', 'b'])
  })

  test('over a real connection, by time', async () => {
    const phases = [phase('pending', { forMs: 60 }), phase('completed')]
    await withSimulator({ scenario: { phases } }, async (simulator) => {
      let body = ''
      while (!body.includes('completed')) body = (await ask(simulator)).body
      const [first] = simulator.requests
      const last = simulator.requests.at(-1)
      expect(first?.replied).toBe('status pending')
      expect((last?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(60)
    })
  })
})

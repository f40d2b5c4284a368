import { getEventListeners } from 'node:events'
import { describe, expect, test } from '@jest/globals'
import { processClock } from '../../src/clock.ts'

describe("the process's clock", () => {
  test('shows the time since the process began, and never goes back', () => {
    const first = processClock.now()
    expect(Math.abs(first - performance.now())).toBeLessThan(1_000)
    expect(processClock.now()).toBeGreaterThanOrEqual(first)
  })

  test('sleeps as long as it is told, and leaves no listener', async () => {
    const { signal } = new AbortController()
    const begunMs = performance.now()
    await processClock.sleep(30, signal)
    expect(performance.now() - begunMs).toBeGreaterThanOrEqual(28)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  test('is woken by the interruption', async () => {
    const interruption = new AbortController()
    const sleeping = processClock.sleep(60_000, interruption.signal)
    interruption.abort()
    await sleeping
    expect(getEventListeners(interruption.signal, 'abort')).toEqual([])
  })

  test('does not sleep at all after an interruption', async () => {
    await expect(processClock.sleep(60_000, AbortSignal.abort())).resolves.toBeUndefined()
  })

  test('calls back again and again until it is stopped', async () => {
    let calls = 0
    await new Promise<void>((resolve) => {
      const stop = processClock.every(5, () => {
        calls += 1
        if (calls < 3) return
        stop()
        resolve()
      })
    })
    const after = calls
    await processClock.sleep(30, new AbortController().signal)
    expect(calls).toBe(after)
  })
})

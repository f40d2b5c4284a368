import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { processClock } from '../../src/wait/clock.ts'

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

describe("the process's clock", () => {
  test('counts on when the time of day jumps', () => {
    const beforeMs = processClock.now()
    expect(beforeMs).toBe(performance.now())
    jest.setSystemTime(0)
    jest.advanceTimersByTime(1_500)
    expect(processClock.now() - beforeMs).toBe(1_500)
  })

  test('sleeps exactly as long as it is told', async () => {
    const { signal } = new AbortController()
    const sleeping = processClock.sleep(60_000, signal).then(processClock.now)
    await jest.advanceTimersByTimeAsync(200_000)
    expect(processClock.now() - (await sleeping)).toBe(140_000)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  test.each(['before', 'while'])('is woken by an interruption %s it sleeps', async (moment) => {
    const interruption = new AbortController()
    if (moment === 'before') interruption.abort()
    const sleeping = processClock.sleep(60_000, interruption.signal)
    interruption.abort()
    await sleeping
    expect(jest.getTimerCount()).toBe(0)
    expect(getEventListeners(interruption.signal, 'abort')).toEqual([])
  })

  test('calls back again and again until it is stopped', () => {
    const callback = jest.fn()
    const stop = processClock.every(60_000, callback)
    jest.advanceTimersByTime(180_000)
    stop()
    jest.advanceTimersByTime(180_000)
    expect(callback).toHaveBeenCalledTimes(3)
  })
})

import { getEventListeners } from 'node:events'
import { setTimeout } from 'node:timers/promises'

/** What a process holds on to at one moment. */
export interface SoakSample {
  readonly polls: number
  readonly heapBytes: number
  /** Active resources by type, such as `Timeout` or `TCPSocketWrap`. */
  readonly resources: Readonly<Record<string, number>>
  /** Listeners on the signal that interrupts the wait. */
  readonly signalListeners: number
  /** Listeners on `process`, of all events. */
  readonly processListeners: number
}

const collections = 3
const settleMs = 20

/**
 * Lets what is under way end, collects garbage, and counts what is left.
 *
 * @throws Error when garbage cannot be collected
 */
export async function takeSample(polls: number, interruption: AbortSignal): Promise<SoakSample> {
  if (globalThis.gc === undefined)
    throw new Error('The soak needs `node --expose-gc`: `npm run bench` gives it.')
  // What was collected may be held by a callback that only runs afterwards.
  for (let collection = 0; collection < collections; collection += 1) {
    await setTimeout(settleMs)
    globalThis.gc()
  }
  return {
    polls,
    heapBytes: process.memoryUsage().heapUsed,
    resources: countByName(process.getActiveResourcesInfo()),
    signalListeners: getEventListeners(interruption, 'abort').length,
    processListeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
  }
}

function countByName(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

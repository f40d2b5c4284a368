import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Reply, Scenario } from '../simulator/scenario.ts'

const completed: Reply = { kind: 'status', status: 'completed' }
const inProgress: Reply = { kind: 'status', status: 'in-progress' }

/** A reset that is `completed` for the nth request, and in progress before. */
export function completedAtPoll(polls: number): Scenario {
  const phases = polls > 1 ? [{ forRequests: polls - 1, reply: inProgress }] : []
  return { phases: [...phases, { reply: completed }] }
}

/** A reset that is in progress for so long after the first request. */
export function completedAfter(durationMs: number): Scenario {
  return { phases: [{ forMs: durationMs, reply: inProgress }, { reply: completed }] }
}

/** Runs an action while a simulated API in a thread of its own answers at the URL that it is given. */
export async function withServer<Value>(
  scenario: Scenario,
  action: (url: string) => Promise<Value>,
): Promise<Value> {
  const worker = new Worker(new URL('./server-worker.ts', import.meta.url), { workerData: scenario })
  try {
    const [url] = (await once(worker, 'message')) as [string]
    return await action(url)
  } finally {
    await worker.terminate()
  }
}

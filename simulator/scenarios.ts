import type { Reply } from './replies.ts'

/** A scenario for the demo and the command line, which takes a few seconds. */
export interface Scenario {
  /** What happens, in one sentence. */
  readonly description: string
  /** The action's output of this name. */
  readonly outcome: string
  readonly replies: readonly Reply[]
  /** Action inputs besides `api-url`, `token`, and the IDs. */
  readonly inputs: Readonly<Record<string, string>>
}

const pending: Reply = { kind: 'status', status: 'pending' }
const inProgress: Reply = { kind: 'status', status: 'in-progress', message: 'Removing 14 of 37 resources' }
const completed: Reply = { kind: 'status', status: 'completed' }
const unavailable: Reply = { kind: 'http', code: 503 }
const busy: Reply = { ...unavailable, headers: { 'Retry-After': '1' } }
const failed: Reply = {
  kind: 'status',
  status: 'failed',
  message: 'pre-reset webhook https://hooks.example.com/drill returned 500',
}

/** All scenarios, by name. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  completed: scenario('completed', 'pending, then a 503 with Retry-After, then completed', [
    ...[pending, pending, busy, inProgress, inProgress, completed],
  ]),
  'completed-at-once': scenario('completed', 'already completed at the first check', [completed]),
  failed: scenario('failed', 'failed, because the pre-reset webhook failed', [
    ...[pending, pending, inProgress, inProgress, failed],
  ]),
  stalled: scenario('stalled', 'stalled, because a restore is running on the Cloud Rewind timeline', [
    ...[pending, pending, { ...pending, status: 'stalled' }],
  ]),
  stale: scenario(
    'failed',
    'a stale result, then a 404, then a new reset that fails',
    [completed, completed, { kind: 'http', code: 404 }, pending, inProgress, inProgress, failed],
    { 'start-timeout': '15s' },
  ),
  'not-started': scenario(
    'not-started',
    'a stale result only; the new reset never starts',
    [{ ...completed, message: 'All 37 resources removed' }],
    { 'start-timeout': '5s' },
  ),
  'timed-out': scenario('timed-out', 'still running at the timeout', [pending, pending, inProgress], {
    timeout: '5s',
  }),
  forbidden: scenario('error', '403, because the token lacks a permission', [{ kind: 'http', code: 403 }]),
  outage: scenario('error', '503 for longer than the outage tolerance', [pending, unavailable], {
    'outage-tolerance': '3s',
  }),
  mistakes: scenario('error', 'three invalid inputs, reported together; no request is sent', [completed], {
    ...{ timeout: '60', 'assembly-id': '23712792:o23712792ac-simulated', 'on-stalled': 'ignore' },
  }),
}

/**
 * Looks up a scenario.
 * @throws Error if there is none of this name.
 */
export function findScenario(name: string): Scenario {
  const found = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined
  if (found !== undefined) return found
  const available = Object.keys(scenarios).join(', ')
  throw new Error(`Unknown scenario ${JSON.stringify(name)}. Available scenarios: ${available}.`)
}

function scenario(
  outcome: string,
  description: string,
  replies: readonly Reply[],
  inputs: Readonly<Record<string, string>> = {},
): Scenario {
  const quick = { timeout: '30s', 'poll-interval': '500ms', 'max-poll-interval': '1s' }
  return { description, outcome, replies, inputs: { ...quick, ...inputs } }
}

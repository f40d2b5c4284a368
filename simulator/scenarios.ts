import type { Access } from './access.ts'
import type { Phase, Reply, Scenario } from './scenario.ts'

/** A scenario with all that makes a run against it end in a few seconds. */
export interface NamedScenario {
  /** What happens, in one sentence. */
  readonly description: string
  /** What the action's output of this name says in the end. */
  readonly outcome: string
  readonly scenario: Scenario
  readonly access: Partial<Access>
  /** Action inputs besides the API's address, the token and the identifiers. */
  readonly inputs: Readonly<Record<string, string>>
}

const pending: Reply = { kind: 'status', status: 'pending' }
const inProgress: Reply = { kind: 'status', status: 'in-progress', message: 'Removing 14 of 37 resources' }
const completed: Reply = { kind: 'status', status: 'completed' }
const unavailable: Reply = { kind: 'http', code: 503 }
const failed: Reply = {
  kind: 'status',
  status: 'failed',
  message: 'pre-reset webhook https://hooks.example.com/drill answered 500',
}

/** The scenarios that the demo and the command line know, by name. */
export const scenarios: Readonly<Record<string, NamedScenario>> = {
  completed: named('completed', 'The reset is pending, a 503 asks for patience, then it completes.', [
    { forRequests: 2, reply: pending },
    { forRequests: 1, reply: { ...unavailable, headers: { 'Retry-After': '1' } } },
    { forRequests: 2, reply: inProgress },
    { reply: { ...completed, message: '' } },
  ]),
  'completed-at-once': named('completed', 'The reset had completed before the first check.', [
    { reply: completed },
  ]),
  failed: named('failed', 'The reset fails because its pre-reset webhook does.', [
    { forRequests: 2, reply: pending },
    { forRequests: 2, reply: inProgress },
    { reply: failed },
  ]),
  stalled: named('stalled', 'The reset is stalled by a restore that runs on the timeline.', [
    { forRequests: 2, reply: pending },
    { reply: { kind: 'status', status: 'stalled' } },
  ]),
  stale: named(
    'failed',
    'The API tells of an earlier reset, then of none; then this one fails.',
    [
      { forRequests: 2, reply: completed },
      { forRequests: 1, reply: { kind: 'http', code: 404 } },
      { forRequests: 1, reply: pending },
      { forRequests: 2, reply: inProgress },
      { reply: failed },
    ],
    { inputs: { 'start-timeout': '15s' } },
  ),
  'not-started': named(
    'not-started',
    'The API tells of an earlier reset only: this one never starts.',
    [{ reply: { ...completed, message: 'All 37 resources removed' } }],
    { inputs: { 'start-timeout': '5s' } },
  ),
  'timed-out': named(
    'timed-out',
    'The reset goes on for longer than the step may take.',
    [{ forRequests: 2, reply: pending }, { reply: inProgress }],
    { inputs: { timeout: '5s' } },
  ),
  forbidden: named('error', 'The token is good, but its owner may not read resets.', [{ reply: completed }], {
    access: { permissions: ['cloud-rewind:assembly:read'] },
  }),
  outage: named(
    'error',
    'The API answers 503 for longer than is tolerated.',
    [{ forRequests: 1, reply: pending }, { reply: unavailable }],
    { inputs: { 'outage-tolerance': '3s' } },
  ),
  mistakes: named(
    'error',
    'Three inputs are wrong: all are named at once, nothing is requested.',
    [{ reply: completed }],
    {
      inputs: { timeout: '60', 'assembly-id': '23712792:o23712792ac-simulated', 'on-stalled': 'ignore' },
    },
  ),
}

/** The names of all scenarios. */
export const scenarioNames: readonly string[] = Object.keys(scenarios)

/** Looks a scenario up. Undefined when there is none of that name. */
export function findScenario(name: string): NamedScenario | undefined {
  return Object.hasOwn(scenarios, name) ? scenarios[name] : undefined
}

/** The step's exit code where its output `outcome` says this. */
export function exitCodeOf(outcome: string): number {
  return outcome === 'completed' ? 0 : 1
}

function named(
  outcome: string,
  description: string,
  phases: readonly Phase[],
  { access = {}, inputs = {} }: Partial<Pick<NamedScenario, 'access' | 'inputs'>> = {},
): NamedScenario {
  const quick = { timeout: '30s', 'poll-interval': '500ms', 'max-poll-interval': '1s' }
  return { description, outcome, scenario: { phases }, access, inputs: { ...quick, ...inputs } }
}

import type { Access } from './access.ts'
import type { Phase, Reply, Scenario } from './scenario.ts'

/** A scenario with all that makes a run against it end in a few seconds. */
export interface NamedScenario {
  /** What happens, in one sentence. */
  readonly description: string
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
  completed: named(
    'The reset is pending, one check meets a 503 with Retry-After, then it goes on and completes.',
    [
      { forRequests: 2, reply: pending },
      { forRequests: 1, reply: { ...unavailable, headers: { 'Retry-After': '1' } } },
      { forRequests: 2, reply: inProgress },
      { reply: { ...completed, message: '' } },
    ],
  ),
  'completed-at-once': named('The reset has completed before the first check.', [{ reply: completed }]),
  failed: named('The reset fails because its pre-reset webhook does.', [
    { forRequests: 2, reply: pending },
    { forRequests: 2, reply: inProgress },
    { reply: failed },
  ]),
  stalled: named('The reset is stalled by a restore that runs on the timeline.', [
    { forRequests: 2, reply: pending },
    { reply: { kind: 'status', status: 'stalled' } },
  ]),
  stale: named(
    'The API first says how an earlier reset ended, then 404, before this one is under way; and this one fails.',
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
    'The API goes on saying how an earlier reset ended: this one never starts.',
    [{ reply: { ...completed, message: 'All 37 resources removed' } }],
    { inputs: { 'start-timeout': '5s' } },
  ),
  'timed-out': named(
    'The reset goes on for longer than the step may take.',
    [{ forRequests: 2, reply: pending }, { reply: inProgress }],
    { inputs: { timeout: '5s' } },
  ),
  forbidden: named(
    'The token is good, but its owner may not read the reset of a recovery.',
    [{ reply: completed }],
    { access: { permissions: ['cloud-rewind:assembly:read'] } },
  ),
  outage: named(
    'The reset is pending, then the API answers nothing but 503 for longer than is tolerated.',
    [{ forRequests: 1, reply: pending }, { reply: unavailable }],
    { inputs: { 'outage-tolerance': '3s' } },
  ),
}

/** The names of all scenarios. */
export const scenarioNames: readonly string[] = Object.keys(scenarios)

/** Looks a scenario up. Undefined when there is none of that name. */
export function findScenario(name: string): NamedScenario | undefined {
  return Object.hasOwn(scenarios, name) ? scenarios[name] : undefined
}

function named(
  description: string,
  phases: readonly Phase[],
  { access = {}, inputs = {} }: Partial<Pick<NamedScenario, 'access' | 'inputs'>> = {},
): NamedScenario {
  const quick = { timeout: '30s', 'poll-interval': '500ms', 'max-poll-interval': '1s' }
  return { description, scenario: { phases }, access, inputs: { ...quick, ...inputs } }
}

import type { Access } from './access.ts'
import type { Scenario } from './scenario.ts'

/** A scenario with all that makes a run against it end in a few seconds. */
export interface NamedScenario {
  /** What happens, in one sentence. */
  readonly description: string
  readonly scenario: Scenario
  readonly access: Partial<Access>
  /** Action inputs besides the API's address, the token and the identifiers. */
  readonly inputs: Readonly<Record<string, string>>
}

const quick = { timeout: '30s', 'poll-interval': '500ms', 'max-poll-interval': '1s' }

const pending = { forRequests: 2, reply: { kind: 'status', status: 'pending' } } as const

const inProgress = {
  kind: 'status',
  status: 'in-progress',
  message: 'Removing 14 of 37 resources',
} as const

/** The scenarios that the demo and the command line know, by name. */
export const scenarios = {
  completed: {
    description:
      'The reset is pending, one check meets a 503 with Retry-After, then it goes on and completes.',
    scenario: {
      phases: [
        pending,
        { forRequests: 1, reply: { kind: 'http', code: 503, headers: { 'Retry-After': '1' } } },
        { forRequests: 2, reply: inProgress },
        { reply: { kind: 'status', status: 'completed', message: '' } },
      ],
    },
    access: {},
    inputs: quick,
  },
  'completed-at-once': {
    description: 'The reset has completed before the first check.',
    scenario: { phases: [{ reply: { kind: 'status', status: 'completed' } }] },
    access: {},
    inputs: quick,
  },
  failed: {
    description: 'The reset fails because its pre-reset webhook does.',
    scenario: {
      phases: [
        pending,
        { forRequests: 2, reply: inProgress },
        {
          reply: {
            kind: 'status',
            status: 'failed',
            message: 'pre-reset webhook https://hooks.example.com/drill answered 500',
          },
        },
      ],
    },
    access: {},
    inputs: quick,
  },
  stalled: {
    description: 'The reset is stalled by a restore that runs on the timeline.',
    scenario: { phases: [pending, { reply: { kind: 'status', status: 'stalled' } }] },
    access: {},
    inputs: quick,
  },
  'timed-out': {
    description: 'The reset goes on for longer than the step may take.',
    scenario: { phases: [pending, { reply: inProgress }] },
    access: {},
    inputs: { ...quick, timeout: '5s' },
  },
  forbidden: {
    description: 'The token is good, but its owner may not read the reset of a recovery.',
    scenario: { phases: [{ reply: { kind: 'status', status: 'completed' } }] },
    access: { permissions: ['cloud-rewind:assembly:read'] },
    inputs: quick,
  },
  outage: {
    description: 'The reset is pending, then the API answers nothing but 503 for longer than is tolerated.',
    scenario: {
      phases: [
        { forRequests: 1, reply: { kind: 'status', status: 'pending' } },
        { reply: { kind: 'http', code: 503 } },
      ],
    },
    access: {},
    inputs: { ...quick, 'outage-tolerance': '3s' },
  },
} as const satisfies Readonly<Record<string, NamedScenario>>

/** The names of all scenarios. */
export const scenarioNames: readonly string[] = Object.keys(scenarios)

/** Looks a scenario up. Undefined when there is none of that name. */
export function findScenario(name: string): NamedScenario | undefined {
  return Object.hasOwn(scenarios, name) ? scenarios[name as keyof typeof scenarios] : undefined
}

/** Inputs that a workflow must set. */
export const requiredInputs = [
  'api-url',
  'token',
  'account-id',
  'project-id',
  'assembly-id',
  'recovery-id',
] as const

/** Defaults of the optional inputs; the same as in `action.yml`. */
export const inputDefaults = {
  timeout: '60m',
  'start-timeout': '0s',
  'poll-interval': '5s',
  'max-poll-interval': '30s',
  'request-timeout': '30s',
  'outage-tolerance': '10m',
  'on-stalled': 'fail',
  'status-path':
    '/accounts/{accountId}/projects/{projectId}/assemblies/{assemblyId}/recoveries/{id}/reset/status',
  summary: 'true',
} as const

export type InputName = (typeof requiredInputs)[number] | keyof typeof inputDefaults

export const inputNames = [...requiredInputs, ...Object.keys(inputDefaults)] as readonly InputName[]

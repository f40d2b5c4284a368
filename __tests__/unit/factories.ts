import type { Problem } from '../../src/check.ts'
import type { Inputs } from '../../src/inputs.ts'
import { type FailureRow, noProgress, type Progress, type Result } from '../../src/outcome.ts'
import type { WaitPolicy } from '../../src/wait-policy.ts'

export function aProblem(overrides: Partial<Problem> = {}): Problem {
  return { cause: 'server', text: 'api.example.com answered 503 Service Unavailable.', ...overrides }
}

export function aPolicy(overrides: Partial<WaitPolicy> = {}): WaitPolicy {
  return {
    timeoutMs: 3_600_000,
    pollIntervalMs: 5_000,
    maxPollIntervalMs: 30_000,
    requestTimeoutMs: 30_000,
    outageToleranceMs: 600_000,
    notFoundGraceMs: 0,
    onStalled: 'fail',
    ...overrides,
  }
}

export function someInputs(overrides: Partial<Inputs> = {}): Inputs {
  return {
    apiUrl: new URL('https://api.example.com'),
    token: 'a-token-for-tests',
    identifiers: { accountId: '1', projectId: 'p', assemblyId: '2', id: '23712792:o23712792ac' },
    statusPath: '/recoveries/23712792%3Ao23712792ac/reset/status',
    policy: aPolicy(),
    writeSummary: true,
    ...overrides,
  }
}

export function aFailureRow(overrides: Partial<FailureRow> = {}): FailureRow {
  return { sinceMs: 10_000, failures: 3, problem: aProblem(), ...overrides }
}

export function someProgress(overrides: Partial<Progress> = {}): Progress {
  return { ...noProgress, ...overrides }
}

export function aResult(overrides: Partial<Result> = {}): Result {
  return {
    outcome: { kind: 'completed', apiMessage: '' },
    progress: someProgress(),
    elapsedMs: 65_000,
    ...overrides,
  }
}

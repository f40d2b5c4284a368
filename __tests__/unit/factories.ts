import type { Inputs } from '../../src/inputs/inputs.ts'
import type { Check, Problem, ResetStatus } from '../../src/wait/check.ts'
import type { Result } from '../../src/wait/outcome.ts'
import type { WaitPolicy } from '../../src/wait/policy.ts'
import { noProgress, type Outage, type Progress } from '../../src/wait/progress.ts'

export function aProblem(overrides: Partial<Problem> = {}): Problem {
  return { cause: 'server', text: 'api.example.com answered 503 Service Unavailable.', ...overrides }
}

export function anAnswer(status: ResetStatus, message = '', retryAfterMs = 0): Check {
  return { kind: 'answer', status, message, retryAfterMs }
}

export function anUnknownStatus(status: string, message = ''): Check {
  return { kind: 'unknown-status', status, message, retryAfterMs: 0 }
}

export function aFailure(
  kind: 'transient' | 'timed-out' | 'not-found' | 'fatal',
  problem = aProblem(),
): Check {
  return kind === 'fatal' ? { kind, problem } : { kind, problem, retryAfterMs: 0 }
}

export function aPolicy(overrides: Partial<WaitPolicy> = {}): WaitPolicy {
  return {
    timeoutMs: 3_600_000,
    pollIntervalMs: 5_000,
    maxPollIntervalMs: 30_000,
    requestTimeoutMs: 30_000,
    outageToleranceMs: 600_000,
    startTimeoutMs: 0,
    onStalled: 'fail',
    ...overrides,
  }
}

export function someInputs(overrides: Partial<Inputs> = {}): Inputs {
  return {
    apiUrl: new URL('https://api.example.com'),
    token: 'a-token-for-tests',
    identifiers: { accountId: '1', projectId: 'p', assemblyId: '2', id: '23712792:o23712792ac' },
    statusUrl: new URL('https://api.example.com/recoveries/23712792%3Ao23712792ac/reset/status'),
    policy: aPolicy(),
    writeSummary: true,
    ...overrides,
  }
}

export function anOutage(overrides: Partial<Outage> = {}): Outage {
  return { sinceMs: 10_000, failedChecks: 3, problem: aProblem(), ...overrides }
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

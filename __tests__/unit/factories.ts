import type { Subject } from '../../src/report/subject.ts'
import { text } from '../../src/text/text.ts'
import type { Check, FailedCheck, Problem } from '../../src/wait/check.ts'
import { meaningOf } from '../../src/wait/meaning.ts'
import type { Result } from '../../src/wait/outcome.ts'
import type { WaitPolicy } from '../../src/wait/policy.ts'
import { advance, firstProgress, type Progress } from '../../src/wait/progress.ts'

export function aProblem(overrides: Partial<Problem> = {}): Problem {
  return { cause: 'server', text: text`api.example.com returned 503 Service Unavailable.`, ...overrides }
}

export function aStatus(status: string, message = '', overrides: Partial<Check> = {}): Check {
  const problem = aProblem({ cause: 'unexpected-response' })
  const problemIf = { stale: problem, undocumented: problem }
  return { kind: 'status', status, message, ageMs: 0, retryAfterMs: 0, problemIf, ...overrides } as Check
}

export function aFailure(kind: FailedCheck['kind'], overrides: Partial<FailedCheck> = {}): FailedCheck {
  return { kind, isFromApi: false, retryAfterMs: 0, problem: aProblem(), ...overrides }
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

export function aSubject(overrides: Partial<Subject> = {}): Subject {
  return {
    identifiers: { accountId: '1', projectId: 'p', assemblyId: '2', id: '23712792:o23712792ac' },
    statusUrl: new URL('https://api.example.com/recoveries/23712792%3Ao23712792ac/reset/status'),
    policy: aPolicy(),
    isRerun: false,
    ...overrides,
  }
}

/** A check, and when it ended, in milliseconds since the step started. It took no time. */
export type TimedCheck = readonly [endedMs: number, check: Check]

/** What was seen after these checks. There is no other way to it, so that it can't be impossible. */
export function progressAfter(checks: readonly TimedCheck[], policy = aPolicy()): Progress {
  return checks.reduce((before, [endedMs, check]) => {
    const meaning = meaningOf(check, before, endedMs, policy)
    return advance(before, check, meaning, { startedMs: endedMs, endedMs })
  }, firstProgress(policy.startTimeoutMs))
}

export function aResult(overrides: Partial<Result> = {}): Result {
  return {
    outcome: { kind: 'completed', apiMessage: '' },
    progress: firstProgress(),
    elapsedMs: 65_000,
    ...overrides,
  }
}

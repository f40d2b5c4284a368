import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { verdictOf } from '../../src/report/verdict.ts'
import type { ProblemCause } from '../../src/wait/check.ts'
import type { Outcome } from '../../src/wait/outcome.ts'
import { aProblem, aResult, someInputs } from './factories.ts'

/** What the advice against each cause names, in this order. */
const advised: Readonly<Record<ProblemCause, string>> = {
  inputs: '',
  credentials: 'token api-url',
  permissions: '',
  'not-found': 'recovery-id assembly-id project-id account-id api-url status-path start-timeout',
  refused: 'api-url status-path',
  redirect: 'api-url status-path',
  certificate: 'NODE_EXTRA_CA_CERTS api-url',
  proxy: 'https_proxy no_proxy',
  unreachable: 'api-url https_proxy outage-tolerance',
  server: 'outage-tolerance',
  'unusable-answer': 'api-url status-path',
  internal: '',
}

const outcomes: readonly (readonly [string, Outcome, title: string, advised: string])[] = [
  ['completed', { kind: 'completed', apiMessage: 'Said.' }, 'Recovery reset completed', ''],
  ['failed', { kind: 'failed', apiMessage: 'Said.' }, 'Recovery reset failed', 'start-timeout: 2m'],
  ['stalled', { kind: 'stalled', apiMessage: 'Said.' }, 'Recovery reset stalled', 'on-stalled: wait'],
  [
    'not-started',
    { kind: 'not-started' },
    'Recovery reset not started in time',
    'recovery-id start-timeout start-timeout',
  ],
  ['timed-out', { kind: 'timed-out' }, 'Recovery reset not finished in time', 'timeout timeout-minutes'],
  ['cancelled', { kind: 'cancelled' }, 'Wait for recovery reset cancelled', ''],
  ...Object.entries(advised).map(([cause, names]) => {
    const problem = aProblem({ cause: cause as ProblemCause })
    return [
      `error, ${cause}`,
      { kind: 'error', problem },
      'Recovery reset could not be awaited',
      names,
    ] as const
  }),
]

const { inputs: actionInputs }: { inputs: object } = parse(
  readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'),
)
const changeable = [
  ...Object.keys(actionInputs),
  'timeout-minutes',
  'NODE_EXTRA_CA_CERTS',
  'https_proxy',
  'no_proxy',
]

test.each(outcomes)(
  'the verdict on %s says once what happened and what to do',
  (name, outcome, title, names) => {
    const verdict = verdictOf(aResult({ outcome }), someInputs())
    const { happened, advice, message, announcement } = verdict
    expect(verdict).toMatchObject({ isSuccess: name === 'completed', title })

    const needsNone = name === 'completed' || name === 'error, inputs'
    expect(advice.length).toBeGreaterThanOrEqual(needsNone ? 0 : 1)
    expect(advice.length).toBeLessThanOrEqual(needsNone ? 0 : 3)
    for (const step of advice) expect(step).toMatch(/^[A-Z].{10,}\.$/)
    const named = [...advice.join(' ').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
    expect(named.join(' ')).toBe(names)
    for (const code of named) expect(changeable).toContain(code.split(':')[0])

    for (const text of [happened, ...advice]) expect(announcement.split(text)).toHaveLength(2)
    expect(message).toBe('apiMessage' in outcome ? 'Said.' : announcement)
  },
)

import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import type { Inputs } from '../../src/inputs/inputs.ts'
import { verdictOf } from '../../src/report/verdict.ts'
import type { ProblemCause } from '../../src/wait/check.ts'
import type { Outcome } from '../../src/wait/outcome.ts'
import type { Progress } from '../../src/wait/progress.ts'
import { anOutage, aPolicy, aProblem, aResult, someInputs, someProgress } from './factories.ts'

/** What the advice against each cause names, in this order. */
const advised: Readonly<Record<ProblemCause, string>> = {
  inputs: '',
  credentials: 'token api-url',
  permissions: '',
  'not-found': 'recovery-id assembly-id project-id account-id status-path api-url start-timeout',
  refused: 'status-path',
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
    const { reason, advice, message, announcement } = verdict
    expect(verdict).toMatchObject({ isSuccess: name === 'completed', title })

    expect(advice.length).toBeGreaterThanOrEqual(name === 'completed' ? 0 : 1)
    expect(advice.length).toBeLessThanOrEqual(name === 'completed' ? 0 : 3)
    for (const step of advice) expect(step).toMatch(/^[A-Z].{10,}\.$/)
    const named = [...advice.join(' ').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
    expect(named.join(' ')).toBe(names)
    for (const code of named) expect(changeable).toContain(code.split(':')[0])

    for (const text of [reason, ...advice]) expect(announcement.split(text)).toHaveLength(2)
    expect(message).toBe(reason === 'Said.' ? reason : [reason, ...advice].join(' '))
  },
)

const pending = { status: 'pending', atMs: 0, message: '' } as const
const timeline = [pending, { status: 'in-progress', atMs: 5_000, message: '' }] as const
const broken: Outcome = { kind: 'error', problem: aProblem({ cause: 'internal', text: 'It broke.' }) }
const again = 'Run this step again. Report this message to the authors of this action.'
const goesOn = 'The reset itself goes on: run this step again to go on waiting for it.'
const longer = `${goesOn} If it often takes longer, raise \`timeout\` (and \`timeout-minutes\` of the job). If it makes no headway, look at the recovery in Cloud Rewind.`
const undocumented = 'The latest answer had a status that the API does not document:'

const start =
  'Check that the reset was started, and that `recovery-id` is the recovery that it was started for. If it takes longer to start, raise `start-timeout`. If it may have ended before this step began, or between two checks, leave `start-timeout` out.'

interface Run {
  readonly elapsedMs?: number
  readonly progress?: Partial<Progress>
  readonly inputs?: Inputs | undefined
}

test.each<[name: string, Outcome, Run, message: string, announcement?: string]>([
  [
    'completed without a message',
    { kind: 'completed', apiMessage: '' },
    { progress: { timeline } },
    '',
    'The reset of recovery 23712792:o23712792ac completed after 1m 05s.',
  ],
  [
    'completed with a message, which is passed on as it came',
    { kind: 'completed', apiMessage: 'all\r\nclean <b>' },
    { inputs: undefined, progress: { timeline } },
    'all\r\nclean <b>',
    'The reset completed after 1m 05s. Reason: all\r\nclean <b>.',
  ],
  [
    'failed without a message, which its meaning stands in for',
    { kind: 'failed', apiMessage: '' },
    { progress: { timeline } },
    'The reset failed, or the pre-reset webhook failed.',
    'The reset of recovery 23712792:o23712792ac failed after 1m 05s. Reason: The reset failed, or the pre-reset webhook failed. Fix the cause; where that is the pre-reset webhook, mend it, or what it calls. Reset the recovery again in Cloud Rewind, then run this step again, with `start-timeout: 2m`, so that it does not read this end once more.',
  ],
  [
    'stalled without a message',
    { kind: 'stalled', apiMessage: '' },
    { progress: { timeline } },
    'The reset is stalled: a reset is not allowed while any restore is running on the timeline.',
    'The reset of recovery 23712792:o23712792ac is stalled after 1m 05s. Reason: The reset is stalled: a reset is not allowed while any restore is running on the timeline. Let the restore that runs on the timeline end, or end it in Cloud Rewind, then run this step again. To wait it out within this step, set `on-stalled: wait`.',
  ],
  [
    'completed before it was first seen',
    { kind: 'completed', apiMessage: '' },
    { progress: { timeline: [{ status: 'completed', atMs: 0, message: '' }], checks: 1 } },
    '',
    'The reset of recovery 23712792:o23712792ac had already completed at the first check.',
  ],
  [
    'stalled when the API first answered',
    { kind: 'stalled', apiMessage: 'Said.' },
    { progress: { timeline: [{ status: 'stalled', atMs: 9, message: '' }], checks: 2 } },
    'Said.',
    'The reset of recovery 23712792:o23712792ac was stalled already at the first check that the API answered. Reason: Said. Let the restore that runs on the timeline end, or end it in Cloud Rewind, then run this step again. To wait it out within this step, set `on-stalled: wait`.',
  ],
  [
    'not started while an earlier end was told',
    { kind: 'not-started' },
    {
      progress: {
        checks: 9,
        awaitsStart: true,
        earlier: { said: 'completed', message: 'Gone.', sinceMs: 5_000 },
      },
      elapsedMs: 120_001,
      inputs: someInputs({ policy: aPolicy({ startTimeoutMs: 120_000 }) }),
    },
    `The reset had not started when the start-timeout of 2m ran out (checks made: 9, failed: 0). For 1m 55s the API had said: "completed" ("Gone."), which tells of an earlier reset. ${start}`,
  ],
  [
    'not started after a 404 and in an outage',
    { kind: 'not-started' },
    {
      progress: {
        checks: 3,
        failedChecks: 1,
        awaitsStart: true,
        earlier: { said: 'not-found', message: 'Not there', sinceMs: 0 },
        outage: anOutage({ sinceMs: 50_000 }),
      },
      elapsedMs: 60_000,
      inputs: undefined,
    },
    `The reset had not started when the start-timeout of 1m ran out (checks made: 3, failed: 1). For 1m 00s the API had said: Not there. Checks had been failing for 10s: api.example.com answered 503 Service Unavailable. ${start}`,
  ],
  [
    'not started after an undocumented status',
    { kind: 'not-started' },
    {
      progress: { checks: 1, awaitsStart: true, unknown: { status: 'held', message: '' } },
      inputs: undefined,
      elapsedMs: 60_000,
    },
    `The reset had not started when the start-timeout of 1m ran out (checks made: 1, failed: 0). ${undocumented} "held". ${start}`,
  ],
  [
    'an error after an answer',
    broken,
    { progress: { timeline } },
    `It broke. Last status: in-progress, for 1m 00s. ${again}`,
  ],
  [
    'an error after an answer with a long message',
    broken,
    {
      progress: {
        timeline: [{ ...pending, status: 'in-progress', atMs: 5_000, message: 'x'.repeat(1_001) }],
      },
    },
    `It broke. Last status: in-progress, for 1m 00s ("${'x'.repeat(999)}…"). ${again}`,
  ],
  [
    'an error after an empty status',
    broken,
    { progress: { timeline, unknown: { status: '', message: '' } } },
    `It broke. Last status: in-progress, for 1m 00s. ${undocumented} "". ${again}`,
  ],
  [
    'cancelled after an undocumented status',
    { kind: 'cancelled' },
    { progress: { unknown: { status: 'paused', message: 'Held.' } } },
    `The wait was cancelled after 1m 05s. ${undocumented} "paused" ("Held."). ${goesOn}`,
  ],
  [
    'timed out in a status',
    { kind: 'timed-out' },
    { progress: { timeline, checks: 31, failedChecks: 2 }, elapsedMs: 3_600_000 },
    `The reset had not ended when the timeout of 1h ran out (checks made: 31, failed: 2). Last status: in-progress, for 59m 55s. ${longer}`,
  ],
  [
    'timed out in an outage',
    { kind: 'timed-out' },
    {
      progress: { checks: 9, failedChecks: 3, outage: anOutage({ sinceMs: 3_000_000 }) },
      elapsedMs: 3_600_000,
    },
    `The reset had not ended when the timeout of 1h ran out (checks made: 9, failed: 3). Checks had been failing for 10m 00s: api.example.com answered 503 Service Unavailable. ${longer}`,
  ],
  [
    'timed out, later than the timeout that was set',
    { kind: 'timed-out' },
    { elapsedMs: 90_500, inputs: someInputs({ policy: aPolicy({ timeoutMs: 90_000 }) }) },
    `The reset had not ended when the timeout of 1m 30s ran out (checks made: 0, failed: 0). ${longer}`,
  ],
  [
    'timed out, whatever the timeout was',
    { kind: 'timed-out' },
    { elapsedMs: 60_000, inputs: undefined },
    `The reset had not ended when the timeout of 1m ran out (checks made: 0, failed: 0). ${longer}`,
  ],
])('the message and the annotation: %s', (_, outcome, run, message, announcement = message) => {
  const { elapsedMs = 65_000, progress } = run
  const inputs = 'inputs' in run ? run.inputs : someInputs()
  const verdict = verdictOf(aResult({ outcome, progress: someProgress(progress), elapsedMs }), inputs)
  expect(verdict).toMatchObject({ message, announcement })
})

import { beforeAll, describe, expect, test } from '@jest/globals'
import { JSDOM } from 'jsdom'
import { marked } from 'marked'
import { nextSteps } from '../../src/advice.ts'
import { phaseChart } from '../../src/chart.ts'
import type { ProblemCause } from '../../src/check.ts'
import type { Outcome, Phase } from '../../src/outcome.ts'
import type { ResetStatus } from '../../src/reset-status.ts'
import { summarise } from '../../src/summary.ts'
import { aProblem, aResult, someInputs, someProgress } from './factories.ts'

const startedAtMs = Date.UTC(2026, 10, 23, 3, 0, 0)

const causes: readonly ProblemCause[] = [
  'inputs',
  'credentials',
  'permissions',
  'not-found',
  'refused',
  'redirect',
  'certificate',
  'proxy',
  'unreachable',
  'server',
  'unusable-answer',
  'internal',
]

const outcomes: readonly Outcome[] = [
  { kind: 'completed', apiMessage: '' },
  { kind: 'failed', apiMessage: 'no' },
  { kind: 'stalled', apiMessage: '' },
  { kind: 'timed-out' },
  { kind: 'cancelled' },
  ...causes.map((cause) => ({ kind: 'error', problem: aProblem({ cause }) }) as const),
]

const phases = (...entries: readonly (readonly [ResetStatus, number])[]): readonly Phase[] =>
  entries.map(([status, atMs]) => ({ status, atMs }))

const nameOf = (outcome: Outcome) =>
  outcome.kind === 'error' ? `error (${outcome.problem.cause})` : outcome.kind
const named = outcomes.map((outcome) => [nameOf(outcome), outcome] as const)

describe('the advice', () => {
  test('is none for a completed reset', () => {
    expect(nextSteps({ kind: 'completed', apiMessage: '' })).toEqual([])
  })

  test.each(named.slice(1))('has one to three concrete steps for %s', (_, outcome) => {
    const steps = nextSteps(outcome)
    expect(steps.length).toBeGreaterThanOrEqual(1)
    expect(steps.length).toBeLessThanOrEqual(3)
    for (const step of steps) expect(step).toMatch(/^[A-Z].{10,}\.$/)
  })

  test.each<[string, Outcome, RegExp]>([
    ['failed', { kind: 'failed', apiMessage: '' }, /pre-reset webhook/],
    [
      'stalled',
      { kind: 'stalled', apiMessage: '' },
      /restore is running on the timeline.*`on-stalled: wait`/s,
    ],
    ['timed-out', { kind: 'timed-out' }, /reset itself goes on.*raise `timeout`/s],
    ['cancelled', { kind: 'cancelled' }, /reset itself goes on/],
    ['inputs', { kind: 'error', problem: aProblem({ cause: 'inputs' }) }, /in the workflow or on the runner/],
    [
      '401',
      { kind: 'error', problem: aProblem({ cause: 'credentials' }) },
      /IAM > Users > Service Accounts.*`token`/s,
    ],
    [
      '403',
      { kind: 'error', problem: aProblem({ cause: 'permissions' }) },
      /permissions that the message above names/,
    ],
    [
      '404',
      { kind: 'error', problem: aProblem({ cause: 'not-found' }) },
      /`recovery-id`.*`status-path`.*`not-found-grace`/s,
    ],
    ['400', { kind: 'error', problem: aProblem({ cause: 'refused' }) }, /what the API says.*`status-path`/s],
    [
      'redirect',
      { kind: 'error', problem: aProblem({ cause: 'redirect' }) },
      /`api-url` and `status-path`.*login page/s,
    ],
    [
      'certificate',
      { kind: 'error', problem: aProblem({ cause: 'certificate' }) },
      /`NODE_EXTRA_CA_CERTS`.*renewed/s,
    ],
    ['proxy', { kind: 'error', problem: aProblem({ cause: 'proxy' }) }, /`https_proxy`.*`no_proxy`/s],
    [
      'unreachable',
      { kind: 'error', problem: aProblem({ cause: 'unreachable' }) },
      /`api-url`.*`https_proxy`.*`outage-tolerance`/s,
    ],
    [
      'server',
      { kind: 'error', problem: aProblem({ cause: 'server' }) },
      /state of Cloud Rewind.*`outage-tolerance`/s,
    ],
    [
      'a wrong body',
      { kind: 'error', problem: aProblem({ cause: 'unusable-answer' }) },
      /`status-path`.*proxy or gateway/s,
    ],
    ['a bug', { kind: 'error', problem: aProblem({ cause: 'internal' }) }, /authors of this action/],
  ])('fits its outcome: %s', (_, outcome, expected) => {
    expect(nextSteps(outcome).join('\n')).toMatch(expected)
  })
})

describe('the chart', () => {
  test('shows each phase with its length, and the end as a moment', () => {
    const timeline = phases(
      ['pending', 500],
      ['in-progress', 5_500],
      ['stalled', 65_000],
      ['completed', 3_700_000],
    )
    const chart = phaseChart(
      aResult({ progress: someProgress({ timeline }), elapsedMs: 3_700_000 }),
      startedAtMs,
    )
    expect(chart.split('\n')).toEqual([
      'gantt',
      '    title Phases of the reset',
      '    dateFormat x',
      '    axisFormat %H:%M:%S',
      '    todayMarker off',
      `    pending for 5s :done, phase0, ${startedAtMs + 500}, ${startedAtMs + 5_500}`,
      `    in-progress for 59s :active, phase1, ${startedAtMs + 5_500}, ${startedAtMs + 65_000}`,
      `    stalled for 1h 00m 35s :crit, phase2, ${startedAtMs + 65_000}, ${startedAtMs + 3_700_000}`,
      `    completed after 1h 01m 40s :done, milestone, phase3, ${startedAtMs + 3_700_000}, ${startedAtMs + 3_700_000}`,
    ])
  })

  test('shows what ended the wait badly as a critical moment', () => {
    for (const kind of ['failed', 'stalled'] as const) {
      const progress = someProgress({ timeline: phases([kind, 1_000]) })
      const chart = phaseChart(
        aResult({ outcome: { kind, apiMessage: '' }, progress, elapsedMs: 1_000 }),
        startedAtMs,
      )
      const at = startedAtMs + 1_000
      expect(chart.split('\n').at(-1)).toBe(`    ${kind} after 1s :crit, milestone, phase0, ${at}, ${at}`)
    }
  })

  test('shows a stalled reset that was waited out as a phase', () => {
    const progress = someProgress({ timeline: phases(['stalled', 1_000]) })
    const chart = phaseChart(
      aResult({ outcome: { kind: 'timed-out' }, progress, elapsedMs: 9_000 }),
      startedAtMs,
    )
    expect(chart).toContain(`stalled for 8s :crit, phase0, ${startedAtMs + 1_000}, ${startedAtMs + 9_000}`)
  })

  test('lasts to the end of the wait for a phase that has not ended, and is never without length', () => {
    const timeline = phases(['pending', 1_000.4])
    const lasting = phaseChart(
      aResult({ progress: someProgress({ timeline }), elapsedMs: 9_000.6 }),
      startedAtMs,
    )
    expect(lasting).toContain(`pending for 8s :done, phase0, ${startedAtMs + 1_000}, ${startedAtMs + 9_001}`)
    const short = phaseChart(
      aResult({ progress: someProgress({ timeline }), elapsedMs: 1_000.4 }),
      startedAtMs,
    )
    expect(short).toContain(`phase0, ${startedAtMs + 1_000}, ${startedAtMs + 1_001}`)
  })

  test('is none when no status was reported', () => {
    expect(phaseChart(aResult(), startedAtMs)).toBe('')
  })

  test('shows fifty phases, and of more the latest fifty', () => {
    const many = (count: number) =>
      Array.from(
        { length: count },
        (_, index) => [index % 2 ? 'stalled' : 'in-progress', index * 1_000] as const,
      )
    const fifty = phaseChart(
      aResult({ progress: someProgress({ timeline: phases(...many(50)) }) }),
      startedAtMs,
    )
    expect(fifty.split('\n')).toHaveLength(55)
    expect(fifty).toContain('title Phases of the reset')
    const more = phaseChart(
      aResult({ progress: someProgress({ timeline: phases(...many(51)) }) }),
      startedAtMs,
    )
    expect(more.split('\n')).toHaveLength(55)
    expect(more).toContain('title The latest 50 phases of the reset')
    expect(more).not.toContain('phase0,')
    expect(more).toContain('phase50,')
  })
})

describe('the summary', () => {
  const everyPhase = phases(['pending', 0], ['in-progress', 5_000])
  const progress = someProgress({ polls: 12, failedPolls: 3, timeline: everyPhase })

  test('is whole for a failure', () => {
    const result = aResult({ outcome: { kind: 'failed', apiMessage: 'no' }, progress, elapsedMs: 65_000 })
    expect(
      summarise(result, 'pre-reset webhook said no', someInputs(), startedAtMs),
    ).toBe(`## ❌ Recovery reset failed

<table>
<tr><th align="left">Recovery</th><td><code>23712792&#58;o23712792ac</code></td></tr>
<tr><th align="left">Assembly</th><td><code>2</code></td></tr>
<tr><th align="left">Project</th><td><code>p</code></td></tr>
<tr><th align="left">Account</th><td><code>1</code></td></tr>
<tr><th align="left">Status</th><td><code>in&#45;progress</code></td></tr>
<tr><th align="left">Message</th><td><code>pre&#45;reset webhook said no</code></td></tr>
<tr><th align="left">Waited</th><td><code>1m 05s</code></td></tr>
<tr><th align="left">Checks made</th><td><code>12</code></td></tr>
<tr><th align="left">Checks failed</th><td><code>3</code></td></tr>
</table>

### What to do next

1. Read the message above: it is the reason that Cloud Rewind gives.
2. If it names the pre-reset webhook, mend what that webhook calls, or the webhook itself.
3. Reset the recovery again in Cloud Rewind, then run this step again.

\`\`\`mermaid
gantt
    title Phases of the reset
    dateFormat x
    axisFormat %H:%M:%S
    todayMarker off
    pending for 5s :done, phase0, ${startedAtMs}, ${startedAtMs + 5_000}
    in-progress for 1m 00s :active, phase1, ${startedAtMs + 5_000}, ${startedAtMs + 65_000}
\`\`\`
`)
  })

  test('leaves out what is not known', () => {
    const result = aResult({ outcome: { kind: 'error', problem: aProblem({ cause: 'inputs' }) } })
    const text = summarise(result, 'bad inputs', undefined, startedAtMs)
    expect(text).not.toMatch(/Recovery<|Assembly|Project|Account|mermaid/)
    expect(text).toContain('<code>none reported</code>')
  })

  test('has no row for a message that is empty, and no steps for a success', () => {
    const text = summarise(aResult({ progress }), '', someInputs(), startedAtMs)
    expect(text).not.toMatch(/Message|What to do next/)
    expect(text).not.toMatch(/false|undefined|\n\n\n/)
  })

  test.each<[Outcome['kind'], string]>([
    ['completed', '✅ Recovery reset completed'],
    ['failed', '❌ Recovery reset failed'],
    ['stalled', '❌ Recovery reset stalled'],
    ['timed-out', '❌ Recovery reset not finished in time'],
    ['error', '❌ Recovery reset could not be awaited'],
    ['cancelled', '🚫 Wait for recovery reset cancelled'],
  ])('begins with the verdict of %s', (kind, heading) => {
    const outcome = outcomes.find((one) => one.kind === kind)
    if (outcome === undefined) throw new Error(`There is no ${kind}.`)
    const [first] = summarise(aResult({ outcome }), 'why', someInputs(), startedAtMs).split('\n')
    expect(first).toBe(`## ${heading}`)
  })

  test('keeps hostile text in its cell', () => {
    const hostile =
      '</code></td></table>\n\n```\n# Title <img src=x onerror=alert(1)> [link](https://x.example.com) |a|b| @team :tada: $x$'
    const text = summarise(
      aResult({ outcome: { kind: 'timed-out' }, progress }),
      hostile,
      someInputs(),
      startedAtMs,
    )
    const { document } = new JSDOM(marked.parse(text, { async: false, gfm: true })).window
    const cell = [...document.querySelectorAll('tr')].find((row) => row.textContent?.startsWith('Message'))
    expect(cell?.querySelector('code')?.textContent).toBe(hostile.replaceAll(/\s+/g, ' '))
    expect(document.querySelectorAll('table')).toHaveLength(1)
    expect(document.querySelectorAll('img, a, h1, script')).toHaveLength(0)
    expect(document.querySelectorAll('td code *')).toHaveLength(0)
  })

  test('stays far below what the runner takes', () => {
    const endless = '\u{1F600}"<&'.repeat(100_000)
    const timeline = phases(...Array.from({ length: 500 }, (_, index) => ['stalled', index] as const))
    const identifiers = { accountId: endless, projectId: endless, assemblyId: endless, id: endless }
    const result = aResult({ outcome: { kind: 'timed-out' }, progress: someProgress({ timeline }) })
    const text = summarise(result, endless, someInputs({ identifiers }), startedAtMs)
    expect(Buffer.byteLength(text)).toBeLessThan(128 * 1024)
  })
})

describe('Mermaid itself', () => {
  let parse: (text: string) => Promise<unknown>

  beforeAll(async () => {
    const { window } = new JSDOM('')
    Object.assign(globalThis, { window, document: window.document })
    const { default: mermaid } = await import('mermaid')
    parse = (text) => mermaid.parse(text)
  })

  test('takes the chart of every kind of run', async () => {
    const statuses: readonly ResetStatus[] = ['pending', 'in-progress', 'stalled', 'completed', 'failed']
    const fifty = Array.from(
      { length: 50 },
      (_, index) => [index % 2 ? 'stalled' : 'pending', index] as const,
    )
    const timelines = [
      ...statuses.map((status) => phases([status, 0])),
      phases(...statuses.map((status, index) => [status, index * 1_000] as const)),
      phases(...fifty),
    ]
    for (const timeline of timelines) {
      const chart = phaseChart(aResult({ progress: someProgress({ timeline }) }), startedAtMs)
      await expect(parse(chart)).resolves.toMatchObject({ diagramType: 'gantt' })
    }
  })

  test('refuses a chart that is none', async () => {
    await expect(parse('gantt\n    title x\n    pending for 1s done, phase0, 1, 2')).rejects.toBeDefined()
  })
})

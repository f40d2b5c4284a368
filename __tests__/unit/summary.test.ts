import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { marked } from 'marked'
import { phaseChart } from '../../src/report/chart.ts'
import { summarise } from '../../src/report/summary.ts'
import type { Verdict } from '../../src/report/verdict.ts'
import type { ResetStatus } from '../../src/wait/check.ts'
import type { Outcome, Result } from '../../src/wait/outcome.ts'
import type { Phase } from '../../src/wait/progress.ts'
import { aProblem, aResult, someInputs, someProgress } from './factories.ts'

const startedAtMs = Date.UTC(2026, 10, 23, 3)

const phases = (...entries: readonly (readonly [ResetStatus, number])[]): readonly Phase[] =>
  entries.map(([status, atMs]) => ({ status, atMs, message: '' }))

const anOutcome = (kind: string) => ({ kind, apiMessage: '', problem: aProblem() }) as Outcome

const verdict: Verdict = {
  isSuccess: false,
  title: 'A title',
  reason: 'A reason.',
  advice: ['Do this.', 'Then that.'],
  message: 'A message.',
  announcement: 'An announcement.',
}

function summaryOf(result: Partial<Result>, changed: Partial<Verdict> = {}, inputs = someInputs()): string {
  return summarise(aResult(result), { ...verdict, ...changed }, inputs, startedAtMs)
}

describe('the summary', () => {
  const timeline = phases(['pending', 0], ['in-progress', 5_000])
  const progress = someProgress({ checks: 12, failedChecks: 3, timeline })

  test('is whole', () => {
    expect(
      summaryOf({ outcome: anOutcome('failed'), progress }, { reason: 'pre-reset webhook said no' }),
    ).toBe(`## ❌ A title

<table>
<tr><th align="left">Recovery</th><td><code>23712792:o23712792ac</code></td></tr>
<tr><th align="left">Assembly</th><td><code>2</code></td></tr>
<tr><th align="left">Project</th><td><code>p</code></td></tr>
<tr><th align="left">Account</th><td><code>1</code></td></tr>
<tr><th align="left">Status</th><td><code>in-progress</code></td></tr>
<tr><th align="left">Reason</th><td><code>pre-reset webhook said no</code></td></tr>
<tr><th align="left">Waited</th><td><code>1m 05s</code></td></tr>
<tr><th align="left">Checks made</th><td><code>12</code></td></tr>
<tr><th align="left">Checks failed</th><td><code>3</code></td></tr>
</table>

### What to do next

1. Do this.
2. Then that.

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

  test('leaves out what is not known, and what is empty', () => {
    expect(
      summarise(aResult(), { ...verdict, reason: '', advice: [] }, undefined, startedAtMs),
    ).toBe(`## ✅ A title

<table>
<tr><th align="left">Status</th><td><code>none reported</code></td></tr>
<tr><th align="left">Waited</th><td><code>1m 05s</code></td></tr>
<tr><th align="left">Checks made</th><td><code>0</code></td></tr>
<tr><th align="left">Checks failed</th><td><code>0</code></td></tr>
</table>
`)
  })

  test.each(
    Object.entries({
      completed: '✅',
      failed: '❌',
      stalled: '❌',
      'not-started': '❌',
      'timed-out': '❌',
      error: '❌',
      cancelled: '🚫',
    }),
  )('of %s begins with %s', (kind, sign) => {
    expect(summaryOf({ outcome: anOutcome(kind) })).toMatch(new RegExp(`^## ${sign} A title\\n`))
  })

  /** Everything of the rendered summary but its texts. */
  const skeleton = (markdown: string) => marked.parse(markdown, { async: false, gfm: true }).match(/<[^>]*>/g)
  const harmless = skeleton(summaryOf({ progress }))
  const nasty = fc.constantFrom(
    '</code></td></table>',
    '\n\n```\n# Title\n',
    '<img src=x onerror=alert(1)>',
    '[a](https://x.example.com)',
    '|a|b|',
    '\n- @team :tada: $x$ **b** `c`',
    '&lt;b&gt;',
    '&#60;',
    '\u2028',
  )

  test('keeps any text in its cell', () => {
    const anyText = fc
      .array(fc.oneof(nasty, fc.string({ unit: 'binary' })), { minLength: 1 })
      .map((parts) => `x${parts.join('')}`)
    fc.assert(
      fc.property(anyText, anyText, (reason, id) => {
        const inputs = someInputs({ identifiers: { accountId: '1', projectId: id, assemblyId: '2', id } })
        const text = summaryOf({ progress }, { reason }, inputs)
        expect(skeleton(text)).toEqual(harmless)
        const cells = [...text.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell)
        for (const cell of cells) expect(cell).toMatch(/^<code>([^&<>"']|&(amp|lt|gt|quot|apos);)+<\/code>$/)
      }),
      { numRuns: 50, seed: 8 },
    )
  })

  test('stays far below what the runner takes', () => {
    const endless = '\u{1F600}"<&'.repeat(100_000)
    const identifiers = { accountId: endless, projectId: endless, assemblyId: endless, id: endless }
    const many = phases(...Array.from({ length: 500 }, (_, index) => ['stalled', index] as const))
    const text = summaryOf(
      { progress: someProgress({ timeline: many }) },
      { reason: endless },
      someInputs({ identifiers }),
    )
    expect(Buffer.byteLength(text)).toBeLessThan(128 * 1024)
  })
})

describe('the chart', () => {
  function chartOf(kind: string, timeline: readonly Phase[], elapsedMs = 65_000): readonly string[] {
    const result = aResult({ outcome: anOutcome(kind), progress: someProgress({ timeline }), elapsedMs })
    return phaseChart(result, startedAtMs).split('\n')
  }

  test.each([
    [
      'each phase with its length, and the end as a moment',
      'completed',
      phases(['pending', 500], ['in-progress', 5_500], ['stalled', 65_000], ['completed', 3_700_000]),
      3_700_000,
      [
        'pending for 5s :done, phase0, 500, 5500',
        'in-progress for 59s :active, phase1, 5500, 65000',
        'stalled for 1h 00m 35s :crit, phase2, 65000, 3700000',
        'completed after 1h 01m 40s :done, milestone, phase3, 3700000, 3700000',
      ],
    ],
    [
      'a bad end',
      'failed',
      phases(['failed', 1e3]),
      1e3,
      ['failed after 1s :crit, milestone, phase0, 1000, 1000'],
    ],
    [
      'a stall that ended the wait',
      'stalled',
      phases(['stalled', 1e3]),
      1e3,
      ['stalled after 1s :crit, milestone, phase0, 1000, 1000'],
    ],
    [
      'a stall that was waited out',
      'timed-out',
      phases(['stalled', 1e3]),
      9_000.6,
      ['stalled for 8s :crit, phase0, 1000, 9001'],
    ],
    [
      'a phase without length',
      'timed-out',
      phases(['stalled', 1e3]),
      1e3,
      ['stalled for 0s :crit, phase0, 1000, 1001'],
    ],
  ])('shows %s', (_, kind, timeline, elapsedMs, rows) => {
    const sinceStart = (row: string) => row.replace(/\b\d{13}\b/g, (at) => String(Number(at) - startedAtMs))
    expect(chartOf(kind, timeline, elapsedMs).slice(5).map(sinceStart)).toEqual(
      rows.map((row) => `    ${row}`),
    )
  })

  test('is none when no status was reported', () => {
    expect(phaseChart(aResult(), startedAtMs)).toBe('')
  })

  test.each([
    [50, 'Phases of the reset', 0],
    [51, 'The latest 50 phases of the reset', 1],
  ])('shows of %d phases the latest fifty', (count, title, first) => {
    const timeline = phases(...Array.from({ length: count }, (_, index) => ['pending', index] as const))
    const [, titleLine, , , , ...rows] = chartOf('timed-out', timeline)
    const numbers = rows.map((row) => Number(/phase(\d+)/.exec(row)?.[1]))
    expect(titleLine).toBe(`    title ${title}`)
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => index + first))
  })
})

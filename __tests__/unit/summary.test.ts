import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { marked } from 'marked'
import { phaseTable } from '../../src/report/phase-table.ts'
import { summarise } from '../../src/report/summary.ts'
import type { Verdict } from '../../src/report/verdict.ts'
import { parseDuration } from '../../src/text/time.ts'
import type { Outcome, Result } from '../../src/wait/outcome.ts'
import type { Stretch } from '../../src/wait/progress.ts'
import { aProblem, aResult, someInputs, someProgress } from './factories.ts'

const startedAtMs = Date.UTC(2026, 10, 23, 3, 0, 0, 900)

type Known = Stretch['known']

const stretchesOf = (...entries: readonly (readonly [Known, number])[]): readonly Stretch[] =>
  entries.map(([known, sinceMs]) => ({ known, sinceMs }))

const anOutcome = (kind: string) => ({ kind, apiMessage: '', problem: aProblem() }) as Outcome

const verdict: Verdict = {
  isSuccess: false,
  title: 'A title',
  happened: 'It happened.',
  details: [],
  advice: ['Do this.', 'Then that.'],
  message: 'A message.',
  announcement: 'An announcement.',
}

function summaryOf(result: Partial<Result>, changed: Partial<Verdict> = {}, inputs = someInputs()): string {
  return summarise(aResult(result), { ...verdict, ...changed }, inputs, startedAtMs)
}

describe('the summary', () => {
  const stretches = stretchesOf(['pending', 0], ['in-progress', 5_000])
  const progress = someProgress({ checks: 12, failedChecks: 3, stretches })

  test('is whole', () => {
    const details = ['One <thing>.', 'Another.']
    expect(summaryOf({ outcome: anOutcome('failed'), progress }, { details })).toBe(`## ❌ A title

<p>It happened.</p>

<ul>
<li>One &lt;thing&gt;.</li>
<li>Another.</li>
</ul>

### What to do next

- Do this.
- Then that.

<table>
<tr><th align="left">Status</th><th align="left">From UTC</th><th align="left">For</th></tr>
<tr><td nowrap>pending</td><td nowrap>03:00:00</td><td>▌ 5s</td></tr>
<tr><td nowrap>in-progress</td><td nowrap>03:00:05</td><td>█████ 1m\u00A000s</td></tr>
</table>

<details><summary>Facts</summary>
<ul>
<li>Request: <code>GET https://api.example.com/recoveries/23712792%3Ao23712792ac/reset/status</code></li>
<li>Recovery: <code>23712792:o23712792ac</code></li>
<li>Assembly: <code>2</code></li>
<li>Project: <code>p</code></li>
<li>Account: <code>1</code></li>
<li>Began: <code>2026-11-23 03:00:00 UTC</code></li>
<li>Ended: <code>2026-11-23 03:01:05 UTC, after 1m 05s</code></li>
<li>Checks: <code>12 checks, 3 failed</code></li>
</ul>
</details>
`)
  })

  test('leaves out what is not known, and what is empty', () => {
    expect(summarise(aResult(), { ...verdict, advice: [] }, undefined, startedAtMs)).toBe(`## ✅ A title

<p>It happened.</p>

<details><summary>Facts</summary>
<ul>
<li>Began: <code>2026-11-23 03:00:00 UTC</code></li>
<li>Ended: <code>2026-11-23 03:01:05 UTC, after 1m 05s</code></li>
<li>Checks: <code>0 checks, none failed</code></li>
</ul>
</details>
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
  const harmless = skeleton(summaryOf({ progress }, { details: ['x'] }))
  const nasty = fc.constantFrom(
    '</code></td></table></p></li></details>',
    '\n\n```\n# Title\n',
    '<img src=x onerror=alert(1)>',
    '[a](https://x.example.com)',
    '|a|b|',
    '\n- @team :tada: $x$ **b** `c`',
    '&lt;b&gt;',
    '&#60;',
    '\u2028',
  )

  test('keeps any text in its place', () => {
    const anyText = fc
      .array(fc.oneof(nasty, fc.string({ unit: 'binary' })), { minLength: 1 })
      .map((parts) => `x${parts.join('')}`)
    fc.assert(
      fc.property(anyText, anyText, (happened, id) => {
        const inputs = someInputs({ identifiers: { accountId: '1', projectId: id, assemblyId: '2', id } })
        const text = summaryOf({ progress }, { happened, details: [id] }, inputs)
        expect(skeleton(text)).toEqual(harmless)
        const texts = [...text.matchAll(/<(code|p|li)>([^<]*)<\/\1>/g)].map(([, , inner]) => inner)
        for (const inner of texts) expect(inner).toMatch(/^([^&<>"']|&(amp|lt|gt|quot|apos);)+$/)
      }),
      { numRuns: 50, seed: 8 },
    )
  })

  test('stays far below what the runner takes', () => {
    const endless = '\u{1F600}"<&'.repeat(100_000)
    const identifiers = { accountId: endless, projectId: endless, assemblyId: endless, id: endless }
    const many = stretchesOf(...Array.from({ length: 500 }, (_, index) => ['stalled', index] as const))
    const text = summaryOf(
      { progress: someProgress({ stretches: many }) },
      { happened: endless, details: Array(15).fill(endless) },
      someInputs({ identifiers }),
    )
    expect(Buffer.byteLength(text)).toBeLessThan(512 * 1024)
  })
})

describe('the phases', () => {
  function rowsOf(kind: string, stretches: readonly Stretch[], elapsedMs: number): readonly string[][] {
    const timeline = stretches.map(
      ({ sinceMs }) => ({ status: 'pending', atMs: sinceMs, message: '' }) as const,
    )
    const progress = someProgress({ stretches, timeline })
    const result = aResult({ outcome: anOutcome(kind), progress, elapsedMs })
    const table = phaseTable(result, Math.floor(startedAtMs / 1_000) * 1_000)
    return table.split('\n').flatMap((line) => {
      const cells = [...line.matchAll(/<td.*?>(.*?)<\/td>/g)].map(([, cell = '']) =>
        cell.replaceAll('\u00A0', ' '),
      )
      return cells.length > 0 ? [cells] : []
    })
  }

  test.each<[string, string, readonly Stretch[], number, string[][]]>([
    [
      'each with its length, an outage too, and the end as a moment',
      'completed',
      stretchesOf(['pending', 500], ['outage', 5_500], ['pending', 65_000], ['completed', 3_700_000]),
      3_700_100,
      [
        ['pending', '03:00:00', '▏ 5s'],
        ['outage', '03:00:05', '▏ 1m 00s'],
        ['pending', '03:01:05', '█████ 1h 00m 35s'],
        ['completed', '04:01:40', 'after 1h 01m 40s'],
      ],
    ],
    [
      'how long the first answer was waited for',
      'failed',
      stretchesOf(['failed', 1_000]),
      1_001,
      [
        ['no answer', '03:00:00', '█████ 1s'],
        ['failed', '03:00:01', 'when first seen'],
      ],
    ],
    [
      'a stall that was waited out, and one without length',
      'timed-out',
      stretchesOf(['stalled', 999], ['pending', 9_000], ['stalled', 9_100]),
      9_900,
      [
        ['stalled', '03:00:00', '█████ 9s'],
        ['pending', '03:00:09', '▏ 0s'],
        ['stalled', '03:00:09', '▌ 0s'],
      ],
    ],
    [
      'the date, where it is not the same for all',
      'cancelled',
      stretchesOf(['pending', 0]),
      86_400_000,
      [['pending', '2026-11-23 03:00:00', '█████ 24h 00m 00s']],
    ],
    ['none where nothing is known', 'error', [], 5_000, []],
  ])('are %s', (_, kind, stretches, elapsedMs, rows) => {
    expect(rowsOf(kind, stretches, elapsedMs)).toEqual(rows)
  })

  test('add up to the whole', () => {
    const lengths = fc.array(fc.double({ min: 0, max: 5_000, noNaN: true }), { minLength: 2, maxLength: 12 })
    fc.assert(
      fc.property(lengths, (lengthsMs) => {
        const moments = lengthsMs.map((_, index) =>
          lengthsMs.slice(0, index + 1).reduce((sum, one) => sum + one),
        )
        const elapsedMs = moments.pop() ?? 0
        const stretches = stretchesOf(
          ...moments.map((atMs, index) => [index % 2 ? 'outage' : 'pending', atMs] as const),
        )
        const shown = rowsOf('timed-out', stretches, elapsedMs).map(([, , length = '']) =>
          parseDuration(length.replace(/^\S* /, '')),
        )
        expect(shown.reduce((sum, one) => sum + one)).toBe(Math.floor(elapsedMs / 1_000) * 1_000)
      }),
      { seed: 8 },
    )
  })

  test.each([
    [12, undefined],
    [13, 'The first 1 of 13 phases'],
    [50, 'The first 38 of 50 phases'],
  ])('of which %d are there fold but for the latest twelve', (count, folded) => {
    const entries = Array.from(
      { length: count },
      (_, index) => [index % 2 ? 'outage' : 'pending', index * 1_000] as const,
    )
    const result = aResult({
      outcome: anOutcome('timed-out'),
      progress: someProgress({ stretches: stretchesOf(...entries) }),
    })
    const [before = '', latest = before] = phaseTable(result, startedAtMs).split('</details>\n\n')
    expect(latest.match(/<td nowrap>\d/g)).toHaveLength(12)
    expect(/<summary>(.*)<\/summary>/.exec(before)?.[1]).toBe(folded)
    expect(rowsOf('timed-out', stretchesOf(...entries), 65_000)).toHaveLength(count)
  })
})

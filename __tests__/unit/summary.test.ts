import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { marked } from 'marked'
import { summarize } from '../../src/report/summary.ts'
import { timelineTable } from '../../src/report/timeline-table.ts'
import { type Verdict, verdictOf } from '../../src/report/verdict.ts'
import { quoted, text } from '../../src/text/text.ts'
import { parseDuration } from '../../src/text/time.ts'
import type { Check } from '../../src/wait/check.ts'
import type { Outcome, Result } from '../../src/wait/outcome.ts'
import {
  aFailure,
  aProblem,
  aResult,
  aStatus,
  aSubject,
  progressAfter,
  type TimedCheck,
} from './factories.ts'

const startedMs = Date.UTC(2026, 10, 23, 3)
const anOutcome = (kind: string) => ({ kind, apiMessage: 'x', problem: aProblem() }) as Outcome
const failed = anOutcome('failed')
const twoPeriods = progressAfter([
  [0, aStatus('pending')],
  [5_000, aStatus('in-progress')],
])

function summaryOf(result: Partial<Result>, changed: Partial<Verdict> = {}, subject = aSubject()): string {
  const whole = aResult(result)
  return summarize(whole, { ...verdictOf(whole, subject), ...changed }, subject, startedMs)
}

/** The parts of a summary: its headings, and the first cells of its tables. */
const outline = (markdown: string) =>
  [...markdown.matchAll(/^(#+ .*)$|<summary>(.*?)<|<tr><td[^>]*>(.*?)</gm)].map((match) =>
    match.slice(1).find(Boolean),
  )

describe('the summary', () => {
  test('has the title, the next steps with a link at their end, a timeline, and details', () => {
    const summary = summaryOf({ outcome: failed, progress: twoPeriods })
    expect(outline(summary)).toEqual([
      ...[
        '## ❌ Recovery reset failed',
        '### Next steps',
        '### Timeline',
        'pending',
        'in-progress',
        'Details',
      ],
      ...[
        'Request',
        'Recovery',
        'Assembly',
        'Project',
        'Account',
        'Started',
        'Finished',
        'Checks',
        'Version',
      ],
    ])
    const steps = [...summary.matchAll(/<li>(.*)<\/li>/g)].map(([, step = '']) => step)
    expect(steps.map((step) => step.length > 40)).toEqual([true, true, true])
    expect(steps.at(-1)).toMatch(
      /<a href="https:\/\/github\.com\/[\w/-]+\/blob\/v\d+\.\d+\.\d+\/docs\/troubleshooting\.md#recovery-reset-failed">/,
    )
  })

  test('of a success has no next steps, and of an error the cause', () => {
    expect(summaryOf({})).toMatch(/^## .*\n\n<p>.*<\/p>\n\n<details><summary>Details/)
    expect(outline(summaryOf({ outcome: anOutcome('error') }))).toContain('Cause')
  })

  test('leaves out what was never requested', () => {
    const result = aResult({ outcome: anOutcome('error') })
    const summary = summarize(result, verdictOf(result, undefined), undefined, startedMs)
    expect(outline(summary).slice(-5)).toEqual(['Details', 'Cause', 'Started', 'Finished', 'Version'])
  })

  test.each([
    ['completed', '✅'],
    ['failed', '❌'],
    ['stalled', '❌'],
    ['not-started', '❌'],
    ['timed-out', '❌'],
    ['error', '❌'],
    ['cancelled', '🚫'],
  ])('of %s starts with %s', (kind, icon) => {
    expect(summaryOf({ outcome: anOutcome(kind) })).toMatch(new RegExp(`^## ${icon} `))
  })

  test('links to a section by its name without punctuation', () => {
    expect(summaryOf({ outcome: anOutcome('not-started') })).toContain('#recovery-reset-didnt-start"')
  })

  test('lists what the reason consists of', () => {
    const summary = summaryOf({}, { details: [text`one`, text`two`] })
    expect(summary).toContain('<li>one</li>\n<li>two</li>')
  })

  test('fails if the outputs are lost', () => {
    expect(summaryOf({}, { isSuccess: false })).toMatch(/^## ❌ /)
  })

  /** Everything of the rendered summary but its text. */
  const skeleton = (markdown: string) => marked.parse(markdown, { async: false, gfm: true }).match(/<[^>]*>/g)
  const harmless = skeleton(
    summaryOf({ outcome: failed, progress: twoPeriods }, { details: [quoted('x')], reason: quoted('x') }),
  )
  const nasty = fc.constantFrom(
    ...[
      '</code></td></table></p></li></details>',
      '\n\n```\n# Title\n',
      '<img src=x onerror=alert(1)>',
      '|a|b|',
    ],
    ...[
      '[a](https://x.example.com)',
      '\n- @team :tada: $x$ **b** `c`',
      '&lt;b&gt;',
      '&#60;',
      '\u2028',
      '<!--',
      ']]>',
    ],
  )

  test('keeps any text in its place', () => {
    const anyText = fc
      .array(fc.oneof(nasty, fc.string({ unit: 'binary' })), { minLength: 1 })
      .map((parts) => `x${parts.join('')}`)
    fc.assert(
      fc.property(anyText, anyText, (reason, id) => {
        const identifiers = { accountId: '1', projectId: id, assemblyId: '2', id }
        const changed = { reason: quoted(reason), details: [quoted(id)] }
        const summary = summaryOf(
          { outcome: failed, progress: twoPeriods },
          changed,
          aSubject({ identifiers }),
        )
        expect(skeleton(summary)).toEqual(harmless)
      }),
      { numRuns: 50, seed: 8 },
    )
  })

  test('stays far below what the runner takes', () => {
    const endless = '\u{1F600}"<&'.repeat(100_000)
    const identifiers = { accountId: endless, projectId: endless, assemblyId: endless, id: endless }
    const checks = Array.from(
      { length: 3_000 },
      (_, index): TimedCheck => [index, aStatus(index % 2 ? 'stalled' : 'pending')],
    )
    const changed = { reason: quoted(endless, 1e6), details: Array(15).fill(text`${quoted(endless, 1e6)}`) }
    const summary = summaryOf(
      { outcome: failed, progress: progressAfter(checks) },
      changed,
      aSubject({ identifiers }),
    )
    expect(Buffer.byteLength(summary)).toBeLessThan(512 * 1024)
  })
})

describe('the timeline', () => {
  function rowsOf(kind: string, checks: readonly TimedCheck[], elapsedMs: number): readonly string[][] {
    const result = aResult({ outcome: anOutcome(kind), progress: progressAfter(checks), elapsedMs })
    return timelineTable(result, startedMs)
      .split('\n')
      .map((line) =>
        [...line.matchAll(/<td.*?>(.*?)<\/td>/g)].map(([, cell = '']) => cell.replaceAll('\u00A0', ' ')),
      )
      .filter((cells) => cells.length > 0)
  }
  const failure = aFailure('busy')

  test.each<[string, string, readonly TimedCheck[], number, string[][]]>([
    [
      'each period with its duration, an outage too, and the result as a moment',
      'completed',
      [
        [500, aStatus('pending')],
        [5_500, failure],
        [65_000, aStatus('pending')],
        [14_500_000, aStatus('completed')],
      ],
      14_500_100,
      [
        ['pending', '03:00:00', '5s'],
        ['checks failing', '03:00:05', '1m 00s'],
        ['pending', '03:01:05', '4h 00m 35s'],
        ['completed', '07:01:40', ''],
      ],
    ],
    [
      'how long the first response took',
      'failed',
      [[1_000, aStatus('failed')]],
      1_001,
      [
        ['waiting for response', '03:00:00', '1s'],
        ['failed', '03:00:01', ''],
      ],
    ],
    [
      'the date, if it is not the same for all',
      'cancelled',
      [
        [0, aStatus('pending')],
        [1_000, aStatus('held')],
      ],
      86_400_000,
      [
        ['pending', '2026-11-23 03:00:00', '1s'],
        ['undocumented status', '2026-11-23 03:00:01', '23h 59m 59s'],
      ],
    ],
    ['nothing if there is only one period', 'timed-out', [[0, aStatus('pending')]], 5_000, []],
  ])('shows %s', (_, kind, checks, elapsedMs, rows) => {
    expect(rowsOf(kind, checks, elapsedMs)).toEqual(rows)
  })

  test('adds up to the whole', () => {
    const durations = fc.array(fc.double({ min: 0, max: 5_000, noNaN: true }), {
      minLength: 3,
      maxLength: 12,
    })
    fc.assert(
      fc.property(durations, (durationsMs) => {
        const moments = durationsMs.map((_, index) =>
          durationsMs.slice(0, index + 1).reduce((sum, one) => sum + one),
        )
        const elapsedMs = moments.pop() ?? 0
        const checks = moments.map((atMs, index): readonly [number, Check] => [
          atMs,
          index % 2 ? failure : aStatus('pending'),
        ])
        const rows = rowsOf('timed-out', checks, elapsedMs)
        const first = (moments[0] ?? 0) < 1_000 ? Math.floor((moments[0] ?? 0) / 1_000) * 1_000 : 0
        const sumMs = rows.reduce((sum, [, , duration = '']) => sum + parseDuration(duration), 0)
        expect(sumMs).toBe(Math.floor(elapsedMs / 1_000) * 1_000 - first)
      }),
      { seed: 8 },
    )
  })

  test.each([
    [12, undefined],
    [13, '1 earlier row'],
    [50, '38 earlier rows'],
    [1_002, '988 earlier rows'],
  ])('of %d rows folds all but the latest twelve', (count, folded) => {
    const checks = Array.from(
      { length: count },
      (_, index): TimedCheck => [index, index % 2 ? failure : aStatus('pending')],
    )
    const result = aResult({ outcome: anOutcome('timed-out'), progress: progressAfter(checks) })
    const [earlier = '', latest = earlier] = timelineTable(result, startedMs).split('</details>\n\n')
    expect(latest.match(/<tr><td/g)).toHaveLength(12)
    expect(/<summary>(.*)<\/summary>/.exec(earlier)?.[1]).toBe(folded)
    expect(earlier.includes('<td nowrap>omitted</td>')).toBe(count > 1_000)
  })
})

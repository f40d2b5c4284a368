import { describe, expect, test } from '@jest/globals'
import type { Outcome } from '../../src/outcome.ts'
import { outputsOf } from '../../src/outputs.ts'
import { aProblem, aResult, someProgress } from './factories.ts'

const startedAtMs = Date.UTC(2026, 7, 1, 12, 0, 0)
const kibibyte64 = 65_536

function messageOf(message: string): string {
  return outputsOf(aResult(), message, startedAtMs).message
}

describe('outputsOf', () => {
  test('are all there before anything was learned', () => {
    const outcome: Outcome = { kind: 'error', problem: aProblem() }
    expect(outputsOf(aResult({ outcome, elapsedMs: 0 }), '', startedAtMs)).toEqual({
      status: '',
      message: '',
      outcome: 'error',
      'elapsed-seconds': '0',
      polls: '0',
      timeline: '[]',
    })
  })

  test('tell the whole story', () => {
    const progress = someProgress({
      polls: 12,
      failedPolls: 3,
      timeline: [
        { status: 'pending', atMs: 250 },
        { status: 'in-progress', atMs: 61_999 },
        { status: 'completed', atMs: 120_000 },
      ],
    })
    expect(outputsOf(aResult({ progress, elapsedMs: 120_999 }), 'Done.', startedAtMs)).toEqual({
      status: 'completed',
      message: 'Done.',
      outcome: 'completed',
      'elapsed-seconds': '120',
      polls: '12',
      timeline:
        '[{"status":"pending","at":"2026-08-01T12:00:00.250Z","elapsedSeconds":0},' +
        '{"status":"in-progress","at":"2026-08-01T12:01:01.999Z","elapsedSeconds":61},' +
        '{"status":"completed","at":"2026-08-01T12:02:00.000Z","elapsedSeconds":120}]',
    })
  })

  test('hold no status that is not documented', () => {
    const progress = someProgress({
      timeline: [{ status: 'pending', atMs: 0 }],
      unknownStatus: 'paused',
      hasSeenUnknownStatus: true,
    })
    const outputs = outputsOf(aResult({ outcome: { kind: 'timed-out' }, progress }), '', startedAtMs)
    expect(outputs.status).toBe('pending')
    expect(JSON.stringify(outputs)).not.toContain('paused')
  })

  test.each<Outcome>([
    { kind: 'completed', apiMessage: '' },
    { kind: 'failed', apiMessage: '' },
    { kind: 'stalled', apiMessage: '' },
    { kind: 'timed-out' },
    { kind: 'error', problem: aProblem() },
    { kind: 'cancelled' },
  ])('name the outcome $kind', (outcome) => {
    expect(outputsOf(aResult({ outcome }), '', startedAtMs).outcome).toBe(outcome.kind)
  })

  test.each([
    [0, '0'],
    [999.9, '0'],
    [1_000, '1'],
    [1_999, '1'],
    [432_000_000, '432000'],
  ])('count %d ms as %s whole seconds', (elapsedMs, seconds) => {
    expect(outputsOf(aResult({ elapsedMs }), '', startedAtMs)['elapsed-seconds']).toBe(seconds)
  })

  test.each([' first\r\nsecond\n', '::set-output name=x::y', '<b>\u0000\u2028', '🙂'])(
    'pass on the message %j as it came',
    (message) => {
      expect(messageOf(message)).toBe(message)
    },
  )

  test('hold a message just below 64 KiB whole', () => {
    const message = 'x'.repeat(kibibyte64 - 1)
    expect(messageOf(message)).toBe(message)
  })

  test('hold a message over 64 KiB cut to fit', () => {
    const message = messageOf('x'.repeat(kibibyte64 + 1))
    expect(message).toMatch(/^x{65000,}…$/)
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(kibibyte64)
  })

  test('count the message in bytes and cut it at a whole character', () => {
    const message = messageOf('🙂'.repeat(kibibyte64 / 4 + 1))
    expect(message).toMatch(/^(?:🙂){16000,}…$/u)
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(kibibyte64)
  })
})

import { lastPhase, type Phase, type Result } from './outcome.ts'
import { shortenToBytes } from './untrusted-text.ts'

const messageLimitBytes = 64 * 1024

/** The action's outputs, by their names in `action.yml`. */
export type Outputs = Readonly<
  Record<'status' | 'message' | 'outcome' | 'elapsed-seconds' | 'polls' | 'timeline', string>
>

/**
 * Makes the outputs of a run.
 *
 * @param message why the wait ended
 * @param startedAtMs when the step began, in milliseconds since 1970
 */
export function outputsOf(result: Result, message: string, startedAtMs: number): Outputs {
  const { outcome, progress, elapsedMs } = result
  return {
    status: lastPhase(progress)?.status ?? '',
    message: shortenToBytes(message, messageLimitBytes - 1),
    outcome: outcome.kind,
    'elapsed-seconds': String(wholeSeconds(elapsedMs)),
    polls: String(progress.polls),
    timeline: timelineJson(progress.timeline, startedAtMs),
  }
}

function timelineJson(timeline: readonly Phase[], startedAtMs: number): string {
  const entries = timeline.map(({ status, atMs }) => ({
    status,
    at: new Date(startedAtMs + atMs).toISOString(),
    elapsedSeconds: wholeSeconds(atMs),
  }))
  return JSON.stringify(entries)
}

function wholeSeconds(durationMs: number): number {
  return Math.floor(durationMs / 1_000)
}

import type { Inputs } from '../inputs/inputs.ts'
import { print, takesSummary, writeOutputs, writeSummary } from '../runner.ts'
import { messageOf } from '../text/thrown.ts'
import { shortenToBytes } from '../text/untrusted-text.ts'
import type { Result } from '../wait/outcome.ts'
import { lastPhase, type Phase } from '../wait/progress.ts'
import { summarise } from './summary.ts'
import { type Verdict, verdictOf } from './verdict.ts'

export interface ReportContext {
  /** When the step began, in milliseconds since 1970. */
  readonly startedAtMs: number
  /** Undefined when they could not be used. */
  readonly inputs: Inputs | undefined
  readonly writeSummary: boolean
}

/**
 * Tells how the run ended: outputs, job summary, one annotation. Whatever of that fails, the verdict stays, but for
 * a success that later steps could not read in the outputs: that is none.
 *
 * @returns whether the step is a success
 */
export function report(result: Result, context: ReportContext): boolean {
  const reached = verdictOf(result, context.inputs)
  const outputProblem = attempt(() => writeOutputs(outputsOf(result, reached.message, context.startedAtMs)))
  const summaryProblem = attempt(() => addSummary(result, reached, context))
  const verdict = outputProblem === undefined ? reached : withLostOutputs(reached, outputProblem)
  attempt(() => {
    if (summaryProblem !== undefined) print('info', `The job summary could not be written: ${summaryProblem}`)
    print(verdict.isSuccess ? 'notice' : 'error', verdict.announcement, verdict.title)
  })
  return verdict.isSuccess
}

function addSummary(result: Result, verdict: Verdict, context: ReportContext): void {
  if (context.writeSummary && takesSummary())
    writeSummary(summarise(result, verdict, context.inputs, context.startedAtMs))
}

function withLostOutputs(verdict: Verdict, problem: string): Verdict {
  return {
    ...verdict,
    isSuccess: false,
    title: verdict.isSuccess ? 'Outputs could not be written' : verdict.title,
    announcement: `${verdict.announcement} The outputs of this step could not be written: ${problem}.`,
  }
}

function attempt(action: () => void): string | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    return messageOf(error)
  }
}

const messageLimitBytes = 64 * 1024

/** The action's outputs, by their names in `action.yml`. */
export type Outputs = Readonly<
  Record<'status' | 'message' | 'outcome' | 'cause' | 'elapsed-seconds' | 'checks' | 'timeline', string>
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
    message: shortenToBytes(message, messageLimitBytes - 1),
    outcome: outcome.kind,
    cause: outcome.kind === 'error' ? outcome.problem.cause : '',
    'elapsed-seconds': String(wholeSeconds(elapsedMs)),
    checks: String(progress.checks),
    timeline: timelineJson(progress.timeline, startedAtMs),
    // Last, because it opens gates: it is written only when all the others could be.
    status: statusOf(result),
  }
}

/** The last status that was seen, and `completed` if and only if the step is a success. */
function statusOf({ outcome, progress }: Result): string {
  const status = lastPhase(progress)?.status ?? ''
  return status === 'completed' && outcome.kind !== 'completed' ? '' : status
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

import { print, takesSummary, writeOutputs, writeSummary } from '../runner.ts'
import { messageOf } from '../text/errors.ts'
import { quoted, type Text, text } from '../text/text.ts'
import { shortenToBytes } from '../text/untrusted-text.ts'
import type { Result } from '../wait/outcome.ts'
import { lastStatus, timelineOf } from '../wait/progress.ts'
import type { Subject } from './subject.ts'
import { summarize } from './summary.ts'
import { type Verdict, verdictOf } from './verdict.ts'

interface ReportContext {
  /** When the step started, as Unix time in milliseconds. */
  readonly startedMs: number
  /** Undefined if the inputs are invalid. */
  readonly subject: Subject | undefined
  readonly writeSummary: boolean
}

/**
 * Reports the result of a run: outputs, job summary, one annotation. If any of that fails, the verdict stays, except
 * that success requires the outputs to be written.
 *
 * @returns whether the step succeeds
 */
export function report(result: Result, context: ReportContext): boolean {
  // From a whole second on, so that moments and durations agree wherever they are shown.
  const startedMs = context.startedMs - (context.startedMs % 1_000)
  const reached = verdictOf(result, context.subject)
  const outputProblem = attempt(() => writeOutputs(outputsOf(result, reached.message, startedMs)))
  const verdict = outputProblem === undefined ? reached : withLostOutputs(reached, outputProblem, result)
  const summaryProblem = attempt(() => addSummary(result, verdict, { ...context, startedMs }))
  attempt(() => {
    if (summaryProblem !== undefined) print('info', text`Couldn't write the job summary: ${summaryProblem}.`)
    print(verdict.isSuccess ? 'notice' : 'error', verdict.annotation, verdict.title)
  })
  return verdict.isSuccess
}

function addSummary(result: Result, verdict: Verdict, context: ReportContext): void {
  if (context.writeSummary && takesSummary())
    writeSummary(summarize(result, verdict, context.subject, context.startedMs))
}

const lostOutputsTitle = 'Outputs could not be written'

function withLostOutputs(verdict: Verdict, problem: Text, { outcome }: Result): Verdict {
  // The output file was checked together with the inputs.
  if (outcome.kind === 'error' && outcome.problem.cause === 'inputs') return verdict
  const lost = text`The outputs of this step couldn't be written: ${problem}.`
  return {
    ...verdict,
    isSuccess: false,
    heading: verdict.isSuccess ? lostOutputsTitle : verdict.heading,
    title: verdict.isSuccess ? lostOutputsTitle : verdict.title,
    reason: text`${verdict.reason} ${lost}`,
    annotation: text`${verdict.annotation} ${lost}`,
  }
}

function attempt(action: () => void): Text | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    return quoted(messageOf(error))
  }
}

const maxMessageBytes = 64 * 1024

// As JSON, they have to fit into an output of 64 KiB.
const maxTimelineEntries = 500

/** The action's outputs, by their names in `action.yml`. */
export type Outputs = Readonly<
  Record<'status' | 'message' | 'outcome' | 'cause' | 'elapsed-seconds' | 'checks' | 'timeline', string>
>

/**
 * The outputs of a run.
 *
 * @param message why the wait ended
 * @param startedMs when the step started, as Unix time in milliseconds
 */
export function outputsOf(result: Result, message: string, startedMs: number): Outputs {
  const { outcome, progress, elapsedMs } = result
  return {
    message: shortenToBytes(message, maxMessageBytes),
    outcome: outcome.kind,
    cause: outcome.kind === 'error' ? outcome.problem.cause : '',
    'elapsed-seconds': String(wholeSeconds(elapsedMs)),
    checks: String(progress.checks),
    timeline: timelineJson(result, startedMs),
    // Last, because gates read it: it's written only if all the others could be.
    status: statusOf(result),
  }
}

/** The last status that was seen, and `completed` if and only if the step succeeds. */
function statusOf({ outcome, progress }: Result): string {
  const status = lastStatus(progress) ?? ''
  return status === 'completed' && outcome.kind !== 'completed' ? '' : status
}

function timelineJson({ progress }: Result, startedMs: number): string {
  const entries = timelineOf(progress)
    .slice(-maxTimelineEntries)
    .map(({ status, sinceMs }) => ({
      status,
      at: new Date(startedMs + sinceMs).toISOString(),
      elapsedSeconds: wholeSeconds(sinceMs),
    }))
  return JSON.stringify(entries)
}

function wholeSeconds(durationMs: number): number {
  return Math.floor(durationMs / 1_000)
}

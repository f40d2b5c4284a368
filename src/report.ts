import { announce, explain } from './explain.ts'
import type { Inputs } from './inputs.ts'
import { type Result, verdicts } from './outcome.ts'
import { outputsOf } from './outputs.ts'
import { annotateError, annotateNotice, log, takesSummary, writeOutputs, writeSummary } from './runner.ts'
import { summarise } from './summary.ts'
import { messageOf } from './thrown.ts'

export interface ReportContext {
  /** When the step began, in milliseconds since 1970. */
  readonly startedAtMs: number
  /** Undefined when they could not be used. */
  readonly inputs: Inputs | undefined
}

const lostTitle = 'Outputs could not be written'

/**
 * Tells how the run ended: outputs, job summary, one annotation. Whatever of that fails, the verdict stays.
 *
 * @returns whether the step is a success: the reset completed, and later steps can read so in the outputs
 */
export function report(result: Result, { inputs, startedAtMs }: ReportContext): boolean {
  const message = explain(result, inputs)
  const outputProblem = attempt(() => writeOutputs(outputsOf(result, message, startedAtMs)))
  const summaryProblem = attempt(() => addSummary(result, message, inputs, startedAtMs))
  const isSuccess = result.outcome.kind === 'completed' && outputProblem === undefined
  attempt(() => {
    if (summaryProblem !== undefined)
      log({ level: 'info', text: `The job summary could not be written: ${summaryProblem}` })
    const lost = outputProblem && ` The outputs of this step could not be written: ${outputProblem}.`
    const annotate = isSuccess ? annotateNotice : annotateError
    const isLostSuccess = result.outcome.kind === 'completed' && !isSuccess
    annotate(
      announce(result, inputs) + (lost ?? ''),
      isLostSuccess ? lostTitle : verdicts[result.outcome.kind],
    )
  })
  return isSuccess
}

function addSummary(result: Result, message: string, inputs: Inputs | undefined, startedAtMs: number): void {
  const isWanted = inputs?.writeSummary ?? true
  if (isWanted && takesSummary()) writeSummary(summarise(result, message, inputs, startedAtMs))
}

function attempt(action: () => void): string | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    return messageOf(error)
  }
}

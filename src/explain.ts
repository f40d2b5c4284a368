import { formatDuration, formatElapsed } from './duration.ts'
import { sentence } from './error-body.ts'
import type { Inputs } from './inputs.ts'
import { lastPhase, type Progress, type Result } from './outcome.ts'
import { statusMeanings } from './reset-status.ts'
import { quote } from './untrusted-text.ts'

const resetGoesOn = 'The reset itself goes on.'

/**
 * Why the wait ended, as one text: the API's own message as it came, else what its status means, else what went
 * wrong and what to do. Empty only for `completed` without a message. May hold untrusted text.
 */
export function explain({ outcome, progress, elapsedMs }: Result, inputs: Inputs | undefined): string {
  switch (outcome.kind) {
    case 'completed':
      return outcome.apiMessage
    case 'failed':
    case 'stalled':
      return outcome.apiMessage || sentence(capitalised(statusMeanings[outcome.kind]))
    case 'timed-out':
      return describeTimeout(progress, elapsedMs, inputs)
    case 'error':
      return withLastStatus(outcome.problem.text, progress, elapsedMs)
    case 'cancelled':
      return withLastStatus(
        `The wait was cancelled after ${formatElapsed(elapsedMs)}. ${resetGoesOn}`,
        progress,
        elapsedMs,
      )
  }
}

/** What happened, why and what to do, as one paragraph that can be read without anything around it. */
export function announce(result: Result, inputs: Inputs | undefined): string {
  const { outcome, elapsedMs } = result
  const reset = inputs === undefined ? 'The reset' : `The reset of recovery ${inputs.identifiers.id}`
  const after = `after ${formatElapsed(elapsedMs)}`
  switch (outcome.kind) {
    case 'completed':
      return `${reset} completed ${after}.${reported(outcome.apiMessage)}`
    case 'failed':
      return `${reset} failed ${after}.${reported(explain(result, inputs))} Fix the cause, reset the recovery again, then run this step again.`
    case 'stalled':
      return `${reset} is stalled ${after}.${reported(explain(result, inputs))} Let the restore that runs on the timeline end, or set \`on-stalled: wait\` to wait for it here.`
    case 'timed-out':
    case 'error':
    case 'cancelled':
      return explain(result, inputs)
  }
}

function reported(message: string): string {
  return message === '' ? '' : ` Reason: ${sentence(message)}`
}

function describeTimeout(progress: Progress, elapsedMs: number, inputs: Inputs | undefined): string {
  const limit = formatDuration(inputs?.policy.timeoutMs ?? elapsedMs)
  const counts = `checks made: ${progress.polls}, failed: ${progress.failedPolls}`
  const advice = `${resetGoesOn} Raise \`timeout\`, or run this step again to go on waiting.`
  const ended = withLastStatus(
    `The reset had not ended when the timeout of ${limit} ran out (${counts}).`,
    progress,
    elapsedMs,
  )
  return [ended, describeFailures(progress, elapsedMs), advice].filter(Boolean).join(' ')
}

function describeFailures({ failureRow: row }: Progress, elapsedMs: number): string {
  return row === undefined
    ? ''
    : `Checks had been failing for ${formatElapsed(elapsedMs - row.sinceMs)}: ${row.problem.text}`
}

function withLastStatus(text: string, progress: Progress, elapsedMs: number): string {
  const phase = lastPhase(progress)
  const known =
    phase && `Last status: ${phase.status}, for ${formatElapsed(elapsedMs - phase.atMs)}${apiSaid(progress)}.`
  const unknown =
    progress.unknownStatus !== undefined &&
    `The latest answer had a status that the API does not document: ${quote(progress.unknownStatus)}.`
  return [text, known, unknown].filter(Boolean).join(' ')
}

function apiSaid({ apiMessage }: Progress): string {
  return apiMessage === '' ? '' : ` (${quote(apiMessage, 1_000)})`
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/**
 * Every status the API documents for a reset, with its documented meaning (source: the API reference, "AWS
 * recovery reset status").
 */
export const statusMeanings = {
  pending: 'the reset is pending and has not started yet',
  'in-progress': 'the reset is in progress',
  stalled: 'the reset is stalled: a reset is not allowed while any restore is running on the timeline',
  completed: 'the reset completed successfully',
  failed: 'the reset failed, or the pre-reset webhook failed',
} as const

export type ResetStatus = keyof typeof statusMeanings

/** Whether a text is one of the documented statuses, to the letter: `COMPLETED` is not. */
export function isResetStatus(text: string): text is ResetStatus {
  return Object.hasOwn(statusMeanings, text)
}

/**
 * How long one request takes. Its answer tells the state in which it found the reset when it was sent: what ends
 * while a request is under way is seen by the next one.
 */
export const latencyMs = 200

/** How the end of one reset was noticed. */
export interface Detection {
  readonly requests: number
  /** When the answer that told so was there, in milliseconds since the reset and the wait began. */
  readonly atMs: number
}

import type { ResetStatus } from './reset-status.ts'

/** What kind of thing went wrong: decides which advice is given. */
export type ProblemCause =
  | 'inputs'
  | 'credentials'
  | 'permissions'
  | 'not-found'
  | 'refused'
  | 'redirect'
  | 'certificate'
  | 'proxy'
  | 'unreachable'
  | 'server'
  | 'unusable-answer'
  | 'internal'

/** Something that went wrong, as one or more sentences for the user. */
export interface Problem {
  readonly cause: ProblemCause
  readonly text: string
}

/** What one request told. `retryAfterMs` is the least delay that the API asked for, 0 if it asked for none. */
export type Check =
  | {
      readonly kind: 'answer'
      readonly status: ResetStatus
      readonly message: string
      readonly retryAfterMs: number
    }
  | {
      readonly kind: 'unknown-status'
      readonly status: string
      readonly message: string
      readonly retryAfterMs: number
    }
  | { readonly kind: 'not-found'; readonly problem: Problem; readonly retryAfterMs: number }
  | { readonly kind: 'transient'; readonly problem: Problem; readonly retryAfterMs: number }
  | { readonly kind: 'fatal'; readonly problem: Problem }

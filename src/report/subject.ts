import type { Text } from '../text/text.ts'
import type { WaitPolicy } from '../wait/policy.ts'

/** What the report needs to know about a run, besides its result. It never contains the token. */
export interface Subject {
  /** The IDs under the API's names; `id` is the recovery. */
  readonly identifiers: Readonly<Record<'accountId' | 'projectId' | 'assemblyId' | 'id', string>>
  readonly statusUrl: URL
  readonly policy: WaitPolicy
  /** Whether this is a rerun of the job. */
  readonly isRerun: boolean
  /** What is wrong with `NODE_EXTRA_CA_CERTS`, if it's set and a certificate can't be verified. */
  readonly extraCertificates?: Text | undefined
}

import type { ProblemCause } from './check.ts'
import type { Outcome } from './outcome.ts'

/**
 * What to do after a run that did not end well, the most likely first: at most three steps, as Markdown without
 * untrusted text.
 */
export function nextSteps(outcome: Outcome): readonly string[] {
  switch (outcome.kind) {
    case 'completed':
      return []
    case 'failed':
      return [
        'Read the message above: it is the reason that Cloud Rewind gives.',
        'If it names the pre-reset webhook, mend what that webhook calls, or the webhook itself.',
        'Reset the recovery again in Cloud Rewind, then run this step again.',
      ]
    case 'stalled':
      return [
        'A restore is running on the timeline: let it end, or end it in Cloud Rewind.',
        'Then run this step again.',
        'To wait it out within this step, set `on-stalled: wait`.',
      ]
    case 'timed-out':
      return [
        'The reset itself goes on: run this step again to go on waiting for it.',
        'If it often takes longer, raise `timeout` (and `timeout-minutes` of the job).',
        'If it makes no headway, look at the recovery in Cloud Rewind.',
      ]
    case 'error':
      return stepsAgainst[outcome.problem.cause]
    case 'cancelled':
      return ['The reset itself goes on: run this step again to go on waiting for it.']
  }
}

const stepsAgainst: Readonly<Record<ProblemCause, readonly string[]>> = {
  inputs: [
    'Change what the message above names, in the workflow or on the runner.',
    'Then run this step again.',
  ],
  credentials: [
    'Make a token in Cloud Rewind under IAM > Users > Service Accounts, as a key of type JWT.',
    'Store it as the secret that `token` reads.',
    'Check that `api-url` is the host of the tenant that the token belongs to.',
  ],
  permissions: [
    'Give the service account the permissions that the message above names.',
    'Check that the service account may see this account, project and assembly.',
  ],
  'not-found': [
    'Check `recovery-id`, `assembly-id`, `project-id` and `account-id`.',
    "Compare `status-path` and `api-url` with the request line that your tenant's API reference shows.",
    'If the recovery may appear only later, set `not-found-grace`.',
  ],
  refused: [
    'Read the message above: it is what the API says.',
    "Compare `status-path` and the IDs with the request line that your tenant's API reference shows.",
  ],
  redirect: [
    'Set `api-url` and `status-path` to the address that answers itself.',
    'If the target is a login page, check that a proxy or gateway lets the runner pass.',
  ],
  certificate: [
    'If a private certificate authority signed the certificate, name its certificate file in `NODE_EXTRA_CA_CERTS`.',
    'If the certificate is out of date or made out for another host, have it renewed, or correct `api-url`.',
  ],
  proxy: [
    'Check the variable `https_proxy` on the runner, user name and password included.',
    'Have the proxy allow the host of `api-url`, or name that host in `no_proxy`.',
  ],
  unreachable: [
    'Check the host in `api-url`.',
    'Check that the runner reaches it: DNS, firewall, and `https_proxy` where one is needed.',
    'Run this step again; raise `outage-tolerance` if outages of the API may last longer.',
  ],
  server: [
    'Look at the state of Cloud Rewind, then run this step again: whether the reset has ended is not known.',
    'Raise `outage-tolerance` if outages of the API may last longer.',
  ],
  'unusable-answer': [
    "Compare `api-url` and `status-path` with the request line that your tenant's API reference shows.",
    'If a proxy or gateway answers in place of the API, have it let the runner pass.',
  ],
  internal: ['Run this step again.', 'Report the message above to the authors of this action.'],
}

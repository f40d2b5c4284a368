import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAuthority } from '../__tests__/e2e/certificates.ts'
import { actionInputs } from '../simulator/access.ts'
import { type ActionRun, type ActionRunOptions, runAction } from '../simulator/action-runner.ts'
import type { Phase } from '../simulator/scenario.ts'
import { defaultAccess, startSimulator } from '../simulator/server.ts'
import { inputDefaults } from '../src/inputs/inputs.ts'
import { parseStatusPath, statusUrl } from '../src/inputs/status-path.ts'

/** Runs a program as a step, `dist/index.js` when no entry is given; throws an Error when the step fails. */
export type RunStep = (
  options: Pick<ActionRunOptions, 'entry' | 'nodeArguments' | 'timeLimitMs'>,
) => Promise<ActionRun>

/**
 * Lets steps be run against a simulated API in this process, over https, with a certificate of a private authority
 * that the steps trust. Whichever program runs, its environment is the same: the inputs of the action, and
 * `BENCH_URL` and `BENCH_TOKEN` for a program that reads no inputs.
 */
export async function withApi<Value>(
  phases: readonly Phase[],
  use: (runStep: RunStep) => Promise<Value>,
): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const authority = await createAuthority()
  const trusted = join(folder, 'authority.pem')
  await writeFile(trusted, authority.cert)
  const simulator = await startSimulator({ scenario: { phases }, tls: await authority.issue(['127.0.0.1']) })
  const { recoveryId: id, token, ...identifiers } = defaultAccess
  const template = parseStatusPath(inputDefaults['status-path'])
  const { href } = statusUrl(new URL(simulator.url), template, { id, ...identifiers })
  const inputs = actionInputs(simulator.url, defaultAccess)
  const env = { NODE_EXTRA_CA_CERTS: trusted, BENCH_URL: href, BENCH_TOKEN: token }
  try {
    return await use(async (options) => succeeded(await runAction({ ...options, inputs, env })))
  } finally {
    await simulator.close()
    await rm(folder, { recursive: true })
  }
}

function succeeded(run: ActionRun): ActionRun {
  if (run.exitCode !== 0)
    throw new Error(`A step ended with ${run.exitCode ?? run.signal}: ${run.stdout}${run.stderr}`)
  return run
}

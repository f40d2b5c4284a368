import { type ChildProcess, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import { truthy } from '@actions/expressions/result'
import { afterAll, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { runAction } from '../../simulator/action-runner.ts'
import { parseOutputFile } from '../../simulator/output-file.ts'
import { defaultAccess, startSimulator } from '../../simulator/server.ts'

// Runs whole examples by the rules of GitHub and its runner, with the committed bundle and a simulated API.

/** A job or step as it's written; `scripts/lint-workflows.ts` validates it. */
type Written = ReturnType<typeof parse>
type Values = Readonly<Record<string, unknown>>
type Ended = Readonly<{ result: string; outputs: Values }>
type Jobs = Readonly<Record<string, Ended>>

const returns = (...statuses: readonly string[]) =>
  statuses.map((status) => ({ kind: 'status', status }) as const)

/** What the API does with a reset, and shorter inputs for waits that end at a limit. */
const apis = {
  completes: { replies: returns('pending', 'in-progress', 'completed'), inputs: {} },
  fails: { replies: returns('in-progress', 'failed'), inputs: {} },
  stalls: { replies: returns('pending', 'stalled'), inputs: {} },
  'had completed': { replies: returns('completed'), inputs: { 'start-timeout': '1s' } },
  'keeps running': { replies: returns('in-progress'), inputs: { timeout: '1s', 'start-timeout': '0s' } },
  'is forbidden': { replies: [{ kind: 'http', code: 403 } as const], inputs: {} },
}

/** By recovery ID; no other reset can be started. */
type Resets = Readonly<Record<string, keyof typeof apis>>
type Edit = readonly [from?: string | RegExp, to?: string]

interface Attempt {
  readonly number: number
  readonly resets: Resets
  readonly edit: Edit
  readonly log: string[]
}

const { token, accountId, projectId, assemblyId } = defaultAccess
const secrets = { CLOUD_REWIND_TOKEN: token, CHAT_WEBHOOK_URL: 'https://chat.example.com/hook', token }
const vars = {
  CLOUD_REWIND_API_URL: 'https://cloud-rewind.example.com',
  CLOUD_REWIND_ACCOUNT_ID: accountId,
  CLOUD_REWIND_PROJECT_ID: projectId,
  CLOUD_REWIND_ASSEMBLY_ID: assemblyId,
  SHOP_ASSEMBLY_ID: assemblyId,
  BILLING_ASSEMBLY_ID: assemblyId,
}

/** In place of the programs that the examples run. `$0` is Node.js. */
const programs = `
  ./scripts/start-reset.sh() { test "$CLOUD_REWIND_TOKEN" && grep -x "\${1:-drill}" <<< "$RECOVERIES"; }
  ./scripts/build.sh() { echo built; }
  ./scripts/deploy.sh() { echo deployed; }
  curl() { "$0" -p 'JSON.parse(process.argv.at(-2)).text' -- "$@"; }
`
const folder = mkdtempSync(path.join(tmpdir(), 'examples-'))
const [output, summary] = [path.join(folder, 'output'), path.join(folder, 'summary')]
afterAll(() => rmSync(folder, { recursive: true }))

/** A condition that doesn't ask for a status applies only while everything succeeds. */
function evaluate(expression: string, contexts: Values, isSuccess = true) {
  const status = { success: isSuccess, failure: !isSuccess, always: true, cancelled: false }
  const functions = Object.entries(status).map(([name, value]) => {
    return { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) }
  })
  const { tokens } = new Lexer(expression).lex()
  const parsed = new Parser(tokens, Object.keys(contexts), functions).parse()
  const values = JSON.parse(JSON.stringify(contexts), data.reviver)
  const value = new Evaluator(parsed, values, new Map(functions.map((one) => [one.name, one]))).evaluate()
  const asksForStatus = tokens.some(({ lexeme }) => lexeme in status)
  return { text: value.coerceString(), applies: truthy(value) && (isSuccess || asksForStatus) }
}

function fill(texts: Values = {}, contexts: Values): Record<string, string> {
  const filled = (text: string) =>
    text.replace(/\$\{\{(.*?)\}\}/g, (_, code) => evaluate(code, contexts).text)
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(String(text))]))
}

/** In a rerun, a job that succeeded keeps its outputs, unless it needs one that runs again. */
async function runWorkflow(attempt: Attempt, file: string, given: Values, earlier: Jobs = {}): Promise<Jobs> {
  const example = readFileSync(path.join(import.meta.dirname, '../../examples', file), 'utf8')
  const [from = '', to = ''] = attempt.edit
  const { on, jobs } = parse(example.replace(from, to))
  const declared = on.workflow_call?.inputs ?? on.workflow_dispatch?.inputs ?? {}
  const defaults = Object.fromEntries(Object.keys(declared).map((name) => [name, declared[name].default]))
  const inputs = { ...defaults, ...(given.inputs as Values) }
  const ended: Record<string, Ended> = {}
  for (const [name, job] of Object.entries<Written>(jobs)) {
    const needs = Object.fromEntries([job.needs ?? []].flat().map((needed) => [needed, ended[needed]]))
    const isKept = Object.keys(needs).every((needed) => ended[needed] === earlier[needed])
    if (isKept && earlier[name]?.result === 'success') ended[name] = earlier[name]
    else ended[name] = await runJob(attempt, job, { ...given, inputs, needs })
    if (ended[name] !== earlier[name]) attempt.log.push(`${name}: ${ended[name]?.result}`)
  }
  return ended
}

async function runJob(attempt: Attempt, job: Written, given: Values & { needs: Jobs }): Promise<Ended> {
  const contexts = { ...given, vars, github: { run_attempt: String(attempt.number) } }
  const isSuccess = Object.values(given.needs).every(({ result }) => result === 'success')
  if (!evaluate(job.if ?? 'true', contexts, isSuccess).applies) return { result: 'skipped', outputs: {} }
  if (job.uses === undefined) return runSteps(attempt, job, contexts)
  const called = { inputs: fill(job.with, contexts), secrets: fill(job.secrets, contexts) }
  const jobs = Object.values(await runWorkflow(attempt, path.basename(job.uses), called))
  return { result: jobs.every(({ result }) => result === 'success') ? 'success' : 'failure', outputs: {} }
}

/** A step's outputs exist, and its failure counts, once something waits for it: a `wait`, or the end of the job. */
async function runSteps(attempt: Attempt, job: Written, outside: Values): Promise<Ended> {
  const steps: Record<string, Values> = {}
  const contexts = { ...outside, steps }
  const started = new Map<string, ReturnType<typeof start>>()
  const succeed = async (ids: readonly string[]) => {
    let isSuccess = true
    for (const [id, { step, ended }] of [...started].filter(([id]) => ids.includes(id))) {
      const { outcome, outputs } = await ended
      if (id === step.id && !(id in steps)) attempt.log.push(`${id}=${outputs.outcome ?? outcome}`)
      steps[id] = { outcome, outputs }
      isSuccess &&= outcome !== 'failure' || step['continue-on-error'] === true
    }
    return isSuccess
  }
  let isSuccess = true
  for (const step of job.steps) {
    const { background, wait, cancel, parallel = wait || cancel ? [] : [step] } = step
    for (const one of parallel)
      if (evaluate(one.if ?? 'true', contexts, isSuccess).applies)
        started.set(idOf(one), start(attempt, one, contexts))
    started.get(cancel)?.child.then((child) => child.kill('SIGINT'))
    const isGood = await succeed(background ? [] : [wait ?? cancel ?? parallel.map(idOf)].flat())
    isSuccess &&= isGood || step['continue-on-error'] === true
  }
  const result = (await succeed([...started.keys()])) ? 'success' : 'failure'
  return { result, outputs: fill(job.outputs, contexts) }
}

const idOf = (step: Written): string => step.id ?? JSON.stringify(step)

function start(attempt: Attempt, step: Written, contexts: Values) {
  const child = Promise.withResolvers<ChildProcess>()
  const ended = step.run ? runShell(attempt, step, contexts) : runUses(attempt, step, contexts, child.resolve)
  return { step, child: child.promise, ended }
}

async function runShell({ resets, log }: Attempt, step: Written, contexts: Values) {
  for (const file of [output, summary]) writeFileSync(file, '')
  const files = { PATH: process.env.PATH, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary }
  const env = { ...files, RECOVERIES: Object.keys(resets).join('\n'), ...fill(step.env, contexts) }
  // Stricter than the runner by -u: a variable that the workflow doesn't set fails the step.
  const shell = spawnSync('bash', ['-euc', programs + step.run, process.execPath], { env, encoding: 'utf8' })
  const lines = `${shell.stdout}${readFileSync(summary, 'utf8')}`.split('\n').filter(Boolean)
  log.push(...lines.map((line) => line.replace(/\. .*/, '').replace(/\d+/, 'N')))
  const outputs = parseOutputFile(readFileSync(output, 'utf8'))
  return { outcome: shell.status === 0 ? 'success' : 'failure', outputs }
}

type OnStart = (child: ChildProcess) => void

type ActionStep = Readonly<{ outcome: string; outputs: Record<string, string> }>

/** What the action did, by its inputs and whatever else makes a difference to it. */
const runs = new Map<string, Promise<ActionStep>>()

async function runUses(
  attempt: Attempt,
  step: Written,
  contexts: Values,
  onStart: OnStart,
): Promise<ActionStep> {
  if (step.uses.startsWith('actions/checkout@')) return { outcome: 'success', outputs: {} }
  const given = fill(step.with, contexts)
  const api = attempt.resets[given['recovery-id'] ?? ''] ?? 'is forbidden'
  const key = JSON.stringify([given, api, attempt.number, attempt.edit])
  const run = runs.get(key) ?? runStep(given, apis[api], attempt.number, onStart)
  runs.set(key, run)
  return run
}

type Api = (typeof apis)[keyof typeof apis]

async function runStep(
  given: Record<string, string>,
  api: Api,
  attempt: number,
  onStart: OnStart,
): Promise<ActionStep> {
  const { replies, inputs } = api
  const simulator = await startSimulator({ replies, access: { recoveryId: given['recovery-id'] ?? '' } })
  const shorter = Object.entries(inputs).filter(([name]) => (given[name] ?? '0s') !== '0s')
  const { exitCode, signal, outputs } = await runAction({
    inputs: { ...given, 'api-url': simulator.url, 'poll-interval': '100ms', ...Object.fromEntries(shorter) },
    env: { GITHUB_RUN_ATTEMPT: String(attempt), RUNNER_TEMP: folder },
    onStart,
  }).finally(() => simulator.close())
  const isCancelled = signal === 'SIGINT' || outputs.outcome === 'cancelled'
  return { outcome: exitCode === 0 ? 'success' : isCancelled ? 'cancelled' : 'failure', outputs }
}

// The examples run on Linux; their shell isn't for Windows.
const testShell = process.platform === 'win32' ? test.concurrent.skip : test.concurrent

const unknown = '::warning::The result of the reset is unknown'
const service = '::warning::The service account needs a new token or more permissions.'

// biome-ignore format: a table
testShell.each<[file: string, edit: Edit, attempts: readonly Resets[], log: string]>([
  ['wait.yml', [], [{ drill: 'completes' }], 'reset=completed · reset: success'],
  ['wait.yml', [], [{ drill: 'had completed' }], 'reset=not-started · reset: failure'],
  ['gate.yml', [], [{ drill: 'had completed' }], 'reset=completed · reset: success'],
  ['step.yml', [], [{ drill: 'completes' }], 'start=success · reset=completed · drill: success'],
  ['step.yml', [], [{ drill: 'is forbidden' }], 'start=success · reset=error · drill: failure'],
  ['step.yml', [], [{}], 'start=failure · drill: failure'],
  ['step.yml', [], [{ drill: 'keeps running' }, { drill: 'completes' }], 'start=success · reset=timed-out · drill: failure · start=success · reset=completed · drill: success'],
  ['deploy.yml', [], [{ drill: 'completes' }], 'start=success · drill: success · reset=completed · reset: success · gate: success · deployed · deploy: success'],
  ['deploy.yml', [], [{ drill: 'fails' }], 'start=success · drill: success · reset=failed · reset: failure · gate: failure · deploy: skipped'],
  ['deploy.yml', [], [{ drill: 'had completed' }], 'start=success · drill: success · reset=not-started · reset: failure · gate: failure · deploy: skipped'],
  ['deploy.yml', [], [{ drill: 'keeps running' }, { drill: 'had completed' }], 'start=success · drill: success · reset=timed-out · reset: failure · gate: failure · deploy: skipped · reset=completed · reset: success · gate: success · deployed · deploy: success'],
  ['deploy.yml', [], [{}, { drill: 'had completed' }], 'start=failure · drill: failure · gate: skipped · deploy: skipped · start=success · drill: success · reset=not-started · reset: failure · gate: failure · deploy: skipped'],
  ['background.yml', [], [{ drill: 'completes' }], 'start=success · built · reset=completed · deployed · deploy: success'],
  ['background.yml', [], [{ drill: 'fails' }], 'start=success · built · reset=failed · deploy: failure'],
  ['background.yml', [], [{}], 'start=failure · deploy: failure'],
  ['several.yml', [], [{ shop: 'completes', billing: 'completes' }], 'start=success · shop=completed · billing=completed · drill: success'],
  ['several.yml', [], [{ shop: 'stalls', billing: 'completes' }], 'start=success · shop=stalled · billing=completed · drill: failure'],
  ['several.yml', [], [{ shop: 'completes' }], 'start=failure · drill: failure'],
  ['outputs.yml', [], [{ drill: 'completes' }], 'start=success · reset=completed · Reset completed · drill: success · Reset completed after N s · record: success'],
  ['outputs.yml', [], [{ drill: 'keeps running' }], `start=success · reset=timed-out · Reset timed-out · ${unknown} · drill: failure · Reset timed-out after N s · record: success`],
  ['outputs.yml', [], [{ drill: 'is forbidden' }], `start=success · reset=error · Reset error · ${service} · ${unknown} · drill: failure · Reset error after N s · record: success`],
  ['outputs.yml', [], [{}], 'start=failure · drill: failure · record: skipped'],

  // By hand after a timeout, and three times side by side.
  ['wait.yml', ['default: 2m', 'default: 0s'], [{ drill: 'had completed' }], 'reset=completed · reset: success'],
  ['several.yml', [/( +- name: Wait for billing\n +id: )billing(.*)/s, '$&\n$1again$2'], [{ shop: 'fails', billing: 'completes' }], 'start=success · shop=failed · billing=completed · again=completed · drill: failure'],

  // What bypasses a gate.
  ['deploy.yml', ['needs: gate', 'needs: gate\n    if: always()'], [{ drill: 'fails' }], 'start=success · drill: success · reset=failed · reset: failure · gate: failure · deployed · deploy: success'],
  ['deploy.yml', ['id: reset', 'id: reset\n        continue-on-error: true'], [{ drill: 'fails' }], 'start=success · drill: success · reset=failed · reset: success · gate: success · deployed · deploy: success'],
  ['background.yml', ['wait: reset', "run: ./scripts/deploy.sh\n        if: steps.reset.outcome != 'failure'"], [{ drill: 'fails' }], 'start=success · built · deployed · deployed · reset=failed · deploy: failure'],
  ['background.yml', ['wait: reset', 'wait: reset\n        continue-on-error: true'], [{ drill: 'fails' }], 'start=success · built · reset=failed · deployed · deploy: failure'],
  ['background.yml', ['wait: reset', 'cancel: reset'], [{ drill: 'keeps running' }], 'start=success · built · reset=cancelled · deployed · deploy: success'],
])('%s %j, %j: %s', async (file, edit, attempts, expected) => {
  const given = { secrets, inputs: { 'recovery-id': 'drill', 'assembly-id': assemblyId } }
  const log: string[] = []
  let jobs: Jobs = {}
  for (const [index, resets] of attempts.entries())
    jobs = await runWorkflow({ number: index + 1, resets, edit, log }, file, given, jobs)
  expect(log.join(' · ')).toBe(expected)
})

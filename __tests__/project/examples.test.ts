import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import { truthy } from '@actions/expressions/result'
import { afterAll, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { runAction } from '../../simulator/action-runner.ts'
import { parseOutputFile } from '../../simulator/output-file.ts'
import type { Reply } from '../../simulator/scenario.ts'
import { defaultAccess, startSimulator } from '../../simulator/server.ts'

// Whole examples are run as GitHub would: their expressions, the shell of their steps, and the action over HTTP.

type Values = Readonly<Record<string, unknown>>

interface Step {
  readonly id?: string
  readonly if?: string
  readonly uses?: string
  readonly with?: Values
  readonly env?: Values
  readonly run: string
  readonly 'continue-on-error'?: boolean
}

interface Job extends Step {
  readonly needs?: string
  readonly secrets?: Values
  readonly outputs?: Values
  readonly steps: readonly Step[]
}

interface Ended {
  readonly result: 'success' | 'failure' | 'skipped'
  readonly outputs: Values
}

/** How a reset ends: what the API says at one check after another, and shorter limits where an example sets them. */
const ends = {
  completed: { says: ['pending', 'in-progress', 'completed'], limits: {} },
  'completed before': { says: ['completed'], limits: {} },
  failed: { says: ['in-progress', 'failed'], limits: {} },
  stalled: { says: ['pending', 'stalled'], limits: {} },
  'not-started': { says: ['completed'], limits: { 'start-timeout': '1s' } },
  'timed-out': { says: ['in-progress'], limits: { timeout: '1s', 'start-timeout': '0s' } },
  error: { says: ['forbidden'], limits: {} },
}
type End = keyof typeof ends

const vars = {
  CLOUD_REWIND_API_URL: 'https://cloud-rewind.example.com',
  CLOUD_REWIND_ACCOUNT_ID: defaultAccess.accountId,
  CLOUD_REWIND_PROJECT_ID: defaultAccess.projectId,
  CLOUD_REWIND_ASSEMBLY_ID: defaultAccess.assemblyId,
  SHOP_ASSEMBLY_ID: defaultAccess.assemblyId,
  BILLING_ASSEMBLY_ID: defaultAccess.assemblyId,
}
const secrets = { CLOUD_REWIND_TOKEN: defaultAccess.token, CHAT_WEBHOOK_URL: 'https://chat.example.com/hook' }

const programs = {
  'scripts/start-reset.sh': `test "$CLOUD_REWIND_TOKEN" && grep ":\${1:-drill}$" recoveries`,
  'scripts/deploy.sh': 'echo deployed',
  'bin/curl': `printf '%s\\n' "$@"`,
}
const folder = mkdtempSync(path.join(tmpdir(), 'examples-'))
afterAll(() => rmSync(folder, { recursive: true }))
for (const [name, script] of Object.entries(programs)) {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  writeFileSync(path.join(folder, name), `#!/usr/bin/env bash\n${script}\n`, { mode: 0o755 })
}

function evaluate(expression: string, contexts: Values, isGreen = true) {
  const status = { success: isGreen, failure: !isGreen, always: true, cancelled: false }
  const functions = Object.entries(status).map(([name, value]) => {
    return { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) }
  })
  const parsed = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), functions).parse()
  const values = JSON.parse(JSON.stringify(contexts), data.reviver)
  return new Evaluator(parsed, values, new Map(functions.map((one) => [one.name, one]))).evaluate()
}

function applies({ if: condition = 'success()' }: Step, contexts: Values, isGreen: boolean): boolean {
  const expression = condition.replace(/^\$\{\{(.*)\}\}$/, '$1')
  const asksForStatus = /\b(success|failure|always|cancelled)\(/.test(expression)
  return truthy(evaluate(asksForStatus ? expression : `success() && (${expression})`, contexts, isGreen))
}

function fill(texts: Values = {}, contexts: Values): Record<string, string> {
  const filled = (text: string) =>
    text.replace(/\$\{\{(.*?)\}\}/g, (_, expression) => evaluate(expression, contexts).coerceString())
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(String(text))]))
}

/** A run of an example: what its resets come to, by recovery ID, and what its scripts have printed. */
interface Run {
  readonly resets: ReadonlyMap<string, (typeof ends)[End]>
  readonly printed: string[]
}

async function runWorkflow(run: Run, file: string, given: Values): Promise<Record<string, Ended>> {
  const workflow = parse(readFileSync(path.join(import.meta.dirname, '../../examples', file), 'utf8'))
  const jobs: Record<string, Ended> = {}
  for (const [name, job] of Object.entries<Job>(workflow.jobs)) {
    const needs = Object.fromEntries([job.needs ?? []].flat().map((needed) => [needed, jobs[needed]]))
    const isGreen = Object.values(needs).every((needed) => needed?.result === 'success')
    const contexts = { vars, ...given, needs }
    jobs[name] = applies(job, contexts, isGreen)
      ? await (job.uses === undefined ? runJob : callWorkflow)(run, job, contexts)
      : { result: 'skipped', outputs: {} }
  }
  return jobs
}

async function callWorkflow(run: Run, { uses = '', ...job }: Job, contexts: Values): Promise<Ended> {
  const given = { inputs: fill(job.with, contexts), secrets: fill(job.secrets, contexts) }
  const jobs = Object.values(await runWorkflow(run, path.basename(uses), given))
  return { result: jobs.every(({ result }) => result === 'success') ? 'success' : 'failure', outputs: {} }
}

async function runJob(run: Run, job: Job, outside: Values): Promise<Ended> {
  const steps: Record<string, unknown> = {}
  const contexts = { ...outside, steps }
  let isGreen = true
  for (const step of job.steps.filter(({ uses }) => !uses?.startsWith('actions/checkout@'))) {
    if (!applies(step, contexts, isGreen)) continue
    const ended = await (step.uses === undefined ? runShell : awaitReset)(run, step, contexts)
    steps[step.id ?? ''] = ended
    isGreen &&= ended.isGreen || step['continue-on-error'] === true
  }
  return { result: isGreen ? 'success' : 'failure', outputs: fill(job.outputs, contexts) }
}

function runShell({ printed }: Run, step: Step, contexts: Values) {
  const [output, summary] = [path.join(folder, 'output'), path.join(folder, 'summary')]
  for (const file of [output, summary]) writeFileSync(file, '')
  const env = {
    PATH: `${folder}/bin:${process.env.PATH}`,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    ...fill(step.env, contexts),
  }
  // By -u it is stricter than the runner: a variable that the workflow does not give ends the step.
  const shell = spawnSync('bash', ['-eu', '-c', step.run], { cwd: folder, env, encoding: 'utf8' })
  printed.push(...`${shell.stdout}${readFileSync(summary, 'utf8')}`.split('\n').filter(Boolean))
  return { isGreen: shell.status === 0, outputs: parseOutputFile(readFileSync(output, 'utf8')) }
}

function replyOf(said: string): Reply {
  return said === 'forbidden' ? { kind: 'http', code: 403 } : { kind: 'status', status: said }
}

async function awaitReset({ resets }: Run, step: Step, contexts: Values) {
  const given = fill(step.with, contexts)
  const recoveryId = given['recovery-id'] ?? ''
  const { says, limits } = resets.get(recoveryId) ?? ends.error
  const phases = says.map((said) => ({ forRequests: 1, reply: replyOf(said) }))
  const simulator = await startSimulator({ scenario: { phases }, access: { recoveryId } })
  const haste = { 'api-url': simulator.url, 'poll-interval': '100ms', 'max-poll-interval': '200ms' }
  const shorter = Object.fromEntries(Object.entries(limits).filter(([name]) => name in given))
  const inputs = { ...given, ...haste, ...shorter }
  const { exitCode, outputs } = await runAction({ inputs }).finally(() => simulator.close())
  return { isGreen: exitCode === 0, outputs }
}

/** Runs an example; of each application given, the reset can be started, and ends so. */
async function runExample(file: string, applications: Readonly<Record<string, End>>, inputs: Values = {}) {
  const resets = Object.entries(applications).map(([name, end]) => [`23712792:${name}`, ends[end]] as const)
  writeFileSync(path.join(folder, 'recoveries'), resets.map(([id]) => `${id}\n`).join(''))
  const run: Run = { resets: new Map(resets), printed: [] }
  const jobs = await runWorkflow(run, file, { secrets, inputs })
  return { ...run, results: Object.entries(jobs).map(([name, { result }]) => `${name}: ${result}`) }
}

// The examples run on Linux, where there is bash; their shell is not for Windows.
const hasBash = process.platform !== 'win32' && spawnSync('bash', ['-c', 'exit']).status === 0
const describeShell = hasBash ? describe : describe.skip

const unknownEnd = 'How the reset ended is not known.'

describeShell.each<{ end: End; advice?: readonly string[] }>([
  { end: 'completed' },
  { end: 'failed' },
  { end: 'stalled', advice: ['A restore runs on the timeline.'] },
  { end: 'not-started', advice: ['The reset was not seen to start.'] },
  { end: 'timed-out', advice: [unknownEnd] },
  { end: 'error', advice: ['The service account is at fault', unknownEnd] },
])('of a reset that ends as $end', ({ end, advice = [] }) => {
  const isGood = end === 'completed'
  const gate = isGood ? 'success' : 'failure'

  test('the wait is green only if that is completed', async () => {
    const inputs = { 'recovery-id': '23712792:drill', 'start-timeout': '2m' }
    const { results } = await runExample('wait.yml', { drill: end }, inputs)
    expect(results).toEqual([`reset: ${gate}`])
  })

  test('the drill is green only if that is completed', async () => {
    const { results } = await runExample('step.yml', { drill: end })
    expect(results).toEqual([`drill: ${gate}`])
  })

  test('the deployment begins only if that is completed', async () => {
    const { results, printed } = await runExample('deploy.yml', { drill: end })
    expect(results).toEqual(['drill: success', `gate: ${gate}`, `deploy: ${isGood ? 'success' : 'skipped'}`])
    expect(printed).toEqual(isGood ? ['deployed'] : [])
  })

  test('the later steps tell that, and what fits it alone', async () => {
    const { results, printed } = await runExample('outputs.yml', { drill: end })
    expect(results).toEqual([`reset: ${gate}`, 'record: success'])
    const told = printed.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line).text)
    expect(told).toEqual([expect.stringMatching(`^Reset ${end}\\. `)])
    const given = printed.filter((line) => line.startsWith('::'))
    expect(given).toEqual(advice.map((text) => expect.stringContaining(`::${text}`)))
    expect(printed.at(-1)).toMatch(RegExp(`^Reset ${end} after \\d+ s$`))
  })
})

describeShell('of several resets', () => {
  test.each<[shop: End, billing: End, result: string, told: string]>([
    ['completed', 'completed before', 'success', 'Shop completed, billing completed'],
    ['completed', 'failed', 'failure', 'Shop completed, billing failed'],
    ['failed', 'completed', 'failure', 'Shop failed, billing completed'],
    ['not-started', 'stalled', 'failure', 'Shop not-started, billing stalled'],
  ])('%s, then %s: the job is a %s, and both are told', async (shop, billing, result, told) => {
    const { results, printed } = await runExample('several.yml', { shop, billing })
    expect(results).toEqual([`drill: ${result}`])
    expect(printed).toEqual([told])
  })
})

describeShell('of a reset that could not be started', () => {
  test.each([
    ['step.yml', ['drill: failure']],
    ['deploy.yml', ['drill: failure', 'gate: skipped', 'deploy: skipped']],
    ['outputs.yml', ['reset: failure', 'record: skipped']],
  ])('%s awaits nothing, and tells nothing', async (file, expected) => {
    const { results, printed } = await runExample(file, {})
    expect(results).toEqual(expected)
    expect(printed).toEqual([])
  })
})

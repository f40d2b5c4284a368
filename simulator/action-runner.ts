import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { parseOutputFile } from './output-file.ts'

/**
 * State of a file that the runner gives to a step: there and writable, its variable not set, the file missing, or
 * there and not writable (a folder, which isn't writable for root either).
 */
type CommandFileState = 'file' | 'unset' | 'missing' | 'read-only'

/** How the step is run. */
export interface ActionRunOptions {
  /** By input name. An input that isn't set gets its default from `action.yml`, or the empty string. */
  readonly inputs: Readonly<Record<string, string>>
  /** Added to the environment of a runner; undefined removes a variable. Nothing else is inherited. */
  readonly env?: Environment
  readonly onStdout?: (chunk: string) => void
  readonly onStderr?: (chunk: string) => void
  readonly onStart?: (child: ChildProcess) => void
  /** Default `dist/index.js` of this repository. */
  readonly entry?: string
  /** Node.js options, before the entry. */
  readonly nodeArguments?: readonly string[]
  /** Default `file`. */
  readonly outputFile?: CommandFileState
  /** Default `file`. */
  readonly summaryFile?: CommandFileState
  /** The step is killed with SIGKILL after this time; default 120,000. */
  readonly timeLimitMs?: number
}

/** How the step ended and what it wrote. */
export interface ActionRun {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  /** In the order of `action.yml`. */
  readonly outputs: Record<string, string>
  readonly summary: string
  /** From the start of the process to its end, including its output streams. */
  readonly elapsedMs: number
}

type Environment = Readonly<Record<string, string | undefined>>

interface ActionMetadata {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly outputs: Readonly<Record<string, unknown>>
  readonly runs: { readonly main: string }
}

const repository = new URL('../', import.meta.url)

/** Every scalar is a string, as in the runner. */
const metadata: ActionMetadata = parse(await readFile(new URL('action.yml', repository), 'utf8'), {
  schema: 'failsafe',
})

/** Environment variables that the step inherits. */
const inheritedVariables = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot']

/**
 * Runs the action as GitHub's runner does: inputs, output file, and summary file through the environment.
 * @throws Error if the runner wouldn't accept the output file.
 */
export async function runAction(options: ActionRunOptions): Promise<ActionRun> {
  const folder = await mkdtemp(join(tmpdir(), 'action-run-'))
  try {
    return await runIn(folder, options)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function runIn(folder: string, options: ActionRunOptions): Promise<ActionRun> {
  const outputPath = await prepareCommandFile(join(folder, 'output'), options.outputFile)
  const summaryPath = await prepareCommandFile(join(folder, 'summary.md'), options.summaryFile)
  const files = { RUNNER_TEMP: folder, GITHUB_OUTPUT: outputPath, GITHUB_STEP_SUMMARY: summaryPath }
  const ended = await runProcess({ ...runnerVariables(), ...files, ...inputVariables(options) }, options)
  const outputs = inDeclaredOrder(parseOutputFile(await readCommandFile(outputPath)))
  return { ...ended, outputs, summary: await readCommandFile(summaryPath) }
}

function runnerVariables(): Environment {
  const inherited = inheritedVariables.map((name) => [name, process.env[name]])
  const runner = { GITHUB_ACTIONS: 'true', CI: 'true', RUNNER_ENVIRONMENT: 'self-hosted' }
  return { ...Object.fromEntries(inherited), ...runner, GITHUB_RUN_ATTEMPT: '1' }
}

/** The variable of an input is in upper case, with underscores for spaces; hyphens are kept. */
function inputVariables({ inputs, env }: ActionRunOptions): Environment {
  const defaults = Object.entries(metadata.inputs).map(
    ([name, input]) => [name, input.default ?? ''] as const,
  )
  const variables = [...defaults, ...Object.entries(inputs)].map(([name, value]) => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    value,
  ])
  return { ...Object.fromEntries(variables), ...env }
}

function inDeclaredOrder(outputs: Record<string, string>): Record<string, string> {
  const declared = Object.keys(metadata.outputs).filter((name) => Object.hasOwn(outputs, name))
  return { ...Object.fromEntries(declared.map((name) => [name, ''])), ...outputs }
}

/** Returns the path, or undefined if its variable isn't set. */
async function prepareCommandFile(
  path: string,
  state: CommandFileState = 'file',
): Promise<string | undefined> {
  if (state === 'file') await writeFile(path, '')
  if (state === 'read-only') await mkdir(path)
  return state === 'unset' ? undefined : path
}

/** What the step wrote to the file; empty if there is no such file. */
async function readCommandFile(path: string | undefined): Promise<string> {
  return path === undefined ? '' : readFile(path, 'utf8').catch(() => '')
}

async function runProcess(
  env: Environment,
  { entry, nodeArguments = [], onStart, onStdout, onStderr, timeLimitMs = 120_000 }: ActionRunOptions,
): Promise<Omit<ActionRun, 'outputs' | 'summary'>> {
  const startedAtMs = performance.now()
  const bundle = fileURLToPath(new URL(metadata.runs.main, repository))
  const arguments_ = [...nodeArguments, entry ?? bundle]
  const child = spawn(process.execPath, arguments_, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const killer = setTimeout(() => child.kill('SIGKILL'), timeLimitMs)
  const stdout = collect(child.stdout, onStdout)
  const stderr = collect(child.stderr, onStderr)
  onStart?.(child)
  try {
    const [exitCode, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    const elapsedMs = performance.now() - startedAtMs
    return { exitCode, signal, stdout: stdout(), stderr: stderr(), elapsedMs }
  } finally {
    clearTimeout(killer)
  }
}

function collect(stream: NodeJS.ReadableStream, onChunk?: (chunk: string) => void): () => string {
  let collected = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    collected += chunk
    onChunk?.(chunk)
  })
  return () => collected
}

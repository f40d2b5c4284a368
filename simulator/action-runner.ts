import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { parseOutputFile } from './output-file.ts'

/**
 * The state of a file that the runner hands to a step: there and writable, its variable not set, the file not there,
 * or there and not writable (a folder in its place, which holds for root too).
 */
export type CommandFileState = 'file' | 'unset' | 'missing' | 'read-only'

/** How the step is run. */
export interface ActionRunOptions {
  /** By input name; what is not given gets its default from `action.yml`, else the empty string. */
  readonly inputs: Readonly<Record<string, string>>
  /** Added to a small environment of its own; undefined removes a variable. Nothing else leaks in. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly onStdout?: (chunk: string) => void
  readonly onStderr?: (chunk: string) => void
  readonly onStart?: (child: ChildProcess) => void
  /** Default `dist/index.js` of this repository. */
  readonly entry?: string
  /** Options of Node.js itself, before the entry. */
  readonly nodeArguments?: readonly string[]
  /** Default `file`. */
  readonly outputFile?: CommandFileState
  /** Default `file`. */
  readonly summaryFile?: CommandFileState
  /** After this long the step is killed with SIGKILL; default 120 000. */
  readonly timeLimitMs?: number
}

/** How the step ended, and what it left. */
export interface ActionRun {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  readonly outputs: Record<string, string>
  readonly summary: string
  /** From the start of the process to its end, its output streams included. */
  readonly elapsedMs: number
}

interface ActionMetadata {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly runs: { readonly main: string }
}

type Environment = Readonly<Record<string, string | undefined>>

const repository = new URL('../', import.meta.url)

/** The variables that reach the step from the environment of whoever runs this. */
const inheritedVariables = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot']

/**
 * Runs the action as GitHub's runner does: inputs, output file and summary file through the environment.
 * @throws Error when the output file is one that the runner would not take.
 */
export async function runAction(options: ActionRunOptions): Promise<ActionRun> {
  const metadata = await readMetadata()
  const entry = options.entry ?? fileURLToPath(new URL(metadata.runs.main, repository))
  const folder = await mkdtemp(join(tmpdir(), 'action-run-'))
  try {
    return await runIn(folder, entry, inputVariables(metadata, options.inputs), options)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The environment variable that carries an input: upper case, spaces as underscores, hyphens kept. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

/** Every scalar as text, as the runner takes it. */
async function readMetadata(): Promise<ActionMetadata> {
  return parse(await readFile(new URL('action.yml', repository), 'utf8'), { schema: 'failsafe' })
}

function inputVariables({ inputs }: ActionMetadata, given: Readonly<Record<string, string>>): Environment {
  const defaults = Object.entries(inputs).map(([name, input]) => [name, input.default ?? ''] as const)
  const values = [...defaults, ...Object.entries(given)]
  return Object.fromEntries(values.map(([name, value]) => [inputVariable(name), value]))
}

async function runIn(
  folder: string,
  entry: string,
  inputs: Environment,
  options: ActionRunOptions,
): Promise<ActionRun> {
  const outputPath = await prepareCommandFile(join(folder, 'output'), options.outputFile)
  const summaryPath = await prepareCommandFile(join(folder, 'summary.md'), options.summaryFile)
  const files = { RUNNER_TEMP: folder, GITHUB_OUTPUT: outputPath, GITHUB_STEP_SUMMARY: summaryPath }
  const environment = { ...baseEnvironment(), ...files, ...inputs, ...options.env }
  const ended = await runProcess([...(options.nodeArguments ?? []), entry], environment, options)
  const outputs = parseOutputFile(await readCommandFile(outputPath))
  return { ...ended, outputs, summary: await readCommandFile(summaryPath) }
}

/** Gives back the path, or undefined when its variable is not to be set. */
async function prepareCommandFile(
  path: string,
  state: CommandFileState = 'file',
): Promise<string | undefined> {
  if (state === 'file') await writeFile(path, '')
  if (state === 'read-only') await mkdir(path)
  return state === 'unset' ? undefined : path
}

/** What the step left in the file; empty when there is no such file. */
async function readCommandFile(path: string | undefined): Promise<string> {
  return path === undefined ? '' : readFile(path, 'utf8').catch(() => '')
}

function baseEnvironment(): Environment {
  const inherited = inheritedVariables.map((name) => [name, process.env[name]])
  return { ...Object.fromEntries(inherited), GITHUB_ACTIONS: 'true', CI: 'true' }
}

async function runProcess(
  nodeArguments: readonly string[],
  env: Environment,
  { onStart, onStdout, onStderr, timeLimitMs = 120_000 }: ActionRunOptions,
): Promise<Omit<ActionRun, 'outputs' | 'summary'>> {
  const startedAtMs = performance.now()
  const child = spawn(process.execPath, nodeArguments, { env, stdio: ['ignore', 'pipe', 'pipe'] })
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

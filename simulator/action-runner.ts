import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ActionMetadata, readActionMetadata } from './action-metadata.ts'
import { type CommandFileState, prepareCommandFile, readCommandFile } from './command-file.ts'
import { parseOutputFile } from './output-file.ts'

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

type Environment = Readonly<Record<string, string | undefined>>

const repository = new URL('../', import.meta.url)

/** The variables that reach the step from the environment of whoever runs this. */
const inheritedVariables = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot']

/**
 * Runs the action as GitHub's runner does: inputs, output file and summary file through the environment.
 * @throws Error when the entry is not there, or the output file is one that the runner would not take.
 */
export async function runAction(options: ActionRunOptions): Promise<ActionRun> {
  const metadata = await readActionMetadata(new URL('action.yml', repository))
  const entry = options.entry ?? fileURLToPath(new URL(metadata.main, repository))
  await access(entry).catch(() => {
    throw new Error(`${entry} is not there: npm run build makes it`)
  })
  const folder = await mkdtemp(join(tmpdir(), 'action-run-'))
  try {
    return await runIn(folder, entry, metadata, options)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The environment variable that carries an input: upper case, spaces as underscores, hyphens kept. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

async function runIn(
  folder: string,
  entry: string,
  metadata: ActionMetadata,
  options: ActionRunOptions,
): Promise<ActionRun> {
  const outputPath = await prepareCommandFile(folder, 'output', options.outputFile ?? 'file')
  const summaryPath = await prepareCommandFile(folder, 'summary.md', options.summaryFile ?? 'file')
  const files = { RUNNER_TEMP: folder, GITHUB_OUTPUT: outputPath, GITHUB_STEP_SUMMARY: summaryPath }
  const inputs = inputVariables(metadata, options.inputs)
  const environment = { ...baseEnvironment(), ...files, ...inputs, ...options.env }
  const ended = await runProcess([...(options.nodeArguments ?? []), entry], environment, options)
  const outputs = parseOutputFile(await readCommandFile(outputPath))
  return { ...ended, outputs, summary: await readCommandFile(summaryPath) }
}

function baseEnvironment(): Environment {
  const inherited = inheritedVariables.map((name) => [name, process.env[name]])
  return { ...Object.fromEntries(inherited), GITHUB_ACTIONS: 'true', CI: 'true' }
}

function inputVariables(metadata: ActionMetadata, given: Readonly<Record<string, string>>): Environment {
  const declared = Object.entries(metadata.inputs).map(
    ([name, input]) => [name, input.default ?? ''] as const,
  )
  const values = [...declared, ...Object.entries(given)]
  return Object.fromEntries(values.map(([name, value]) => [inputVariable(name), value]))
}

async function runProcess(
  nodeArguments: readonly string[],
  environment: Environment,
  options: ActionRunOptions,
): Promise<Omit<ActionRun, 'outputs' | 'summary'>> {
  const startedAtMs = performance.now()
  const child = spawn(process.execPath, nodeArguments, {
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const killer = setTimeout(() => child.kill('SIGKILL'), options.timeLimitMs ?? 120_000)
  const stdout = collect(child.stdout, options.onStdout)
  const stderr = collect(child.stderr, options.onStderr)
  options.onStart?.(child)
  try {
    const [exitCode, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    const elapsedMs = performance.now() - startedAtMs
    return { exitCode, signal, stdout: stdout(), stderr: stderr(), elapsedMs }
  } finally {
    clearTimeout(killer)
  }
}

function collect(
  stream: NodeJS.ReadableStream,
  onChunk: ((chunk: string) => void) | undefined,
): () => string {
  let collected = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    collected += chunk
    onChunk?.(chunk)
  })
  return () => collected
}

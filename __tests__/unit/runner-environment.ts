import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { EOL, tmpdir } from 'node:os'
import path from 'node:path'
import { jest } from '@jest/globals'
import { parseOutputFile } from '../../simulator/output-file.ts'

/** What the runner hands to a step, made in this process, and what the step leaves there. */
export interface RunnerEnvironment {
  readonly outputFile: string
  readonly summaryFile: string
  /** Everything written to stdout so far. */
  printed(): string
  outputs(): Record<string, string>
  summary(): string
  /** Puts back all that was changed. */
  restore(): void
}

/** Sets up files and variables as the runner does, and catches what is printed. */
export function runnerEnvironment(variables: Readonly<Record<string, string>> = {}): RunnerEnvironment {
  const before = { ...process.env }
  // The same folder throughout a test file: the toolkit remembers the summary file that it wrote to first.
  const folder = path.join(tmpdir(), `runner-of-${process.pid}`)
  const outputFile = path.join(folder, 'output')
  const summaryFile = path.join(folder, 'summary', 'file')
  mkdirSync(path.dirname(summaryFile), { recursive: true })
  writeFileSync(outputFile, '')
  writeFileSync(summaryFile, '')
  Object.assign(process.env, { GITHUB_OUTPUT: outputFile, GITHUB_STEP_SUMMARY: summaryFile }, variables)
  const written: string[] = []
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(String(chunk))
    return true
  })
  return {
    outputFile,
    summaryFile,
    printed: () => written.join('').replaceAll(EOL, '\n'),
    outputs: () => parseOutputFile(readFileSync(outputFile, 'utf8')),
    summary: () => readFileSync(summaryFile, 'utf8'),
    restore: () => {
      spy.mockRestore()
      rmSync(folder, { recursive: true })
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
      Object.assign(process.env, before)
    },
  }
}

import './fail-closed.ts'
import { main } from './main.ts'

const longestDrainMs = 300

const interruption = new AbortController()
const interrupt = (reason: unknown) => interruption.abort(reason)
process.on('SIGINT', interrupt)
process.on('SIGTERM', interrupt)
process.on('uncaughtException', interrupt)
process.on('unhandledRejection', (reason) =>
  interrupt(reason instanceof Error ? reason : new Error(String(reason))),
)
// A reader that is gone takes the log with it, not the verdict.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

const isSuccess = await main(interruption.signal).catch(() => {
  process.stdout.write('::error::The action ended on an unexpected error. Please report it to its authors.\n')
  return false
})
process.exitCode = isSuccess ? 0 : 1
await drained()
process.exit()

/** Resolves when what was printed has left the process, which `process.exit` does not wait for. */
function drained(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, longestDrainMs)
    process.stdout.write('', () => resolve())
  })
}

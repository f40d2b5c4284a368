import { succeed } from './fail-closed.ts'
import { type Interruption, main } from './main.ts'

const longestDrainMs = 300

const interruption = new AbortController()
const interrupt = (reason: Interruption) => interruption.abort(reason)
const cancel = () => interrupt({ kind: 'cancelled' })
const crash = (thrown: unknown) => interrupt({ kind: 'crashed', thrown })
process.on('SIGINT', cancel)
process.on('SIGTERM', cancel)
process.on('uncaughtException', crash)
process.on('unhandledRejection', crash)
// They speak to the authors of a program; in the log of a user they are noise.
process.noDeprecation = true
// A reader that is gone takes the log with it, not the verdict.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

const isSuccess = await main(interruption.signal).catch(() => {
  process.stdout.write('::error::The action ended on an unexpected error. Please report it to its authors.\n')
  return false
})
if (isSuccess) succeed()
await drained()
// A name lookup cannot be abandoned: to exit would wait for it, for minutes. A step that is red anyway need not.
if (!isSuccess && process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap'))
  process.kill(process.pid, 'SIGKILL')
process.exit()

/** Resolves when what was printed has left the process, which `process.exit` does not wait for. */
function drained(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, longestDrainMs)
    // In a turn of its own: the lookup whose answer ended the wait is under way until this one is over.
    process.stdout.write('', () => setImmediate(resolve))
  })
}

import { succeed } from './fail-closed.ts'
import { type AbortReason, main } from './main.ts'

const maxDrainMs = 300

const controller = new AbortController()
const abort = (reason: AbortReason) => controller.abort(reason)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => abort({ kind: 'cancelled' }))
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => abort({ kind: 'crashed', error }))
// Deprecation warnings are for developers, not for users' logs.
process.noDeprecation = true
// A closed stdout must not change the result.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

const isSuccess = await main(controller.signal).catch(() => {
  process.stdout.write(
    '::error title=Internal error::The action ended with an unexpected error. The result is unknown. Check the reset in Cloud Rewind.\n',
  )
  return false
})
if (isSuccess) succeed()
await drained()
// A DNS lookup can't be aborted, and exiting would wait for it for minutes. A step that fails anyway doesn't have to.
if (!isSuccess && process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap'))
  process.kill(process.pid, 'SIGKILL')
process.exit()

/** Resolves when what was printed has left the process, which `process.exit` doesn't wait for. */
function drained(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, maxDrainMs)
    // In a turn of its own: the lookup whose result ended the wait is active until this turn is over.
    process.stdout.write('', () => setImmediate(resolve))
  })
}

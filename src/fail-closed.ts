// Imported before anything else: however the process ends from here on, the step fails, unless `succeed()` was called.
// The exit code is set at the very end, in case other code ends the process or sets it, too.
process.exitCode = 1

let isSuccess = false

process.on('exit', () => {
  process.exitCode = isSuccess ? 0 : 1
})

/** Makes the step succeed. */
export function succeed(): void {
  isSuccess = true
}

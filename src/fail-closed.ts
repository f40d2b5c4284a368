// Imported before anything else: however the process ends from here on, it is a failed step, unless the one success
// there is was told. The exit code is settled at the very end, against code that ends the process or sets it too.
process.exitCode = 1

let isSuccess = false

process.on('exit', () => {
  process.exitCode = isSuccess ? 0 : 1
})

/** Makes the step a success. */
export function succeed(): void {
  isSuccess = true
}

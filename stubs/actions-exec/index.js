// `@actions/core` imports @actions/exec for `platform.getDetails` alone, which this action never calls. Without this
// stand-in, users would run, and audit, code that starts processes, in an action that has no need to start any.

/** Stands in for the function of this name. */
export function getExecOutput() {
  throw new Error(
    '@actions/exec is left out of this action: platform.getDetails of @actions/core cannot be used here.',
  )
}

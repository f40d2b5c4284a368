/** Time as the wait needs it: monotonic, in milliseconds since the step began. */
export interface Clock {
  now(): number
  /** Resolves after `durationMs`, or as soon as `interruption` is aborted. */
  sleep(durationMs: number, interruption: AbortSignal): Promise<void>
  /** Calls back every `periodMs` until the returned function is called. */
  every(periodMs: number, callback: () => void): () => void
}

/** The process's own clock: it began with the process and does not jump with the time of day. */
export const processClock: Clock = {
  now: () => performance.now(),
  sleep: (durationMs, interruption) =>
    new Promise((resolve) => {
      if (interruption.aborted) return resolve()
      const finish = () => {
        clearTimeout(timer)
        interruption.removeEventListener('abort', finish)
        resolve()
      }
      const timer = setTimeout(finish, durationMs)
      interruption.addEventListener('abort', finish)
    }),
  every: (periodMs, callback) => {
    const timer = setInterval(callback, periodMs)
    return () => clearInterval(timer)
  },
}

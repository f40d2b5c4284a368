/** Time as the wait needs it: monotonic, in milliseconds since the step started. */
export interface Clock {
  now(): number
  /** Resolves after `durationMs`, or as soon as `signal` is aborted. */
  sleep(durationMs: number, signal: AbortSignal): Promise<void>
  /** Calls back every `intervalMs` until the returned function is called. */
  every(intervalMs: number, callback: () => void): () => void
}

/** The process's own clock: it started with the process and doesn't jump with the time of day. */
export const processClock: Clock = {
  now: () => performance.now(),
  sleep: (durationMs, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const finish = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', finish)
        resolve()
      }
      const timer = setTimeout(finish, durationMs)
      signal.addEventListener('abort', finish)
    }),
  every: (intervalMs, callback) => {
    const timer = setInterval(callback, intervalMs)
    return () => clearInterval(timer)
  },
}

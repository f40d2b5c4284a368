import { virtualClock } from '../__tests__/unit/virtual-clock.ts'
import { inputDefaults } from '../src/inputs/defaults.ts'
import { parseDuration } from '../src/text/time.ts'
import { waitForReset } from '../src/wait/wait.ts'

/** Returns numbers from 0 to below 1, the same ones in each run. */
type Random = () => number

/** Polls until it sees that a reset finished at this moment, in milliseconds since the reset and the wait started. */
type Schedule = (endMs: number, random: Random) => Detection | Promise<Detection>

/** Number of checks, and when the last one returned. */
type Detection = Readonly<Record<'checks' | 'atMs', number>>

const resets = 20_000
const durations = { medianMs: 8 * 60_000, sigma: 0.9, minMs: 5_000, maxMs: 3 * 3_600_000 } as const
const latencyMs = 200

const problem = { cause: 'unexpected-response', text: [] } as const
const problemIf = { stale: problem, undocumented: problem }

// Compares the action's schedule with fixed ones, and with the waiters of the AWS SDK, in virtual time: the same resets
// for each, drawn with a fixed seed. Nobody publishes how long resets take: lognormal is an assumption. A check takes
// 0.2 s and returns what was true when it was sent; the lag is the time from the end of the reset to that response.
const [pollIntervalMs = 0, maxPollIntervalMs = 0] = (['poll-interval', 'max-poll-interval'] as const).map(
  (name) => parseDuration(inputDefaults[name]),
)
console.table({
  default: await measure(ownSchedule(pollIntervalMs, maxPollIntervalMs)),
  'fixed 5 s': await measure(ownSchedule(5_000, 5_000)),
  'fixed 10 s': await measure(ownSchedule(10_000, 10_000)),
  'fixed 30 s': await measure(ownSchedule(30_000, 30_000)),
  'AWS SDK JS v3 waiter, 2 s → 120 s': await measure(awsSchedule),
})

/** Means over all resets; a relative lag is relative to the duration of the reset. */
async function measure(schedule: Schedule): Promise<Readonly<Record<string, string>>> {
  const [resetRandom, jitterRandom] = [seededRandom(1), seededRandom(2)]
  const sums = { checks: 0, lagMs: 0, relativeLag: 0 }
  for (let reset = 0; reset < resets; reset += 1) {
    const endMs = drawDuration(resetRandom)
    const { checks, atMs } = await schedule(endMs, jitterRandom)
    sums.checks += checks
    sums.lagMs += atMs - endMs
    sums.relativeLag += (atMs - endMs) / endMs
  }
  return {
    checks: (sums.checks / resets).toFixed(1),
    'lag, s': (sums.lagMs / resets / 1_000).toFixed(1),
    'relative lag, %': ((sums.relativeLag / resets) * 100).toFixed(1),
  }
}

/** The action's own wait, with these intervals. */
function ownSchedule(pollIntervalMs: number, maxPollIntervalMs: number): Schedule {
  return async (endMs, random) => {
    const clock = virtualClock()
    const { progress, elapsedMs } = await waitForReset({
      policy: {
        pollIntervalMs,
        maxPollIntervalMs,
        timeoutMs: 4 * 3_600_000,
        requestTimeoutMs: 30_000,
        outageToleranceMs: 0,
        startTimeoutMs: 0,
        onStalled: 'fail',
      },
      clock,
      check: async () => {
        const status = clock.now() >= endMs ? 'completed' : 'in-progress'
        clock.pass(latencyMs)
        return { kind: 'status', status, message: '', ageMs: 0, retryAfterMs: 0, problemIf }
      },
      observe: () => {},
      random,
      signal: new AbortController().signal,
    })
    return { checks: progress.checks, atMs: elapsedMs }
  }
}

/**
 * The waiters of the AWS SDK for JavaScript v3 with their default delays: random between the minimum and a limit that
 * doubles with each check, and always the maximum once the limit exceeds it. Source: the Smithy specification.
 */
function awsSchedule(endMs: number, random: Random): Detection {
  const [minDelayMs, maxDelayMs] = [2_000, 120_000]
  let [sentMs, checks] = [0, 1]
  for (; sentMs < endMs; checks += 1) {
    const limitMs = minDelayMs * 2 ** (checks - 1)
    sentMs += latencyMs + (limitMs > maxDelayMs ? maxDelayMs : minDelayMs + random() * (limitMs - minDelayMs))
  }
  return { checks, atMs: sentMs + latencyMs }
}

/** Draws a lognormal duration, in milliseconds, by Box and Muller; one outside the range is drawn again. */
function drawDuration(random: Random): number {
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const durationMs = durations.medianMs * Math.exp(durations.sigma * normal)
    if (durationMs >= durations.minMs && durationMs <= durations.maxMs) return durationMs
  }
}

/** The mulberry32 generator: small, fast, and good enough to draw times. */
function seededRandom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const millisecondsPerUnit = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const

const parts = Object.keys(millisecondsPerUnit).map((unit) => String.raw`(?:(\d+(?:\.\d+)?)${unit} ?)?`)
const durationPattern = new RegExp(`^(?=.)${parts.join('')}$`)

const forms = 'a duration with its unit, such as 500ms, 90s, 15m, 1h30m or 1d'

/** What a duration may be; each limit is itself allowed. */
export interface DurationLimits {
  readonly leastMs?: number
  readonly mostMs?: number
  /** What sets `mostMs`, where that is another input. */
  readonly mostIs?: string
}

/**
 * Reads a duration such as `90s`, `1.5h`, `1h30m` or `1m 05s`.
 *
 * @returns the duration in whole milliseconds
 * @throws RangeError when the text is none, or none within the limits; its message says what is accepted, and never
 *   in a way that would be refused in turn
 */
export function parseDuration(text: string, limits: DurationLimits = {}): number {
  const durationMs = readDuration(text)
  if (durationMs === undefined) throw new RangeError(describeForms(text, limits))
  if (!Number.isSafeInteger(durationMs)) throw new RangeError('the duration is too long to count')
  if (!isWithin(durationMs, limits)) throw new RangeError(`expected ${describeLimits(limits)}`)
  return durationMs
}

function readDuration(text: string): number | undefined {
  const [, ...amounts] = durationPattern.exec(text) ?? []
  if (amounts.length === 0) return undefined
  const units = Object.values(millisecondsPerUnit)
  return Math.round(units.reduce((sumMs, unitMs, index) => sumMs + Number(amounts[index] ?? 0) * unitMs, 0))
}

function isWithin(durationMs: number, { leastMs = 0, mostMs = Number.MAX_SAFE_INTEGER }: DurationLimits) {
  return durationMs >= leastMs && durationMs <= mostMs
}

function describeForms(text: string, limits: DurationLimits): string {
  const isBareNumber = /^\d+(\.\d+)?$/.test(text)
  const meant = ['s', 'm', 'ms']
    .map((unit) => `${text}${unit}`)
    .filter((form) => isBareNumber && isWithin(readDuration(form) ?? -1, limits))
  if (meant.length > 0) return `a number needs its unit: write ${alternatives(meant)}`
  return isBareNumber ? `expected ${describeLimits(limits)}, as ${forms}` : `expected ${forms}`
}

// Made only when it is needed: that takes a sixth of the time in which a step starts.
function alternatives(forms: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(forms)
}

function describeLimits({ leastMs = 0, mostMs, mostIs = '' }: DurationLimits): string {
  const least = leastMs === 1 ? 'more than 0s' : leastMs > 0 && `at least ${formatDuration(leastMs)}`
  const most = mostMs !== undefined && `at most ${formatDuration(mostMs)}${mostIs}`
  return [least, most].filter(Boolean).join(' and ')
}

/**
 * Writes a setting the way a person would: `500ms`, 90,000 ms as `1m 30s`, an hour as `1h`, 48 hours as `2d`.
 *
 * @param durationMs milliseconds, not negative
 */
export function formatDuration(durationMs: number): string {
  const wholeMs = Math.round(durationMs)
  if (wholeMs > 0 && wholeMs < 1_000) return `${wholeMs}ms`
  if (wholeMs % 1_000 !== 0) return `${wholeMs / 1_000}s`
  if (wholeMs > 0 && wholeMs % millisecondsPerUnit.d === 0) return `${wholeMs / millisecondsPerUnit.d}d`
  return formatElapsed(wholeMs).replace(/( 00m)? 00s$/, '')
}

/**
 * Writes the time between two moments in whole seconds, with every smaller part: `5s`, `1m 05s`, `2h 00m 09s`. Moments
 * count from their whole seconds on, so that the lengths of what follows on each other add up.
 *
 * @param untilMs milliseconds, not before the other
 */
export function formatElapsed(untilMs: number, sinceMs = 0): string {
  const totalSeconds = Math.floor(untilMs / 1_000) - Math.floor(sinceMs / 1_000)
  const hours = Math.floor(totalSeconds / 3_600)
  const minutes = Math.floor(totalSeconds / 60) % 60
  const seconds = totalSeconds % 60
  if (hours > 0) return `${hours}h ${twoDigits(minutes)}m ${twoDigits(seconds)}s`
  return minutes > 0 ? `${minutes}m ${twoDigits(seconds)}s` : `${seconds}s`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

/**
 * Writes a moment in UTC, to the second: `2026-11-24 03:00:05 UTC`.
 *
 * @param momentMs milliseconds since 1970
 */
export function formatMoment(momentMs: number): string {
  return `${new Date(momentMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

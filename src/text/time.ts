import { InvalidInput } from './errors.ts'
import { type Text, text, type Words } from './text.ts'

const millisecondsPerUnit = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const

const amounts = Object.keys(millisecondsPerUnit).map((unit) => String.raw`(?:(\d+(?:\.\d+)?)${unit} ?)?`)
const durationPattern = new RegExp(`^(?=.)${amounts.join('')}$`)

const maxDurationMs = Number.MAX_SAFE_INTEGER

/** Limits of a duration, each of them allowed. */
export interface DurationLimits {
  readonly minMs: number
  readonly maxMs: number
}

/**
 * Parses a duration such as `90s`, `1.5h`, `1h30m`, or `1m 05s`.
 *
 * @returns the duration in whole milliseconds
 * @throws InvalidInput if it isn't a duration within the limits. Nothing that its text suggests would be rejected.
 */
export function parseDuration(value: string, given: Partial<DurationLimits> = {}): number {
  const limits = { minMs: 0, maxMs: maxDurationMs, ...given }
  if (isAccepted(value, limits)) return readDuration(value)
  throw new InvalidInput(describeProblem(value, limits))
}

/** Milliseconds; NaN if it isn't a duration. */
function readDuration(value: string): number {
  const [, ...amounts] = durationPattern.exec(value) ?? []
  if (amounts.length === 0) return Number.NaN
  const units = Object.values(millisecondsPerUnit)
  return Math.round(units.reduce((sumMs, unitMs, index) => sumMs + Number(amounts[index] ?? 0) * unitMs, 0))
}

function isAccepted(value: string, { minMs, maxMs }: DurationLimits): boolean {
  const durationMs = readDuration(value)
  return durationMs >= minMs && durationMs <= maxMs
}

function describeProblem(value: string, limits: DurationLimits): Text {
  const accepted = (durations: readonly string[]) => durations.filter((one) => isAccepted(one, limits))
  const isNumber = /^\d+(\.\d+)?$/.test(value)
  const withUnits = isNumber ? accepted([`${value}s`, `${value}m`, `${value}ms`]) : []
  if (withUnits.length > 0) return text`add a unit, such as ${alternatives(withUnits)}`
  const expected = describeExpected(limits, isNumber || readDuration(value) > limits.maxMs)
  const suggestions = accepted(['500ms', '90s', '15m', '1h30m', '1d'])
  const limit = formatDuration(limits.maxMs < maxDurationMs ? limits.maxMs : limits.minMs)
  return text`expected a ${expected} such as ${alternatives(suggestions.length > 0 ? suggestions : [limit])}`
}

function describeExpected({ minMs, maxMs }: DurationLimits, isTooLong: boolean): Words {
  const min = minMs === 1 ? 'more than 0s' : minMs > 0 && `at least ${formatDuration(minMs)}`
  const max = maxMs < maxDurationMs && `at most ${formatDuration(maxMs)}`
  const range = [min, max].filter(Boolean).join(' and ')
  if (range !== '') return words(`duration of ${range},`)
  return words(isTooLong ? 'shorter duration,' : 'duration')
}

// Created only when it's needed: creating it takes a sixth of a step's startup time.
function alternatives(durations: readonly string[]): Words {
  return words(new Intl.ListFormat('en-US', { type: 'disjunction' }).format(durations))
}

/** Formats a setting the way a person would write it: `500ms`, `1m 30s`, `1h`, 48 hours as `2d`. */
export function formatDuration(durationMs: number): Words {
  const wholeMs = Math.round(durationMs)
  if (wholeMs % 1_000 !== 0) return words(wholeMs < 1_000 ? `${wholeMs}ms` : `${wholeMs / 1_000}s`)
  const days = wholeMs / millisecondsPerUnit.d
  if (days > 0 && Number.isInteger(days)) return words(`${days}d`)
  return words(formatElapsed(wholeMs).replace(/( 00m)? 00s$/, ''))
}

/**
 * Formats the time between two moments, down to seconds: `5s`, `1m 05s`, `2h 00m 09s`. Both moments are rounded down
 * first, so that consecutive durations add up.
 */
export function formatElapsed(untilMs: number, sinceMs = 0): Words {
  const totalSeconds = Math.floor(untilMs / 1_000) - Math.floor(sinceMs / 1_000)
  const [hours, minutes, seconds] = [
    Math.floor(totalSeconds / 3_600),
    Math.floor(totalSeconds / 60) % 60,
    totalSeconds % 60,
  ]
  const twoDigits = (value: number) => String(value).padStart(2, '0')
  if (hours > 0) return words(`${hours}h ${twoDigits(minutes)}m ${twoDigits(seconds)}s`)
  return words(minutes > 0 ? `${minutes}m ${twoDigits(seconds)}s` : `${seconds}s`)
}

/** Formats Unix time in UTC, to the second: `2026-11-24 03:00:05 UTC`. */
export function formatMoment(momentMs: number): Words {
  return words(`${new Date(momentMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`)
}

function words(value: string): Words {
  return value as Words
}

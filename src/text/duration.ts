const millisecondsPerUnit = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

type Unit = keyof typeof millisecondsPerUnit

const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/

/** What a duration looks like, for error texts. */
export const durationForms = 'a duration with its unit, such as 500ms, 90s, 15m, 2h or 1d'

/**
 * Reads a duration such as `90s` or `1.5h`.
 *
 * @returns the duration in whole milliseconds
 * @throws RangeError when the text is no duration; its message says what is accepted
 */
export function parseDuration(text: string): number {
  const [, amount, unit] = durationPattern.exec(text) ?? []
  if (amount === undefined || unit === undefined) throw new RangeError(durationProblem(text))
  const durationMs = Math.round(Number(amount) * millisecondsPerUnit[unit as Unit])
  if (!Number.isSafeInteger(durationMs)) throw new RangeError('the duration is too long to count')
  return durationMs
}

function durationProblem(text: string): string {
  const isBareNumber = /^\d+(\.\d+)?$/.test(text)
  return isBareNumber
    ? `a number needs its unit: write ${text}s, ${text}m or ${text}ms, whichever is meant`
    : `expected ${durationForms}`
}

/**
 * Writes a setting the way a person would: `500ms` as `0.5s`, 90,000 ms as `1m 30s`, an hour as `1h`.
 *
 * @param durationMs milliseconds, not negative
 */
export function formatDuration(durationMs: number): string {
  const wholeMs = Math.round(durationMs)
  if (wholeMs % 1_000 !== 0) return `${wholeMs / 1_000}s`
  return formatElapsed(wholeMs).replace(/( 00m)? 00s$/, '')
}

/**
 * Writes a time that has passed, in whole seconds and with every smaller part: `5s`, `1m 05s`, `2h 00m 09s`.
 *
 * @param elapsedMs milliseconds, not negative
 */
export function formatElapsed(elapsedMs: number): string {
  const totalSeconds = Math.floor(elapsedMs / 1_000)
  const hours = Math.floor(totalSeconds / 3_600)
  const minutes = Math.floor(totalSeconds / 60) % 60
  const seconds = totalSeconds % 60
  if (hours > 0) return `${hours}h ${twoDigits(minutes)}m ${twoDigits(seconds)}s`
  return minutes > 0 ? `${minutes}m ${twoDigits(seconds)}s` : `${seconds}s`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

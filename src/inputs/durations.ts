import { code, plain, type Text, text } from '../text/text.ts'
import { type DurationLimits, formatDuration, parseDuration } from '../text/time.ts'
import { inputDefaults } from './defaults.ts'

const limits = {
  timeout: { minMs: 1, maxMs: parseDuration('5d') },
  'start-timeout': { minMs: 0 },
  'poll-interval': { minMs: 100 },
  'max-poll-interval': { minMs: 100 },
  'request-timeout': { minMs: 1 },
  'outage-tolerance': { minMs: 0 },
} as const

export type DurationName = keyof typeof limits

/** Returns an input's value, or throws an `InvalidInput`. */
type RawValue = (name: DurationName) => string

/** Durations of which the first must not exceed the second. */
const orders = [
  ['start-timeout', 'timeout'],
  ['poll-interval', 'max-poll-interval'],
] as const

/** Parses a duration, in milliseconds. An `InvalidInput` suggests nothing that another input rules out. */
export function parseDurationInput(name: DurationName, rawValue: RawValue): number {
  return validDuration(name, rawValue) ?? parseDuration(rawValue(name), narrowedLimits(name, rawValue))
}

/** What is wrong between two durations, each of which is valid by itself. */
export function orderProblems(rawValue: RawValue): readonly Text[] {
  return orders.flatMap(([lower, upper]) => {
    const [lowerMs, upperMs] = [validDuration(lower, rawValue), validDuration(upper, rawValue)]
    if (lowerMs === undefined || upperMs === undefined || lowerMs <= upperMs) return []
    return [text`${describeSetting(lower, lowerMs)} must not exceed ${describeSetting(upper, upperMs)}.`]
  })
}

function validDuration(name: DurationName, rawValue: RawValue): number | undefined {
  try {
    return parseDuration(rawValue(name), limits[name])
  } catch {
    return undefined
  }
}

function narrowedLimits(name: DurationName, rawValue: RawValue): Partial<DurationLimits> {
  const lower = orders.find(([, upper]) => upper === name)?.[0]
  const upper = orders.find(([lower]) => lower === name)?.[1]
  const minMs = Math.max(limits[name].minMs, (lower && validDuration(lower, rawValue)) ?? 0)
  const maxMs = upper && validDuration(upper, rawValue)
  return { ...limits[name], minMs, ...(maxMs !== undefined && { maxMs }) }
}

/** A duration with its value. Runners fill in defaults, so only the value shows whether it's one. */
function describeSetting(name: DurationName, valueMs: number): Text {
  const isDefault = valueMs === parseDuration(inputDefaults[name])
  return text`${code(name)} (${formatDuration(valueMs)}${plain(isDefault ? ', the default' : '')})`
}

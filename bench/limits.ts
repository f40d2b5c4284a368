import { decimal } from './table.ts'

/** What the figures must not exceed. */
export const limits = {
  /** Duration of a start, as a multiple of the bare script's. */
  startRatio: 1.6,
  /** Peak memory, as a multiple of the bare script's. */
  memoryRatio: 1.3,
  /** CPU time of a 10-minute wait beyond the start. */
  waitCpuMs: 1_000,
  /** Growth of the heap from 1,000 to 10,000 polls: 29 bytes a poll, less than anything that could be left of one. */
  soakGrowthBytes: 256 * 1024,
} as const

/** The sentence that says that a limit is broken; none when it is kept. A figure that is not a number breaks it. */
export function checkLimit(name: string, value: number, limit: number, unit: string): readonly string[] {
  if (value <= limit) return []
  return [`${name} is ${decimal(value, 2)}${unit}; the limit is ${decimal(limit, 2)}${unit}.`]
}

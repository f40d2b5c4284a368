import { validateHeaderName, validateHeaderValue } from 'node:http'

/** One field of a scenario: which values it takes, and how that reads in an error. */
export interface Field {
  readonly accepted: string
  readonly accepts: (value: unknown) => boolean
  readonly required?: boolean
}

/** The fields of one object, by name. */
export type Fields = Readonly<Record<string, Field>>

/** The largest delay that a Node.js timer takes: above it, it fires at once. */
const largestDelayMs = 2 ** 31 - 1

/** The kinds of field that scenarios are made of. */
export const fields = {
  required: (field: Field): Field => ({ ...field, required: true }),
  optional: (field: Field): Field => ({
    ...field,
    accepts: (value) => value === undefined || field.accepts(value),
  }),
  anything: { accepted: 'any value', accepts: () => true } as Field,
  text: { accepted: 'a string', accepts: (value) => typeof value === 'string' } as Field,
  boolean: { accepted: 'true or false', accepts: (value) => typeof value === 'boolean' } as Field,
  object: { accepted: 'an object', accepts: isObject } as Field,
  list: {
    accepted: 'an array of at least one phase',
    accepts: (value) => Array.isArray(value) && value.length > 0,
  } as Field,
  headers: {
    accepted: 'an object of header names and their values, as strings',
    accepts: isHeaders,
  } as Field,
  base64: { accepted: 'a base64 string', accepts: isBase64 } as Field,
  wholeNumber: (least: number, most = largestDelayMs): Field => ({
    accepted: `a whole number from ${least} to ${most}`,
    accepts: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  }),
  oneOf: (...choices: readonly string[]): Field => ({
    accepted: `one of ${choices.join(', ')}`,
    accepts: (value) => choices.some((choice) => choice === value),
  }),
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isBase64(value: unknown): boolean {
  return typeof value === 'string' && Buffer.from(value, 'base64').toString('base64') === value
}

function isHeaders(value: unknown): boolean {
  if (!isObject(value)) return false
  try {
    for (const [name, text] of Object.entries(value as object)) {
      if (typeof text !== 'string') return false
      validateHeaderName(name)
      validateHeaderValue(name, text)
    }
    return true
  } catch {
    return false
  }
}

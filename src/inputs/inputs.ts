import { InvalidInput } from '../text/errors.ts'
import type { Redact } from '../text/redaction.ts'
import { code, type Text, text } from '../text/text.ts'
import type { WaitPolicy } from '../wait/policy.ts'
import { parseApiUrl } from './api-url.ts'
import { type InputName, inputDefaults } from './defaults.ts'
import { type DurationName, orderProblems, parseDurationInput } from './durations.ts'
import { fullyDecoded, parseInt64Identifier, parseTextIdentifier } from './identifiers.ts'
import { describeInvalid, type ReadInput, summarizeProblems } from './problems.ts'
import { type Identifiers, parseStatusPath, statusUrl } from './status-path.ts'
import { parseBearerToken, secretsOf } from './token.ts'

/** The action's inputs, validated. */
export interface Inputs {
  readonly apiUrl: URL
  readonly token: string
  readonly identifiers: Identifiers
  /** The status endpoint of the reset, with its IDs. */
  readonly statusUrl: URL
  readonly policy: WaitPolicy
  readonly writeSummary: boolean
}

/** Inputs of which at least one is invalid. Each problem names the input, its value, and what is accepted. */
type InvalidInputs = Pick<Inputs, 'writeSummary'> & { readonly problems: readonly Text[] }

/** Reads and validates all inputs; redacts values that a problem repeats. */
export function readInputs(read: ReadInput, redact: Redact): Inputs | InvalidInputs {
  const found = new Map<InputName, Text>()
  const rawValue = rawValues(read)
  const parsed = parseInputs(rawValue, (name, parse) => {
    try {
      return parse(rawValue(name))
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      found.set(name, describeInvalid(name, read(name) ?? '', error.text, redact))
      return undefined
    }
  })
  const problems = [...summarizeProblems(found, read), ...orderProblems(rawValue)]
  if (problems.length > 0 || !isComplete(parsed))
    return { problems, writeSummary: parsed.writeSummary ?? true }
  const { apiUrl, token, accountId, projectId, assemblyId, id, template, writeSummary, ...policy } = parsed
  const identifiers = { accountId, projectId, assemblyId, id }
  return {
    apiUrl,
    token,
    identifiers,
    statusUrl: statusUrl(apiUrl, template, identifiers),
    policy,
    writeSummary,
  }
}

/**
 * Returns an input's value, or its default. Throws an `InvalidInput` if there is neither, or if no input can have this
 * value.
 */
type RawValue = (name: InputName) => string

/** Parses one input; undefined if it's invalid, which was then noted. */
type ParseInput = <Value>(name: InputName, parse: (value: string) => Value) => Value | undefined

function rawValues(read: ReadInput): RawValue {
  const secrets = secretsOf(read('token') ?? '')
  return (name) => {
    const { [name]: fallback = '' }: Partial<Record<InputName, string>> = inputDefaults
    const value = read(name) || fallback
    if (value === '') throw new InvalidInput(text`expected a value`)
    if (value === fallback) return value
    if (fallback === '' && /^(<[^<>]*>|\$?\{+[^{}"]*\}+)$/.test(value))
      throw new InvalidInput(text`replace this placeholder with the actual value`)
    const shown = `${value}\n${fullyDecoded(value)}`
    if (name !== 'token' && secrets.some((secret) => shown.includes(secret)))
      throw new InvalidInput(text`it contains the token, which would appear in the log; remove it`)
    return value
  }
}

function parseInputs(rawValue: RawValue, parse: ParseInput) {
  const parseMs = (name: DurationName) => parse(name, () => parseDurationInput(name, rawValue))
  const parsed = {
    apiUrl: parse('api-url', parseApiUrl),
    token: parse('token', parseBearerToken),
    accountId: parse('account-id', parseInt64Identifier),
    projectId: parse('project-id', parseTextIdentifier),
    assemblyId: parse('assembly-id', parseInt64Identifier),
    id: parse('recovery-id', parseTextIdentifier),
    timeoutMs: parseMs('timeout'),
    startTimeoutMs: parseMs('start-timeout'),
    pollIntervalMs: parseMs('poll-interval'),
    maxPollIntervalMs: parseMs('max-poll-interval'),
    requestTimeoutMs: parseMs('request-timeout'),
    outageToleranceMs: parseMs('outage-tolerance'),
    onStalled: parse('on-stalled', parseOnStalled),
  }
  const template = parse('status-path', (value) => parseStatusPath(value, parsed.id))
  return { ...parsed, template, writeSummary: parse('summary', parseBoolean) }
}

function isComplete<Type extends object>(
  values: Type,
): values is Type & Record<keyof Type, NonNullable<unknown>> {
  return !Object.values(values).includes(undefined)
}

function parseOnStalled(value: string): 'fail' | 'wait' {
  if (value === 'fail' || value === 'wait') return value
  throw new InvalidInput(text`expected ${code('fail')} or ${code('wait')}`)
}

function parseBoolean(value: string): boolean {
  if (/^(true|True|TRUE|false|False|FALSE)$/.test(value)) return value.toLowerCase() === 'true'
  throw new InvalidInput(text`expected ${code('true')} or ${code('false')}`)
}

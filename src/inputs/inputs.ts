import type { Redact } from '../text/redaction.ts'
import { messageOf } from '../text/thrown.ts'
import { formatDuration, formatMoment, parseDuration } from '../text/time.ts'
import { quote } from '../text/untrusted-text.ts'
import type { WaitPolicy } from '../wait/policy.ts'
import { parseApiUrl } from './api-url.ts'
import { parseInt64Identifier, parseTextIdentifier } from './identifiers.ts'
import { type Identifiers, parseStatusPath, statusUrl } from './status-path.ts'
import { parseBearerToken, secretsOf, tokenExpiry } from './token.ts'

/** The action's inputs, checked. */
export interface Inputs {
  readonly apiUrl: URL
  readonly token: string
  readonly identifiers: Identifiers
  /** The status endpoint of the reset, identifiers put in. */
  readonly statusUrl: URL
  readonly policy: WaitPolicy
  readonly writeSummary: boolean
}

/** What an optional input means when it is given empty; the same as in `action.yml`. */
export const inputDefaults = {
  timeout: '60m',
  'start-timeout': '0s',
  'poll-interval': '5s',
  'max-poll-interval': '30s',
  'request-timeout': '30s',
  'outage-tolerance': '10m',
  'on-stalled': 'fail',
  'status-path':
    '/accounts/{accountId}/projects/{projectId}/assemblies/{assemblyId}/recoveries/{id}/reset/status',
  summary: 'true',
} as const

const requiredInputs = ['api-url', 'token', 'account-id', 'project-id', 'assembly-id', 'recovery-id']

const timeoutLimits = { leastMs: 1, mostMs: parseDuration('5d') }
const intervalLimits = { leastMs: parseDuration('100ms') }

export interface InputSource {
  /** Gives an input's text by its name, empty when it was not given. */
  readonly read: (name: string) => string
  /** Takes secrets out of what an error text repeats. */
  readonly redact: Redact
  /** The present, in milliseconds since 1970. */
  readonly wallClockMs: number
}

/** Inputs that cannot be used. */
export interface RefusedInputs {
  /** Each a sentence that names its input, what was given and what is accepted. */
  readonly problems: readonly string[]
  readonly writeSummary: boolean
}

/** Reads and checks all inputs. */
export function readInputs(source: InputSource): Inputs | RefusedInputs {
  const isEmpty = requiredInputs.every((name) => source.read(name) === '')
  const problems: string[] = []
  const take: Take = (name, parse) => {
    try {
      return parse(given(source, name))
    } catch (error) {
      problems.push(describeProblem(name, source, error))
      return undefined
    }
  }
  const apiUrl = take('api-url', parseApiUrl)
  const token = take('token', (text) => parseCurrentToken(text, source.wallClockMs))
  const identifiers = takeIdentifiers(take)
  const policy = takePolicy(take)
  const template = take('status-path', (text) => parseStatusPath(text, identifiers.id))
  const writeSummary = take('summary', parseBoolean)
  problems.push(...orderProblems(policy, source))
  // They were read first: one sentence in place of six.
  if (isEmpty) problems.splice(0, requiredInputs.length, describeEmpty())

  const parsed = { apiUrl, token, template, writeSummary }
  if (problems.length > 0 || !isComplete(parsed) || !isComplete(identifiers) || !isComplete(policy))
    return { problems, writeSummary: writeSummary ?? true }
  const { template: path, ...inputs } = parsed
  return { ...inputs, identifiers, policy, statusUrl: statusUrl(inputs.apiUrl, path, identifiers) }
}

/** Reads one input; undefined when it cannot be used, which was then noted. */
type Take = <Value>(name: string, parse: (text: string) => Value) => Value | undefined

function takeIdentifiers(take: Take) {
  return {
    accountId: take('account-id', parseInt64Identifier),
    projectId: take('project-id', parseTextIdentifier),
    assemblyId: take('assembly-id', parseInt64Identifier),
    id: take('recovery-id', parseTextIdentifier),
  }
}

/** Values of which some could not be used. */
type Taken<Type> = { readonly [Key in keyof Type]: Type[Key] | undefined }

function takePolicy(take: Take): Taken<WaitPolicy> {
  const timeoutMs = take('timeout', (text) => parseDuration(text, timeoutLimits))
  return {
    timeoutMs,
    startTimeoutMs: take('start-timeout', (text) => parseDuration(text, startTimeoutLimits(timeoutMs))),
    pollIntervalMs: take('poll-interval', (text) => parseDuration(text, intervalLimits)),
    maxPollIntervalMs: take('max-poll-interval', (text) => parseDuration(text, intervalLimits)),
    requestTimeoutMs: take('request-timeout', (text) => parseDuration(text, { leastMs: 1 })),
    outageToleranceMs: take('outage-tolerance', (text) => parseDuration(text)),
    onStalled: take('on-stalled', parseOnStalled),
  }
}

function startTimeoutLimits(timeoutMs: number | undefined) {
  return timeoutMs === undefined ? {} : { mostMs: timeoutMs, mostIs: ', the timeout' }
}

type Complete<Type> = { readonly [Key in keyof Type]: Exclude<Type[Key], undefined> }

function isComplete<Type extends object>(values: Type): values is Type & Complete<Type> {
  return !Object.values(values).includes(undefined)
}

function given(source: InputSource, name: string): string {
  const text = source.read(name)
  const fallback = Object.hasOwn(inputDefaults, name) ? inputDefaults[name as keyof typeof inputDefaults] : ''
  if (text === '' && fallback === '') throw new RangeError('missing')
  if (fallback === '' && placeholderPattern.test(text))
    throw new RangeError('this is a placeholder; put the value itself in its place')
  if (name !== 'token' && secretsOf(source.read('token')).some((secret) => text.includes(secret)))
    throw new RangeError('it holds the token, which would be shown; leave that out')
  return text === '' ? fallback : text
}

const placeholderPattern = /^(<[^<>]*>|\$?\{+[^{}"]*\}+)$/

const looksLikeToken = /\beyJ[\w-]{8,}[\w.-]*/g
const credentials = /^(\w+:\/\/)?.*@/s
const query = /[?#].*/s

function describeProblem(name: string, source: InputSource, error: unknown): string {
  const reason = messageOf(error)
  const text = source.read(name)
  if (text === '') return `${name} is empty${name === 'token' ? `: ${whyEmpty}` : ', but required'}.`
  if (name === 'token') return `token cannot be used: ${reason}.`
  const harmless = name === 'api-url' ? text.replace(credentials, '$1***').replace(query, '***') : text
  return `${name} is ${quote(source.redact(harmless).replace(looksLikeToken, '***'))}: ${reason}${reason.endsWith('?') ? '' : '.'}`
}

const whyEmpty =
  'a run from a fork or by Dependabot gets no secrets, a job those of an environment only if it names that, ' +
  'and a called workflow only those that it is given'

function describeEmpty(): string {
  const names = new Intl.ListFormat('en-GB').format(requiredInputs)
  return `The required inputs ${names} are all empty: ${whyEmpty}.`
}

function parseCurrentToken(text: string, wallClockMs: number): string {
  const token = parseBearerToken(text)
  const expiryMs = tokenExpiry(token)
  if (expiryMs !== undefined && expiryMs <= wallClockMs) {
    throw new RangeError(`it expired on ${formatMoment(expiryMs)}; make a new one`)
  }
  return token
}

/** What is wrong between two durations, each of which could be used by itself. */
function orderProblems({ pollIntervalMs, maxPollIntervalMs }: Taken<WaitPolicy>, { read }: InputSource) {
  if (pollIntervalMs === undefined || maxPollIntervalMs === undefined) return []
  if (pollIntervalMs <= maxPollIntervalMs) return []
  const told = (name: string, valueMs: number) =>
    `${name} (${formatDuration(valueMs)}${read(name) === '' ? ', its default' : ''})`
  return [
    `${told('poll-interval', pollIntervalMs)} is above ${told('max-poll-interval', maxPollIntervalMs)}: ` +
      'lower the first or raise the second.',
  ]
}

function parseOnStalled(text: string): 'fail' | 'wait' {
  if (text !== 'fail' && text !== 'wait') throw new RangeError('expected fail or wait')
  return text
}

function parseBoolean(text: string): boolean {
  if (!/^(true|True|TRUE|false|False|FALSE)$/.test(text)) throw new RangeError('expected true or false')
  return text.toLowerCase() === 'true'
}

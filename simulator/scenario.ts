import { type Field, type Fields, fields } from './scenario-fields.ts'

/** What the simulated API does, from the first request on. The last phase repeats forever, whatever its limit. */
export interface Scenario {
  readonly phases: readonly Phase[]
}

/**
 * One reply, given for a number of requests, for a time, or, with neither limit, forever. With both, whichever ends first.
 * The first phase begins at the first request; each further one begins the moment the one before it ends: with that
 * phase's last request, or when its time is up, be there a request then or not.
 */
export interface Phase {
  readonly forRequests?: number
  readonly forMs?: number
  readonly reply: Reply
}

/** One way to answer, or not to answer, a request. Times are in milliseconds, sizes in bytes. */
export type Reply =
  | StatusReply
  | HttpReply
  /** Reads the request and says nothing. */
  | { readonly kind: 'never-answer' }
  /** A status line, then one more header line each `everyMs`, for ever. */
  | { readonly kind: 'drip-headers'; readonly everyMs: number }
  /** A 200 whose body is one space each `everyMs`, for ever. */
  | { readonly kind: 'drip-body'; readonly everyMs: number }
  /** `100 Continue` each `everyMs`, for ever. */
  | { readonly kind: 'repeat-continue'; readonly everyMs: number }
  | CutBodyReply
  /** RST before any byte. */
  | { readonly kind: 'reset-connection' }
  /** FIN before any byte. */
  | { readonly kind: 'close-connection' }
  /** These bytes, then the end of the connection, unless `end` is false. */
  | { readonly kind: 'raw'; readonly base64: string; readonly end?: boolean }
  /** A 200 with a body of so many bytes: one JSON object that says `completed` and has a very long message. */
  | { readonly kind: 'huge-body'; readonly bytes: number }

/** A 200 with `{status, message}`. Any JSON value may be sent for either; `message` is left out when absent. */
export interface StatusReply {
  readonly kind: 'status'
  readonly status: unknown
  readonly message?: unknown
  readonly delayMs?: number
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Any answer. A `body` that is a string is sent as it is, else as JSON; `rawBodyBase64` is sent as bytes.
 * With neither, the codes that have a documented error body get it, and the others an empty body.
 */
export interface HttpReply {
  readonly kind: 'http'
  readonly code: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly rawBodyBase64?: string
  readonly delayMs?: number
}

/**
 * The headers of a 200 and `afterBytes` bytes of its body, then the end of the connection, always before the body's own end.
 * Past the length of the JSON object, spaces follow it: the object is then there in full, and the answer still truncated.
 */
export interface CutBodyReply {
  readonly kind: 'cut-body'
  /** Default `completed`. */
  readonly status?: string
  readonly afterBytes: number
  readonly framing: 'content-length' | 'chunked'
  readonly how: 'fin' | 'reset'
}

const phaseFields: Fields = {
  forRequests: fields.optional(fields.wholeNumber(1)),
  forMs: fields.optional(fields.wholeNumber(1)),
  reply: fields.required(fields.object),
}

const replyFields: Readonly<Record<Reply['kind'], Fields>> = {
  status: {
    status: fields.required(fields.anything),
    message: fields.optional(fields.anything),
    delayMs: fields.optional(fields.wholeNumber(0)),
    headers: fields.optional(fields.headers),
  },
  http: {
    code: fields.required(fields.wholeNumber(200, 999)),
    headers: fields.optional(fields.headers),
    body: fields.optional(fields.anything),
    rawBodyBase64: fields.optional(fields.base64),
    delayMs: fields.optional(fields.wholeNumber(0)),
  },
  'never-answer': {},
  'drip-headers': { everyMs: fields.required(fields.wholeNumber(1)) },
  'drip-body': { everyMs: fields.required(fields.wholeNumber(1)) },
  'repeat-continue': { everyMs: fields.required(fields.wholeNumber(1)) },
  'cut-body': {
    status: fields.optional(fields.text),
    afterBytes: fields.required(fields.wholeNumber(0)),
    framing: fields.required(fields.oneOf('content-length', 'chunked')),
    how: fields.required(fields.oneOf('fin', 'reset')),
  },
  'reset-connection': {},
  'close-connection': {},
  raw: { base64: fields.required(fields.base64), end: fields.optional(fields.boolean) },
  'huge-body': { bytes: fields.required(fields.wholeNumber(1)) },
}

/**
 * Checks a plain JSON value and gives it back as a scenario.
 * @throws Error naming the place (`phases[1].reply.everyMs`), what was given and what is accepted.
 */
export function parseScenario(value: unknown): Scenario {
  const scenario = readObject(value, 'the scenario', { phases: fields.required(fields.list) })
  const phases = scenario.phases as readonly unknown[]
  for (const [index, phase] of phases.entries()) checkPhase(phase, `phases[${index}]`)
  return value as Scenario
}

function checkPhase(value: unknown, place: string): void {
  const phase = readObject(value, place, phaseFields)
  const reply = phase.reply as Readonly<Record<string, unknown>>
  const kinds = Object.keys(replyFields) as Reply['kind'][]
  const kind = kinds.find((known) => known === reply.kind)
  const kindField = fields.required(fields.oneOf(...kinds))
  if (kind === undefined) throw rejected(`${place}.reply.kind`, reply.kind, kindField)
  readObject(reply, `${place}.reply`, { kind: kindField, ...replyFields[kind] })
}

function readObject(value: unknown, place: string, known: Fields): Readonly<Record<string, unknown>> {
  if (!fields.object.accepts(value)) throw rejected(place, value, fields.object)
  const record = value as Readonly<Record<string, unknown>>
  for (const name of Object.keys(record)) {
    if (!Object.hasOwn(known, name)) {
      throw new Error(
        `${place}.${name}: no such field; known here: ${Object.keys(known).join(', ') || 'none'}`,
      )
    }
  }
  for (const [name, field] of Object.entries(known)) {
    const present = Object.hasOwn(record, name)
    if (present ? !field.accepts(record[name]) : field.required) {
      throw rejected(`${place}.${name}`, record[name], field)
    }
  }
  return record
}

function rejected(place: string, given: unknown, field: Field): Error {
  const shown = (JSON.stringify(given) ?? 'nothing').slice(0, 80)
  return new Error(`${place}: given ${shown}, accepted is ${field.accepted}`)
}

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
export type Reply = StatusReply | HttpReply | FaultReply

/** A reply that a healthy API would not give. */
export type FaultReply =
  /** Reads the request and says nothing. */
  | { readonly kind: 'never-answer' }
  /** A status line, then one more header line each `everyMs`, for ever. */
  | { readonly kind: 'drip-headers'; readonly everyMs: number }
  /** A 200 whose body is one space each `everyMs`, for ever. */
  | { readonly kind: 'drip-body'; readonly everyMs: number }
  /** `100 Continue` each `everyMs`, for ever. */
  | { readonly kind: 'repeat-continue'; readonly everyMs: number }
  | CutBodyReply
  /** RST before any byte; over plain HTTP only. */
  | { readonly kind: 'reset-connection' }
  /** FIN before any byte. */
  | { readonly kind: 'close-connection' }
  /** These bytes, then FIN. */
  | { readonly kind: 'raw'; readonly base64: string }
  /** A 200 with a body of so many bytes, at least 35: one JSON object that says `completed` and has a very long message. */
  | { readonly kind: 'huge-body'; readonly bytes: number }

/** A 200 with `{status, message}`. Any JSON value may be sent for either; `message` is left out when absent. */
export interface StatusReply {
  readonly kind: 'status'
  readonly status: unknown
  readonly message?: unknown
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
  /** `reset` over plain HTTP only. */
  readonly how: 'fin' | 'reset'
}

/** Walks through a scenario: each request counts towards its phase, and so does the time. */
export class PhaseClock {
  readonly #later: Phase[]
  #phase: Phase
  #served = 0
  #beganAtMs: number | undefined
  #lastRequestAtMs = 0

  /** @throws Error when the scenario has no phase. */
  constructor({ phases: [first, ...later] }: Scenario) {
    if (first === undefined) throw new Error('a scenario has at least one phase')
    this.#phase = first
    this.#later = later
  }

  /** The reply for a request that arrives now. `nowMs` is monotonic. */
  next(nowMs: number): Reply {
    this.#beganAtMs ??= nowMs
    while (this.#later.length > 0 && this.#endedAtMs() <= nowMs) this.#advance()
    this.#served += 1
    this.#lastRequestAtMs = nowMs
    return this.#phase.reply
  }

  #endedAtMs(): number {
    const { forRequests = Number.POSITIVE_INFINITY, forMs = Number.POSITIVE_INFINITY } = this.#phase
    return this.#served >= forRequests ? this.#lastRequestAtMs : (this.#beganAtMs ?? 0) + forMs
  }

  #advance(): void {
    this.#beganAtMs = this.#endedAtMs()
    this.#served = 0
    this.#phase = this.#later.shift() ?? this.#phase
  }
}

/** What came of one HTTP request. */
export type Exchange = Response | { readonly kind: 'no-response'; readonly failure: ConnectionFailure }

export interface Response {
  readonly kind: 'response'
  readonly statusCode: number
  readonly retryAfter: string | undefined
  readonly location: string | undefined
  /** How the body is compressed; undefined if it is not. */
  readonly contentEncoding: string | undefined
  readonly body: string
  /** Whether the body came whole, or was cut by the connection or by the limit on its size. */
  readonly bodyEnd: BodyEnd
}

export type BodyEnd = 'whole' | 'cut' | 'too-large'

/** Why no response came. `proxyHost` is the proxy that the request went through, if it went through one. */
export type ConnectionFailure =
  | { readonly kind: 'timed-out'; readonly timeoutMs: number; readonly proxyHost: string | undefined }
  | { readonly kind: 'proxy-refused'; readonly statusCode: number; readonly proxyHost: string }
  | {
      readonly kind: 'broken'
      readonly code: string
      readonly message: string
      readonly proxyHost: string | undefined
      /** Whether the proxy itself could not be reached, rather than the API behind it. */
      readonly atProxy: boolean
    }

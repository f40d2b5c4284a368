/** The error body that the API documents for 401, 403, 404, 409, 412 and 500, with every field filled in. */
export interface ErrorBody {
  readonly errors: readonly { readonly code: string; readonly message: string; readonly type: string }[]
  readonly fieldErrors: Readonly<Record<string, string>>
  readonly message: string
  readonly requiredPermissions: readonly string[]
}

interface Wording {
  readonly code: string
  readonly type: string
  readonly message: string
  readonly fieldErrors: Readonly<Record<string, string>>
}

const wordings: Readonly<Record<number, Wording>> = {
  400: {
    code: 'BAD_REQUEST',
    type: 'ValidationError',
    message: 'The request is not valid.',
    fieldErrors: { accountId: 'must be a whole number' },
  },
  401: {
    code: 'UNAUTHORIZED',
    type: 'AuthenticationError',
    message: 'A valid bearer token is required.',
    fieldErrors: { Authorization: 'missing, expired or unknown token' },
  },
  403: {
    code: 'FORBIDDEN',
    type: 'AuthorizationError',
    message: 'The owner of this token may not read the reset of a recovery.',
    fieldErrors: { Authorization: 'the token is valid, its permissions do not suffice' },
  },
  404: {
    code: 'NOT_FOUND',
    type: 'NotFoundError',
    message: 'No such recovery.',
    fieldErrors: { id: 'unknown recovery' },
  },
  405: {
    code: 'METHOD_NOT_ALLOWED',
    type: 'RequestError',
    message: 'Only GET is allowed here.',
    fieldErrors: { method: 'must be GET' },
  },
  406: {
    code: 'NOT_ACCEPTABLE',
    type: 'RequestError',
    message: 'The Accept header leaves no answer that this API can give.',
    fieldErrors: { Accept: 'must include */* or application/json' },
  },
  409: {
    code: 'CONFLICT',
    type: 'ConflictError',
    message: 'Another operation is running on this timeline.',
    fieldErrors: { id: 'the recovery is locked by another operation' },
  },
  412: {
    code: 'PRECONDITION_FAILED',
    type: 'PreconditionError',
    message: 'The recovery has never been reset.',
    fieldErrors: { id: 'no reset was started for this recovery' },
  },
  500: {
    code: 'INTERNAL_ERROR',
    type: 'ServerError',
    message: 'Something went wrong on our side.',
    fieldErrors: { id: 'the recovery could not be read' },
  },
}

/**
 * The error body for an HTTP status code. Undefined for a code that has none.
 * `fieldErrors` replaces the usual ones, to name the very field that was wrong.
 */
export function errorBody(
  code: number,
  requiredPermission: string,
  fieldErrors?: Readonly<Record<string, string>>,
): ErrorBody | undefined {
  const wording = wordings[code]
  if (wording === undefined) return undefined
  return {
    errors: [{ code: wording.code, message: wording.message, type: wording.type }],
    fieldErrors: fieldErrors ?? wording.fieldErrors,
    message: wording.message,
    requiredPermissions: [requiredPermission],
  }
}

type Wording = readonly [code: string, message: string, field: string, fieldMessage: string]

/** The permission that reading the status of a reset requires. */
const requiredPermission = 'cloud-rewind:recovery:read'

/** By HTTP status code: the six that the API documents, then two for requests that it doesn't accept. */
const wordings: Readonly<Record<number, Wording>> = {
  401: ['UNAUTHORIZED', 'A valid bearer token is required.', 'Authorization', 'missing, expired, or unknown'],
  403: [
    'FORBIDDEN',
    'This token may not read the reset of a recovery.',
    'Authorization',
    'lacks a permission',
  ],
  404: ['NOT_FOUND', 'No such recovery.', 'id', 'unknown recovery'],
  409: ['CONFLICT', 'Another operation is running on this timeline.', 'id', 'locked by another operation'],
  412: ['PRECONDITION_FAILED', 'The recovery has never been reset.', 'id', 'no reset was started'],
  500: ['INTERNAL_ERROR', 'Something went wrong on our side.', 'id', 'could not be read'],
  405: ['METHOD_NOT_ALLOWED', 'Only GET is allowed here.', 'method', 'must be GET'],
  406: ['NOT_ACCEPTABLE', 'JSON is not accepted.', 'Accept', 'must include */* or application/json'],
}

/**
 * The documented error body for an HTTP status code, with every field. Undefined for a code that has none.
 *
 * @param fieldErrors name the fields that were wrong, instead of the usual one
 */
export function errorBody(
  statusCode: number,
  fieldErrors?: Readonly<Record<string, string>>,
): object | undefined {
  const wording = wordings[statusCode]
  if (wording === undefined) return undefined
  const [code, message, field, fieldMessage] = wording
  return {
    errors: [{ code, message, type: 'RequestError' }],
    fieldErrors: fieldErrors ?? { [field]: fieldMessage },
    message,
    requiredPermissions: [requiredPermission],
  }
}

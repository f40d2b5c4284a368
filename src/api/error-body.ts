import { sentence, shorten } from '../text/untrusted-text.ts'

/** The error body that the API documents for 401, 403, 404, 409, 412 and 500; every field may be missing. */
export interface ErrorBody {
  readonly message: string
  readonly errors: readonly ErrorEntry[]
  readonly fieldErrors: readonly (readonly [field: string, problem: string])[]
  readonly requiredPermissions: readonly string[]
}

export interface ErrorEntry {
  readonly code: string
  readonly message: string
  readonly type: string
}

/**
 * Reads the documented error body, leaving out what has another shape.
 *
 * @returns undefined when nothing of the documented body is there
 */
export function decodeErrorBody(value: unknown): ErrorBody | undefined {
  if (!isObject(value)) return undefined
  const body = {
    message: text(value.message),
    errors: list(value.errors).filter(isObject).map(decodeEntry).filter(isFilled),
    fieldErrors: Object.entries(isObject(value.fieldErrors) ? value.fieldErrors : {}).map(
      ([field, problem]) => [field, text(problem)] as const,
    ),
    requiredPermissions: list(value.requiredPermissions).map(text).filter(Boolean),
  }
  const isEmpty =
    !body.message && !body.errors.length && !body.fieldErrors.length && !body.requiredPermissions.length
  return isEmpty ? undefined : body
}

/** Writes an error body as sentences, none of its fields left out. */
export function describeErrorBody(body: ErrorBody): string {
  const entries = body.errors.map(describeEntry).join('; ')
  const fields = body.fieldErrors.map((entry) => entry.filter(Boolean).join(': ')).join('; ')
  const permissions = body.requiredPermissions.join(', ')
  const parts = [
    body.message,
    entries && `Errors: ${entries}`,
    fields && `Fields: ${fields}`,
    permissions && `Required permissions: ${permissions}`,
  ]
  return parts.filter(Boolean).map(sentence).join(' ')
}

function decodeEntry(entry: Record<string, unknown>): ErrorEntry {
  return { code: text(entry.code), message: text(entry.message), type: text(entry.type) }
}

function isFilled(entry: ErrorEntry): boolean {
  return `${entry.code}${entry.message}${entry.type}` !== ''
}

function describeEntry(entry: ErrorEntry): string {
  const codeAndMessage = [entry.code, entry.message].filter(Boolean).join(': ')
  return [codeAndMessage, entry.type && `(${entry.type})`].filter(Boolean).join(' ')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
}

const readLength = 8_192
const shownLength = 300

/** The readable beginning of a body that is not the documented one: tags of an HTML page left out, shortened. */
export function excerpt(body: string): string {
  const readable = body
    .slice(0, readLength)
    .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
    .replace(/<[a-z/!?][^<>]*>?/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return shorten(readable, shownLength)
}

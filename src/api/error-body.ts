import { quote, quoteAtEnd, shorten } from '../text/untrusted-text.ts'

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

const longestQuote = 500

/**
 * Writes an error body as sentences, none of its fields left out, and no text said twice.
 *
 * @param reasonPhrase what was said before
 */
export function describeErrorBody(body: ErrorBody, reasonPhrase: string): string {
  const news = newsAfter(reasonPhrase)
  const message = news(body.message)
  const errors = body.errors.map((entry) => describeEntry(entry, news))
  const fields = body.fieldErrors.map(([field, problem]) => [field, news(problem)].filter(Boolean).join(': '))
  return [
    message && quoteAtEnd(message, longestQuote),
    describeList('Errors', errors),
    describeList('Fields', fields),
    describeList('Required permissions', body.requiredPermissions),
  ]
    .filter(Boolean)
    .join(' ')
}

/** Makes the function that empties a text which it was given before, or which the reason phrase says. */
function newsAfter(reasonPhrase: string): (text: string) => string {
  const essence = (text: string) => text.toLowerCase().replace(/^\d{3} |\.$/g, '')
  const said = new Set(['', essence(reasonPhrase)])
  return (text) => {
    const told = essence(text)
    if (said.has(told)) return ''
    said.add(told)
    return text
  }
}

function describeList(name: string, texts: readonly string[]): string {
  const quotes = texts.filter(Boolean).map((text) => quote(text, longestQuote))
  return quotes.length === 0 ? '' : `${name}: ${quotes.join(', ')}.`
}

function describeEntry({ code, message, type }: ErrorEntry, news: (text: string) => string): string {
  const codeAndMessage = [code, news(message)].filter(Boolean).join(': ')
  return [codeAndMessage, type && `(${type})`].filter(Boolean).join(' ')
}

function decodeEntry(entry: Record<string, unknown>): ErrorEntry {
  return { code: text(entry.code), message: text(entry.message), type: text(entry.type) }
}

function isFilled(entry: ErrorEntry): boolean {
  return `${entry.code}${entry.message}${entry.type}` !== ''
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

/**
 * The readable beginning of a body that is not the documented one: tags of an HTML page left out, and what it says
 * twice, as in title and heading; shortened.
 *
 * @param reasonPhrase what was said before
 */
export function excerpt(body: string, reasonPhrase: string): string {
  const lines = body
    .slice(0, readLength)
    .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
    .replace(/\s+/g, ' ')
    .replace(/<\/?(title|h\d|p|div|hr|br|li|t[dhr]|center|body|pre)\b[^<>]*>?/gi, '\n')
    .replace(/<[a-z/!?][^<>]*>?/gi, ' ')
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').trim())
  return shorten(lines.map(newsAfter(reasonPhrase)).filter(Boolean).join(' · '), shownLength)
}

import { decodeHtml } from '../text/escapes.ts'
import { code, isEmpty, join, plain, quoted, type Text, text, toPlain } from '../text/text.ts'
import { shorten } from '../text/untrusted-text.ts'

/** Whether a body is the API's: it has a documented field that others rarely send, with its documented type. */
export function isErrorBody(body: unknown): boolean {
  const { errors, fieldErrors, requiredPermissions } = fieldsOf(body)
  return (
    [errors, requiredPermissions].some(Array.isArray) ||
    [fieldErrors, requiredPermissions].includes(null) ||
    isObject(fieldErrors)
  )
}

/**
 * Describes the error body that the API documents for 401, 403, 404, 409, 412, and 500, in sentences that follow a
 * status line: nothing twice, and no field of another type.
 */
export function describeErrorBody(body: unknown, statusLine: Text): Text {
  const { message, errors, fieldErrors } = fieldsOf(body)
  const news = newsAfter(statusLine)
  const newMessage = news(scalar(message))
  const entries = list(errors).map((entry) => describeEntry(entry, news))
  const fieldProblems = Object.entries(fieldsOf(fieldErrors))
  const fields = fieldProblems.map(([name, problem]) => pair(name, news(scalar(problem))))
  return join([
    newMessage === '' ? text`.` : text`: ${quoted(newMessage)}.`,
    describeList(text`Errors: `, entries, quoted),
    describeList(text`Field errors: `, fields, quoted),
    describeList(text`Required permissions: `, requiredPermissionsOf(body), code),
  ])
}

/** The permissions that an error body names. */
export function requiredPermissionsOf(body: unknown): readonly string[] {
  return list(fieldsOf(body).requiredPermissions).map(scalar).filter(Boolean)
}

// Some APIs list their errors as strings.
function describeEntry(entry: unknown, news: (value: string) => string): string {
  const { code, message, type } = isObject(entry) ? entry : { message: entry }
  const description = pair(scalar(code), news(scalar(message)))
  return scalar(type) === '' ? description : `${description} (${scalar(type)})`
}

function pair(name: string, value: string): string {
  return [name, value].filter(Boolean).join(': ')
}

const maxItems = 20

function describeList(name: Text, items: readonly string[], mark: (item: string) => Text): Text {
  const marked = items.slice(0, maxItems).map((item) => mark(item))
  const shown = join(marked, ', ')
  return isEmpty(shown) ? shown : text`${name}${shown}${plain(items.length > maxItems ? ', …' : '.')}`
}

/** Creates a function that returns text as it is, or empty if it was passed before or repeats the status line. */
export function newsAfter(statusLine: Text): (value: string) => string {
  const essence = (value: string) => value.toLowerCase().replace(/^\d{3} |\.$/g, '')
  const said = new Set(['', essence(toPlain(statusLine))])
  return (value) => {
    const known = said.has(essence(value))
    said.add(essence(value))
    return known ? '' : value
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function scalar(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
}

const maxReadLength = 8_192
const maxExcerptLength = 300

/** The readable start of a body that isn't the API's: without HTML tags and what the status line or the page repeats. */
export function excerpt(body: string, statusLine: Text): string {
  const lines = body
    .slice(0, maxReadLength)
    .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
    .replace(/\s+/g, ' ')
    .replace(/<\/?(title|h\d|p|div|hr|br|li|t[dhr]|center|body|pre)\b[^<>]*>?/gi, '\n')
    .replace(/<[a-z/!?][^<>]*>?/gi, ' ')
    .split('\n')
    .map((line) => decodeHtml(line).replace(/\s+/g, ' ').trim())
  return shorten(lines.map(newsAfter(statusLine)).filter(Boolean).join(' · '), maxExcerptLength)
}

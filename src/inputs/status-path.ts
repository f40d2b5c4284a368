import { InvalidInput } from '../text/errors.ts'
import { code, quoted, type Text, text } from '../text/text.ts'
import { fullyDecoded, hasDotSegment } from './identifiers.ts'

const identifierNames = ['accountId', 'projectId', 'assemblyId', 'id'] as const
type IdentifierName = (typeof identifierNames)[number]

/** Values of the placeholders in a status path, under the API's own names: `id` is the AWS recovery's. */
export type Identifiers = Readonly<Record<IdentifierName, string>>

/** A valid path template, split into literal strings and placeholders. */
type PathTemplate = readonly (string | { readonly identifier: IdentifierName })[]

const accepted = text`expected a path with the placeholders ${code('{accountId}')}, ${code('{projectId}')}, ${code('{assemblyId}')}, and ${code('{id}')} (required)`

// Whatever looks like a placeholder: in braces or angle brackets, also percent-encoded ones, or after a dollar sign or a
// colon. A colon that starts a segment or a query value takes in all of it.
const placeholderPattern =
  /(\$?\{+[^{}]*\}+|<[^<>]*>|%(?:25)*(?:7B|3C).*?%(?:25)*(?:7D|3E)|\$\(?[a-z_]\w*\)?|(?<=[/=]):[^/?&]*|:[a-z_]\w*)/i

/**
 * Parses a path template such as `/accounts/{accountId}/recoveries/:id/reset/status`. Drops `GET` and the HTTP version
 * from a line that was pasted from an API reference.
 *
 * @param recoveryId to recognize a path that contains it instead of its placeholder
 * @throws InvalidInput if the template could lead to anything but a status below the base URL
 */
export function parseStatusPath(value: string, recoveryId?: string): PathTemplate {
  const path = value.replace(/^GET\s+/i, '').replace(/\s+HTTP\/[\d.]+$/i, '')
  validateShape(path)
  if (recoveryId !== undefined && !/[{:]id\b/i.test(path) && isIn(path, recoveryId))
    throw new InvalidInput(text`it contains the recovery ID; use ${code('{id}')} instead`)
  const pieces = path.split(placeholderPattern)
  const template = pieces.map((piece, index) =>
    index % 2 ? parsePlaceholder(piece, pieces[index - 1]) : piece,
  )
  // Each literal by itself: joining them around a placeholder can't form something else.
  const literals = template.filter((part) => typeof part === 'string')
  if (!literals.every((literal) => /^([\w\-.~!$&'()*+,;=:@/?]|%[\da-f]{2})*$/i.test(literal)))
    throw new InvalidInput(
      text`it contains characters that aren't allowed in a path, such as spaces, #, \\, or a lone %; ${accepted}`,
    )
  if (!template.some((part) => typeof part === 'object' && part.identifier === 'id'))
    throw new InvalidInput(text`${code('{id}')} is missing; ${accepted}`)
  return template
}

/** URL of the status endpoint: the base URL, then the template with each ID percent-encoded as one segment. */
export function statusUrl(apiUrl: URL, template: PathTemplate, identifiers: Identifiers): URL {
  const path = template.map((part) =>
    typeof part === 'string' ? part : encodeURIComponent(identifiers[part.identifier]),
  )
  return new URL(`${apiUrl.origin}${apiUrl.pathname.replace(/\/$/, '')}${path.join('')}`)
}

function isIn(path: string, identifier: string): boolean {
  return path.split(/[/?&=]/).some((segment) => fullyDecoded(segment) === fullyDecoded(identifier))
}

function validateShape(path: string): void {
  if (/^([a-z][a-z0-9+.-]*:)?\/\//i.test(path))
    throw new InvalidInput(text`it includes a host; put the host in ${code('api-url')}`)
  if (!path.startsWith('/')) throw new InvalidInput(text`it must start with ${quoted('/')}; ${accepted}`)
  // Without placeholders, so that an ID that starts with a slash can't complete a segment.
  const [literals = ''] = path.replaceAll(new RegExp(placeholderPattern, 'gi'), '').split('?')
  if (hasDotSegment(literals))
    throw new InvalidInput(text`${quoted('.')} and ${quoted('..')} segments aren't allowed`)
}

/** Parses what looks like a placeholder: `{name}` anywhere, or `:name` as a whole segment or query value. */
function parsePlaceholder(piece: string, before = ''): { identifier: IdentifierName } {
  const name = /^\{(\w+)\}$|^:(\w+)$/.exec(piece)?.slice(1).find(Boolean)?.toLowerCase()
  const isWhole = /^[{<%]/.test(piece) || /[/=]$/.test(before)
  const identifier = identifierNames.find((known) => isWhole && known.toLowerCase() === name)
  if (identifier !== undefined) return { identifier }
  const suggestion = suggestionFor(piece, isWhole)
  throw new InvalidInput(text`unknown placeholder ${quoted(piece, Infinity)}; ${suggestion}`)
}

/** What was probably meant: `{id}` by {recoveryId}, `{accountId}` by {account-id}, or no placeholder at all. */
function suggestionFor(piece: string, isWhole: boolean): Text {
  const letters = piece.toLowerCase().replace(/%(25)*(7b|7d|3c|3e)|[^a-z]/g, '')
  const known = identifierNames.find((name) => letters === name.toLowerCase())
  const meant = known ?? (isWhole && /recovery|reset/.test(letters) ? 'id' : undefined)
  if (meant !== undefined) return text`did you mean ${code(`{${meant}}`)}?`
  if (piece.startsWith(':')) return text`${accepted}; write a literal colon as ${code('%3A')}`
  return piece.startsWith('$') ? text`${accepted}; write a literal dollar sign as ${code('%24')}` : accepted
}

/** What the placeholders of a status path stand for, under the API's own names. */
export interface Identifiers {
  readonly accountId: string
  readonly projectId: string
  readonly assemblyId: string
  /** The AWS recovery. */
  readonly id: string
}

type IdentifierName = keyof Identifiers

/** A checked path template, cut into literal text and placeholders. */
export type PathTemplate = readonly (string | { readonly identifier: IdentifierName })[]

const identifierNames: readonly IdentifierName[] = ['accountId', 'projectId', 'assemblyId', 'id']
const accepted =
  'expected a path with the placeholders {accountId}, {projectId}, {assemblyId} and {id}, of which {id} is required'

// {name} anywhere, or :name as a whole segment.
const placeholderPattern = /\{([^{}]*)\}|(?<=\/):([A-Za-z_]\w*)(?=[/?]|$)/

/**
 * Reads a path template such as `/accounts/{accountId}/recoveries/:id/reset/status`. Of a request line pasted from
 * an API reference, `GET` in front and the HTTP version behind are left out.
 *
 * @param recoveryId to recognise a path in which it stands in place of its placeholder
 * @throws RangeError when the template could lead anywhere but to a status below the base URL; its message says
 *   what is accepted
 */
export function parseStatusPath(text: string, recoveryId?: string): PathTemplate {
  const path = text.replace(/^GET\s+/i, '').replace(/\s+HTTP\/[\d.]+$/i, '')
  checkShape(path)
  const parts = path
    .split(placeholderPattern)
    .map((part, index) => (index % 3 === 0 ? part : placeholder(part)))
    .filter((part) => part !== undefined)
  checkLiterals(parts)
  if (!parts.some((part) => typeof part === 'object' && part.identifier === 'id')) {
    throw new RangeError(
      recoveryId !== undefined && isIn(path, recoveryId)
        ? 'it holds the recovery ID itself; replace it by {id}'
        : `the recovery ID is missing; ${accepted}`,
    )
  }
  return parts
}

/**
 * The URL of the status endpoint: the path of the base URL, then the template with each identifier put in,
 * percent-encoded as one path segment.
 */
export function statusUrl(apiUrl: URL, template: PathTemplate, identifiers: Identifiers): URL {
  const path = template.map((part) =>
    typeof part === 'string' ? part : encodeURIComponent(identifiers[part.identifier]),
  )
  return new URL(`${apiUrl.origin}${apiUrl.pathname.replace(/\/$/, '')}${path.join('')}`)
}

function isIn(path: string, identifier: string): boolean {
  return path.split('/').some((segment) => [identifier, encodeURIComponent(identifier)].includes(segment))
}

function checkShape(path: string): void {
  if (/^([a-z][a-z0-9+.-]*:)?\/\//i.test(path)) {
    throw new RangeError('it names a host; the host belongs in api-url, the path alone here')
  }
  if (!path.startsWith('/')) throw new RangeError(`it does not begin with a slash; ${accepted}`)
  const segments = path.replace(/\?.*$/s, '').split('/')
  if (segments.some((segment) => /^(\.|%2e){1,2}$/i.test(segment))) {
    throw new RangeError('"." and ".." as segments lead out of the path; write the path in full')
  }
}

// Each by itself: what stands around a placeholder must not come together to something else.
function checkLiterals(parts: PathTemplate): void {
  const literals = parts.filter((part) => typeof part === 'string')
  if (!literals.every((literal) => /^([\w\-.~!$&'()*+,;=:@/?]|%[\da-f]{2})*$/i.test(literal))) {
    throw new RangeError(
      `it holds characters that no path holds, such as spaces, #, \\ or a lone %; ${accepted}`,
    )
  }
  const lookalike = literals.map((literal) => lookalikePattern.exec(literal)?.[0]).find(Boolean)
  if (lookalike !== undefined) throw new RangeError(`${lookalike} is no placeholder; ${accepted}`)
}

// A segment that begins like a placeholder, one written in another way, and braces that were percent-encoded.
const lookalikePattern = /(?<=\/):[^/?]*|\$(accountId|projectId|assemblyId|id)\b|%7B.*?%7D/i

function placeholder(name: string | undefined): { identifier: IdentifierName } | undefined {
  if (name === undefined) return undefined
  const identifier = identifierNames.find((known) => known.toLowerCase() === name.toLowerCase())
  if (identifier === undefined) throw new RangeError(`{${name}} is no placeholder; ${suggestion(name)}`)
  return { identifier }
}

/** What was meant by a name that is spelt in another way, such as {recoveryId} or {account-id}. */
function suggestion(name: string): string {
  const essence = name.toLowerCase().replace(/[^a-z]/g, '')
  const meant = identifierNames.find((known) => essence === known.toLowerCase())
  if (meant !== undefined) return `did you mean {${meant}}?`
  return /recovery|reset/.test(essence) ? 'did you mean {id}?' : accepted
}

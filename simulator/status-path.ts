/** The four identifiers of a status request, decoded, as text: an int64 does not fit a JavaScript number. */
export interface Segments {
  readonly accountId: string
  readonly projectId: string
  readonly assemblyId: string
  readonly id: string
}

const template =
  '/accounts/{accountId}/projects/{projectId}/assemblies/{assemblyId}/recoveries/{id}/reset/status'

/** Puts a path prefix into one form: a leading slash and no trailing one; empty for none. */
export function normalisePathPrefix(pathPrefix = ''): string {
  const bare = pathPrefix.replace(/^\/+|\/+$/g, '')
  return bare === '' ? '' : `/${bare}`
}

/**
 * Reads the identifiers from a raw request target, such as `/accounts/1/projects/2/…/reset/status?x=y`.
 * The path is split before it is decoded, so that an encoded slash stays inside its identifier.
 * Undefined when the target is another path, or one that does not decode.
 */
export function readSegments(target: string, pathPrefix: string): Segments | undefined {
  const path = target.split('?', 1)[0] ?? ''
  if (!path.startsWith(`${pathPrefix}/`)) return undefined
  const given = path.slice(pathPrefix.length).split('/')
  const expected = template.split('/')
  if (given.length !== expected.length) return undefined
  const found = new Map<string, string>()
  for (const [index, part] of expected.entries()) {
    const decoded = decode(given[index] ?? '')
    if (decoded === undefined) return undefined
    if (part.startsWith('{')) found.set(part.slice(1, -1), decoded)
    else if (part !== decoded) return undefined
  }
  return toSegments(found)
}

function toSegments(found: ReadonlyMap<string, string>): Segments {
  const read = (name: keyof Segments) => found.get(name) ?? ''
  return {
    accountId: read('accountId'),
    projectId: read('projectId'),
    assemblyId: read('assemblyId'),
    id: read('id'),
  }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

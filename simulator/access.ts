import type { IncomingMessage } from 'node:http'
import { errorBody } from './error-body.ts'
import type { HttpReply } from './scenario.ts'

/** What the simulated API accepts, and what the owner of the token may do. */
export interface Access {
  readonly token: string
  readonly accountId: string
  readonly projectId: string
  readonly assemblyId: string
  readonly recoveryId: string
  /** What the owner of the token has. */
  readonly permissions: readonly string[]
  /** What reading the status of a reset takes. */
  readonly requiredPermission: string
}

/** The assembly ID is 2^53 + 1, the recovery ID holds a colon: an identifier that was ever a number, or not encoded, shows. */
export const defaultAccess: Access = {
  token: 'simulated-service-account-token',
  accountId: '12345678',
  projectId: '123456',
  assemblyId: '9007199254740993',
  recoveryId: '23712792:o23712792ac-simulated',
  permissions: ['cloud-rewind:recovery:read'],
  requiredPermission: 'cloud-rewind:recovery:read',
}

/** The inputs that point the action at a simulated API, by input name. */
export function actionInputs(url: string, access: Access): Record<string, string> {
  return {
    'api-url': url,
    token: access.token,
    'account-id': access.accountId,
    'project-id': access.projectId,
    'assembly-id': access.assemblyId,
    'recovery-id': access.recoveryId,
  }
}

/** The four identifiers of a status request, decoded, as text: an int64 does not fit a JavaScript number. */
export type Segments = Readonly<Record<'accountId' | 'projectId' | 'assemblyId' | 'id', string>>

const statusPath =
  /^\/accounts\/(?<accountId>[^/]*)\/projects\/(?<projectId>[^/]*)\/assemblies\/(?<assemblyId>[^/]*)\/recoveries\/(?<id>[^/]*)\/reset\/status$/

/**
 * Reads the identifiers from a raw request target. They are told apart before they are decoded, so that an encoded
 * slash stays inside its identifier. Undefined when the target is another path, or one that does not decode.
 */
export function readSegments(target: string, pathPrefix: string): Segments | undefined {
  const [path = ''] = target.split('?', 1)
  if (!path.startsWith(pathPrefix)) return undefined
  const encoded = Object.entries(statusPath.exec(path.slice(pathPrefix.length))?.groups ?? {})
  if (encoded.length === 0) return undefined
  try {
    return Object.fromEntries(encoded.map(([name, text]) => [name, decodeURIComponent(text)])) as Segments
  } catch {
    return undefined
  }
}

/** Checks method, token, permission, identifiers and Accept, in that order. Undefined when the request is good. */
export function refuse(
  request: IncomingMessage,
  segments: Segments | undefined,
  access: Access,
): HttpReply | undefined {
  if (request.method !== 'GET') return { kind: 'http', code: 405, headers: { Allow: 'GET' } }
  if (request.headers.authorization !== `Bearer ${access.token}`) {
    return { kind: 'http', code: 401, headers: { 'WWW-Authenticate': 'Bearer' } }
  }
  if (!access.permissions.includes(access.requiredPermission)) return { kind: 'http', code: 403 }
  const wrong = wrongIdentifiers(segments, access)
  if (Object.keys(wrong).length > 0) {
    return { kind: 'http', code: 404, body: errorBody(404, access.requiredPermission, wrong) }
  }
  return acceptsJson(request.headers.accept) ? undefined : { kind: 'http', code: 406 }
}

function wrongIdentifiers(segments: Segments | undefined, access: Access): Record<string, string> {
  if (segments === undefined) return { path: 'nothing here' }
  const { accountId, projectId, assemblyId, recoveryId: id } = access
  const accepted: Segments = { accountId, projectId, assemblyId, id }
  const names = Object.keys(accepted) as (keyof Segments)[]
  const wrong = names.filter((name) => segments[name] !== accepted[name])
  return Object.fromEntries(wrong.map((name) => [name, `unknown ${name}`]))
}

function acceptsJson(accept = '*/*'): boolean {
  const mediaTypes = accept.split(',').map((range) => range.split(';', 1)[0]?.trim().toLowerCase())
  return mediaTypes.includes('*/*') || mediaTypes.includes('application/json')
}

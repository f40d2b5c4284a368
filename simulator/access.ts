import type { IncomingMessage } from 'node:http'
import type { Segments } from './status-path.ts'

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

/** A request turned away before the scenario saw it. */
export interface Refusal {
  readonly code: 401 | 403 | 404 | 405 | 406
  readonly headers: Readonly<Record<string, string>>
  /** Names the field that was wrong; the code's usual ones when absent. */
  readonly fieldErrors?: Readonly<Record<string, string>>
}

/** Checks method, token, permission, identifiers and Accept, in that order. Undefined when the request is good. */
export function refuse(
  request: IncomingMessage,
  segments: Segments | undefined,
  access: Access,
): Refusal | undefined {
  if (request.method !== 'GET') return { code: 405, headers: { Allow: 'GET' } }
  if (request.headers.authorization !== `Bearer ${access.token}`) {
    return { code: 401, headers: { 'WWW-Authenticate': 'Bearer' } }
  }
  if (!access.permissions.includes(access.requiredPermission)) return { code: 403, headers: {} }
  const fieldErrors = unknownIdentifiers(segments, access)
  if (Object.keys(fieldErrors).length > 0) return { code: 404, headers: {}, fieldErrors }
  return acceptsJson(request.headers.accept) ? undefined : { code: 406, headers: {} }
}

function unknownIdentifiers(segments: Segments | undefined, access: Access): Record<string, string> {
  if (segments === undefined) return { path: 'nothing here' }
  const expected = {
    accountId: access.accountId,
    projectId: access.projectId,
    assemblyId: access.assemblyId,
    id: access.recoveryId,
  }
  const names = Object.keys(expected) as (keyof Segments)[]
  const unknown = names.filter((name) => segments[name] !== expected[name])
  return Object.fromEntries(unknown.map((name) => [name, `unknown ${name}`]))
}

function acceptsJson(accept: string | undefined): boolean {
  if (accept === undefined) return true
  const mediaTypes = accept.split(',').map((range) => range.split(';', 1)[0]?.trim().toLowerCase())
  return mediaTypes.includes('*/*') || mediaTypes.includes('application/json')
}

import type { IncomingMessage } from 'node:http'
import { errorBody } from './error-body.ts'
import type { HttpReply } from './replies.ts'

/** The token and the IDs that the simulated API accepts. */
export interface Access {
  readonly token: string
  readonly accountId: string
  readonly projectId: string
  readonly assemblyId: string
  readonly recoveryId: string
}

/** The assembly ID is 2^53 + 1 and the recovery ID contains a colon, so that an ID parsed as a number or not encoded is noticed. */
export const defaultAccess: Access = {
  token: 'simulated-service-account-token',
  accountId: '12345678',
  projectId: '123456',
  assemblyId: '9007199254740993',
  recoveryId: '23712792:o23712792ac-simulated',
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

type Segments = Readonly<Record<'accountId' | 'projectId' | 'assemblyId' | 'recoveryId', string>>

const statusPath =
  /^\/accounts\/(?<accountId>[^/]*)\/projects\/(?<projectId>[^/]*)\/assemblies\/(?<assemblyId>[^/]*)\/recoveries\/(?<recoveryId>[^/]*)\/reset\/status$/

/** Checks method, token, IDs, and Accept, in this order. Undefined if the request is accepted. */
export function refuse(
  { method, url = '', headers }: IncomingMessage,
  access: Access,
): HttpReply | undefined {
  if (method !== 'GET') return { kind: 'http', code: 405, headers: { Allow: 'GET' } }
  if (headers.authorization !== `Bearer ${access.token}`)
    return { kind: 'http', code: 401, headers: { 'WWW-Authenticate': 'Bearer' } }
  const fieldErrors = wrongSegments(readSegments(url), access)
  if (Object.keys(fieldErrors).length > 0)
    return { kind: 'http', code: 404, body: errorBody(404, fieldErrors) }
  return acceptsJson(headers.accept) ? undefined : { kind: 'http', code: 406 }
}

/**
 * Reads the IDs from a raw request target, which is split before it is decoded: an encoded slash is part of its ID.
 * Undefined for another path, or one that can't be decoded.
 */
function readSegments(target: string): Segments | undefined {
  const [path = ''] = target.split('?', 1)
  const { groups } = statusPath.exec(path) ?? {}
  if (groups === undefined) return undefined
  const encoded = Object.entries(groups)
  try {
    return Object.fromEntries(encoded.map(([name, text]) => [name, decodeURIComponent(text)])) as Segments
  } catch {
    return undefined
  }
}

function wrongSegments(segments: Segments | undefined, access: Access): Record<string, string> {
  if (segments === undefined) return { path: 'nothing here' }
  const names = Object.keys(segments) as (keyof Segments)[]
  const wrong = names.filter((name) => segments[name] !== access[name])
  return Object.fromEntries(wrong.map((name) => [name, `unknown ${name}`]))
}

function acceptsJson(accept = '*/*'): boolean {
  const mediaTypes = accept.split(',').map((range) => range.split(';', 1)[0]?.trim().toLowerCase())
  return mediaTypes.includes('*/*') || mediaTypes.includes('application/json')
}

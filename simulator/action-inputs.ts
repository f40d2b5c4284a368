import type { Access } from './access.ts'

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

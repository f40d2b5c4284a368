import { defaultAccess } from '../simulator/access.ts'
import { inputDefaults } from '../src/inputs.ts'
import { expandStatusPath, parseStatusPath } from '../src/status-path.ts'

/** Path of the status endpoint of the simulated API, identifiers put in. */
export const defaultStatusPath = expandStatusPath(parseStatusPath(inputDefaults['status-path']), {
  accountId: defaultAccess.accountId,
  projectId: defaultAccess.projectId,
  assemblyId: defaultAccess.assemblyId,
  id: defaultAccess.recoveryId,
})

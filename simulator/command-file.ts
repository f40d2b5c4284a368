import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The state of a file that the runner hands to a step: there and writable, its variable not set, the file not there,
 * or there and not writable (a folder in its place, which holds for root too).
 */
export type CommandFileState = 'file' | 'unset' | 'missing' | 'read-only'

/** Prepares such a file in a folder. Gives back its path, or undefined when its variable is not to be set. */
export async function prepareCommandFile(
  folder: string,
  name: string,
  state: CommandFileState,
): Promise<string | undefined> {
  const path = join(folder, name)
  if (state === 'unset') return undefined
  if (state === 'file') await writeFile(path, '')
  if (state === 'read-only') await mkdir(path)
  return path
}

/** What the step left in the file; empty when there is no such file. */
export async function readCommandFile(path: string | undefined): Promise<string> {
  if (path === undefined) return ''
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() === true ? readFile(path, 'utf8') : ''
}

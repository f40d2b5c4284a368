import { readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { bundle } from './bundle.ts'

const root = path.join(import.meta.dirname, '..')
const freshFolder = 'lib/dist'

function filesIn(folder: string): Map<string, string> {
  const entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
  return new Map(
    files.map((file) => [path.relative(path.join(root, folder), file), readFileSync(file, 'utf8')] as const),
  )
}

bundle(freshFolder)
const fresh = filesIn(freshFolder)
const committed = filesIn('dist')
rmSync(path.join(root, freshFolder), { recursive: true })

const differing = [...new Set([...fresh.keys(), ...committed.keys()])].filter(
  (name) => fresh.get(name) !== committed.get(name),
)
if (differing.length > 0) {
  console.error(
    `dist/ is not what the sources build: ${differing.join(', ')}. Run 'npm run build' and commit dist/.`,
  )
  process.exit(1)
}
console.log(`dist/ is what the sources build (${fresh.size} files).`)

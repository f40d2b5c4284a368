// Runs its arguments with the Node.js in package-lock.json. If there is none for this platform, uses the current
// Node.js if it's new enough. Plain JavaScript, so that any Node.js can run it. Doesn't use node_modules/.bin/node,
// because older versions of npm lose it.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const oldest = [24, 20]
const [major, minor] = process.versions.node.split('.').map(Number)
const isNewEnough = major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
const [platform, end] = process.platform === 'win32' ? ['win', '.exe'] : [process.platform, '']
const file = `../node_modules/node-${platform}-${process.arch}/bin/node${end}`
const locked = fileURLToPath(new URL(file, import.meta.url))

// Both processes are interrupted. This one exits after the other.
process.on('SIGINT', () => {})

for (const node of isNewEnough ? [locked, process.execPath] : [locked]) {
  const { error, status } = spawnSync(node, process.argv.slice(2), { stdio: 'inherit' })
  if (error === undefined) process.exit(status ?? 1)
}
console.error(
  `This needs Node.js ${oldest.join('.')} or later and found ${process.version}: \`npm ci\` brings it for Linux ` +
    'and Windows, elsewhere install it.',
)
process.exitCode = 1

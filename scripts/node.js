// Runs what it is given with the Node that stands in package-lock.json, or else with this one, if that is new enough
// for all that is done here. It has to be plain JavaScript, for any Node. Older npm loses node_modules/.bin/node.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const oldest = [24, 20]
const [major, minor] = process.versions.node.split('.').map(Number)
const isNewEnough = major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
const [platform, end] = process.platform === 'win32' ? ['win', '.exe'] : [process.platform, '']
const file = `../node_modules/node-${platform}-${process.arch}/bin/node${end}`
const locked = fileURLToPath(new URL(file, import.meta.url))

// Both are interrupted; this one ends when the other has.
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

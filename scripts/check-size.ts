import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

const limitBytes = 200_000

const dist = path.join(import.meta.dirname, '../dist')
const files = readdirSync(dist).filter((name) => /\.[cm]?js$/.test(name))
const sizeBytes = files.reduce((sum, name) => sum + statSync(path.join(dist, name)).size, 0)
const size = `The code in dist/ has ${sizeBytes.toLocaleString('en')} bytes`

if (sizeBytes > limitBytes) {
  console.error(
    `${size}, the limit is ${limitBytes.toLocaleString('en')}. Users read what they run: leave out what is not needed.`,
  )
  process.exit(1)
}
console.log(`${size} of ${limitBytes.toLocaleString('en')}.`)

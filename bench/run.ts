import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { type Part, renderPart } from './report.ts'
import { measureSchedule } from './schedule.ts'
import { measureSoak } from './soak.ts'
import { measureStart } from './start.ts'

const measurements = { schedule: measureSchedule, start: measureStart, soak: measureSoak }

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values
const chosen = Object.entries(measurements).filter(([name]) => only === undefined || only === name)
if (chosen.length === 0) throw new Error(`--only takes one of ${Object.keys(measurements).join(', ')}.`)

const parts: Part[] = []
for (const [, measure] of chosen) {
  const part = await measure()
  console.log(`${renderPart(part)}\n`)
  parts.push(part)
}
// What is claimed of the action is not to be read where a limit is broken.
if (parts.some(({ broken }) => broken.length > 0)) process.exitCode = 1
else if (only === undefined) writeResults(parts)

function writeResults(parts: readonly Part[]): void {
  const introduction =
    `Made by \`npm run bench\` on a machine with ${availableParallelism()} cores and Node.js ${process.version}; never ` +
    'edited by hand. What stands behind a `>` stands in `docs/how-the-wait-decides.md` too.'
  const text = ['# Results of the benchmark', introduction, ...parts.map(renderPart)].join('\n\n')
  writeFileSync(new URL('./RESULTS.md', import.meta.url), `${text}\n`)
}

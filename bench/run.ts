import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { messageOf } from '../src/thrown.ts'
import { type BenchOptions, help, type PartName, partNames, readOptions } from './options.ts'
import { type PartResult, renderPart } from './part.ts'
import { measureSchedulePart } from './schedule-part.ts'
import { measureSoakPart } from './soak-part.ts'
import { measureStartPart } from './start-part.ts'
import { measureWaitPart } from './wait-part.ts'

const parts: Readonly<Record<PartName, (options: BenchOptions) => Promise<PartResult>>> = {
  schedule: () => measureSchedulePart(),
  start: ({ runs }) => measureStartPart(runs),
  wait: ({ isReal }) => measureWaitPart(isReal),
  soak: () => measureSoakPart(),
}

process.exitCode = await run(process.argv.slice(2))

async function run(args: readonly string[]): Promise<number> {
  const options = optionsOf(args)
  if (typeof options === 'string') {
    console.error(options)
    return 2
  }
  if (options.isHelp) {
    console.log(help)
    return 0
  }
  try {
    const results = await measure(options)
    if (options.only === undefined) writeResults(results)
    return results.some(({ broken }) => broken.length > 0) ? 1 : 0
  } catch (error) {
    console.error(`The benchmark could not be made: ${messageOf(error)}`)
    return 1
  }
}

function optionsOf(args: readonly string[]): BenchOptions | string {
  try {
    return readOptions(args)
  } catch (error) {
    return messageOf(error)
  }
}

/** Measures part after part, and prints each as it is done. */
async function measure(options: BenchOptions): Promise<readonly PartResult[]> {
  const results: PartResult[] = []
  for (const name of partNames.filter((name) => options.only === undefined || options.only === name)) {
    const result = await parts[name](options)
    console.log(`${renderPart(result)}\n`)
    results.push(result)
  }
  return results
}

function writeResults(results: readonly PartResult[]): void {
  const introduction = [
    '# Results of the benchmark',
    `Made by \`npm run bench\` on a machine with ${availableParallelism()} cores and Node.js ${process.version}; ` +
      'never edited by hand.',
  ]
  const text = [...introduction, ...results.map(renderPart)].join('\n\n')
  writeFileSync(new URL('./RESULTS.md', import.meta.url), `${text}\n`)
}

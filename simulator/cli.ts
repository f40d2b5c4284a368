import { actionInputs } from './action-inputs.ts'
import { type CliOptions, readCliOptions, usage } from './cli-options.ts'
import { oneLine } from './one-line.ts'
import { type RecordedRequest, type Simulator, startSimulator } from './server.ts'

await main(process.argv.slice(2))

async function main(arguments_: readonly string[]): Promise<void> {
  try {
    const options = readCliOptions(arguments_)
    if (options.help) console.log(usage)
    else await serve(options)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    console.error('node simulator/cli.ts --help lists the options.')
    process.exitCode = 2
  }
}

async function serve(options: CliOptions): Promise<void> {
  const simulator = await startSimulator({ ...options.simulator, onRequest: printRequest })
  printStart(simulator, options)
  endWhenTold(simulator, options.forSeconds)
}

function printStart(simulator: Simulator, options: CliOptions): void {
  console.log(simulator.url)
  console.log('Inputs to use:')
  const inputs = { ...actionInputs(simulator.url, options.access), ...options.inputs }
  for (const [name, value] of Object.entries(inputs)) console.log(`  ${name}: ${oneLine(value)}`)
}

function printRequest(request: RecordedRequest): void {
  const atSeconds = (request.atMs / 1000).toFixed(1)
  console.log(oneLine(`${atSeconds} s  ${request.method} ${request.url}  ${request.replied}`))
}

function endWhenTold(simulator: Simulator, forSeconds: number): void {
  const timer = setTimeout(end, forSeconds * 1000)
  function end(): void {
    clearTimeout(timer)
    void simulator.close()
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
}

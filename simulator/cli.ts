import { parseArgs } from 'node:util'
import { actionInputs, defaultAccess } from './access.ts'
import { findScenario } from './scenarios.ts'
import { startSimulator } from './server.ts'

const usage = `npm run simulator -- [--scenario NAME] [--port PORT] [--for SECONDS]

  --scenario  what the API returns (default "completed"); npm run demo -- --list describes each scenario
  --port      port to listen on; 0 picks a free port (default 0)
  --for       seconds until the server stops (default 600)

Prints its URL, the inputs to use, and then one line per request.`

const { values: options } = parseArgs({
  options: {
    scenario: { type: 'string', default: 'completed' },
    port: { type: 'string', default: '0' },
    for: { type: 'string', default: '600' },
    help: { type: 'boolean' },
  },
})
if (options.help) console.log(usage)
else await serve()

async function serve(): Promise<void> {
  const { replies, inputs } = findScenario(options.scenario)
  const simulator = await startSimulator({
    replies,
    port: Number(options.port),
    onRequest: ({ atMs, method, url, replied }) =>
      console.log(`${(atMs / 1000).toFixed(1)} s  ${method} ${JSON.stringify(url)}  ${replied}`),
  })
  console.log(`${simulator.url}\nInputs to use:`)
  for (const [name, value] of Object.entries({ ...actionInputs(simulator.url, defaultAccess), ...inputs }))
    console.log(`  ${name}: ${value}`)

  const stop = () => {
    clearTimeout(timer)
    simulator.close()
  }
  const timer = setTimeout(stop, Number(options.for) * 1000)
  process.once('SIGINT', stop).once('SIGTERM', stop)
}

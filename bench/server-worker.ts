import { parentPort, workerData } from 'node:worker_threads'
import { parseScenario } from '../simulator/scenario.ts'
import { startSimulator } from '../simulator/server.ts'

// The simulated API in a thread of its own, so that what is measured is not the server.
const simulator = await startSimulator({ scenario: parseScenario(workerData) })
parentPort?.postMessage(simulator.url)

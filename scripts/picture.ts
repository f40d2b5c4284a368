import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { actionInputs } from '../simulator/action-inputs.ts'
import { runAction } from '../simulator/action-runner.ts'
import { findScenario, scenarioNames } from '../simulator/scenarios.ts'
import { defaultAccess, startSimulator } from '../simulator/server.ts'
import { summaryPage } from './summary-page.ts'

// Draws the job summaries of real runs as pictures: `npm run picture -- failed docs/summary.png`. Needs Chromium.
const browser = process.env.CHROMIUM ?? 'chromium'
const browserOptions = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--hide-scrollbars'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  '--virtual-time-budget=20000',
]

async function summaryOf(name: string): Promise<string> {
  const named = findScenario(name)
  if (named === undefined)
    throw new Error(`${name} is no scenario: expected one of ${scenarioNames.join(', ')}`)
  const simulator = await startSimulator({ scenario: named.scenario, access: named.access })
  try {
    const access = { ...defaultAccess, ...named.access }
    const inputs = { ...actionInputs(simulator.url, access), ...named.inputs }
    return (await runAction({ inputs })).summary
  } finally {
    await simulator.close()
  }
}

function browse(...options: string[]): string {
  const { status, stdout, error } = spawnSync(browser, [...browserOptions, ...options], { encoding: 'utf8' })
  if (error !== undefined || status !== 0)
    throw new Error(`${browser} did not run: ${error?.message ?? status}`)
  return stdout
}

/** Draws Markdown into a PNG file of just its size. */
function draw(markdown: string, picture: string): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'picture-'))
  try {
    const page = path.join(folder, 'page.html')
    writeFileSync(page, summaryPage(markdown))
    const profile = `--user-data-dir=${path.join(folder, 'profile')}`
    const address = pathToFileURL(page).href
    const height = /<title>(\d+)<\/title>/.exec(browse(profile, '--dump-dom', address))?.[1]
    if (height === undefined) throw new Error('The page was not drawn: its charts may not parse.')
    browse(profile, `--window-size=900,${height}`, `--screenshot=${picture}`, address)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const [name = 'failed', file = 'docs/summary.png'] = process.argv.slice(2)
const picture = path.resolve(file)
mkdirSync(path.dirname(picture), { recursive: true })
draw(await summaryOf(name), picture)
console.log(`${file} shows the summary of the scenario ${name}.`)

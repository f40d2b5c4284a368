import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'

const root = path.join(import.meta.dirname, '../..')
const source = (file: string) => readFileSync(path.join(root, file), 'utf8')

/** What each room may import from, itself aside: text ← wait ← api, inputs ← report ← main ← index. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  text: [],
  wait: ['text'],
  api: ['text', 'wait'],
  inputs: ['text', 'wait'],
  report: ['text', 'wait', 'inputs', 'runner'],
  runner: ['text'],
  main: ['text', 'wait', 'api', 'inputs', 'report', 'runner'],
  'fail-closed': [],
  index: ['fail-closed', 'main'],
}

const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => file.endsWith('.ts'))

/** What a file imports, types included: files relative to `src/`, and packages. */
function importsOf(file: string): readonly string[] {
  const statements = source(`src/${file}`).matchAll(/^(?:import|export)\s(?:[^'"]*?\sfrom\s)?'([^']+)'/gm)
  return [...statements].map(([, from = '']) =>
    from.startsWith('.') ? path.posix.join(path.posix.dirname(file), from) : from,
  )
}

const roomOf = (file: string) => file.replace(/\.ts$/, '').split('/')[0] ?? ''
const imports = files.flatMap((file) => importsOf(file).map((target) => ({ file, target })))
const localImports = imports.filter(({ target }) => target.endsWith('.ts'))
const packageImports = imports.filter(({ target }) => !target.endsWith('.ts'))

describe('the sources', () => {
  test('are all read here', () => {
    expect(files).toEqual(expect.arrayContaining(localImports.map(({ target }) => target)))
    expect(localImports.length).toBeGreaterThan(60)
    expect(Object.keys(allowed)).toEqual(expect.arrayContaining(files.map(roomOf)))
  })

  test('import one way between rooms', () => {
    const wrong = localImports.filter(({ file, target }) => {
      const [from, to] = [roomOf(file), roomOf(target)]
      return from !== to && !allowed[from]?.includes(to)
    })
    expect(wrong).toEqual([])
  })

  test('fail closed before anything else runs', () => {
    expect(source('src/index.ts').split('\n')[0]).toBe("import { succeed } from './fail-closed.ts'")
    expect(importsOf('fail-closed.ts')).toEqual([])
  })

  test.each([
    ['@actions/core', ['runner.ts']],
    ['@actions/http-client', ['api/http.ts']],
    ['node:fs', ['runner.ts']],
  ])('know %s in one file', (name, expected) => {
    const found = packageImports.filter(({ target }) => target === name || target.startsWith(`${name}/`))
    expect([...new Set(found.map(({ file }) => file))]).toEqual(expected)
  })

  test('touch the process, its time and its chance at the edges only', () => {
    const edge = /\bprocess\.(env|stdout|stderr|on|exit)|Date\.now|performance\.|setTimeout|Math\.random/
    expect(files.filter((file) => edge.test(source(`src/${file}`))).sort()).toEqual([
      'api/http.ts',
      'api/status-client.ts',
      'fail-closed.ts',
      'index.ts',
      'main.ts',
      'runner.ts',
      'wait/clock.ts',
    ])
  })

  test('share no code with the simulator', () => {
    for (const name of readdirSync(path.join(root, 'simulator')))
      expect(source(`simulator/${name}`)).not.toMatch(/from '.*\/src\//)
    expect(imports.filter(({ target }) => target.includes('simulator'))).toEqual([])
  })
})

describe('the bundle', () => {
  const bundle = source('dist/index.js')

  test('uses what is left out of it only where the action never goes', () => {
    const client = source('node_modules/@actions/http-client/lib/index.js')
    expect(client.match(/\bProxyAgent\b/g)).toHaveLength(2)
    expect(client).toMatch(/_getProxyAgentDispatcher\(parsedUrl, proxyUrl\) \{[\s\S]*?new ProxyAgent\(/)
    expect(bundle.match(/_getProxyAgentDispatcher\(/g)).toHaveLength(2)
  })

  test('starts no process', () => {
    expect(bundle).not.toMatch(/require\("(node:)?child_process"\)/)
  })

  test('comes with the licenses of the packages in it, and no others', () => {
    const modules = bundle.matchAll(/ MODULE: .*node_modules\/((?:@[\w-]+\/)?[\w-]+)\//g)
    const packages = [...new Set([...modules].map(([, name]) => name))].sort()
    const licenses = packages.flatMap((name) => {
      const folder = `node_modules/${name}`
      const file = readdirSync(path.join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry))
      return [name, JSON.parse(source(`${folder}/package.json`)).license, source(`${folder}/${file}`)]
    })
    const words = (text: string) => text.trim().split(/\s+/)
    expect(words(source('dist/licenses.txt'))).toEqual(words(licenses.join(' ')))
  })
})

describe('the npm scripts', () => {
  test('run what needs a new Node with the one that is locked', () => {
    const scripts: Record<string, string> = JSON.parse(source('package.json')).scripts
    const needing = Object.values(scripts).filter((script) => /\.ts\b|tsc|jest/.test(script))
    expect(needing.length).toBeGreaterThan(5)
    for (const script of needing) expect(script).toContain('node scripts/node.js ')
  })

  const tooOld = /^This needs Node\.js 24\.20 or later and .*\.\n$/
  test.each([
    { version: '20.0.0', exitCode: 1, stderr: tooOld },
    { version: '24.19.9', exitCode: 1, stderr: tooOld },
    { version: '24.20.0', exitCode: 7, stderr: /^$/ },
    { version: '26.0.0', exitCode: 7, stderr: /^$/ },
  ])('take Node $version where none is locked, or say why not', ({ version, exitCode, stderr }) => {
    const pretend = `Object.defineProperties(process, { versions: { value: { node: '${version}' } }, arch: { value: 'none' } })`
    const preload = ['--import', `data:text/javascript,${pretend}`]
    const child = spawnSync(process.execPath, [...preload, 'scripts/node.js', '-e', 'process.exit(7)'], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(child.status).toBe(exitCode)
    expect(child.stderr).toMatch(stderr)
  })
})

import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'

const root = path.join(import.meta.dirname, '../..')
const source = (file: string) => readFileSync(path.join(root, file), 'utf8')

/** What each folder can import from, besides itself: text ← wait ← api, inputs ← report ← main ← index. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  text: [],
  wait: ['text'],
  api: ['text', 'wait'],
  inputs: ['text', 'wait', 'runner'],
  // Without the inputs, because the token is one of them.
  report: ['text', 'wait', 'api', 'runner'],
  runner: ['text'],
  main: ['text', 'wait', 'api', 'inputs', 'report', 'runner'],
  'fail-closed': [],
  index: ['fail-closed', 'main'],
}

const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => file.endsWith('.ts'))

/** What a file imports, including types: files relative to `src/`, and packages. */
function importsOf(file: string): readonly string[] {
  const statements = source(`src/${file}`).matchAll(/^(?:import|export)\s(?:[^'"]*?\sfrom\s)?'([^']+)'/gm)
  return [...statements].map(([, from = '']) =>
    from.startsWith('.') ? path.posix.join(path.posix.dirname(file), from) : from,
  )
}

const folderOf = (file: string) => file.replace(/\.ts$/, '').split('/')[0] ?? ''
const imports = files.flatMap((file) => importsOf(file).map((target) => ({ file, target })))

describe('the sources', () => {
  test('import one way between folders', () => {
    const local = imports.filter(({ target }) => target.endsWith('.ts'))
    const wrong = local.filter(({ file, target }) => {
      const [from, to] = [folderOf(file), folderOf(target)]
      return from !== to && !allowed[from]?.includes(to)
    })
    expect(local.length).toBeGreaterThan(60)
    expect(wrong).toEqual([])
  })

  test('have no import cycles', () => {
    let left: readonly string[] = files
    for (let before = Number.POSITIVE_INFINITY; left.length < before; ) {
      before = left.length
      left = left.filter((file) => importsOf(file).some((target) => left.includes(target)))
    }
    expect(left).toEqual([])
  })

  test('fail closed before anything else runs', () => {
    expect(source('src/index.ts').split('\n')[0]).toBe("import { succeed } from './fail-closed.ts'")
  })

  test.each([
    ['@actions/core', 'runner.ts'],
    ['@actions/http-client', 'api/http.ts'],
  ])('import %s in one file', (name, expected) => {
    const found = imports.filter(({ target }) => target === name || target.startsWith(`${name}/`))
    expect(new Set(found.map(({ file }) => file))).toEqual(new Set([expected]))
  })

  test('leave the process, time, and chance to those who pass them in', () => {
    const outside = /\bprocess\.(env|stdout|stderr|on|exit)|Date\.now|performance\.|setTimeout|Math\.random/
    const pure = files.filter((file) => /^(text|wait|inputs|report)\//.test(file))
    expect(pure.filter((file) => outside.test(source(`src/${file}`)))).toEqual(['wait/clock.ts'])
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

  test('comes with the licenses of the packages in it', () => {
    const modules = bundle.matchAll(/ MODULE: .*node_modules\/((?:@[\w-]+\/)?[\w-]+)\//g)
    const packages = new Set([...modules].map(([, name = '']) => name))
    const licensed = source('dist/licenses.txt').matchAll(/^(?:@[\w-]+\/)?[\w-]+$(?=\n(?:MIT|ISC)$)/gm)
    expect(new Set([...licensed].map(([name]) => name))).toEqual(packages)
  })
})

describe('the npm scripts', () => {
  test('use the locked Node.js for what needs a new one', () => {
    const scripts = Object.values<string>(JSON.parse(source('package.json')).scripts)
    const needing = scripts.filter((script) => /\.ts\b|tsc|jest/.test(script))
    expect(needing.length).toBeGreaterThan(5)
    for (const script of needing) expect(script).toContain('node scripts/node.js ')
  })

  test.each([
    { version: '24.19.9', status: 1, stderr: /^This needs Node\.js 24\.20 or later/ },
    { version: '24.20.0', status: 7, stderr: /^$/ },
  ])('where none is locked, run with Node.js $version or say why not', ({ version, ...expected }) => {
    const pretend = `Object.defineProperties(process, { versions: { value: { node: '${version}' } }, arch: { value: 'none' } })`
    const options = [
      '--import',
      `data:text/javascript,${pretend}`,
      'scripts/node.js',
      '-e',
      'process.exit(7)',
    ]
    const { status, stderr } = spawnSync(process.execPath, options, { cwd: root, encoding: 'utf8' })
    expect(status).toBe(expected.status)
    expect(stderr).toMatch(expected.stderr)
  })
})

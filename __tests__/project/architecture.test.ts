import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'

const root = path.join(import.meta.dirname, '../..')

interface Import {
  readonly from: string
  /** A type alone leaves nothing behind when the program runs. */
  readonly isTypeOnly: boolean
}

const source = (file: string) => readFileSync(path.join(root, file), 'utf8')

/** What a file imports, by the names that stand in it. */
function importsOf(text: string): readonly Import[] {
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)
  return [...statements].map(([, type, from = '']) => ({ from, isTypeOnly: type !== undefined }))
}

const files = readdirSync(path.join(root, 'src')).map((name) => `src/${name}`)
const imports = new Map(files.map((file) => [file, importsOf(source(file))]))

const local = (file: string, includesTypes: boolean) =>
  (imports.get(file) ?? [])
    .filter(({ from, isTypeOnly }) => from.startsWith('.') && (includesTypes || !isTypeOnly))
    .map(({ from }) => path.posix.join('src', from))

const packagesOf = (file: string) =>
  (imports.get(file) ?? [])
    .filter(({ from, isTypeOnly }) => !from.startsWith('.') && !isTypeOnly)
    .map(({ from }) => from)

/** A file and everything that runs because of it. */
function reach(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const next of local(file, false)) reach(next, seen)
  return seen
}

const whoImports = (found: (packageName: string) => boolean) =>
  files.filter((file) => packagesOf(file).some(found))

describe('the sources', () => {
  test('are read by this test', () => {
    expect(files.length).toBeGreaterThan(30)
    expect(local('src/index.ts', false)).toEqual(['src/fail-closed.ts', 'src/main.ts', 'src/thrown.ts'])
    expect(
      importsOf(
        "import type { A } from './a.ts'\nimport {\n  b,\n} from 'b'\nexport * from \"c\"\nimport './d.ts'\n",
      ),
    ).toEqual([
      { from: './a.ts', isTypeOnly: true },
      { from: 'b', isTypeOnly: false },
      { from: 'c', isTypeOnly: false },
      { from: './d.ts', isTypeOnly: false },
    ])
  })

  test('fail closed before anything else runs', () => {
    expect(source('src/index.ts').split('\n')[0]).toBe("import { succeed } from './fail-closed.ts'")
    expect(importsOf(source('src/fail-closed.ts'))).toEqual([])
  })

  test('depend on one another one way, without cycles, types included', () => {
    const done = new Set<string>()
    const visit = (file: string, trail: readonly string[]) => {
      if (trail.includes(file)) throw new Error(`A cycle: ${[...trail, file].join(' → ')}`)
      if (done.has(file)) return
      for (const next of local(file, true)) visit(next, [...trail, file])
      done.add(file)
    }
    for (const file of files) visit(file, [])
    expect(done.size).toBe(files.length)
  })

  test('are all reached from the entry', () => {
    const typesOnly = files.filter((file) => !reach('src/index.ts').has(file))
    for (const file of typesOnly) expect(source(file)).not.toMatch(/^export (const|function|class)/m)
  })

  test('begin at index, which alone knows main', () => {
    expect(files.filter((file) => local(file, true).includes('src/index.ts'))).toEqual([])
    expect(files.filter((file) => local(file, true).includes('src/main.ts'))).toEqual(['src/index.ts'])
  })

  test('know @actions/core in one file, and @actions/http-client in one file', () => {
    expect(whoImports((name) => name.startsWith('@actions/core'))).toEqual(['src/runner.ts'])
    expect(whoImports((name) => name.startsWith('@actions/http-client'))).toEqual(['src/http.ts'])
  })

  test('have a wait that knows no HTTP, no runner and no time of day', () => {
    const reached = [...reach('src/wait.ts')]
    for (const edge of [
      'src/http.ts',
      'src/status-client.ts',
      'src/classify.ts',
      'src/runner.ts',
      'src/clock.ts',
    ]) {
      expect(reached).not.toContain(edge)
    }
    expect(reached.flatMap(packagesOf)).toEqual([])
    for (const file of reached)
      expect(source(file)).not.toMatch(/Date\.now|performance\.|setTimeout|Math\.random|process\./)
  })

  test('touch the process, its time and its network at the edges only', () => {
    const edges = files.filter((file) =>
      /\bprocess\.(env|stdout|stderr|on|exit)|Date\.now|performance\.|setTimeout|Math\.random/.test(
        source(file),
      ),
    )
    expect(edges).toEqual([
      'src/clock.ts',
      'src/fail-closed.ts',
      'src/http.ts',
      'src/index.ts',
      'src/main.ts',
      'src/runner.ts',
      'src/status-client.ts',
    ])
  })

  test('use nothing of Node but what is pure, outside the edges', () => {
    const pure = files.filter((file) => !['src/http.ts', 'src/runner.ts'].includes(file))
    expect([...new Set(pure.flatMap(packagesOf))].sort()).toEqual(['node:http', 'node:net'])
    expect(source('src/status-code.ts')).toContain("import { STATUS_CODES } from 'node:http'")
    expect(source('src/api-url.ts')).toContain("import { isIPv4 } from 'node:net'")
  })
})

test('the simulator and the sources share no code', () => {
  const simulator = readdirSync(path.join(root, 'simulator')).map((name) => `simulator/${name}`)
  expect(
    simulator.flatMap((file) => importsOf(source(file))).filter(({ from }) => from.includes('src/')),
  ).toEqual([])
  expect(
    files.flatMap((file) => importsOf(source(file))).filter(({ from }) => from.includes('simulator')),
  ).toEqual([])
})

describe('the bundle', () => {
  const bundle = source('dist/index.js')

  test('uses what is left out of it only where the action never goes', () => {
    const uses = bundle
      .split('\n')
      .filter((line) => /\bProxyAgent\b/.test(line) && !/_getProxyAgentDispatcher/.test(line))
    expect(uses.filter((line) => !/class ProxyAgent|new .*ProxyAgent/.test(line))).toEqual([])
    const client = source('node_modules/@actions/http-client/lib/index.js')
    expect(client.match(/\bProxyAgent\b/g)).toHaveLength(2)
    expect(client).toMatch(/_getProxyAgentDispatcher\(parsedUrl, proxyUrl\) \{[\s\S]*?new ProxyAgent\(/)
    const platform = source('node_modules/@actions/core/lib/platform.js')
    expect(new Set(platform.match(/exec\.\w+/g))).toEqual(new Set(['exec.getExecOutput']))
  })

  test('stands beside a package.json that names its kind', () => {
    expect(JSON.parse(source('dist/package.json'))).toEqual({ type: 'commonjs' })
  })

  test('is that of code that starts no process and reads no secret of its own', () => {
    expect(bundle).not.toMatch(/require\("(node:)?child_process"\)/)
  })
})

test.each([
  ['undici', 'ProxyAgent', /undici is left out of this action/],
  ['actions-exec', 'getExecOutput', /@actions\/exec is left out of this action/],
])('what stands in for %s throws with an explanation', async (folder, name, explanation) => {
  const standIn = await import(`../../stubs/${folder}/index.js`)
  expect(() => new standIn[name]()).toThrow(explanation)
})

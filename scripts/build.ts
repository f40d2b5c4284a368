import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'

// Compiles `src/` to `lib/` and bundles that into `dist/`. With `--check`, verifies that `dist/` matches instead. Two
// steps, because ncc can't read TypeScript 7. The bundle is CommonJS, which Node.js starts faster than an ES module:
// ncc writes CommonJS if the nearest package.json sets no type, and Node.js needs a package.json next to the bundle.

const maxBytes = 210_000
const root = path.join(import.meta.dirname, '..')

function run(packageBin: string, ...args: string[]): void {
  const bin = path.join('node_modules', packageBin)
  execFileSync(process.execPath, [bin, ...args], { cwd: root, stdio: 'inherit' })
}

function build(folder: string): void {
  for (const old of ['lib', folder]) rmSync(path.join(root, old), { recursive: true, force: true })
  run('typescript/bin/tsc', '--project', 'tsconfig.build.json')
  writeFileSync(path.join(root, 'lib/package.json'), '{}\n')
  copyToolkit()
  run(
    '@vercel/ncc/dist/ncc/cli.js',
    ...['build', 'lib/index.js', '--out', folder],
    ...['--license', 'licenses.txt', '--no-cache', '--quiet', '--target', 'es2024'],
  )
  writeFileSync(path.join(root, folder, 'package.json'), '{ "type": "commonjs" }\n')
}

/**
 * Gives ncc a copy of the toolkit that is marked as free of side effects, which it is. ncc then leaves out unused
 * modules, such as those for OpenID Connect and for starting processes.
 */
function copyToolkit(): void {
  const copy = path.join(root, 'lib/node_modules/@actions/core')
  cpSync(path.join(root, 'node_modules/@actions/core'), copy, { recursive: true })
  const manifestFile = path.join(copy, 'package.json')
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'))
  writeFileSync(manifestFile, JSON.stringify({ ...manifest, sideEffects: false }))
}

function contents(folder: string): readonly (readonly [string, string])[] {
  const names = readdirSync(path.join(root, folder)).sort()
  return names.map((name) => [name, readFileSync(path.join(root, folder, name), 'utf8')])
}

const isCheck = process.argv.includes('--check')
const built = isCheck ? 'lib/dist' : 'dist'
build(built)

const sizeBytes = statSync(path.join(root, built, 'index.js')).size
const problems = [
  sizeBytes > maxBytes &&
    `dist/index.js has ${sizeBytes} bytes. The limit is ${maxBytes}, because users read what they run.`,
  !isDeepStrictEqual(contents(built), contents('dist')) &&
    "dist/ doesn't match the source. Run `npm run build` and commit dist/.",
]
for (const problem of problems.filter((problem) => problem !== false)) {
  console.error(problem)
  process.exitCode = 1
}

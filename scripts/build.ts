import { execFileSync } from 'node:child_process'
import { rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

// Compiles `src/` to `lib/` and bundles that into `dist/`; with `--check`, `dist/` must be what is committed. Two
// steps, because ncc cannot read TypeScript 7 sources itself. The bundle is CommonJS, which Node starts faster than
// an ES module: ncc chooses so when the package.json nearest to its entry names no type, and Node needs to be told
// beside the bundle.

const limitBytes = 200_000
const root = path.join(import.meta.dirname, '..')

function run(packageBin: string, ...args: string[]): void {
  const bin = path.join('node_modules', packageBin)
  execFileSync(process.execPath, [bin, ...args], { cwd: root, stdio: 'inherit' })
}

function build(): void {
  for (const folder of ['lib', 'dist']) rmSync(path.join(root, folder), { recursive: true, force: true })
  run('typescript/bin/tsc', '--project', 'tsconfig.build.json')
  writeFileSync(path.join(root, 'lib/package.json'), '{}\n')
  run(
    '@vercel/ncc/dist/ncc/cli.js',
    ...['build', 'lib/index.js', '--out', 'dist'],
    ...['--license', 'licenses.txt', '--no-cache', '--quiet', '--target', 'es2024'],
  )
  writeFileSync(path.join(root, 'dist/package.json'), '{ "type": "commonjs" }\n')
}

function problems(isCheck: boolean): readonly string[] {
  const sizeBytes = statSync(path.join(root, 'dist/index.js')).size
  const changed = isCheck ? execFileSync('git', ['status', '--porcelain', '--', 'dist'], { cwd: root }) : ''
  return [
    sizeBytes > limitBytes &&
      `dist/index.js has ${sizeBytes} bytes, the limit is ${limitBytes}: users read what they run.`,
    changed.length > 0 && `dist/ is not what the sources build; commit what was just built:\n${changed}`,
  ].filter((problem) => problem !== false)
}

build()
for (const problem of problems(process.argv.includes('--check'))) {
  console.error(problem)
  process.exitCode = 1
}

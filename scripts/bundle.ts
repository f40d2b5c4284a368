import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { loadLate } from './load-late.ts'

const root = path.join(import.meta.dirname, '..')

function run(packageBin: string, ...args: string[]): void {
  const bin = path.join(root, 'node_modules', packageBin)
  const { status } = spawnSync(process.execPath, [bin, ...args], { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error(`${packageBin} ended with exit code ${status}`)
}

/**
 * Compiles `src/` to `lib/` and bundles it into one file.
 *
 * Two steps, because ncc cannot read TypeScript 7 sources itself. The bundle is CommonJS, which Node starts faster
 * than an ES module: ncc chooses so when the package.json nearest to its entry names no type, and Node needs to be
 * told beside the bundle.
 *
 * @param outputFolder where the bundle goes, relative to the root of the repository; emptied first
 * @throws Error when the compiler or the bundler fails
 */
export function bundle(outputFolder: string): void {
  rmSync(path.join(root, 'lib'), { recursive: true, force: true })
  run('typescript/bin/tsc', '--project', 'tsconfig.build.json')
  rmSync(path.join(root, outputFolder), { recursive: true, force: true })
  writeFileSync(path.join(root, 'lib/package.json'), '{}\n')
  run(
    '@vercel/ncc/dist/ncc/cli.js',
    ...['build', 'lib/index.js', '--out', outputFolder],
    ...['--license', 'licenses.txt', '--no-cache', '--quiet', '--target', 'es2024'],
  )
  const code = path.join(root, outputFolder, 'index.js')
  writeFileSync(code, loadLate(readFileSync(code, 'utf8')))
  writeFileSync(path.join(root, outputFolder, 'package.json'), '{ "type": "commonjs" }\n')
}

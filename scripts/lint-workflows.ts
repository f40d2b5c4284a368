import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { TextDocument } from 'vscode-languageserver-textdocument'

// Prints what GitHub's own editor support finds in the workflows and action files that are named, and ends with 1 if
// that is anything.

// Its modules import JSON as bundlers do.
registerHooks({
  resolve: (specifier, context, nextResolve) => {
    const resolved = nextResolve(specifier, context)
    return resolved.url.endsWith('.json') ? { ...resolved, importAttributes: { type: 'json' } } : resolved
  },
})
const { validate } = await import('@actions/languageservice/validate')

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8')
  const findings = await validate(TextDocument.create(pathToFileURL(file).href, 'yaml', 1, text))
  for (const { message, range } of findings) {
    console.log(`${file}:${range.start.line + 1}: ${message}`)
    process.exitCode = 1
  }
}

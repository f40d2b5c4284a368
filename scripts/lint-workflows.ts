import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { FeatureFlags } from '@actions/expressions'
import { TextDocument } from 'vscode-languageserver-textdocument'

// Prints what GitHub's own editor support finds in workflows and action files. Exits with 1 if it finds anything.

// Its modules import JSON without import attributes.
registerHooks({
  resolve: (specifier, context, nextResolve) => {
    const resolved = nextResolve(specifier, context)
    return resolved.url.endsWith('.json') ? { ...resolved, importAttributes: { type: 'json' } } : resolved
  },
})
const { validate } = await import('@actions/languageservice/validate')
const featureFlags = new FeatureFlags({ allowBackgroundSteps: true })

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8')
  const findings = await validate(TextDocument.create(pathToFileURL(file).href, 'yaml', 1, text), {
    featureFlags,
  })
  for (const { message, range } of findings) {
    console.log(`${file}:${range.start.line + 1}: ${message}`)
    process.exitCode = 1
  }
}

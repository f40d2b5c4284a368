import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { loadLate } from '../../scripts/load-late.ts'

const bundle = readFileSync(path.join(import.meta.dirname, '../../dist/index.js'), 'utf8')

const imports = `var external_https_ = __nccwpck_require__(692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
x
var tunnel = __nccwpck_require__(770);
y
`

describe('what the action loads', () => {
  test('leaves TLS and the tunnel for when they are first used', () => {
    expect(loadLate(imports)).toMatch(
      /^\/\/ Added by .*\nconst onFirstUse = .*\n\nconst external_https_ = onFirstUse\(\(\) => __nccwpck_require__\(692\)\);\nconst external_https_namespaceObject = external_https_;\nx\nconst tunnel = onFirstUse\(\(\) => __nccwpck_require__\(770\)\);\ny\n$/,
    )
    expect(bundle.match(/= onFirstUse\(\(\) => __nccwpck_require__\(\d+\)\);/g)).toHaveLength(2)
  })

  test.each([
    ['https', 'var tunnel = __nccwpck_require__(770);\n'],
    ['tunnel', imports.replace('var tunnel', 'let tunnel')],
    ['https', `${imports}${imports}`],
  ])('is not guessed at: the build fails when %s is not where it is expected', (name, code) => {
    expect(() => loadLate(code)).toThrow(`The bundle does not import ${name} where it is expected.`)
  })
})

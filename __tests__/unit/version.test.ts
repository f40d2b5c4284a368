import { readFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { version } from '../../src/version.ts'

test("is the package's version", async () => {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  expect(version).toBe(JSON.parse(text).version)
})

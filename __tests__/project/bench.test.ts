import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'

const root = new URL('../../', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, root), 'utf8')

test('the pages say of the speed what the benchmark has measured', () => {
  const claims = read('bench/RESULTS.md').match(/(?<=^> ).+/gm) ?? []
  expect(claims).toHaveLength(3)
  expect(claims.filter((claim) => !read('docs/how-the-wait-decides.md').includes(claim))).toEqual([])
})

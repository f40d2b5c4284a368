import { expect, test } from '@jest/globals'
import { isResetStatus } from '../../src/wait/check.ts'

test.each(['pending', 'in-progress', 'stalled', 'completed', 'failed'])('%s is documented', (text) => {
  expect(isResetStatus(text)).toBe(true)
})

test.each([
  ...['', 'COMPLETED', 'Completed', 'complete', ' completed', 'completed\n', 'completed\0', 'notcompleted'],
  ...['in_progress', 'in progress', 'succeeded', 'c\u043empleted', 'toString', 'hasOwnProperty', '__proto__'],
])('%j is not', (text) => {
  expect(isResetStatus(text)).toBe(false)
})

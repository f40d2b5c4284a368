import { expect, test } from '@jest/globals'
import { codeOf, messageOf } from '../../src/text/errors.ts'

test.each([
  [Object.assign(new Error('a reason'), { code: 'ECONNRESET' }), 'a reason', 'ECONNRESET'],
  [{ message: 'a reason' }, 'a reason', ''],
  [{ message: 5, code: 7 }, '[object Object]', ''],
  ['a text', 'a text', ''],
  [null, 'null', ''],
  [undefined, 'undefined', ''],
])('of %p the message is %j and the code %j', (thrown, message, code) => {
  expect(messageOf(thrown)).toBe(message)
  expect(codeOf(thrown)).toBe(code)
})

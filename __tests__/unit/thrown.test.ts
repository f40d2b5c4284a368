import { describe, expect, test } from '@jest/globals'
import { codeOf, messageOf } from '../../src/thrown.ts'

describe('whatever was thrown', () => {
  test.each([
    [new Error('a reason'), 'a reason'],
    [{ message: 'a reason' }, 'a reason'],
    [{ message: 5 }, '[object Object]'],
    ['a text', 'a text'],
    [undefined, 'undefined'],
    [null, 'null'],
    [17, '17'],
  ])('has a message: %p', (thrown, message) => {
    expect(messageOf(thrown)).toBe(message)
  })

  test.each([
    [Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'ECONNRESET'],
    [new Error('x'), ''],
    [{ code: 7 }, ''],
    [null, ''],
    ['code', ''],
  ])('has a code or none: %p', (thrown, code) => {
    expect(codeOf(thrown)).toBe(code)
  })
})

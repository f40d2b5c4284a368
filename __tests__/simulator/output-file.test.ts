import { describe, expect, test } from '@jest/globals'
import { parseOutputFile } from '../../simulator/output-file.ts'

describe('parseOutputFile reads', () => {
  test.each([
    ['', {}],
    ['\n\n', {}],
    ['a=b\n', { a: 'b' }],
    ['a=b', { a: 'b' }],
    ['a=', { a: '' }],
    ['a=b=c<<d\n', { a: 'b=c<<d' }],
    ['a=b\r\n', { a: 'b\r' }],
    ['a=1\na=2\n', { a: '2' }],
    ['a<<END\nb\nEND\n', { a: 'b' }],
    ['a<<END\nb\nEND', { a: 'b' }],
    ['a<<END\nEND\n', { a: '' }],
    ['a<<END\n\nEND\n', { a: '' }],
    ['a<<END\n\n\nEND\n', { a: '\n' }],
    ['a<<END\nb\n\n c=d\nf<<G\n END\nEND\ng=h\n', { a: 'b\n\n c=d\nf<<G\n END', g: 'h' }],
    ['a<<E=F\nb\nE=F\n', { a: 'b' }],
    ['a b<<END\r\nc\r\nEND\r\n', { 'a b': 'c\r' }],
    ['\uFEFFa=b\n', { a: 'b' }],
  ])('%j', (content, expected) => {
    expect(parseOutputFile(content)).toEqual(expected)
  })

  test('names that an object has anyway', () => {
    expect(Object.entries(parseOutputFile('__proto__=a\n'))).toEqual([['__proto__', 'a']])
  })
})

describe('parseOutputFile refuses', () => {
  test.each([
    ['a\n', 'output file: invalid line "a"'],
    ['=b\n', 'output file: empty name in "=b"'],
    ['<<END\nb\nEND\n', 'output file: empty name in "<<END"'],
    ['a<<\nb\n', 'output file: empty delimiter for "a"'],
    ['a<<END\nb\n', 'output file: no line "END" ends a'],
    ['a<<END', 'output file: no line "END" ends a'],
    ['a<<END\nb\nEND \n', 'output file: no line "END" ends a'],
    ['a<<END\nb\nEND\nrest\n', 'output file: invalid line "rest"'],
  ])('%j', (content, message) => {
    expect(() => parseOutputFile(content)).toThrow(new Error(message))
  })
})

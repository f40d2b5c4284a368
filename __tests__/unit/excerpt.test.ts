import { describe, expect, test } from '@jest/globals'
import { excerpt } from '../../src/excerpt.ts'

describe('excerpt', () => {
  test.each([
    ['', ''],
    [' \r\n\t ', ''],
    ['Bad gateway', 'Bad gateway'],
    ['  Bad\r\n\r\n\tgateway  ', 'Bad gateway'],
    ['{"error":"no"}', '{"error":"no"}'],
    ['<h1>Bad gateway</h1><p>Try\nlater</p>', 'Bad gateway Try later'],
    ['<p>', ''],
    ['<!DOCTYPE html><html lang="en">\n<body>Down</body></html>', 'Down'],
    ['a<br/>b', 'a b'],
    ['a<b class="x"\nid=y>b', 'a b'],
    ['Down<p class="cut', 'Down'],
    ['a<<b>c', 'a< c'],
    ['limit 5 < 10 exceeded', 'limit 5 < 10 exceeded'],
    ['a<script>x</script >b', 'a b'],
    ['a<!-- x -->b<?xml?>c</p>d', 'a b c d'],
    ['a > b', 'a > b'],
  ])('makes of %j the text %j', (body, text) => {
    expect(excerpt(body)).toBe(text)
  })

  test.each([
    ['a<script>if (1 < 2) alert("x")</script>b', 'a b'],
    ['a<SCRIPT src="x">\nx > y\n</SCRIPT>b', 'a b'],
    ['a<Style media=all>p > q { }</sTYLE>b', 'a b'],
    ['a<script>x > y', 'a'],
    ['a<style>x > y', 'a'],
    ['a<script>x > y</style>z', 'a'],
    ['a<script>1 > 0</script>b<script>2 > 1</script>c', 'a b c'],
    ['a<scripted>b</scripted>c', 'a b c'],
    ['a<styles>b</styles>c', 'a b c'],
  ])('leaves scripts and styles out of %j', (body, text) => {
    expect(excerpt(body)).toBe(text)
  })

  test('keeps 300 characters as they are', () => {
    expect(excerpt('x'.repeat(300))).toBe('x'.repeat(300))
  })

  test('cuts 301 characters to 300, the ellipsis included', () => {
    expect(excerpt('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`)
  })

  test('cuts at a whole character', () => {
    expect(excerpt(`${'x'.repeat(298)}🙂🙂`)).toBe(`${'x'.repeat(298)}…`)
  })

  test('counts what is readable, not the tags around it', () => {
    expect(excerpt(`<p class="${'x'.repeat(1_000)}">Down`)).toBe('Down')
  })

  test('reads the first 8,192 characters only', () => {
    expect(excerpt(`${' '.repeat(8_191)}ab`)).toBe('a')
  })

  test.each(['<!', '<script', '<script>', '<a ', '</', ' ', '<style>x'])(
    'copes with a mebibyte of %j',
    (part) => {
      expect(excerpt(part.repeat(1_048_576 / part.length))).toBe('')
    },
  )
})

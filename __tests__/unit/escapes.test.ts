import { expect, test } from '@jest/globals'
import { decodeHtml } from '../../src/text/escapes.ts'

test.each([
  ['Reference&#32;&#35;18&#46;5f', 'Reference #18.5f'],
  ['&#x1F389; &#X41; &#000000065;', '🎉 A A'],
  ['&amp;lt; &LT;b&gt; &quot;&apos;&nbsp;', '&lt; <b> "\'\u00A0'],
  ['&#1114112;&#99999999999999999999;', '\uFFFD\uFFFD'],
  ['&copy; &#; &#x; & &amp %41 \\u0041', '&copy; &#; &#x; & &amp %41 \\u0041'],
])('the references of %j are decoded', (html, text) => {
  expect(decodeHtml(html)).toBe(text)
})

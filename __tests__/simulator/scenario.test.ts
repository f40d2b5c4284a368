import { describe, expect, test } from '@jest/globals'
import { parseScenario } from '../../simulator/scenario.ts'
import { findScenario, scenarioNames } from '../../simulator/scenarios.ts'
import { startSimulator } from '../../simulator/server.ts'

const withReply = (reply: unknown) => ({ phases: [{ reply: { kind: 'never-answer' } }, { reply }] })

describe('parseScenario takes', () => {
  test.each([
    { kind: 'status', status: 42, message: null, delayMs: 0, headers: { 'Retry-After': '1' } },
    { kind: 'http', code: 503, headers: {}, body: { a: [1] }, delayMs: 10 },
    { kind: 'http', code: 200, rawBodyBase64: 'AAH/' },
    { kind: 'never-answer' },
    { kind: 'drip-headers', everyMs: 1 },
    { kind: 'drip-body', everyMs: 1 },
    { kind: 'repeat-continue', everyMs: 1 },
    { kind: 'cut-body', status: 'completed', afterBytes: 0, framing: 'chunked', how: 'reset' },
    { kind: 'reset-connection' },
    { kind: 'close-connection' },
    { kind: 'raw', base64: '', end: false },
    { kind: 'huge-body', bytes: 1 },
  ])('%j', (reply) => {
    expect(parseScenario(withReply(reply))).toEqual(withReply(reply))
  })

  test.each(scenarioNames)('the scenario named %s', (name) => {
    const scenario = findScenario(name)?.scenario
    expect(parseScenario(scenario)).toBe(scenario)
  })
})

describe('parseScenario refuses', () => {
  test.each([
    [null, 'the scenario: given null, accepted is an object'],
    [[], 'the scenario: given [], accepted is an object'],
    [{}, 'the scenario.phases: given nothing, accepted is an array of at least one phase'],
    [{ phases: [] }, 'the scenario.phases: given [], accepted is an array of at least one phase'],
    [{ phases: [{}], loop: true }, 'the scenario.loop: no such field; known here: phases'],
    [{ phases: ['pending'] }, 'phases[0]: given "pending", accepted is an object'],
    [{ phases: [{}] }, 'phases[0].reply: given nothing, accepted is an object'],
    [
      { phases: [{ forRequest: 1, reply: {} }] },
      'phases[0].forRequest: no such field; known here: forRequests, forMs, reply',
    ],
    [
      { phases: [{ forRequests: 0, reply: {} }] },
      'phases[0].forRequests: given 0, accepted is a whole number from 1 to 2147483647',
    ],
    [
      { phases: [{ forMs: '5s', reply: {} }] },
      'phases[0].forMs: given "5s", accepted is a whole number from 1 to 2147483647',
    ],
  ])('%j', (value, message) => {
    expect(() => parseScenario(value)).toThrow(new Error(message))
  })

  test.each([
    [
      { kind: 'nope' },
      /^phases\[1\]\.reply\.kind: given "nope", accepted is one of status, http, never-answer, /,
    ],
    [{}, /^phases\[1\]\.reply\.kind: given nothing, accepted is one of /],
    [{ kind: 'status' }, /^phases\[1\]\.reply\.status: given nothing, accepted is any value$/],
    [
      { kind: 'http', code: 99 },
      /^phases\[1\]\.reply\.code: given 99, accepted is a whole number from 200 to 999$/,
    ],
    [
      { kind: 'http', code: 200, headers: { a: 1 } },
      /headers: given \{"a":1\}, accepted is an object of header/,
    ],
    [
      { kind: 'http', code: 200, headers: { a: 'b\r\nc' } },
      /headers: given .*, accepted is an object of header/,
    ],
    [
      { kind: 'http', code: 200, headers: { 'a b': 'c' } },
      /headers: given .*, accepted is an object of header/,
    ],
    [{ kind: 'http', code: 200, headers: 'a' }, /headers: given "a", accepted is an object of header/],
    [
      { kind: 'http', code: 200, rawBodyBase64: '?' },
      /rawBodyBase64: given "\?", accepted is a base64 string$/,
    ],
    [
      { kind: 'http', code: 200, delayMs: 2 ** 31 },
      /delayMs: given 2147483648, accepted is a whole number from 0/,
    ],
    [{ kind: 'never-answer', everyMs: 5 }, /^phases\[1\]\.reply\.everyMs: no such field; known here: kind$/],
    [{ kind: 'drip-body', everyMs: 0.5 }, /everyMs: given 0.5, accepted is a whole number from 1/],
    [
      { kind: 'cut-body', afterBytes: 1, framing: 'none', how: 'fin' },
      /framing: given "none", accepted is one of/,
    ],
    [
      { kind: 'cut-body', afterBytes: 1, framing: 'chunked' },
      /how: given nothing, accepted is one of fin, reset$/,
    ],
    [{ kind: 'cut-body', status: 1, afterBytes: 1 }, /status: given 1, accepted is a string$/],
    [{ kind: 'raw', base64: '', end: 'no' }, /end: given "no", accepted is true or false$/],
  ])('%j', (reply, message) => {
    expect(() => parseScenario(withReply(reply))).toThrow(message)
  })

  test('when a simulator is started with it', async () => {
    await expect(startSimulator({ scenario: { phases: [] } })).rejects.toThrow('accepted is an array')
  })
})

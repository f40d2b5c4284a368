import { describe, expect, test } from '@jest/globals'
import { decodeErrorBody, describeErrorBody, type ErrorBody, sentence } from '../../src/error-body.ts'

function anErrorBody(overrides: Partial<ErrorBody> = {}): ErrorBody {
  return { message: '', errors: [], fieldErrors: [], requiredPermissions: [], ...overrides }
}

describe('decodeErrorBody', () => {
  test('reads the documented body', () => {
    const body = {
      errors: [{ code: 'E1', message: 'Bad', type: 'validation' }],
      fieldErrors: { assemblyId: 'unknown' },
      message: 'No.',
      requiredPermissions: ['recovery:read', 'recovery:reset'],
    }
    expect(decodeErrorBody(body)).toEqual({
      errors: [{ code: 'E1', message: 'Bad', type: 'validation' }],
      fieldErrors: [['assemblyId', 'unknown']],
      message: 'No.',
      requiredPermissions: ['recovery:read', 'recovery:reset'],
    })
  })

  test.each([
    [{ message: 'No.' }, { message: 'No.' }],
    [{ errors: [{ code: 'E1' }] }, { errors: [{ code: 'E1', message: '', type: '' }] }],
    [{ errors: [{ message: 'Bad' }] }, { errors: [{ code: '', message: 'Bad', type: '' }] }],
    [{ errors: [{ type: 'x' }] }, { errors: [{ code: '', message: '', type: 'x' }] }],
    [{ fieldErrors: { a: 'b' } }, { fieldErrors: [['a', 'b']] as const }],
    [{ requiredPermissions: ['p'] }, { requiredPermissions: ['p'] }],
  ])('reads %j, the other fields missing', (body, fields) => {
    expect(decodeErrorBody(body)).toEqual(anErrorBody(fields))
  })

  test('reads numbers as text', () => {
    const body = {
      message: 0,
      errors: [{ code: 17, message: 1.5, type: -1 }],
      fieldErrors: { a: 2 },
      requiredPermissions: [3],
    }
    expect(decodeErrorBody(body)).toEqual({
      message: '0',
      errors: [{ code: '17', message: '1.5', type: '-1' }],
      fieldErrors: [['a', '2']],
      requiredPermissions: ['3'],
    })
  })

  test.each([
    [{ message: { text: 'No.' } }],
    [{ message: true }],
    [{ errors: { code: 'E1' } }],
    [{ errors: 'E1' }],
    [{ fieldErrors: ['a'] }],
    [{ fieldErrors: 'a' }],
    [{ fieldErrors: null }],
    [{ requiredPermissions: 'p' }],
    [{ requiredPermissions: { a: 'p' } }],
    [{ requiredPermissions: [null, {}, true, ''] }],
    [{ errors: [null, 'E1', 17, ['E1'], {}, { code: null, message: {}, type: [] }] }],
    [{ message: '', errors: [], fieldErrors: {}, requiredPermissions: [] }],
    [{ message: null, errors: null, requiredPermissions: null }],
    [{ error: 'No.', status: 403 }],
    [{}],
    [[]],
    [[{ message: 'No.' }]],
    ['No.'],
    [''],
    [17],
    [true],
    [null],
    [undefined],
  ])('finds nothing documented in %j', (body) => {
    expect(decodeErrorBody(body)).toBeUndefined()
  })

  test('leaves out what has another shape and keeps the rest', () => {
    const body = {
      message: ['No.'],
      errors: [null, { code: 'E1', message: null }, 'E2', {}],
      fieldErrors: 'none',
      requiredPermissions: ['p', null, '', 'q'],
    }
    expect(decodeErrorBody(body)).toEqual(
      anErrorBody({ errors: [{ code: 'E1', message: '', type: '' }], requiredPermissions: ['p', 'q'] }),
    )
  })

  test('takes nothing from the prototype', () => {
    expect(decodeErrorBody(JSON.parse('{"__proto__":{"a":"b"},"message":"No."}'))).toEqual(
      anErrorBody({ message: 'No.' }),
    )
  })
})

describe('describeErrorBody', () => {
  test('writes every field', () => {
    const body: ErrorBody = {
      message: 'Not allowed',
      errors: [
        { code: 'E1', message: 'Bad role', type: 'auth' },
        { code: 'E2', message: 'Bad scope', type: '' },
      ],
      fieldErrors: [
        ['accountId', 'unknown'],
        ['assemblyId', 'not yours'],
      ],
      requiredPermissions: ['recovery:read', 'recovery:reset'],
    }
    expect(describeErrorBody(body)).toBe(
      'Not allowed. Errors: E1: Bad role (auth); E2: Bad scope. Fields: accountId: unknown; assemblyId: not yours. Required permissions: recovery:read, recovery:reset.',
    )
  })

  test.each([
    [{ message: 'No' }, 'No.'],
    [{ message: 'No!' }, 'No!'],
    [{ errors: [{ code: 'E1', message: '', type: '' }] }, 'Errors: E1.'],
    [{ errors: [{ code: '', message: 'Bad.', type: '' }] }, 'Errors: Bad.'],
    [{ errors: [{ code: '', message: '', type: 'auth' }] }, 'Errors: (auth).'],
    [{ errors: [{ code: 'E1', message: '', type: 'auth' }] }, 'Errors: E1 (auth).'],
    [{ fieldErrors: [['a', 'b']] as const }, 'Fields: a: b.'],
    [{ requiredPermissions: ['p'] }, 'Required permissions: p.'],
    [{}, ''],
  ])('writes %j, the other fields missing', (fields, text) => {
    expect(describeErrorBody(anErrorBody(fields))).toBe(text)
  })
})

describe('sentence', () => {
  test.each([
    ['No', 'No.'],
    ['', '.'],
    ['No)', 'No).'],
    ['No. Really', 'No. Really.'],
    ['a.b', 'a.b.'],
    ['No:', 'No:.'],
  ])('ends %j with a full stop', (part, text) => {
    expect(sentence(part)).toBe(text)
  })

  test.each(['No.', 'No!', 'No?', 'No…', 'No. ', 'No.\n\n', '.'])('leaves %j as it is', (part) => {
    expect(sentence(part)).toBe(part)
  })

  test('copes with a huge text', () => {
    const text = `${'. '.repeat(500_000)}x`
    expect(sentence(text)).toBe(`${text}.`)
  })
})

test('an error body reads well where texts are empty or have space around them', () => {
  const body = decodeErrorBody({
    message: ' too late ',
    fieldErrors: { id: null, accountId: ' odd' },
    errors: [{ code: 17 }],
  })
  expect(body && describeErrorBody(body)).toBe('too late. Errors: 17. Fields: id; accountId: odd.')
})

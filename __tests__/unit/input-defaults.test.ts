import { expect, test } from '@jest/globals'
import { readActionMetadata } from '../../simulator/action-metadata.ts'
import { inputDefaults } from '../../src/inputs.ts'

const { inputs } = await readActionMetadata(new URL('../../action.yml', import.meta.url))

test('are those that action.yml declares', () => {
  const declared = Object.entries(inputs).flatMap(([name, input]) =>
    input.default === undefined ? [] : [[name, input.default]],
  )
  expect(inputDefaults).toEqual(Object.fromEntries(declared))
})

test('are there for each input that is not required', () => {
  const optional = Object.keys(inputs).filter((name) => inputs[name]?.required === false)
  expect(Object.keys(inputDefaults).toSorted()).toEqual(optional.toSorted())
})

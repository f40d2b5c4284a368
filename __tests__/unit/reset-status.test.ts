import { describe, expect, test } from '@jest/globals'
import { isResetStatus, statusMeanings } from '../../src/reset-status.ts'

test('knows the documented statuses and their meanings', () => {
  expect(statusMeanings).toEqual({
    pending: 'the reset is pending and has not started yet',
    'in-progress': 'the reset is in progress',
    stalled: 'the reset is stalled: a reset is not allowed while any restore is running on the timeline',
    completed: 'the reset completed successfully',
    failed: 'the reset failed, or the pre-reset webhook failed',
  })
})

describe('isResetStatus', () => {
  test.each(['pending', 'in-progress', 'stalled', 'completed', 'failed'])('knows %s', (text) => {
    expect(isResetStatus(text)).toBe(true)
  })

  test.each([
    '',
    ' ',
    'COMPLETED',
    'Completed',
    'complete',
    'completed ',
    ' completed',
    'completed\n',
    'completed\0',
    'notcompleted',
    'completed-with-errors',
    'in_progress',
    'in progress',
    'inprogress',
    'IN-PROGRESS',
    'succeeded',
    'c\u043empleted',
    'toString',
    'constructor',
    'hasOwnProperty',
    '__proto__',
    'prototype',
  ])('does not know %j', (text) => {
    expect(isResetStatus(text)).toBe(false)
  })
})

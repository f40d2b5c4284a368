import { existsSync } from 'node:fs'
import { describe, test } from '@jest/globals'

// Windows ends a process that is sent a signal, whatever the process would have done about it.
const takesSignals = process.platform !== 'win32'

/** `describe` where a process can be sent a signal that it handles itself. */
export const describeSignals = takesSignals ? describe : describe.skip

/** `test` where a process can be sent a signal that it handles itself. */
export const testSignals = takesSignals ? test : test.skip

/** `test` where there is a file that is always full. */
export const testFullDisk = existsSync('/dev/full') ? test : test.skip

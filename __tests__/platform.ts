import { existsSync } from 'node:fs'
import { test } from '@jest/globals'

// Windows ends a process that is sent a signal, whatever the process would have done about it.
/** `test` where a process can be sent a signal that it handles itself. */
export const testSignals = process.platform === 'win32' ? test.skip : test

/** `test` where there is a file that is always full. */
export const testFullDisk = existsSync('/dev/full') ? test : test.skip

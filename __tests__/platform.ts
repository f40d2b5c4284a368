import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { describe, test } from '@jest/globals'

// Windows ends a process that is sent a signal, whatever the process would have done about it.
/** `test` where a process can be sent a signal that it handles itself. */
export const testSignals = process.platform === 'win32' ? test.skip : test

/** `test` where there is a file that is always full. */
export const testFullDisk = existsSync('/dev/full') ? test : test.skip

const hasGit = process.platform !== 'win32' && spawnSync('git', ['--version']).status === 0
/** `describe` where there are git and a Unix shell. */
export const describeGit = hasGit ? describe : describe.skip

/** Whether the loopback interface has an IPv6 address. */
export const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
)

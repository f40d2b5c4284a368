// Loaded by --require into a process that is measured: prints what the process used as its last line on stderr.
const { existsSync, readFileSync, writeSync } = require('node:fs')

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  // On Linux, maxRSS may include the memory of whoever started the process; VmHWM never does.
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
  const peakKib = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? maxRSS)
  writeSync(
    2,
    `\n${JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMib: peakKib / 1024 })}\n`,
  )
})

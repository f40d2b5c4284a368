// Loaded by --require into a process that is measured: prints what the process used as its last line on stderr.
const { readFileSync, writeSync } = require('node:fs')

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  const usage = { peakMemoryKib: peakMemoryKib(maxRSS), cpuMs: (userCPUTime + systemCPUTime) / 1000 }
  writeSync(2, `\n${JSON.stringify(usage)}\n`)
})

// On Linux, maxRSS may include the memory of whoever started the process; VmHWM never does.
function peakMemoryKib(maxRSS) {
  try {
    const [, peak] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
    return peak === undefined ? maxRSS : Number(peak)
  } catch {
    return maxRSS
  }
}

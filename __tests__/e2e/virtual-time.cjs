// Loaded into the process of the action before its bundle: time passes only while no connection is open, from one timer
// to the next, and jitter is zero. A wait of an hour takes no longer than its requests, on a busy machine too, and
// whatever it prints is the same each time. A server that doesn't respond needs real time instead.
// With VIRTUAL_SIGNAL, such as "SIGINT 30000", the process gets that signal after so many milliseconds.
const startedMs = Date.UTC(2026, 10, 26, 12)
const { setTimeout: startTimer } = globalThis
const [signal, signalMs] = (process.env.VIRTUAL_SIGNAL ?? '').split(' ')
let nowMs = 0
let timers = []
let isRunning = false

performance.now = () => nowMs
Object.defineProperty(performance, 'timeOrigin', { value: startedMs })
Date.now = () => startedMs + nowMs
Math.random = () => 0.5

globalThis.setTimeout = (callback, delayMs) => schedule({ callback, atMs: nowMs + delayMs })
globalThis.setInterval = (callback, periodMs) => schedule({ callback, periodMs, atMs: nowMs + periodMs })
globalThis.clearTimeout = (timer) => {
  timers = timers.filter((other) => other !== timer)
}
globalThis.clearInterval = globalThis.clearTimeout

function schedule(timer) {
  timers.push(timer)
  if (!isRunning) startTimer(advance, 1)
  isRunning = true
  return timer
}

/** Keeps the process alive until there are no timers, and runs the next one unless a connection is open. */
function advance() {
  isRunning = timers.length > 0
  if (isRunning) startTimer(advance, 1)
  const isBusy = process.getActiveResourcesInfo().some((resource) => /^TCP|^GetAddrInfo/.test(resource))
  if (isRunning && !isBusy) runNext(timers.sort((one, other) => one.atMs - other.atMs)[0])
}

function runNext(timer) {
  if (timer.atMs > Number(signalMs)) {
    nowMs = Number(signalMs)
    process.kill(process.pid, signal)
    return
  }
  nowMs = timer.atMs
  if (timer.periodMs === undefined) clearTimeout(timer)
  else timer.atMs += timer.periodMs
  timer.callback()
}

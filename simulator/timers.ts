import type { ServerResponse } from 'node:http'

/** Acts after `delayMs`, at once for 0, and not at all when the connection closes before. */
export function afterDelay(response: ServerResponse, delayMs: number, act: () => void): void {
  if (delayMs === 0) {
    act()
    return
  }
  const timer = setTimeout(act, delayMs)
  response.once('close', () => clearTimeout(timer))
}

/** Acts each `everyMs` until the connection closes. */
export function repeatedly(response: ServerResponse, everyMs: number, act: () => void): void {
  const timer = setInterval(act, everyMs)
  response.once('close', () => clearInterval(timer))
}

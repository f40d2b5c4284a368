import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import { parse } from 'marked'

// `node scripts/node.js scripts/picture.ts STYLES` draws the job summary that the README shows: see CONTRIBUTING.md.

const root = path.join(import.meta.dirname, '..')

/** The summary of a failed reset in the file of all messages, as HTML, with its details closed and left out. */
export function picturedSummary(): string {
  const messages = readFileSync(path.join(root, '__tests__/unit/messages.txt'), 'utf8')
  const [summary] = /^## ❌ Recovery reset failed$[\s\S]*?<summary>Details<\/summary>/m.exec(messages) ?? []
  if (summary === undefined) throw new Error('messages.txt has no summary titled "Recovery reset failed".')
  return parse(`${summary}</details>`, { async: false })
}

/** Identifies what a picture of a summary shows. The targets of its links can't be seen, and change with each version. */
export function digestOf(summary: string): string {
  const words = summary.replaceAll(/<[^>]*>/g, '')
  return createHash('sha256').update(words).digest('hex')
}

/** @param css a stylesheet whose class is `markdown-body` */
function draw(summary: string, css: string): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'picture-'))
  const [page, picture] = [path.join(folder, 'page.html'), path.join(folder, 'picture.png')]
  const browse = (heightPx: number, ...options: readonly string[]) => {
    const given = ['--headless', '--no-sandbox', '--hide-scrollbars', `--window-size=552,${heightPx}`]
    return execFileSync('chromium', [...given, ...options, page], { encoding: 'utf8', stdio: 'pipe' })
  }
  const measure = '<script>document.title = document.body.offsetHeight</script>'
  const head = `<!doctype html><meta charset="utf-8"><title></title><style>${css}</style>`
  writeFileSync(page, `${head}<body class="markdown-body" style="padding: 16px">${summary}${measure}`)
  const [, heightPx] = /<title>(\d+)/.exec(browse(100, '--dump-dom')) ?? []
  browse(Number(heightPx), '--force-device-scale-factor=2', `--screenshot=${picture}`)
  const png = readFileSync(picture)
  rmSync(folder, { recursive: true })
  return png
}

/** Adds a comment to a PNG: a `tEXt` chunk in front of the last one, `IEND`, which has 12 bytes. */
function withComment(png: Buffer, comment: string): Buffer {
  const chunk = Buffer.from(`....tEXtComment\0${comment}....`)
  chunk.writeUInt32BE(chunk.length - 12)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4)
  return Buffer.concat([png.subarray(0, -12), chunk, png.subarray(-12)])
}

if (import.meta.main) {
  const summary = picturedSummary()
  for (const theme of ['light', 'dark']) {
    const css = readFileSync(path.join(process.argv[2] ?? '', `github-markdown-${theme}.css`), 'utf8')
    const picture = withComment(draw(summary, css), digestOf(summary))
    writeFileSync(path.join(root, `docs/summary-${theme}.png`), picture)
  }
}

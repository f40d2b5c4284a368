import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { marked } from 'marked'

const mermaidScript = pathToFileURL(
  path.join(import.meta.dirname, '../node_modules/mermaid/dist/mermaid.min.js'),
).href

const style = `
  body { font: 16px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; color: #1f2328;
    background: #fff; margin: 0; padding: 24px; width: 900px; box-sizing: border-box; }
  h2 { border-bottom: 1px solid #d1d9e0; padding-bottom: 8px; margin: 0 0 16px; }
  table { border-collapse: collapse; margin-bottom: 16px; }
  th, td { border: 1px solid #d1d9e0; padding: 6px 13px; }
  code { font: 85% ui-monospace, Menlo, "DejaVu Sans Mono", monospace; background: #818b981f; border-radius: 6px;
    padding: 2px 5px; white-space: break-spaces; }`

/**
 * A page that shows a job summary about as GitHub does: Markdown first, then Mermaid on what Markdown made of it.
 *
 * @returns HTML whose title becomes the height of its content in pixels once all is drawn
 */
export function summaryPage(markdown: string): string {
  const body = marked.parse(markdown, { async: false, gfm: true })
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>${body}
<script src="${mermaidScript}"></script>
<script>
  for (const code of document.querySelectorAll('code.language-mermaid')) {
    const chart = document.createElement('pre')
    chart.className = 'mermaid'
    chart.textContent = code.textContent
    code.parentElement.replaceWith(chart)
  }
  mermaid.initialize({ startOnLoad: false })
  mermaid.run().finally(() => { document.title = String(Math.ceil(document.documentElement.getBoundingClientRect().height)) })
</script>`
}

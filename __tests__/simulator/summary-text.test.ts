import { expect, test } from '@jest/globals'
import { summaryText } from '../../simulator/summary-text.ts'

const summary = `## ❌ Reset failed

<p>The webhook said &quot;500&quot; &amp; &lt;b&gt;, not &amp;lt;.</p>

### What to do next

- Mend the \`webhook\`.
- Start **again**.

<table>
<tr><th align="left">Status</th><th>For</th><th></th></tr>
<tr><td><code>pending</code></td><td>5s</td><td>▏</td></tr>
<tr><td>outage &amp; more</td><td>12m&nbsp;00s</td><td>███▌</td></tr>
</table>

<details><summary>Facts</summary>
<ul>
<li>Request: <code>GET https://api.example.com/&#39;</code></li>
<li>Checks: 12, 3 failed</li>
</ul>
</details>
`

const shown = `❌ Reset failed
══════════════

The webhook said "500" & <b>, not &lt;.

What to do next
───────────────

- Mend the webhook.
- Start again.

Status         For
─────────────  ───────  ────
pending        5s       ▏
outage & more  12m 00s  ███▌

▾ Facts

- Request: GET https://api.example.com/'
- Checks: 12, 3 failed`

test('a summary is shown as a person sees it', () => {
  expect(summaryText(summary)).toBe(shown)
})

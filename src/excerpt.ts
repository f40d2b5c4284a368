import { shorten } from './untrusted-text.ts'

const readLength = 8_192
const shownLength = 300

/** The readable beginning of a body that is not the documented one: tags of an HTML page left out, shortened. */
export function excerpt(body: string): string {
  const readable = body
    .slice(0, readLength)
    .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
    .replace(/<[a-z/!?][^<>]*>?/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return shorten(readable, shownLength)
}

/**
 * Makes any text one line that neither a terminal nor the runner takes for a command: control, format, surrogate and
 * separator characters become `?`, and the starts of runner commands are broken up.
 */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '?')
    .replace(/^(\s*):(?=:)/, '$1: ')
    .replaceAll('##[', '# #[')
}

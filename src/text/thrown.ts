/** The message of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return hasText(thrown, 'message') ? thrown.message : String(thrown)
}

/** The code of whatever was thrown, such as `ECONNREFUSED`; empty if it has none. */
export function codeOf(thrown: unknown): string {
  return hasText(thrown, 'code') ? thrown.code : ''
}

function hasText<Name extends string>(thrown: unknown, name: Name): thrown is Readonly<Record<Name, string>> {
  return typeof thrown === 'object' && thrown !== null && typeof Reflect.get(thrown, name) === 'string'
}

import { type Text, toPlain } from './text.ts'

/** Thrown for an input that can't be used. */
export class InvalidInput extends Error {
  /** What is wrong, or what is expected, to follow the input's name and value: "add a unit, such as 60s". */
  readonly text: Text

  constructor(text: Text) {
    super(toPlain(text))
    this.text = text
  }
}

/** Message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return hasText(thrown, 'message') ? thrown.message : String(thrown)
}

/** Code of anything that was thrown, such as `ECONNREFUSED`; empty if it has none. */
export function codeOf(thrown: unknown): string {
  return hasText(thrown, 'code') ? thrown.code : ''
}

function hasText<Name extends string>(thrown: unknown, name: Name): thrown is Readonly<Record<Name, string>> {
  return typeof thrown === 'object' && thrown !== null && typeof Reflect.get(thrown, name) === 'string'
}

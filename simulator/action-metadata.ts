import { readFile } from 'node:fs/promises'
import { parseStrictYaml, type YamlMapping } from './strict-yaml.ts'

/** One input that an action declares. */
export interface DeclaredInput {
  readonly description: string
  readonly required: boolean
  /** Absent when the action declares none. */
  readonly default?: string
}

/** What an `action.yml` declares, as far as running a JavaScript action goes. */
export interface ActionMetadata {
  readonly name: string
  readonly inputs: Readonly<Record<string, DeclaredInput>>
  /** Output names and their descriptions. */
  readonly outputs: Readonly<Record<string, string>>
  /** Such as `node24`. */
  readonly using: string
  /** The entry point, relative to the action's folder. */
  readonly main: string
}

/**
 * Reads and parses an `action.yml`.
 * @throws Error when the file cannot be read, or holds anything that `parseActionMetadata` does not take.
 */
export async function readActionMetadata(path: string | URL): Promise<ActionMetadata> {
  return parseActionMetadata(await readFile(path, 'utf8'))
}

/**
 * Parses the text of an `action.yml`.
 * @throws Error on YAML beyond the plain subset, a missing or misplaced field, and a field not known here.
 */
export function parseActionMetadata(text: string): ActionMetadata {
  const root = parseStrictYaml(text)
  checkKeys(root, 'the action', ['name', 'description', 'author', 'branding', 'inputs', 'outputs', 'runs'])
  const runs = mappingAt(root, 'runs')
  checkKeys(runs, 'runs', ['using', 'main'])
  return {
    name: textAt(root, 'name'),
    inputs: mapEntries(mappingAt(root, 'inputs'), toInput),
    outputs: mapEntries(mappingAt(root, 'outputs'), toOutput),
    using: textAt(runs, 'using'),
    main: textAt(runs, 'main'),
  }
}

function mapEntries<T>(
  mapping: YamlMapping,
  convert: (name: string, declared: YamlMapping) => T,
): Record<string, T> {
  const names = Object.keys(mapping)
  return Object.fromEntries(names.map((name) => [name, convert(name, mappingAt(mapping, name))]))
}

function toInput(name: string, declared: YamlMapping): DeclaredInput {
  checkKeys(declared, `input ${name}`, ['description', 'required', 'default'])
  const required = declared.required ?? 'false'
  if (required !== 'true' && required !== 'false') throw new Error(`input ${name}: required is true or false`)
  const base = { description: textAt(declared, 'description'), required: required === 'true' }
  return declared.default === undefined ? base : { ...base, default: textAt(declared, 'default') }
}

function toOutput(name: string, declared: YamlMapping): string {
  checkKeys(declared, `output ${name}`, ['description'])
  return textAt(declared, 'description')
}

function mappingAt(parent: YamlMapping, key: string): YamlMapping {
  const value = parent[key]
  if (typeof value !== 'object') throw new Error(`${key}: a mapping is expected`)
  return value
}

function textAt(parent: YamlMapping, key: string): string {
  const value = parent[key]
  if (typeof value !== 'string') throw new Error(`${key}: a text is expected`)
  return value
}

function checkKeys(mapping: YamlMapping, place: string, known: readonly string[]): void {
  const unknown = Object.keys(mapping).filter((key) => !known.includes(key))
  if (unknown.length > 0) throw new Error(`${place}: not understood: ${unknown.join(', ')}`)
}

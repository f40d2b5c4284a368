import type { Redact } from '../text/redaction.ts'
import { code, list, plain, quoted, type Text, text, toPlain } from '../text/text.ts'
import { type InputName, inputNames, requiredInputs } from './defaults.ts'

/** Returns the value of an input; undefined if its environment variable isn't set at all, as no runner leaves it. */
export type ReadInput = (name: InputName) => string | undefined

const whyEmpty = text`Runs from forks or Dependabot don't get secrets, environment secrets need ${code('environment')} on the job, and reusable workflows get only the secrets passed to them.`

const maxValueLength = 100
const looksLikeToken = /\beyJ[\w-]{8,}[\w.-]*/g
const credentials = /^(\w+:\/\/)?.*@/s
const query = /[?#].*/s

/** Describes an invalid input: its name, its value without secrets, and the reason. */
export function describeInvalid(name: InputName, value: string, reason: Text, redact: Redact): Text {
  if (value === '') return text`${code(name)} is required.${name === 'token' ? text` ${whyEmpty}` : []}`
  if (name === 'token') return text`${code(name)} is invalid: ${reason}.`
  const shown = name === 'api-url' ? value.replace(credentials, '$1***').replace(query, '***') : value
  const end = plain(toPlain(reason).endsWith('?') ? '' : '.')
  // Shortened last, so that no part of a secret is left.
  return text`${code(name)} is ${quoted(shown, Infinity)}: ${reason}${end}`.flatMap((part) =>
    part.kind === 'quoted' ? quoted(redact(part.value).replace(looksLikeToken, '***'), maxValueLength) : part,
  )
}

/** All problems; those of inputs that are missing for one reason are replaced by a sentence with that reason. */
export function summarizeProblems(problems: ReadonlyMap<InputName, Text>, read: ReadInput): readonly Text[] {
  const { names, reason } = missingTogether(read)
  const others = [...problems].filter(([name]) => !names.includes(name))
  return [...reason, ...others.map(([, problem]) => problem)]
}

function missingTogether(read: ReadInput): { names: readonly InputName[]; reason: readonly Text[] } {
  const hyphenated = inputNames.filter((name) => name.includes('-'))
  if (inputNames.every((name) => hyphenated.includes(name) === (read(name) === undefined)))
    return { names: hyphenated, reason: [hyphensDropped] }
  if (requiredInputs.some((name) => read(name))) return { names: [], reason: [] }
  const reason = text`The required inputs ${list(requiredInputs.map(code))} are all empty. ${whyEmpty}`
  return { names: requiredInputs, reason: [reason] }
}

const hyphensDropped = text`Inputs with a hyphen in their name are missing. Something between the runner and Node.js, such as a shell or a container entry point, drops these environment variables.`

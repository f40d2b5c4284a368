import { isLoopback } from './api-url.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * What in the environment would let the token get to where it does not belong, as sentences.
 *
 * @param bypassesProxy whether requests to a URL go around the proxy by the user's own will
 */
export function environmentProblems(
  environment: Environment,
  apiUrl: URL,
  bypassesProxy: (url: URL) => boolean,
): readonly string[] {
  const proxy = isLoopback(apiUrl.hostname) || bypassesProxy(apiUrl) ? undefined : proxySetting(environment)
  return [certificateProblem(environment), proxy && proxyProblem(proxy, apiUrl)].filter(
    (problem) => problem !== undefined,
  )
}

function certificateProblem(environment: Environment): string | undefined {
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED !== '0') return undefined
  return (
    'The environment sets NODE_TLS_REJECT_UNAUTHORIZED=0, which would hand the token to any server that answers: ' +
    "remove it. If a private certificate authority signed the API's certificate, name its certificate file in NODE_EXTRA_CA_CERTS."
  )
}

/** A proxy variable of the environment, as it is set. */
interface ProxySetting {
  readonly variable: string
  readonly value: string
}

/** The proxy variable that applies to https, in the order in which `@actions/http-client` looks for it. */
function proxySetting(environment: Environment): ProxySetting | undefined {
  for (const variable of ['https_proxy', 'HTTPS_PROXY']) {
    const value = environment[variable]
    if (value) return { variable, value }
  }
  return undefined
}

/**
 * What is wrong with a proxy variable, as a sentence that names it and never repeats it: it may hold a password.
 * Its value has to be refused rather than taken for "no proxy", which is what the HTTP client would make of it.
 *
 * @param target the host that is to be reached through the proxy
 */
function proxyProblem({ variable, value }: ProxySetting, target: URL): string | undefined {
  // An @ behind the authority means that the password holds a sign that ended it: its rest would be taken for a host.
  const isUrl = /^https?:\/\/[^/?#]*([/?#][^@]*)?$/i.test(value)
  const url = isUrl ? URL.parse(value) : null
  if (url === null || decoded(url.username) === undefined || decoded(url.password) === undefined) {
    return (
      `The proxy variable ${variable} cannot be used: expected a URL that begins with http:// or https://, such ` +
      'as http://proxy.example.com:3128, with special characters in user name and password percent-encoded. ' +
      'The token is not sent around a proxy.'
    )
  }
  if (target.hostname.startsWith('[')) {
    return `api-url names an IPv6 address, which cannot be reached through the proxy in ${variable}: use a host name, or add the address to no_proxy.`
  }
  return undefined
}

// To mask anything shorter would garble the log.
const shortestSecret = 4

/** The password of the environment's proxy, in each form in which it could be printed. */
export function proxySecrets(environment: Environment): readonly string[] {
  const url = URL.parse(proxySetting(environment)?.value ?? '')
  if (url === null || url.password === '') return []
  const username = decoded(url.username) ?? url.username
  const password = decoded(url.password) ?? url.password
  const basic = Buffer.from(`${username}:${password}`).toString('base64')
  return [url.password, password, basic].filter((secret) => secret.length >= shortestSecret)
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** A proxy variable of the environment, as it is set. */
export interface ProxySetting {
  readonly variable: string
  readonly value: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** The proxy variable that applies to https, in the order in which `@actions/http-client` looks for it. */
export function proxySetting(environment: Environment): ProxySetting | undefined {
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
export function proxyProblem({ variable, value }: ProxySetting, target: URL): string | undefined {
  const url = /^https?:\/\//i.test(value) ? URL.parse(value) : null
  if (url === null || decoded(url.username) === undefined || decoded(url.password) === undefined) {
    return (
      `The proxy variable \`${variable}\` cannot be used: expected a URL that begins with http:// or https://, such ` +
      'as http://proxy.example.com:3128, with special characters in user name and password percent-encoded. ' +
      'The token is not sent around a proxy.'
    )
  }
  if (target.hostname.startsWith('[')) {
    return `\`api-url\` names an IPv6 address, which cannot be reached through the proxy in \`${variable}\`: use a host name, or add the address to \`no_proxy\`.`
  }
  return undefined
}

// To mask anything shorter would garble the log.
const shortestSecret = 4

/** The password of a proxy, in each form in which it could be printed. */
export function proxySecrets({ value }: ProxySetting): readonly string[] {
  const url = URL.parse(value)
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

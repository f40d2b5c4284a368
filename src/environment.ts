import { isLoopback } from './api-url.ts'
import { proxyProblem, proxySetting } from './proxy-setting.ts'

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
    'The environment sets `NODE_TLS_REJECT_UNAUTHORIZED=0`, which would hand the token to any server that answers: ' +
    "remove it. If a private certificate authority signed the API's certificate, name its certificate file in `NODE_EXTRA_CA_CERTS`."
  )
}

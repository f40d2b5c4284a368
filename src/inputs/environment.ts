import { codeOf } from '../text/errors.ts'
import { code, plain, quoted, type Text, text } from '../text/text.ts'
import { formatDuration, parseDuration } from '../text/time.ts'
import { isLoopback } from './api-url.ts'

type Environment = Readonly<Record<string, string | undefined>>

const minNodeVersion = 20

/** What is wrong with the version of Node.js: runners other than GitHub's use whatever the image has. */
export function nodeProblem(version: string): Text | undefined {
  if (Number.parseInt(version, 10) >= minNodeVersion) return undefined
  return text`This action needs Node.js ${minNodeVersion} or later; this is Node.js ${plain(version)}.`
}

/** Warns that the job ends before the timeout does. */
export function timeoutWarning(timeoutMs: number, environment: Environment): Text | undefined {
  // Source: GitHub Docs, "Actions limits", job execution time on GitHub-hosted runners.
  if (environment.RUNNER_ENVIRONMENT !== 'github-hosted' || timeoutMs <= parseDuration('6h')) return undefined
  return text`${code('timeout')} is ${formatDuration(timeoutMs)}, but jobs on GitHub-hosted runners time out after 6 hours.`
}

/**
 * Validates the environment variables that decide where the token is sent.
 *
 * @param bypassesProxy whether the user's settings let requests to a URL bypass the proxy
 */
export function environmentProblems(
  environment: Environment,
  apiUrl: URL,
  bypassesProxy: (url: URL) => boolean,
): readonly Text[] {
  const usesProxy = !isLoopback(apiUrl.hostname) && !bypassesProxy(apiUrl)
  const problems = [
    verificationProblem(environment),
    usesProxy ? proxyProblem(environment, apiUrl) : undefined,
  ]
  return problems.filter((problem) => problem !== undefined)
}

const extraCertificates = code('NODE_EXTRA_CA_CERTS')

function verificationProblem(environment: Environment): Text | undefined {
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED !== '0') return undefined
  return text`The environment sets ${code('NODE_TLS_REJECT_UNAUTHORIZED=0')}, which disables certificate checks. Remove it. For a private CA, set ${extraCertificates} to its certificate file.`
}

/** Validates the proxy variable: given an invalid one, the HTTP client would bypass the proxy. */
function proxyProblem(environment: Environment, target: URL): Text | undefined {
  const [variable, value] = proxySetting(environment)
  if (value === '') return undefined
  const name = code(variable)
  // Without the value, which may contain a password.
  if (!isProxyUrl(value))
    return text`${name} is invalid: expected a URL that starts with ${code('http://')} or ${code('https://')}, such as ${code('http://proxy.example.com:3128')}, with special characters in the user name and password percent-encoded, such as ${code('DOMAIN%5Cuser')}. The action never bypasses a configured proxy.`
  if (!target.hostname.startsWith('[')) return undefined
  return text`${code('api-url')} contains an IPv6 address, which can't be reached through the proxy in ${name}. Use a host name, or add ${code(target.hostname)} to ${code('no_proxy')}.`
}

/** The variable that sets the proxy for HTTPS, in the order of `@actions/http-client`, and its value. */
function proxySetting({ https_proxy = '', HTTPS_PROXY = '' }: Environment): readonly [string, string] {
  return https_proxy === '' ? ['HTTPS_PROXY', HTTPS_PROXY] : ['https_proxy', https_proxy]
}

// An "@" or "\" after the authority means that the password contains a character that ends the authority: the rest
// would be read as a host. URL parsers read "\" as "/".
const proxyPattern = /^https?:\/\/[^/?#\\\s]+([/?#][^@\\\s]*)?$/i
const hostPattern = /^([\w.-]+|\[[\da-f:.]+\])$/i

function isProxyUrl(value: string): boolean {
  if (!proxyPattern.test(value) || !URL.canParse(value)) return false
  const { hostname, port, username, password } = new URL(value)
  return hostPattern.test(hostname) && port !== '0' && decode(`${username}:${password}`) !== undefined
}

// Masking anything shorter would garble the log.
const minSecretLength = 4

/** The password of the proxy, in each form in which it could be printed. */
export function proxySecrets(environment: Environment): readonly string[] {
  const [, value] = proxySetting(environment)
  const { username, password } = URL.canParse(value) ? new URL(value) : { username: '', password: '' }
  if (password === '') return []
  const decoded = decode(password) ?? password
  const basic = Buffer.from(`${decode(username) ?? username}:${decoded}`).toString('base64')
  return [password, decoded, basic].filter((secret) => secret.length >= minSecretLength)
}

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}

/**
 * Describes why `NODE_EXTRA_CA_CERTS` doesn't help with a certificate whose CA isn't trusted. Node.js itself ignores
 * whatever it can't use.
 */
export function extraCertificatesProblem(
  environment: Environment,
  readFile: (path: string) => Buffer,
): Text | undefined {
  const path = environment.NODE_EXTRA_CA_CERTS
  if (!path) return undefined
  if (path.includes('-----BEGIN'))
    return text`${extraCertificates} contains a certificate. Set it to the path of a file instead.`
  return text`${extraCertificates} is set to ${quoted(path)}, but ${plain(fileProblem(path, readFile))}.`
}

function fileProblem(path: string, readFile: (path: string) => Buffer): string {
  if (/^["'].*["']$/.test(path)) return 'the quotation marks are part of the path; remove them'
  try {
    return /-----BEGIN (X509 |TRUSTED )?CERTIFICATE-----/.test(readFile(path).toString('latin1'))
      ? "the file doesn't complete the chain of this certificate; it needs the root CA and any intermediate CA that the server doesn't send"
      : "the file doesn't contain a certificate in PEM format"
  } catch (error) {
    return readProblems[codeOf(error)] ?? "the file can't be read"
  }
}

const readProblems: Readonly<Record<string, string>> = {
  ENOENT: "the file doesn't exist on the runner",
  ENOTDIR: "the file doesn't exist on the runner",
  EISDIR: "it's a directory; expected a file",
}

// Two modules take a good part of the action's start, and are not needed by every run: `https`, which brings TLS with
// it, and `tunnel`, which only proxies need. `@actions/http-client` imports both at its top.
const lateModules = [
  {
    name: 'https',
    pattern:
      /var external_https_ = (__nccwpck_require__\(\d+\));\nvar external_https_namespaceObject = .*;\n/,
    replacement:
      'const external_https_ = onFirstUse(() => $1);\nconst external_https_namespaceObject = external_https_;\n',
  },
  {
    name: 'tunnel',
    pattern: /var tunnel = (__nccwpck_require__\(\d+\));\n/,
    replacement: 'const tunnel = onFirstUse(() => $1);\n',
  },
] as const

const onFirstUse = `// Added by scripts/load-late.ts: the module is loaded when something of it is first used.
const onFirstUse = (load) => new Proxy({}, { get: (_, name) => load()[name] });

`

/**
 * Makes a bundle load `https` and `tunnel` when they are first used rather than when it starts.
 *
 * @param bundle the code that ncc made
 * @throws Error when the bundle does not look as expected, which a new version of ncc or of the toolkit may bring
 */
export function loadLate(bundle: string): string {
  const changed = lateModules.reduce((code, { name, pattern, replacement }) => {
    if (code.split(pattern).length !== 3)
      throw new Error(`The bundle does not import ${name} where it is expected.`)
    return code.replace(pattern, replacement)
  }, bundle)
  return onFirstUse + changed
}

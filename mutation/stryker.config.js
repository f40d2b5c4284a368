// For one source file and its own tests, named by run.ts in the environment.
const tests = (process.env.MUTATION_TESTS ?? '').split(',')

// Each mutant of the text functions would otherwise wait for all the generated cases.
process.env.FAST_CHECK_RUNS ??= '300'

export default {
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: {
    config: { testMatch: tests.map((name) => `<rootDir>/__tests__/unit/${name}.test.ts`) },
    enableFindRelatedTests: false,
  },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // A busy machine must not make a mutant look noticed.
  timeoutMS: 15_000,
  reporters: ['json'],
  jsonReporter: { fileName: 'reports/mutation.json' },
  ignorePatterns: ['coverage', 'reports', 'docs', 'lib', 'bench', 'dist', 'mutation'],
  // Stryker would rewrite the configuration through an interface that TypeScript 7 does not have.
  tsconfigFile: 'tsconfig.is-not-rewritten.json',
}

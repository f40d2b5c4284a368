// Each mutant of the text functions would otherwise wait for all the generated cases.
process.env.FAST_CHECK_RUNS ??= '300'

export default {
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: { config: { testMatch: ['<rootDir>/__tests__/unit/**/*.test.ts'] }, enableFindRelatedTests: true },
  mutate: ['src/**/*.ts', '!src/{index,fail-closed}.ts'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 1_500,
  reporters: ['progress', 'clear-text', 'json'],
  jsonReporter: { fileName: 'reports/mutation.json' },
  ignorePatterns: ['coverage', 'reports', 'docs', 'lib', 'bench'],
  thresholds: { high: 95, low: 90, break: 90 },
  // Stryker would rewrite the configuration through an interface that TypeScript 7 does not have.
  tsconfigFile: 'tsconfig.is-not-rewritten.json',
}

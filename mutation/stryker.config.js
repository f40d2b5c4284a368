// The histories would otherwise run in full for each mutant.
process.env.HISTORY_LENGTH ??= '1'
process.env.RANDOM_HISTORIES ??= '500'

export default {
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: { config: { testMatch: ['<rootDir>/__tests__/unit/**/*.test.ts'] } },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // A busy machine must not make a mutant look killed.
  timeoutMS: 15_000,
  thresholds: { break: 90 },
  reporters: ['clear-text'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  ignorePatterns: ['coverage', 'lib', 'mutation'],
  // Stryker would rewrite the file through an interface that TypeScript 7 doesn't have.
  tsconfigFile: 'tsconfig.is-not-rewritten.json',
}

// Far from UTC, and by half an hour: a time that is read as local shows.
process.env.TZ = 'America/St_Johns'
// Scripts that tests start again and again are compiled once. The action doesn't inherit it.
process.env.NODE_COMPILE_CACHE ??= `${import.meta.dirname}/node_modules/.cache/node`

export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/.stryker-tmp/'],
  modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp/', '<rootDir>/lib/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2024', parser: { syntax: 'typescript' } } }],
  },
  maxWorkers: 4,
  // Most of them wait for a process.
  maxConcurrency: 10,
  testTimeout: 30_000,
  coverageProvider: 'v8',
  // The end-to-end tests cover the entry, in processes of its own. The last two contain only types.
  collectCoverageFrom: ['src/**/*.ts', '!src/{index,fail-closed}.ts', '!src/{wait/policy,report/subject}.ts'],
  coverageThreshold: { global: { lines: 100, statements: 100, branches: 99, functions: 99 } },
}

// Far from UTC, and by half an hour: a time that is read as local shows.
process.env.TZ = 'America/St_Johns'

export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/.stryker-tmp/'],
  modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp/', '<rootDir>/lib/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2024', parser: { syntax: 'typescript' } } }],
  },
  maxWorkers: 2,
  testTimeout: 30_000,
  coverageProvider: 'v8',
  // The entry runs in processes of its own: the end-to-end tests cover it. The last two hold types only.
  collectCoverageFrom: ['src/**/*.ts', '!src/{index,fail-closed}.ts', '!src/{api/exchange,wait/policy}.ts'],
  coverageThreshold: { global: { lines: 100, statements: 100, branches: 99, functions: 99 } },
}

export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/.stryker-tmp/'],
  modulePathIgnorePatterns: ['/.stryker-tmp/', '/lib/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2024', parser: { syntax: 'typescript' } } }],
  },
  maxWorkers: 2,
  testTimeout: 30_000,
  coverageProvider: 'v8',
  // The entry runs in processes of its own: the end-to-end tests cover it. The last three hold types only.
  collectCoverageFrom: ['src/**/*.ts', '!src/{index,fail-closed}.ts', '!src/{check,exchange,wait-policy}.ts'],
  coverageThreshold: { global: { lines: 100, statements: 100, branches: 98, functions: 98 } },
}

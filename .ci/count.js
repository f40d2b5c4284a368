// Prints jest's own count of passed and failed tests as one line. Ends with 1 unless tests ran and all passed.
import { readFileSync } from 'node:fs'

const text = readFileSync(process.argv[2], 'utf8')
const results = text === '' ? { numPassedTests: 0, numFailedTests: 0, success: false } : JSON.parse(text)
console.log(`${results.numPassedTests} passed, ${results.numFailedTests} failed`)
process.exitCode = results.success && results.numPassedTests > 0 ? 0 : 1

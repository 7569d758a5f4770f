// @ts-check
import { readIfThere } from '../setup/files.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * What vitest counted. Whatever made it fail beside a failed test counts as one failure: a file that could not be loaded, an error
 * that nobody handled, no test at all, no report at all.
 * @param {string} report vitest's JSON report
 * @param {number} exitCode vitest's
 * @returns {Counts}
 */
export function readCounts(report, exitCode) {
  const text = readIfThere(report)
  if (!text) return { passed: 0, failed: 1, skipped: 0 }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(text)
  const notLoaded = testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  ).length
  const failed = numFailedTests + notLoaded
  const other = failed === 0 && (exitCode !== 0 || numPassedTests === 0) ? 1 : 0
  return { passed: numPassedTests, failed: failed + other, skipped: numPendingTests + numTodoTests }
}

/** @param {Counts[]} all @returns {Counts} */
export function addUp(all) {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const { passed, failed, skipped } of all) {
    sum.passed += passed
    sum.failed += failed
    sum.skipped += skipped
  }
  return sum
}

/** @param {Counts} counts @returns {string} such as `41 passed, 0 failed` or `41 passed, 0 failed, 2 skipped` */
export function countLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

'use strict'
const { describeError } = require('./errors.cjs')

/**
 * Prints what fails outside a cell's own run as `background …` on stderr, and keeps the kernel alive.
 * Call it after tslab has put its own listeners on the process: they are replaced.
 *
 * @param root the project's folder
 */
function reportBackgroundErrors(root) {
  const report = (error) => {
    const text = describeError(error, root).traceback.join('\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are control characters
    process.stderr.write(`background ${text.replace(/\x1b\[\d+m/g, '')}\n`)
  }
  for (const event of ['unhandledRejection', 'uncaughtException']) {
    process.removeAllListeners(event)
    process.on(event, report)
  }
}

module.exports = { reportBackgroundErrors }

'use strict'
const fs = require('node:fs')

/**
 * Offers globalThis[Symbol.for('kafka-groups-lab.onInterrupt')], a Set of functions (async allowed) that run when
 * the reader presses stop, whether a cell is running or not. The kernel lives on.
 *
 * @returns { run, listen } run() calls the functions now; listen() calls them on every SIGINT from now on
 */
function offerInterrupt() {
  const hooks = new Set()
  globalThis[Symbol.for('kafka-groups-lab.onInterrupt')] = hooks
  const run = () => {
    for (const hook of hooks) {
      Promise.resolve()
        .then(hook)
        .catch((error) => fs.writeSync(2, `A function in onInterrupt failed: ${error?.stack ?? error}\n`))
    }
  }
  return { run, listen: () => process.on('SIGINT', run) }
}

module.exports = { offerInterrupt }

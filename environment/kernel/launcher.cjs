'use strict'
/**
 * Starts stock tslab as the Jupyter kernel of this project, with its defects repaired while it runs.
 * Nothing on disk is changed. Usage, as kernel.json says it: node launcher.cjs <connection file>
 */
const fs = require('node:fs')
const path = require('node:path')
const { createRequire } = require('node:module')
const { findUnknownFile } = require('./pinned.cjs')

const root = path.resolve(__dirname, '..', '..')

function main(connectionFile) {
  process.chdir(root) // tslab resolves the imports of cells from here and refuses any file above it
  const refusal = findUnknownFile(require('./pinned.json'), createRequire(__filename))
  if (refusal) {
    fs.writeSync(2, `${refusal}\n`)
    process.exit(1)
  }
  const load = createRequire(require.resolve('tslab/dist/main.js'))

  // These replace modules, so they come before tslab loads its own.
  const { warmUp } = require('./beside.cjs').convertBeside(load, root)
  const sockets = require('./sockets.cjs').repairSockets(load)
  require('./reload.cjs').repairReload(load)
  require('./declared.cjs').keepDeclared(load)
  const interrupt = require('./interrupt.cjs').offerInterrupt()
  require('./executor.cjs').repairExecutor(load, { root, onBusyInterrupt: interrupt.run })
  require('./origin.cjs').repairOrigin(load)
  require('./wire.cjs').repairWire(load)
  require('./information.cjs').repairInformation(load)
  require('./ahead.cjs').offerAhead(load, warmUp)
  require('./display.cjs').offerDisplay(load)
  require('./exit.cjs').offerExit(load, { drained: sockets.drained })

  load('./main').startKernel({ configPath: connectionFile, enableFindLocal: false })

  // tslab has put its own listeners on the process by now.
  interrupt.listen()
  require('./background.cjs').reportBackgroundErrors(root)
}

main(process.argv[2])

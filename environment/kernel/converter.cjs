'use strict'
const path = require('node:path')
const { openKnownCells } = require('./known-cells.cjs')

/**
 * tslab's converter of cells with its defects repaired, which keeps what it converts for the next kernel.
 *
 * @param load a require function of tslab's own dist folder; nothing of it has been loaded in this thread
 * @param root the project's folder, which is also the working directory
 * @returns tslab's module: { createConverter, isCompleteCode }
 */
function repairedConverter(load, root) {
  // These replace modules, so they come before tslab loads its own.
  require('./compiler.cjs').repairCompiler(load)
  const { latestProgram } = require('./remember.cjs').rememberCompiled(
    load,
    path.join(root, '.lab', 'kernel'),
  )
  require('./one-program.cjs').makeOneProgram(load)
  require('./await.cjs').repairAwait(load)
  require('./inspect.cjs').repairInspect(load)
  const converter = load('./converter')
  require('./record-cells.cjs').recordCells(converter, openKnownCells(root), latestProgram)
  return converter
}

module.exports = { repairedConverter }

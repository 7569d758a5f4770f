'use strict'
const { AsyncLocalStorage } = require('node:async_hooks')

/**
 * Brings what background work prints and shows to the cell that started it. Stock tslab brings it to the cell that ran
 * last. Where a program runs the cells (LAB_BATCH) it stays so: nbclient drops what does not belong to the present cell.
 *
 * @param load a require function of tslab's own dist folder
 */
function repairOrigin(load) {
  if (process.env.LAB_BATCH) return
  const jupyter = load('./jupyter')
  const started = new AsyncLocalStorage()
  const handler = jupyter.JupyterHandlerImpl.prototype
  const { handleExecuteImpl, createWriteToIopub } = handler
  handler.handleExecuteImpl = function (request, write, display) {
    return started.run({ write, display }, () => handleExecuteImpl.call(this, request, write, display))
  }
  handler.createWriteToIopub = function (name, last) {
    return (...text) => createWriteToIopub.call(this, name, started.getStore()?.write ?? last)(...text)
  }
  let last = jupyter.lastWriteDisplayData
  Object.defineProperty(jupyter, 'lastWriteDisplayData', {
    // A display that is replaced is found by its id, wherever it stands.
    get: () => (content, update) => (update ? last : (started.getStore()?.display ?? last))(content, update),
    set: (display) => {
      last = display
    },
  })
}

module.exports = { repairOrigin }

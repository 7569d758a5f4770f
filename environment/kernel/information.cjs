'use strict'

/**
 * Makes the kernel say what it is: stock tslab names a TypeScript that it does not have, and says too little for a
 * console's first line.
 *
 * @param load a require function of tslab's own dist folder
 */
function repairInformation(load) {
  const { version } = load('@tslab/typescript-for-tslab/package.json')
  const handler = load('./jupyter').JupyterHandlerImpl.prototype
  const { handleKernel } = handler
  handler.handleKernel = function () {
    const { language_info, ...said } = handleKernel.call(this)
    const banner = `Kafka Groups Lab: TypeScript ${version} on Node.js ${process.versions.node}. Begin with await openLab().`
    return { status: 'ok', ...said, banner, language_info: { ...language_info, version } }
  }
}

module.exports = { repairInformation }

'use strict'

/** How long the kernel has had nothing to do before it prepares: a cell that comes at once, as from Run All, goes first. */
const idleMs = 100

/** Loads what every notebook imports, and has the lab started. A block declares nothing that a cell could see. */
const prepare = "import './src/index'\n{ require('./src/ahead').startAhead() }"

/**
 * Uses the time in which a reader reads: once a kernel that Jupyter has asked for is idle, what every notebook imports is
 * compiled and loaded, and a Kafka is started for the lab. What fails then is not said here: the cell with openLab() does
 * it anew and says it. LAB_AHEAD=0 switches this off.
 *
 * @param load a require function of tslab's own dist folder
 */
function offerAhead(load) {
  if (process.env.LAB_AHEAD === '0') return
  const handler = load('./jupyter').JupyterHandlerImpl.prototype
  const { handleKernel, handleExecute } = handler
  const busy = new Set()
  let timer = null
  let done = false

  const whenIdle = (executor) => {
    clearTimeout(timer)
    if (done || busy.size > 0) return
    timer = setTimeout(() => {
      done = true
      executor.execute(prepare)
    }, idleMs)
    timer.unref()
  }

  handler.handleKernel = function () {
    whenIdle(this.executor)
    return handleKernel.call(this)
  }
  handler.handleExecute = async function (request, ...writers) {
    clearTimeout(timer)
    busy.add(request)
    try {
      return await handleExecute.call(this, request, ...writers)
    } finally {
      busy.delete(request)
      whenIdle(this.executor)
    }
  }
}

module.exports = { offerAhead }

'use strict'

/** Loads what every notebook imports, and has the lab started. A block declares nothing that a cell could see. */
const cellAhead = "import './src/index'\n{ require('./src/ahead').startAhead() }"

/** How long the kernel has had nothing to do before it prepares: a cell that comes at once, as from Run All, goes first. */
const idleMs = 100

/** The same, before its compiler is warmed up: on two cores it would hold up the start of Kafka. */
const idleLongMs = 500

/**
 * Uses the time in which a reader reads: once a kernel that Jupyter has asked for is idle, what every notebook imports is
 * compiled and loaded, and a Kafka is started for the lab; later the compiler is made ready for a cell that no kernel has
 * run yet. What fails then is not said here: the cell with openLab() does it anew and says it. LAB_AHEAD=0 switches
 * this off.
 *
 * @param load a require function of tslab's own dist folder
 * @param warmUp has the compiler convert that cell for nobody
 */
function offerAhead(load, warmUp) {
  if (process.env.LAB_AHEAD === '0') return
  const handler = load('./jupyter').JupyterHandlerImpl.prototype
  const { handleKernel, handleExecute } = handler
  const busy = new Set()
  let timer = null
  let preparing = null
  const steps = [
    {
      afterMs: idleMs,
      begin(executor) {
        preparing = executor.execute(cellAhead)
      },
    },
    { afterMs: idleLongMs, begin: warmUp },
  ]

  const whenIdle = (executor) => {
    clearTimeout(timer)
    if (steps.length === 0 || busy.size > 0) return
    timer = setTimeout(() => {
      steps.shift().begin(executor)
      whenIdle(executor)
    }, steps[0].afterMs)
    timer.unref()
  }

  handler.handleKernel = function () {
    whenIdle(this.executor)
    return handleKernel.call(this)
  }
  handler.handleExecute = async function (request, ...writers) {
    clearTimeout(timer)
    busy.add(request)
    // A cell that ran meanwhile would lose its names to it.
    if (preparing && (await isStoppedDuring(preparing))) this.executor.stopNext = true
    try {
      return await handleExecute.call(this, request, ...writers)
    } finally {
      busy.delete(request)
      whenIdle(this.executor)
    }
  }
}

/** Whether the reader has pressed stop before a promise was settled. */
async function isStoppedDuring(promise) {
  const hooks = globalThis[Symbol.for('kafka-groups-lab.onInterrupt')]
  let isStopped = false
  const hook = () => {
    isStopped = true
  }
  hooks.add(hook)
  await promise
  hooks.delete(hook)
  return isStopped
}

module.exports = { cellAhead, offerAhead }

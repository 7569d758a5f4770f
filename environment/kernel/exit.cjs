'use strict'
const fs = require('node:fs')
const path = require('node:path')
const { Worker } = require('node:worker_threads')

/** Jupyter waits 2.5 s for a kernel to end by itself. */
const hooksMs = 2000

/**
 * Makes the kernel end, always: on shutdown_request, on SIGTERM, and when the process that started it is gone.
 *
 * Stock tslab only closes its sockets, so an open timer or connection keeps it alive until it is killed, and
 * without its parent it lives for good. Before the end the functions in
 * globalThis[Symbol.for('kafka-groups-lab.onExit')] (a Set; async allowed) run together, for 2 s at most.
 *
 * @param load a require function of tslab's own dist folder
 * @param options.drained resolves when the last messages are on their way
 */
function offerExit(load, { drained }) {
  const hooks = new Set()
  globalThis[Symbol.for('kafka-groups-lab.onExit')] = hooks
  let leaving = false

  async function leave() {
    if (leaving) return
    leaving = true
    const timer = setTimeout(() => process.exit(0), hooksMs)
    await Promise.all([...hooks].map(runHook))
    await drained()
    clearTimeout(timer)
    process.exit(0)
  }

  const { ZmqServer } = load('./jupyter')
  const { init } = ZmqServer.prototype
  ZmqServer.prototype.close = leave
  ZmqServer.prototype.init = async function () {
    try {
      await init.call(this)
    } catch (error) {
      fs.writeSync(
        2,
        `Cannot start the TypeScript kernel: its sockets could not be opened: ${error.message}\n`,
      )
      process.exit(1)
    }
  }
  process.on('SIGTERM', leave)

  // In a thread of its own, so that a cell which never yields cannot outlive Jupyter either.
  const watch = new Worker(path.join(__dirname, 'parent-watch.cjs'), {
    workerData: { graceMs: hooksMs + 500 },
  })
  watch.on('message', leave)
  watch.unref()
}

async function runHook(hook) {
  try {
    await hook()
  } catch (error) {
    fs.writeSync(2, `A function in onExit failed: ${error?.stack ?? error}\n`)
  }
}

module.exports = { offerExit }

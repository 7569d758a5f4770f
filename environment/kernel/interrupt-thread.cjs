'use strict'
/**
 * A worker thread that keeps Node's watch over SIGINT going. Node ends that watch with each cell, and until its listeners are
 * back a SIGINT ends the process; as long as one script of any thread is interruptible it does not. So here always
 * one is, and in it another, which a SIGINT ends that meets no cell at work: then the kernel is told.
 */
const vm = require('node:vm')
const { parentPort, workerData } = require('node:worker_threads')

const { isHeld, isCellAtWork } = workerData
const never = new Int32Array(new SharedArrayBuffer(4)) // nobody notifies it

globalThis.untilStopped = () => Atomics.wait(never, 0, 0)

globalThis.tellOfStops = () => {
  Atomics.store(isHeld, 0, 1)
  Atomics.notify(isHeld, 0)
  for (;;) {
    // Of several scripts the last one that has begun is ended, and a cell comes first.
    while (Atomics.load(isCellAtWork, 0) === 1) Atomics.wait(isCellAtWork, 0, 1)
    tellWhenStopped('untilStopped()')
  }
}

function tellWhenStopped(script) {
  try {
    vm.runInThisContext(script, { breakOnSigint: true })
  } catch (error) {
    if (error.code !== 'ERR_SCRIPT_EXECUTION_INTERRUPTED') throw error
    parentPort.postMessage('SIGINT')
  }
}

parentPort.once('message', () => {
  // It ends where a second SIGINT comes before the inner script has begun again.
  for (;;) tellWhenStopped('tellOfStops()')
})

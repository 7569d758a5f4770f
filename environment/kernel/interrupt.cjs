'use strict'
const fs = require('node:fs')
const path = require('node:path')
const vm = require('node:vm')
const { Worker } = require('node:worker_threads')

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
  const listen = () => {
    process.on('SIGINT', run)
    if (process.platform !== 'win32') holdSignal()
  }
  return { run, listen }
}

/** Longer than a thread takes that is there already. */
const holdLimitMs = 5_000

/**
 * Lets a SIGINT that comes just as a cell's script begins or ends be a stop like any other. Node takes the listeners away for
 * the time of such a script, and for some microseconds before and after it nobody listens: the kernel died of it. A thread
 * takes the signal instead (see interrupt-thread.cjs), and Node is kept from touching the listeners.
 */
function holdSignal() {
  const [isHeld, isCellAtWork] = [0, 1].map(() => new Int32Array(new SharedArrayBuffer(4)))
  const thread = new Worker(path.join(__dirname, 'interrupt-thread.cjs'), {
    workerData: { isHeld, isCellAtWork },
  })
  thread.unref()
  const { runInThisContext } = vm
  thread.once('online', () => {
    // No cell's script is at work now, and none may begin before the thread holds the signal.
    thread.postMessage('hold')
    if (Atomics.wait(isHeld, 0, 0, holdLimitMs) === 'timed-out') return void thread.terminate()
    vm.runInThisContext = (script, options) =>
      options?.breakOnSigint
        ? atWork(isCellAtWork, () => runInThisContext(script, options))
        : runInThisContext(script, options)
  })
  thread.on('message', () => process.emit('SIGINT', 'SIGINT'))
  thread.on('error', (error) => fs.writeSync(2, `The thread that waits for SIGINT failed: ${error.stack}\n`))
  thread.on('exit', () => {
    vm.runInThisContext = runInThisContext
    listenAnew()
  })
}

/** Says so to the thread, and that nobody listens to Node, which would take the listeners away. */
function atWork(isCellAtWork, script) {
  const { listenerCount } = process
  process.listenerCount = (name, ...rest) =>
    name === 'SIGINT' ? 0 : listenerCount.call(process, name, ...rest)
  Atomics.store(isCellAtWork, 0, 1)
  try {
    return script()
  } finally {
    Atomics.store(isCellAtWork, 0, 0)
    Atomics.notify(isCellAtWork, 0)
    process.listenerCount = listenerCount
  }
}

/** Has Node ask the system for the signal once more. */
function listenAnew() {
  const listeners = process.listeners('SIGINT')
  process.removeAllListeners('SIGINT')
  for (const listener of listeners) process.on('SIGINT', listener)
}

module.exports = { offerInterrupt }

'use strict'
/**
 * The thread in which a kernel's cells are converted (see thread.cjs). It is asked { id, method, values } and answers
 * { id, method, json } or { id, method, error }.
 */
const { createRequire } = require('node:module')
const { parentPort, workerData: root } = require('node:worker_threads')
const { repairedConverter } = require('./converter.cjs')

const load = createRequire(require.resolve('tslab/dist/main.js'))
const { createConverter, isCompleteCode } = repairedConverter(load, root)
const { convert, inspect, complete, addModule } = createConverter({ isJS: false })
const methods = {
  convert,
  inspect,
  complete: (...at) => ({ ...complete(...at), original: undefined }),
  addModule,
  isCompleteCode,
}

parentPort.on('message', ({ id, method, values }) => {
  try {
    // As JSON: with what the kernel reads stand the compiler's own objects, which have functions.
    parentPort.postMessage({ id, method, json: JSON.stringify(methods[method](...values)) })
  } catch (error) {
    parentPort.postMessage({ id, method, error })
  }
})

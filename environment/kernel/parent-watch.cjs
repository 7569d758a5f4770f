'use strict'
/**
 * A worker thread that tells the kernel when the process that started it is gone (kill -9 included), and kills
 * the kernel when it has not ended by itself `graceMs` after that.
 */
const { parentPort, workerData } = require('node:worker_threads')

const pollMs = 500
const parent = process.ppid

const watch = setInterval(() => {
  if (isParentAlive()) return
  clearInterval(watch)
  parentPort.postMessage('parent gone')
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), workerData.graceMs)
}, pollMs)

// An orphan gets another parent, except on Windows, where it keeps the number of the old one.
function isParentAlive() {
  if (process.ppid !== parent) return false
  try {
    process.kill(parent, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

// @ts-check
import { spawn } from 'node:child_process'
import { root } from './project.mjs'

const exitCodes = /** @type {const} */ ({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 })
const patienceMs = 5000

/**
 * Runs a program on this terminal. Ctrl-C reaches it directly and is its affair; SIGTERM and SIGHUP are passed on, and what is still
 * there five seconds after any of them is killed.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv }} [options] env replaces the environment
 * @returns {Promise<number>} its exit code, in the way of shells when a signal ended it
 */
export function passThrough(command, args, { env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' })
    let signalled = 0
    const handlers = Object.entries(exitCodes).map(([name, code]) => {
      const signal = /** @type {keyof typeof exitCodes} */ (name)
      const handler = () => {
        signalled = code
        if (signal !== 'SIGINT') child.kill(signal)
        setTimeout(() => child.kill('SIGKILL'), patienceMs).unref()
      }
      process.on(signal, handler)
      return () => process.off(signal, handler)
    })
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      for (const remove of handlers) remove()
      resolve(signalled || (code ?? exitCodes[/** @type {'SIGTERM'} */ (signal)] ?? 1))
    })
  })
}

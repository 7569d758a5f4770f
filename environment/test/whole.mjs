// @ts-check
import { spawn } from 'node:child_process'
import { killGroup } from '../setup/process-group.mjs'
import { inLab, inProject, root } from '../setup/project.mjs'

const exitCodes = /** @type {const} */ ({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 })
const patienceMs = 5000

/**
 * Runs a program on this terminal in a process group of its own, and ends the whole group: on Ctrl-C, SIGTERM and SIGHUP, when
 * the program is gone and its workers are not, and (by environment/supervisor.mjs) when this process is killed.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code; after a signal to this process that of a shell, 130 for Ctrl-C
 */
export function runWhole(command, args, env) {
  return new Promise((resolve, reject) => {
    let signalled = 0
    // Before the program is there: it may be at work, and the signal may come, before the next line has run.
    const handlers = Object.entries(exitCodes).map(([name, code]) => {
      const handler = () => {
        signalled = code
        killGroup(child.pid, 'SIGTERM')
        setTimeout(() => killGroup(child.pid), patienceMs).unref()
      }
      process.on(name, handler)
      return () => process.off(name, handler)
    })
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
    })
    const supervisor = spawn(
      process.execPath,
      [inProject('environment', 'supervisor.mjs'), inLab('test-run')],
      {
        cwd: root,
        detached: true,
        stdio: ['pipe', 'ignore', 'ignore'],
      },
    )
    if (child.pid) {
      supervisor.stdin.write(
        `${JSON.stringify({ watch: process.platform === 'win32' ? child.pid : -child.pid })}\n`,
      )
    }
    child.on('error', reject)
    child.on('exit', (code) => {
      for (const remove of handlers) remove()
      // Its end is the supervisor's sign to kill what is left of the group.
      supervisor.stdin.end()
      resolve(signalled || (code ?? 1))
    })
  })
}

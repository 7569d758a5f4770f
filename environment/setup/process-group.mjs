// @ts-check

/**
 * Sends a signal to a program that was started detached and to all that it started, except what was detached in turn.
 * Windows has no process groups: there it reaches the program alone.
 * @param {number | undefined} leader its process id
 * @param {NodeJS.Signals} [signal]
 */
export function killGroup(leader, signal = 'SIGKILL') {
  if (!leader) return
  try {
    process.kill(process.platform === 'win32' ? leader : -leader, signal)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error
  }
}

// @ts-check

/**
 * Whether there is a process of this id, whoever owns it.
 * @param {number} pid
 */
export function isThere(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

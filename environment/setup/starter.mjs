// @ts-check
import { execFileSync } from 'node:child_process'
import { isThere } from './is-there.mjs'

/**
 * Calls back, once, when the npm that started this process is gone: killed, it cannot end what it started.
 * npm runs a script through a shell, which may stay in between; so the shell and npm are both looked at, once a second.
 * @param {() => void} callback
 */
export function whenStarterIsGone(callback) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return
  const starter = process.ppid
  const npm = parentOfShell(starter)
  const timer = setInterval(() => {
    if (process.ppid === starter && (npm === undefined || isThere(npm))) return
    clearInterval(timer)
    callback()
  }, 1000)
  timer.unref()
}

/** @param {number} pid @returns {number | undefined} the parent of this process if it is a shell */
function parentOfShell(pid) {
  try {
    const line = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' })
    const [, parent, command = ''] = /^\s*(\d+)\s+(.+?)\s*$/.exec(line) ?? []
    return /(^|\/)(sh|dash|bash|zsh|ksh|ash|busybox)$/.test(command) && Number(parent) > 1
      ? Number(parent)
      : undefined
  } catch {
    return undefined
  }
}

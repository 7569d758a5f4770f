// @ts-check
import { execFileSync } from 'node:child_process'

/**
 * How much memory a process has resident, in MB, as `ps` says.
 * @param {number} pid
 */
export function residentMB(pid) {
  return (Number(execFileSync('ps', ['-o', 'rss=', '-p', `${pid}`], { encoding: 'utf8' })) * 1024) / 1e6
}

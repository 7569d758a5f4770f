// @ts-check
import { execFileSync } from 'node:child_process'

/** @returns {{ pid: number, command: string }[]} what runs on this machine; nothing on Windows, which has no `ps` */
export function processes() {
  if (process.platform === 'win32') return []
  const table = execFileSync('ps', ['-ww', '-eo', 'pid=,args='], { encoding: 'utf8', maxBuffer: 1 << 26 })
  return table.split('\n').flatMap((line) => {
    const [, pid, command = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? []
    return pid ? [{ pid: Number(pid), command }] : []
  })
}

/**
 * @param {number} kernel its process id
 * @returns {number[]} the processes of its Kafka: one, or three brokers and a controller
 */
export function brokersOf(kernel) {
  return processes()
    .filter(({ command }) => command.includes(`clusters/${kernel}-`) && command.includes('kafka.Kafka '))
    .map(({ pid }) => pid)
}

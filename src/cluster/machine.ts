import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/**
 * Where a process number means something: the host, since its last start, in one container. Two machines (or a host
 * and a container) that share a folder differ in it. Outside Linux it is the host alone.
 */
export function thisMachine(): string {
  return [
    hostname(),
    ask(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    ask(() => readlinkSync('/proc/self/ns/pid')),
  ].join(' ')
}

function ask(question: () => string): string {
  try {
    return question().trim()
  } catch {
    return '-' // this system has no such file
  }
}

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { vi } from 'vitest'

/** The Python of the project's own environment. */
export const python = path.resolve(
  process.platform === 'win32' ? '.venv/Scripts/python.exe' : '.venv/bin/python',
)

/** False for a process that is gone, and on Linux for one that only waits to be collected by its parent. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  if (process.platform !== 'linux') return true
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** Resolves when the process is gone; throws when it is still there after `timeoutMs`. */
export async function untilGone(pid: number, timeoutMs = 10_000): Promise<void> {
  const probe = (): void => {
    if (isAlive(pid))
      throw new Error(`Process ${pid} was to end within ${timeoutMs} ms, and it is still running.`)
  }
  await vi.waitFor(probe, { timeout: timeoutMs, interval: 20 })
}

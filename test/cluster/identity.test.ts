import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { identify, isRunning, startTime } from '../../src/cluster/identity.js'

const { platform } = process

afterEach(() => {
  Object.defineProperty(process, 'platform', { value: platform })
  vi.unstubAllEnvs()
})

test('a process is itself until it has ended', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const pid = child.pid ?? 0
  const identity = identify(pid)
  expect(isRunning(identity)).toBe(true)
  const exit = once(child, 'exit')
  child.stdin.end()
  await exit
  expect(isRunning(identity)).toBe(false)
  expect(startTime(pid)).toBeNull()
  expect(() => identify(pid)).toThrowError(
    new Error(`Cannot identify process ${pid}: no process with this number is running.`),
  )
})

test('another process of the same number is not it', () => {
  const own = identify(process.pid)
  expect(own).toEqual({ pid: process.pid, started: startTime(process.pid) })
  expect(isRunning({ ...own, started: 'long ago' })).toBe(false)
})

test('not to know whether a process runs is not to know that it is gone', () => {
  const own = identify(process.pid)
  Object.defineProperty(process, 'platform', { value: 'darwin' })
  vi.stubEnv('PATH', '/nowhere')
  expect(() => isRunning(own)).toThrowError(
    new Error(`Cannot find out whether process ${process.pid} is running: the system does not tell.`),
  )
})

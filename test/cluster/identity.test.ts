import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { identify, isRunning, startTime } from '../../src/cluster/identity.js'

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

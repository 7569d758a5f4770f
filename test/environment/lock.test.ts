import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { tryLock, withLock } from '../../environment/setup/lock.mjs'

// Other programs are run.
vi.setConfig({ testTimeout: 60_000 })

let folder = ''
let file = ''

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-lock-'))
  file = path.join(folder, 'a.lock')
})

afterEach(() => fs.rmSync(folder, { recursive: true }))

test('one has it, another does not, and then the other can', () => {
  const release = tryLock(file)
  expect(release).toBeTypeOf('function')
  expect(tryLock(file)).toBeUndefined()
  release?.()
  expect(fs.existsSync(file)).toBe(false)
  tryLock(file)?.()
  expect(fs.readdirSync(folder)).toEqual([])
})

test('the lock of a process that is gone is taken over', () => {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  fs.writeFileSync(file, String(pid))
  expect(tryLock(file)).toBeTypeOf('function')
  expect(fs.readFileSync(file, 'utf8')).toBe(String(process.pid))
})

test('a lock from before the machine was started is taken over, whoever has its process id now', () => {
  fs.writeFileSync(file, String(process.ppid))
  fs.utimesSync(file, new Date(0), new Date(0))
  expect(tryLock(file)).toBeTypeOf('function')
})

test('who waits says for whom, and goes on when that one is killed', async () => {
  const holder = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `const { tryLock } = await import(${JSON.stringify(path.resolve('environment/setup/lock.mjs'))})
     tryLock(${JSON.stringify(file)}); console.log('held'); setInterval(() => {}, 1000)`,
  ])
  await once(holder.stdout, 'data')
  const waited: string[] = []
  const done = withLock(file, async () => fs.readFileSync(file, 'utf8'), {
    onWait: (pid) => {
      waited.push(pid)
      holder.kill('SIGKILL')
    },
  })
  expect(await done).toBe(String(process.pid))
  expect(waited).toEqual([String(holder.pid)])
  expect(fs.existsSync(file)).toBe(false)
})

test('who waits too long gets a sentence', async () => {
  fs.writeFileSync(file, String(process.ppid))
  const error = await withLock(file, async () => 'ran', { timeoutMs: 0 }).catch((e: Error) => e.message)
  expect(error).toBe(
    `Set-up waited 0 minutes for another set-up (process ${process.ppid}), which is still running. ` +
      `End that process, or delete ${file} if it is none of this project's, and run the command again.`,
  )
})

test('the lock is given back when the work fails', async () => {
  const failing = withLock(file, async () => Promise.reject(new Error('wanted')))
  await expect(failing).rejects.toThrowError('wanted')
  expect(fs.existsSync(file)).toBe(false)
})

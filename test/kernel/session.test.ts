import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import readline from 'node:readline'
import { expect, test, vi } from 'vitest'
import { isAlive, python, untilGone } from './processes.js'
import { startKernel } from './session.js'

test('a kernel does not outlive a test process that is killed, not even a stock one', async () => {
  const argv = [process.execPath, path.resolve('node_modules/tslab/bin/tslab'), 'kernel']
  argv.push('--config-path={connection_file}')
  const folder = mkdtempSync(path.join(tmpdir(), 'kernel-'))
  const spec = JSON.stringify({ argv, cwd: process.cwd(), env: process.env, folder })
  const holder = `require('child_process').spawn(${JSON.stringify(python)}, ['test/kernel/session.py', process.argv[1]], { stdio: ['pipe', 'inherit', 'inherit'] })`
  const testProcess = spawn(process.execPath, ['-e', holder, spec], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(readline.createInterface({ input: testProcess.stdout }), 'line')
  const { pid } = JSON.parse(line) as { pid: number }
  expect(isAlive(pid)).toBe(true)
  testProcess.kill('SIGKILL')
  await untilGone(pid)
  await vi.waitFor(() => expect(existsSync(folder)).toBe(false))
})

test('kill9 ends the kernel, and the next cell is an error', async () => {
  const kernel = await startKernel()
  await kernel.kill9()
  expect(isAlive(kernel.pid)).toBe(false)
  await expect(kernel.execute('1', { timeoutMs: 500 })).rejects.toThrowError(
    /^Waited for the reply to 1, but /,
  )
  await kernel.stop()
})

test('a kernel that cannot start is an error with what it printed', async () => {
  await expect(startKernel({ root: '/no/such/project' })).rejects.toThrowError(
    /^Waited for the kernel, but the kernel's session has ended. It printed:\n/,
  )
})

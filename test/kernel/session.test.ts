import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import readline from 'node:readline'
import { expect, test } from 'vitest'
import { isAlive, python, untilGone } from './processes.js'
import { startKernel } from './session.js'

test('a kernel does not outlive a test process that is killed, not even a stock one', async () => {
  const argv = [process.execPath, path.resolve('node_modules/tslab/bin/tslab'), 'kernel']
  argv.push('--config-path={connection_file}')
  const spec = JSON.stringify({ argv, cwd: process.cwd(), env: process.env })
  const holder = `require('child_process').spawn(${JSON.stringify(python)}, ['test/kernel/session.py', process.argv[1]], { stdio: ['pipe', 'inherit', 'inherit'] })`
  const testProcess = spawn(process.execPath, ['-e', holder, spec], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(readline.createInterface({ input: testProcess.stdout }), 'line')
  const { pid } = JSON.parse(line) as { pid: number }
  expect(isAlive(pid)).toBe(true)
  testProcess.kill('SIGKILL')
  await untilGone(pid)
}, 60_000)

test('shutdown, kill9 and stop end the kernel; a kernel that is gone is an error at the next cell', async () => {
  const [polite, killed] = await Promise.all([startKernel(), startKernel()])
  await polite.shutdown()
  await killed.kill9()
  expect([isAlive(polite.pid), isAlive(killed.pid)]).toEqual([false, false])
  await expect(killed.execute('1', { timeoutMs: 500 })).rejects.toThrowError(
    /^Waited for the reply to 1, but /,
  )
  await Promise.all([polite.stop(), killed.stop()])
}, 60_000)

test('a kernel that cannot start is an error with what it printed', async () => {
  await expect(startKernel({ root: '/no/such/project' })).rejects.toThrowError(
    /^Waited for the kernel, but the kernel's session has ended. It printed:\n/,
  )
}, 60_000)

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, test, vi } from 'vitest'

// Programs are started, and killed ones take a moment to go.
vi.setConfig({ testTimeout: 60_000 })

const whole = JSON.stringify(path.resolve('environment/test/whole.mjs'))
/** A program with a worker: prints both process ids; the worker outlives it unless someone ends it. */
const program = `
  const worker = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  console.log(process.pid + ' ' + worker.pid)
  if (process.env.LEAVE) process.exit(3)
  setInterval(() => {}, 1000)`

/** Runs that program by runWhole in a process of its own; `pids` are the program's and its worker's. */
async function start(
  env: NodeJS.ProcessEnv = {},
): Promise<{ kill: (s: NodeJS.Signals) => void; end: Promise<unknown[]>; pids: number[] }> {
  const runner = `const { runWhole } = await import(${whole})
    process.exitCode = await runWhole(process.execPath, ['-e', ${JSON.stringify(program)}], process.env)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', runner], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const end = once(child, 'exit')
  const [line] = await once(child.stdout, 'data')
  return { kill: (signal) => child.kill(signal), end, pids: String(line).trim().split(' ').map(Number) }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** A killed process may stay for a moment until its parent takes note. */
const gone = (pids: number[]): Promise<boolean> =>
  vi.waitUntil(() => !pids.some(isThere), { timeout: 20_000 })

test('Ctrl-C and SIGTERM end the program and its worker, with the exit code of a shell', async () => {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    const { kill, end, pids } = await start()
    expect(pids.filter(isThere)).toHaveLength(2)
    kill(signal)
    expect(await end).toEqual([code, null])
    expect(await gone(pids)).toBe(true)
  }
})

test('killed at once, it takes the program and its worker along', async () => {
  const { kill, end, pids } = await start()
  expect(pids.filter(isThere)).toHaveLength(2)
  kill('SIGKILL')
  expect(await end).toEqual([null, 'SIGKILL'])
  expect(await gone(pids)).toBe(true)
})

test('a worker that its program leaves behind is ended, and the exit code is the program’s', async () => {
  const { end, pids } = await start({ LEAVE: '1' })
  expect(await end).toEqual([3, null])
  expect(await gone(pids)).toBe(true)
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { startLeashed } from '../../../environment/bench/leashed.mjs'
import { isThere } from '../../../environment/setup/is-there.mjs'

/** A program that starts another one; both go on until they are ended. It prints the process ids of both. */
const parent = `
  const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  console.log('runs ' + process.pid + ' ' + child.pid + '.')
  setInterval(() => {}, 1000)`
const pidsOf = (line: string) => [...line.matchAll(/\d+/g)].map(([pid]) => Number(pid))
const node = (code: string) => startLeashed('a test', process.execPath, ['-e', code])

test('end() ends the program and what it has started', async () => {
  const leashed = node(parent)
  const pids = pidsOf(await leashed.said(/runs \d+ \d+\./))
  expect(pids.map(isThere)).toEqual([true, true])
  await leashed.end()
  expect(pids.filter(isThere)).toEqual([])
})

test.runIf(process.platform !== 'win32')(
  'whoever started it is killed: the program ends all the same',
  async () => {
    const starter = `
      import { startLeashed } from ${JSON.stringify(path.resolve('environment/bench/leashed.mjs'))}
      console.log(await startLeashed('a test', process.execPath, ['-e', ${JSON.stringify(parent)}]).said(/runs \\d+ \\d+\\./))`
    const child = spawn(process.execPath, ['--input-type=module', '-e', starter])
    const [line] = await once(child.stdout.setEncoding('utf8'), 'data')
    const pids = pidsOf(line)
    expect(pids).toHaveLength(2)
    child.kill('SIGKILL')
    await vi.waitUntil(() => !pids.some(isThere), { timeout: 30_000, interval: 50 })
  },
)

test('a program that fails is told in a sentence, with its last lines', async () => {
  const code = 'console.error("no such lesson"); process.exitCode = 3'
  const unkept = await node(code)
    .done()
    .catch((error: Error) => error.message)
  expect(unkept).toBe(
    'Cannot measure a test: wanted it to succeed, and it ended with 3. Its last lines:\n  no such lesson',
  )
  const unsaid = await node(code)
    .said(/ready/)
    .catch((error: Error) => error.message)
  expect(unsaid).toBe(
    'Cannot measure a test: wanted it to print /ready/, and it ended with 3. Its last lines:\n  no such lesson',
  )
})

test('a program that succeeds is waited for to its end', async () => {
  const leashed = node('console.log("half"); console.log("whole")')
  expect(await leashed.said(/whole/)).toBe('whole')
  await leashed.done()
})

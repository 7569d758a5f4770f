import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sweep } from '../../src/cluster/folder.js'
import { waitFor } from '../../src/wait.js'
import { isAlive, untilGone } from '../kernel/processes.js'
import { type Kernel, startKernel } from '../kernel/session.js'
import { processesOf } from './processes.js'

// A kernel and a broker each, on a busy machine; the issue allows ten seconds for the cleaning alone.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

let kernel: Kernel
let folder: string
let broker: number

/** A notebook's kernel whose first cell has opened a lab. */
beforeEach(async () => {
  kernel = await startKernel({ env: { LAB_BATCH: '1' } })
  const { status, error } = await kernel.execute(
    "import { openLab } from './src/index'\nconst lab = await openLab()",
    { timeoutMs: 60_000 },
  )
  expect({ status, error }).toEqual({ status: 'ok', error: null })
  folder = folderOf(kernel.pid)
  const { brokers, supervisors } = processesOf(folder)
  expect([brokers.length, supervisors.length]).toEqual([1, 1])
  broker = brokers[0] as number
})

afterEach(async () => {
  await kernel?.stop()
  await untilClean()
})

const folderOf = (owner: number): string => {
  const name = readdirSync('.lab/clusters').find((each) => each.startsWith(`${owner}-`))
  if (name === undefined) throw new Error(`Wanted a data folder that belongs to ${owner}, found none.`)
  return `.lab/clusters/${name}`
}

/** Ten seconds after its owner's end nothing is left of a cluster. */
async function untilClean(): Promise<void> {
  await waitFor(`nothing to be left of ${folder}`, (saw) => {
    const { brokers, supervisors } = processesOf(folder)
    const data = existsSync(folder)
    saw(
      `brokers ${brokers.join(', ')}; supervisors ${supervisors.join(', ')}; folder ${data ? 'there' : 'gone'}`,
    )
    return brokers.length + supervisors.length === 0 && !data ? true : undefined
  })
}

async function supervisor(): Promise<number> {
  return waitFor('the supervisor', () => processesOf(folder).supervisors[0])
}

test('kill -9 of the kernel', async () => {
  await kernel.kill9()
  await untilClean()
})

test('kill -9 of the kernel while its broker is frozen', async () => {
  const { status } = await kernel.execute('await lab.broker(1).freeze()')
  expect([status, stateOf(broker)]).toEqual(['ok', 'T'])
  await kernel.kill9()
  await untilClean()
})

test('a supervisor that dies alone is replaced, and its successor cleans up all the same', async () => {
  const first = await supervisor()
  process.kill(first, 'SIGKILL')
  await untilGone(first)
  const second = await supervisor()
  expect(second).not.toBe(first)
  expect(isAlive(broker)).toBe(true)
  await kernel.kill9()
  await untilClean()
})

test('the supervisor and the kernel killed: the next start ends the broker and removes the folder', async () => {
  const guard = await supervisor()
  // The kernel is stopped first, so that it cannot replace the supervisor in between.
  process.kill(kernel.pid, 'SIGSTOP')
  process.kill(guard, 'SIGKILL')
  await untilGone(guard)
  expect(isAlive(broker)).toBe(true)
  await kernel.kill9()
  sweep()
  await untilClean()
})

test('the stop button, even pressed for the whole process group, does not end the broker', async () => {
  const cell = kernel.execute('console.log("waiting"); await new Promise(() => {})')
  await kernel.message('the cell to wait', (m) => m.content.text === 'waiting\n')
  process.kill(-groupOf(kernel.pid), 'SIGINT')
  expect((await cell).error?.ename).toBe('Interrupted')
  expect(isAlive(broker)).toBe(true)
  const { text } = await kernel.execute('(await lab.brokers()).length')
  expect(text).toBe('1\n')
})

test('an orderly shutdown leaves nothing either', async () => {
  await kernel.shutdown()
  await untilClean()
})

/** The fields of /proc/PID/stat after the name of the process. */
function fieldsOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** Whether a process runs (R), sleeps (S) or is stopped (T): field 3 of /proc/PID/stat. */
function stateOf(pid: number): string | undefined {
  return fieldsOf(pid)[0]
}

/** The process group of a process: field 5 of /proc/PID/stat. */
function groupOf(pid: number): number {
  const group = Number(fieldsOf(pid)[2])
  expect(group).toBeGreaterThan(1)
  return group
}

import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { clustersFolder, makeFolder, recordBrokers, removeFolder, sweep } from '../../src/cluster/folder.js'
import { identify, type ProcessIdentity } from '../../src/cluster/identity.js'
import { thisMachine } from '../../src/cluster/machine.js'
import { isAlive, untilGone } from '../kernel/processes.js'

// Kernels of other tests sweep the same place at the same time: what is asserted is what becomes of a folder.
const children: ChildProcess[] = []
const made: string[] = []

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A process that lives until it is killed, or this test is. */
function bystander(): ProcessIdentity {
  const child = spawn(process.execPath, ['-e', 'process.stdin.on("end", () => process.exit()).resume()'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  children.push(child)
  return identify(child.pid ?? 0)
}

/** A process that has ended. */
async function ended(): Promise<ProcessIdentity> {
  const identity = bystander()
  const child = children.at(-1) as ChildProcess
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
  return identity
}

/** A folder with a record that somebody else might have left. */
function folderOf(owner: ProcessIdentity, brokers: unknown, machine = thisMachine()): string {
  const folder = `${clustersFolder}/${owner.pid}-${randomBytes(4).toString('hex')}`
  made.push(folder)
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/owner.json`, JSON.stringify({ machine, owner, brokers }))
  return folder
}

test('a folder of ours is readable by its owner only, is not swept, and can be removed', () => {
  const folder = makeFolder()
  made.push(folder)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  recordBrokers(folder, [bystander().pid])
  expect(sweep()).not.toContain(folder)
  expect(existsSync(folder)).toBe(true)
  removeFolder(folder)
  removeFolder(folder)
  expect(existsSync(folder)).toBe(false)
})

test('a folder whose owner is gone: its broker is ended, it is removed', async () => {
  const broker = bystander()
  const folder = folderOf(await ended(), [broker])
  sweep()
  await untilGone(broker.pid)
  expect(existsSync(folder)).toBe(false)
})

test("a broker's number that now belongs to another process: that one is left alone", async () => {
  const innocent = bystander()
  const folder = folderOf(await ended(), [{ ...innocent, started: 'before' }])
  sweep()
  expect(existsSync(folder)).toBe(false)
  expect(isAlive(innocent.pid)).toBe(true)
})

test("an owner's number that now belongs to another process: the owner is gone all the same", () => {
  const folder = folderOf({ ...bystander(), started: 'before' }, [])
  sweep()
  expect(existsSync(folder)).toBe(false)
})

test('a folder whose owner lives is left alone, with its broker', () => {
  const [owner, broker] = [bystander(), bystander()]
  const folder = folderOf(owner, [broker])
  expect(sweep()).not.toContain(folder)
  expect([existsSync(folder), isAlive(broker.pid)]).toEqual([true, true])
})

test('a folder that another machine owns is left alone, though no process here has its number', async () => {
  const broker = bystander()
  const folder = folderOf(await ended(), [broker], 'another-host 1b0c pid:[4026531836]')
  sweep()
  expect([existsSync(folder), isAlive(broker.pid)]).toEqual([true, true])
})

test('the record of a folder says on which machine its processes run', () => {
  const folder = makeFolder()
  made.push(folder)
  const record = JSON.parse(readFileSync(`${folder}/owner.json`, 'utf8')) as { machine: string }
  expect(record.machine).toBe(thisMachine())
  expect(record.machine).toContain(readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
})

test('a folder that cannot be swept stops no start, and the others are swept', async () => {
  const [broken, good] = [folderOf(await ended(), null), folderOf(await ended(), [])]
  expect(sweep()).not.toContain(broken)
  expect([existsSync(broken), existsSync(good)]).toEqual([true, false])
})

test('a record that is missing or cannot be read stops no start: the folder is left to a person', () => {
  const [half, none] = [folderOf(identify(process.pid), []), folderOf(identify(process.pid), [])]
  writeFileSync(`${half}/owner.json`, '{"owner":')
  rmSync(`${none}/owner.json`)
  sweep()
  expect([existsSync(half), existsSync(none)]).toEqual([true, true])
})

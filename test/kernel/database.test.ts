import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Kernel, startKernel } from './session.js'

let kernel: Kernel

beforeAll(async () => {
  kernel = await startKernel()
})
afterAll(async () => {
  await kernel?.stop()
})

const run = async (code: string): Promise<string | null> => {
  const { error, text } = await kernel.execute(code)
  expect(error).toBeNull()
  return text
}

test('a cell opens a database, which takes the bytes of a cell and is there for the next import', async () => {
  await run(`import { measure, openDatabase, pause } from './src/index'
    const db = openDatabase({ fresh: true })
    db.run('create table seen (id integer primary key, value blob)')`)
  expect(await run("db.run('insert or ignore into seen values (?, ?)', 1, new Uint8Array([202, 254]))")).toBe(
    '{ changes: 1 }\n',
  )
  expect(await run("db.all('select id, hex(value) as value from seen')")).toBe(
    "[ { id: 1, value: 'CAFE' } ]\n",
  )
  expect(await run('openDatabase()')).toBe('an SQLite database in memory with 1 table: seen\n')
})

test('the complaint of SQLite is what the cell fails with', async () => {
  const { error } = await kernel.execute("db.all('select * from sene')")
  expect(error?.evalue).toBe(
    'Cannot run the SQL "select * from sene": SQLite says: no such table: sene. Mend the statement and run the cell again.',
  )
})

test('a cell measures, and prints a line for each case', async () => {
  const text = await run(`const waiting = await measure('pauses', [5, 50], async (ms, time) => {
      await time(() => pause(ms))
      return 100
    }, { rounds: 2 })
    waiting`)
  expect(text).toMatch(
    /^pauses: messages a second, median of 2 rounds \(least to most\)\n {2}5 +[\d,.]+ {2}\(.+\)\n {2}50 +[\d,.]+ {2}\(.+\)\n$/,
  )
})

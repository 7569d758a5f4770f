import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase, type SqlValue } from '../src/database.js'
import { bundlesOf } from '../src/notebook/bundle.js'

const opened: { db?: Database } = {}
const db = (): Database => opened.db ?? openDatabase()

beforeEach(() => {
  opened.db = openDatabase({ fresh: true })
  db().run('create table charged (topic text, at integer, amount real, primary key (topic, at))')
})

const refusal = (act: () => unknown): string => {
  try {
    act()
  } catch (problem) {
    return (problem as Error).message
  }
  throw new Error('Wanted a refusal, found none.')
}

test('an idempotent write: the second time it changes nothing', () => {
  const charge = () => db().run('insert or ignore into charged values (?, ?, ?)', 'payments', 7, 9.5)
  expect([charge(), charge()]).toEqual([{ changes: 1 }, { changes: 0 }])
  expect(db().all('select * from charged')).toEqual([{ topic: 'payments', at: 7, amount: 9.5 }])
})

test('a statement that opens a file is refused, and writes none', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'database-')), 'outside.db')
  for (const [sql, ...values] of [
    [`attach database '${path}' as outside`],
    ['attach ? as outside', path],
    [`vacuum into '${path}'`],
  ] as [string, ...string[]][])
    expect(refusal(() => db().run(sql, ...values))).toBe(
      `Cannot run the SQL ${JSON.stringify(sql)}: wanted a statement on the database in memory, found one that opens a file. Nothing was run; keep the data in tables of this database.`,
    )
  expect(existsSync(path)).toBe(false)
})

test('changes are those of this statement: a query, a table and an empty update change none', () => {
  for (const at of [1, 2, 3]) db().run('insert into charged values (?, ?, ?)', 'a', at, 1)
  expect(db().run('update charged set amount = 2 where at > ?', 1)).toEqual({ changes: 2 })
  for (const sql of [
    'select * from charged',
    'create table if not exists charged (x)',
    'update charged set at = 1 where 0',
  ])
    expect(db().run(sql)).toEqual({ changes: 0 })
})

test('again it is the same database; fresh, it is empty for every handle', () => {
  db().run('insert into charged values (?, ?, ?)', 'a', 1, 1)
  expect(openDatabase().all('select at from charged')).toEqual([{ at: 1 }])
  openDatabase({ fresh: true })
  expect(db().all('select name from sqlite_schema')).toEqual([])
})

test('fresh rolls back what a cell had begun and not ended', () => {
  db().run('begin')
  opened.db = openDatabase({ fresh: true })
  db().run('begin')
  db().run('rollback')
  expect(db().all('select name from sqlite_schema')).toEqual([])
})

test('values come back as they were; a value is never SQL', () => {
  const values: SqlValue[] = [1, 1.5, 2n ** 60n, "it's; drop table charged", '🙂', null]
  for (const value of values) expect(db().all('select ? as v', value)).toEqual([{ v: value }])
  const bytes = new Uint8Array([9, 0, 255]).subarray(1)
  expect([...((db().all('select ? as v', bytes)[0]?.v ?? []) as Uint8Array)]).toEqual([0, 255])
  expect(db().all('select ? as yes, ? as no', true, false)).toEqual([{ yes: 1, no: 0 }])
})

test('a panel shows a query, with its columns also where there is no row', async () => {
  const sql = 'select topic, at, amount from charged order by at;'
  expect(db().panel('Charged', sql)).toEqual({
    title: 'Charged',
    alt: '0 rows.',
    table: { columns: ['topic', 'at', 'amount'], rows: [], missing: 'null' },
  })
  db().run('insert into charged values (?, ?, ?)', 'payments', 1_000, null)
  db().run('insert into charged values (?, ?, ?)', new Uint8Array([202, 254]), 2n ** 60n, 2)
  const panel = db().panel('Charged', `${sql} -- by time`.replace('; --', ' --'))
  expect(panel.table.rows).toEqual([
    ['payments', 1_000, null],
    ["x'cafe'", '1152921504606846976', 2],
  ])
  expect((await bundlesOf(panel))[0]?.['text/plain']).toBe(
    [
      'Charged',
      '2 rows.',
      'topic                      at  amount',
      'payments                1,000    null',
      "x'cafe'   1152921504606846976       2",
    ].join('\n'),
  )
})

test('a panel is of a query only, and runs nothing else', () => {
  const sql = "insert into charged values ('a', 1, 1) returning topic"
  expect(refusal(() => db().panel('Charged', sql))).toBe(
    `Cannot run the SQL ${JSON.stringify(sql)}: SQLite says: near "insert": syntax error. Mend the statement and run the cell again.`,
  )
  expect(db().all('select * from charged')).toEqual([])
})

test.each([
  ['selct', 'near "selct": syntax error'],
  ['insert into chraged values (1)', 'no such table: chraged'],
  ['insert into charged values (1)', 'table charged has 3 columns but 1 values were supplied'],
  ['', 'Nothing to prepare'],
])('what SQLite refuses, %j, is quoted with its complaint', (sql, said) => {
  const sentence = `Cannot run the SQL ${JSON.stringify(sql)}: SQLite says: ${said}. Mend the statement and run the cell again.`
  expect([refusal(() => db().run(sql)), refusal(() => db().all(sql))]).toEqual([sentence, sentence])
})

test('a constraint, and the table goes on', () => {
  const charge = () => db().run("insert into charged values ('a', 1, 1)")
  charge()
  expect(refusal(charge)).toBe(
    'Cannot run the SQL "insert into charged values (\'a\', 1, 1)": SQLite says: UNIQUE constraint failed: charged.topic, charged.at. Mend the statement and run the cell again.',
  )
  expect(db().all('select count(*) as count from charged')).toEqual([{ count: 1 }])
})

test('what SQLite would pass over is refused with nothing run', () => {
  const two = 'delete from charged; select 1'
  expect(refusal(() => db().run(two))).toBe(
    `Cannot run the SQL "${two}": wanted one statement, found more after the semicolon. Nothing was run; give each a call of its own.`,
  )
})

test('prints in one line', () => {
  expect(inspect(db())).toBe('an SQLite database in memory with 1 table: charged')
  expect(inspect(openDatabase({ fresh: true }))).toBe('an SQLite database in memory with no table')
})

import sqlite, { type Database as Sqlite } from 'node-sqlite3-wasm'
import type { Cell, Panel } from './charts/chart.js'
import { counted } from './charts/words.js'
import { checkedOptions, flag } from './model/options.js'
import { printed } from './model/printed.js'
import { shown } from './model/shown.js'
import { statementProblem } from './model/sql.js'

/** What a column holds: a whole number beyond 2^53 comes back as a bigint, bytes as a Uint8Array. */
export type SqlValue = number | bigint | string | Uint8Array | null

/** An SQL database in the memory of the kernel, as `openDatabase` returns it. */
export interface Database {
  /**
   * Runs one statement and says how many rows it has written; one that writes nothing says 0.
   *
   *     db.run('insert or ignore into charged values (?, ?, ?)', message.topic, message.partition, message.offset).changes
   *
   * Each `?` stands for one of the values, in order: a value never becomes SQL. true and false are stored as 1 and 0.
   * Throws a sentence that quotes the statement and SQLite's complaint.
   */
  run(sql: string, ...values: readonly (SqlValue | boolean)[]): { readonly changes: number }
  /**
   * The rows of a query by the names of their columns, of which each needs its own: `db.all('select user, read_at from receipts')[0]?.user`.
   * Throws as `run` does.
   */
  all(sql: string, ...values: readonly (SqlValue | boolean)[]): Record<string, SqlValue>[]
  /**
   * The rows of a query as a table to be shown: `await show(db.panel('Receipts', 'select * from receipts'))`.
   * Bytes are shown in hexadecimal. Throws as `run` does.
   */
  panel(title: string, sql: string, ...values: readonly (SqlValue | boolean)[]): Panel
}

/** How a database is opened. */
export interface DatabaseOptions {
  /** Begins with an empty one; what was there is gone, for every handle. Default false. */
  readonly fresh?: boolean
}

const key = Symbol.for('kafka-groups-lab.database')

type Keeper = { [key]?: Sqlite }

/**
 * Opens the SQL database of this notebook: SQLite, in memory, one for each kernel. Again, or after src was edited, it is
 * the same one with all that it holds. It asks no server and ends with the kernel; closing the lab does not touch it.
 *
 *     const db = openDatabase({ fresh: true })
 *     db.run('create table receipts (user text, room text, message integer, read_at text, primary key (user, room, message))')
 *
 * Its SQLite is node-sqlite3-wasm's: one WebAssembly file for every platform, so that nothing is compiled or downloaded
 * beside npm; Node's own node:sqlite needs Node 22.
 */
export function openDatabase(options: DatabaseOptions = {}): Database {
  const { fresh = false } = checkedOptions<DatabaseOptions>(
    options,
    { fresh: flag },
    'Cannot open the database',
  )
  const keeper = globalThis as Keeper
  if (fresh) {
    keeper[key]?.close()
    delete keeper[key]
  }
  const kept = (): Sqlite => {
    keeper[key] ??= new sqlite.Database()
    return keeper[key]
  }
  const written = (): number => Number(kept().get('select total_changes() as count')?.count)
  const database: Database = {
    run: (sql, ...values) =>
      asked(sql, values, () => {
        // SQLite's own count is that of the last statement that has written anything.
        const before = written()
        kept().run(sql, values.map(bindable))
        return { changes: written() - before }
      }),
    all: (sql, ...values) => asked(sql, values, () => rowsOf(kept(), sql, values)),
    panel: (title, sql, ...values) => {
      const columns = asked(sql, values, () => columnsOf(kept(), sql, values))
      const rows = database.all(sql, ...values)
      const cells = rows.map((row) => columns.map((column) => cellOf(row[column] ?? null)))
      return {
        title,
        alt: `${counted(rows.length, 'row')}.`,
        table: { columns, rows: cells, missing: 'null' },
      }
    },
  }
  return printed(database, () => {
    const tables = rowsOf(kept(), "select name from sqlite_schema where type = 'table' order by name", [])
    const names = tables.map(({ name }) => name).join(', ')
    return `an SQLite database in memory with ${tables.length === 0 ? 'no table' : counted(tables.length, 'table')}${names && `: ${names}`}`
  })
}

function rowsOf(
  database: Sqlite,
  sql: string,
  values: readonly (SqlValue | boolean)[],
): Record<string, SqlValue>[] {
  return database.all(sql, values.map(bindable)) as Record<string, SqlValue>[]
}

/** The columns of a query, which the rows name only where there are any; refused, with nothing run, for anything else than a query. */
function columnsOf(database: Sqlite, sql: string, values: readonly (SqlValue | boolean)[]): string[] {
  const query = sql.trim().replace(/;$/, '')
  const [row = {}] = rowsOf(
    database,
    `select q.* from (select 1) left join (${query}\n) as q limit 1`,
    values,
  )
  return Object.keys(row)
}

/** Bytes of a cell are of the kernel's own context, where `instanceof Uint8Array` is false. */
function bindable(value: SqlValue | boolean): SqlValue | boolean {
  if (!ArrayBuffer.isView(value)) return value
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
}

/** Asks SQLite, and says what it complains of as a sentence. */
function asked<T>(sql: string, values: readonly unknown[], ask: () => T): T {
  const problem = statementProblem(sql, values)
  if (problem !== null) throw new TypeError(`Cannot run the SQL ${quoted(sql)}: ${problem}`)
  try {
    return ask()
  } catch (cause) {
    const said = (cause as Error).message.replace(/\.$/, '')
    throw new Error(
      `Cannot run the SQL ${quoted(sql)}: SQLite says: ${said}. Mend the statement and run the cell again.`,
      { cause },
    )
  }
}

/** A statement as a sentence quotes it. */
function quoted(sql: unknown): string {
  return typeof sql === 'string' && sql.length <= mostQuoted ? JSON.stringify(sql) : shown(sql)
}

const mostQuoted = 500

function cellOf(value: SqlValue): Cell {
  if (typeof value === 'bigint') return String(value)
  return value instanceof Uint8Array ? `x'${Buffer.from(value).toString('hex')}'` : value
}

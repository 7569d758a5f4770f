import { shown } from './shown.js'

/** What may hold a `;` or a `?` that means nothing: text, quoted names and comments. */
const quoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?\*\//g

/** A trigger holds statements of its own. */
const trigger = /^\s*create\s+(?:temp\s+|temporary\s+)?trigger\b/i

/** Statements that read or write a file: the database is in memory. */
const files = /^\s*(?:attach\b|vacuum\b[\s\S]*\binto\b)/i

/**
 * What SQLite would pass over in silence, as a sentence, or null: a second statement is not run, and a `?` without a
 * value is null. Also what is no statement at all, one that opens a file, and values
 * that no column can hold.
 *
 *     statementProblem('select * from receipts where user = ?', [])   // 'wanted 1 value, one for each ?, found 0. …'
 *
 * Placeholders with a number or a name are left to SQLite. Source: SQLite documentation, sqlite3_prepare_v2 and
 * "Binding Values To Prepared Statements".
 */
export function statementProblem(sql: unknown, values: readonly unknown[]): string | null {
  if (typeof sql !== 'string')
    return `wanted a statement as text, found ${shown(sql)}. Write it in quotes, the values after it.`
  const bare = sql.replace(quoted, ' ')
  if (/;\s*\S/.test(bare) && !trigger.test(bare))
    return 'wanted one statement, found more after the semicolon. Nothing was run; give each a call of its own.'
  if (files.test(bare))
    return 'wanted a statement on the database in memory, found one that opens a file. Nothing was run; keep the data in tables of this database.'
  const bad = values.findIndex((value) => !isStorable(value))
  if (bad >= 0)
    return (
      `value ${bad + 1} is ${shown(values[bad])}, and a column holds a number, text, bytes or null. ` +
      'Nothing was run; give a field of it, or JSON.stringify it.'
    )
  const wanted = bare.match(/\?/g)?.length ?? 0
  if (/\?\d|[:@$]\w/.test(bare) || wanted === values.length) return null
  return `wanted ${wanted} ${wanted === 1 ? 'value' : 'values'}, one for each ?, found ${values.length}. Nothing was run; give them after the statement, in order.`
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  return value === null || ['string', 'boolean', 'bigint'].includes(typeof value) || ArrayBuffer.isView(value)
}

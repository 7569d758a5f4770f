import type { Cell, Table } from '../charts/chart.js'
import { INK, PAPER } from '../charts/colour.js'
import { count } from '../charts/words.js'
import { element, escaped } from './card.js'

/** More rows than this are counted and not shown. */
const MOST_ROWS = 200

/** The table as HTML with inline styles: numbers to the right and grouped, text to the left. */
export function tableHtml(table: Table): string {
  const numeric = numericColumns(table)
  const line = (name: 'th' | 'td', cells: readonly string[], ground: string): string =>
    element(
      'tr',
      { background: ground, color: INK },
      cells.map((text, at) => cell(name, text, numeric[at] ?? false)).join(''),
    )
  const head = line('th', table.columns, '#e9edf3')
  const body = shown(table).map((cells, at) => line('td', cells, at % 2 === 0 ? PAPER : '#f5f7fa'))
  const whole = `<thead>${head}</thead><tbody>${body.join('')}</tbody>`
  const style = {
    'border-collapse': 'collapse',
    margin: '6px 0 2px',
    'font-size': '13px',
    color: INK,
    border: 'none',
  }
  return element('table', style, whole) + (rest(table) ? element('p', { margin: '4px 0' }, rest(table)) : '')
}

/** A table as it is written out: every cell as text, and what a page needs to set it. */
export interface WrittenTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Which columns hold numbers, and are set to the right. */
  readonly numeric: readonly boolean[]
  /** How many rows are left out, as a sentence; empty when none is. */
  readonly rest: string
}

/** The table for a page that sets it itself, such as an exported lesson. */
export function tableWritten(table: Table): WrittenTable {
  return { columns: table.columns, rows: shown(table), numeric: numericColumns(table), rest: rest(table) }
}

/** The table as lines of text in columns. */
export function tableText(table: Table): string {
  const rows = [table.columns, ...shown(table)]
  const widths = table.columns.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)))
  const numeric = numericColumns(table)
  const lines = rows.map((row) =>
    row
      .map((text, at) => (numeric[at] ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  return [...lines, ...(rest(table) ? [rest(table)] : [])].join('\n')
}

function numericColumns({ columns, rows }: Table): boolean[] {
  return columns.map((_, at) => rows.some((row) => typeof row[at] === 'number'))
}

function shown({ rows, missing = '–' }: Table): string[][] {
  return rows.slice(0, MOST_ROWS).map((row) => row.map((value) => written(value, missing)))
}

function rest({ rows }: Table): string {
  return rows.length > MOST_ROWS ? `… and ${count(rows.length - MOST_ROWS)} more rows` : ''
}

function written(value: Cell, missing: string): string {
  return value === null ? missing : typeof value === 'number' ? count(value) : value
}

function cell(name: 'th' | 'td', text: string, numeric: boolean): string {
  const style = {
    padding: '3px 12px',
    'text-align': numeric ? 'right' : 'left',
    'white-space': 'nowrap',
    color: INK,
  }
  return element(
    name,
    { ...style, border: 'none', 'font-weight': name === 'th' ? '600' : '400' },
    escaped(text),
  )
}

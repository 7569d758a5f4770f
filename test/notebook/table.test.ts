import { expect, it } from 'vitest'
import { tableHtml, tableText, tableWritten } from '../../src/notebook/table.js'

const table = {
  columns: ['partition', 'leader', 'ISR'],
  rows: [
    [0, 1, '1, 2'],
    [1, null, '<none>'],
    [10, 12_345, ''],
  ],
}

it('lines up in text, numbers to the right', () => {
  expect(tableText(table)).toBe(
    [
      'partition  leader  ISR',
      '        0       1  1, 2',
      '        1       –  <none>',
      '       10  12,345',
    ].join('\n'),
  )
})

it('says in words what is missing', () => {
  expect(tableText({ columns: ['committed'], rows: [[null], [0]], missing: 'never' })).toBe(
    'committed\n    never\n        0',
  )
})

it('is an HTML table with inline styles and escaped text', () => {
  const html = tableHtml(table)
  expect(html.match(/<tr /g)).toHaveLength(4)
  expect(html).toContain('&lt;none&gt;</td>')
  expect(html).toMatch(/<td style="[^"]*text-align:right[^"]*">12,345<\/td>/)
  expect(html).not.toMatch(/<(style|script|svg)|class=/)
})

it('counts the rows that it does not show', () => {
  const long = { columns: ['offset'], rows: Array.from({ length: 1_250 }, (_, at) => [at]) }
  expect(tableText(long).split('\n').at(-1)).toBe('… and 1,050 more rows')
  expect(tableHtml(long).match(/<tr /g)).toHaveLength(201)
  expect(tableHtml(long)).toContain('>… and 1,050 more rows</p>')
})

it('is written out for a page that sets it itself: the same text, and which columns hold numbers', () => {
  expect(tableWritten(table)).toEqual({
    columns: ['partition', 'leader', 'ISR'],
    rows: [
      ['0', '1', '1, 2'],
      ['1', '–', '<none>'],
      ['10', '12,345', ''],
    ],
    numeric: [true, true, false],
    rest: '',
  })
  const long = { columns: ['offset'], rows: Array.from({ length: 201 }, (_, at) => [at]) }
  expect(tableWritten(long).rest).toBe('… and 1 more rows')
})

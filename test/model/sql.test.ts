import { expect, test } from 'vitest'
import { statementProblem } from '../../src/model/sql.js'

test.each<[string, unknown[]]>([
  ['select 1', []],
  ['select 1; ', []],
  ['select ?, ?', [1, null]],
  ["select '?; it''s', \"?;\", `?`, [?] -- ?; more\n, ? /* ?; */", ['x']],
  ['select ?1, ?1', [1]],
  ['select :user', ['alice']],
  ['vacuum', []],
  ["insert into attach values ('vacuum into')", []],
  ['create trigger t after insert on a begin delete from a; delete from b; end', []],
  ['select ?', [new Uint8Array(1)]],
  ['select ?, ?', [1n, true]],
])('%s with such values will do', (sql, values) => {
  expect(statementProblem(sql, values)).toBeNull()
})

test.each<[unknown, unknown[], string]>([
  [7, [], 'wanted a statement as text, found 7. Write it in quotes, the values after it.'],
  [
    'select 1; select 2',
    [],
    'wanted one statement, found more after the semicolon. Nothing was run; give each a call of its own.',
  ],
  [
    'select ?',
    [],
    'wanted 1 value, one for each ?, found 0. Nothing was run; give them after the statement, in order.',
  ],
  [
    'select 1',
    [1, 2],
    'wanted 0 values, one for each ?, found 2. Nothing was run; give them after the statement, in order.',
  ],
  [
    'select ?, ?',
    [1, { id: 1 }],
    'value 2 is { id: 1 }, and a column holds a number, text, bytes or null. Nothing was run; give a field of it, or JSON.stringify it.',
  ],
  [
    'select ?',
    [undefined],
    'value 1 is undefined, and a column holds a number, text, bytes or null. Nothing was run; give a field of it, or JSON.stringify it.',
  ],
  [
    'select ?',
    [Number.NaN],
    'value 1 is NaN, and a column holds a number, text, bytes or null. Nothing was run; give a field of it, or JSON.stringify it.',
  ],
  ...[
    "attach database 'elsewhere.db' as x",
    '/* x */ ATTACH ? as x',
    "vacuum into 'elsewhere.db'",
    'VACUUM\n"main" INTO ?',
  ].map((sql): [unknown, unknown[], string] => [
    sql,
    [],
    'wanted a statement on the database in memory, found one that opens a file. Nothing was run; keep the data in tables of this database.',
  ]),
])('%s with such values will not', (sql, values, said) => {
  expect(statementProblem(sql, values)).toBe(said)
})

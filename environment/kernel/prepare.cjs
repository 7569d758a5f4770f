'use strict'
/**
 * Compiles the cells of all notebooks, so that kernels need not. Started by set-up, in the background; what it finds out is kept
 * in .lab (see known-cells.cjs, remember.cjs).
 */
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { createRequire } = require('node:module')
const { cellAhead } = require('./ahead.cjs')
const { repairedConverter } = require('./converter.cjs')
const { openKnownCells } = require('./known-cells.cjs')

const root = path.resolve(__dirname, '..', '..')
process.chdir(root)
// The reader's first kernel goes first.
os.setPriority(os.constants.priority.PRIORITY_LOW)
const known = openKnownCells(root)
let converter = null

function convert(declarations, source) {
  const found = known.find(declarations, source)
  if (found) return found
  const load = createRequire(require.resolve('tslab/dist/main.js'))
  converter ??= repairedConverter(load, root).createConverter({ isJS: false })
  return converter.convert(declarations, source)
}

function cellsOf(notebook) {
  const { cells } = JSON.parse(fs.readFileSync(notebook, 'utf8'))
  return cells.filter(({ cell_type }) => cell_type === 'code').map(({ source }) => [source].flat().join(''))
}

const notebooks = fs.readdirSync('notebooks').filter((name) => name.endsWith('.ipynb'))
const lessons = notebooks.sort().map((name) => cellsOf(path.join('notebooks', name)))
for (const cells of [[cellAhead], ...lessons]) {
  // As a kernel does in which all cells come to their end.
  let declarations = ''
  for (const source of cells) declarations = convert(declarations, source).declOutput ?? declarations
}
converter?.close()

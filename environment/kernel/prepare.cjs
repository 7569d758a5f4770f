'use strict'
/**
 * Compiles the cells of all notebooks, so that the first kernels of a fresh clone need not. Started by set-up, in the
 * background; what it finds out is kept in .lab (see known-cells.cjs, remember.cjs).
 */
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { createRequire } = require('node:module')
const { cellAhead } = require('./ahead.cjs')
const { repairedConverter } = require('./converter.cjs')

const root = path.resolve(__dirname, '..', '..')
process.chdir(root)
// The reader's first kernel goes first.
os.setPriority(os.constants.priority.PRIORITY_LOW)
const load = createRequire(require.resolve('tslab/dist/main.js'))
const converter = repairedConverter(load, root).createConverter({ isJS: false })

function cellsOf(notebook) {
  const { cells } = JSON.parse(fs.readFileSync(notebook, 'utf8'))
  return cells.filter(({ cell_type }) => cell_type === 'code').map(({ source }) => [source].flat().join(''))
}

const notebooks = fs.readdirSync('notebooks').filter((name) => name.endsWith('.ipynb'))
const lessons = notebooks.sort().map((name) => cellsOf(path.join('notebooks', name)))
for (const cells of [[cellAhead], ...lessons]) {
  // As a kernel does in which all cells come to their end.
  let declarations = ''
  for (const source of cells)
    declarations = converter.convert(declarations, source).declOutput ?? declarations
}
converter.close()

'use strict'
// Converts cells one after the other, stock (but for strict options) or with one program for each, and prints as JSON what
// came of them and how many programs were made. Usage: node both-ways.cjs stock|one <cells as JSON>
const path = require('node:path')
const { createRequire } = require('node:module')

const [way, cells] = [process.argv[2], JSON.parse(process.argv[3])]
const load = createRequire(require.resolve('tslab/dist/main.js'))
const ours = (name) => require(path.resolve('environment/kernel', name))
ours('compiler.cjs').repairCompiler(load)

let programs = 0
const file = load.resolve('@tslab/typescript-for-tslab')
const { createWatchCompilerHost } = load(file)
require.cache[file].exports = {
  ...load(file),
  createWatchCompilerHost(...values) {
    const host = createWatchCompilerHost(...values)
    const { createProgram } = host
    host.createProgram = (...parts) => {
      programs++
      return createProgram(...parts)
    }
    return host
  },
}
if (way === 'one') ours('one-program.cjs').makeOneProgram(load)

const converter = load('./converter').createConverter({ isJS: false })
let declarations = ''
let spent = 0
const converted = cells.map((source, at) => {
  const { convert, inspect, complete } = converter
  const before = programs
  const made = convert(declarations, source)
  spent += programs - before
  declarations = made.declOutput ?? declarations
  // Nothing between a cell and the same cell again.
  if (source === cells[at + 1]) return made
  const shown = inspect(declarations, source, 2)
  const completed = complete(declarations, `${source}\n${source.slice(0, 3)}`, source.length + 3).candidates
  return { ...made, shown: shown?.displayParts?.map(({ text }) => text).join('') ?? null, completed }
})
converter.close()
console.log(JSON.stringify({ converted, programs: spent }))

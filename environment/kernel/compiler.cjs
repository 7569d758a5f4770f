'use strict'

const { writeOutShorthand } = require('./shorthand.cjs')
/**
 * The compiler options that cells and src share with tsconfig.json. `noUncheckedIndexedAccess` and
 * `verbatimModuleSyntax` stay out: the first makes `rows[0].lag` an error in a cell, the second crashes tslab.
 */
const cellOptions = { strict: true, lib: ['lib.es2023.d.ts'], types: ['node'] }

/**
 * Makes tslab compile with strict options, and keeps its compiler alive.
 *
 * tslab knows one timer, the compiler's "build the program again". The compiler has others, for package.json
 * files that change and for imports that failed before; stock tslab throws `Unexpected pending rebuildTimer` on
 * them and fails every later cell. Here the other timers are real ones.
 *
 * @param load a require function of tslab's own dist folder, before anything of it is loaded
 */
function repairCompiler(load) {
  const file = load.resolve('@tslab/typescript-for-tslab')
  const ts = load(file)
  require.cache[file].exports = {
    ...ts,
    createWatchCompilerHost(rootFiles, options, system, ...rest) {
      separateTimers(system)
      const compilerOptions = Object.assign(options, cellOptions)
      return writeOutShorthand(
        ts,
        forgetFirstParse(ts.createWatchCompilerHost(rootFiles, compilerOptions, system, ...rest)),
      )
    },
  }
}

/**
 * A cell with `await (` is parsed twice: the first time `await` is taken for a function's name. The second tree points
 * to the first as its original, which the program never completes; the compiler then looks there and fails (`Paths must
 * either both be absolute or both be relative`) where a declaration needs an import that no cell before has needed, as
 * in `const seen = await (await lab.join('A', 'orders')).receive()`. Here the second tree is its own original.
 */
function forgetFirstParse(host) {
  const { createProgram } = host
  host.createProgram = (...values) => {
    const program = createProgram(...values)
    for (const file of program.getSourceFiles()) file.original = undefined
    return program
  }
  return host
}

function separateTimers(system) {
  const { setTimeout: setRebuild, clearTimeout: clearRebuild } = system
  const others = new Set()
  system.setTimeout = (callback, delayMs, ...values) => {
    if (callback.name === 'updateProgramWithWatchStatus') return rebuild(callback)
    const timer = setTimeout(() => {
      others.delete(timer)
      callback(...values)
    }, delayMs)
    others.add(timer.unref())
    return timer
  }
  system.clearTimeout = (timer) => (others.delete(timer) ? clearTimeout(timer) : clearRebuild(timer))

  // tslab forgets its timer after the callback only, so a compiler that throws would leave it pending for good.
  function rebuild(callback) {
    const timer = setRebuild(() => {
      try {
        callback()
      } catch (error) {
        clearRebuild(timer)
        throw error
      }
    })
    return timer
  }
}

module.exports = { cellOptions, repairCompiler }

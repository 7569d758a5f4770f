'use strict'
const { describeDiagnostics, describeError } = require('./errors.cjs')

const interrupted = {
  ename: 'Interrupted',
  evalue: 'the cell was stopped; what it started may still run',
  traceback: ['\x1b[33mInterrupted\x1b[0m: the cell was stopped; what it started may still run'],
}

/**
 * Makes tslab's executor keep why a cell failed, as `executor.failure` = { ename, evalue, traceback }, instead of
 * printing it with the stack of tslab itself.
 *
 * @param load a require function of tslab's own dist folder
 * @param options.root the project's folder
 * @param options.onBusyInterrupt called when SIGINT ended a synchronous cell: Node then keeps the signal to itself
 */
function repairExecutor(load, { root, onBusyInterrupt }) {
  const executor = load('./executor')
  const { createExecutor } = executor
  executor.createExecutor = (rootDir, converters, output) => {
    let failure = null
    const { convert } = converters.node
    converters.node.convert = (declarations, source) => {
      const converted = convert(declarations, source)
      if (converted.diagnostics.length > 0) failure = describeDiagnostics(converted.diagnostics, source)
      return converted
    }
    const explain = (error) => {
      if (error?.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED') onBusyInterrupt()
      else if (error?.message !== 'Interrupted asynchronously') return describeError(error, root)
      return interrupted
    }
    const made = createExecutor(rootDir, converters, {
      log: output.log,
      // tslab calls this with a format for a diagnostic, and with one value for what a cell threw.
      error(...values) {
        if (values.length === 1) failure = explain(values[0])
        else if (!failure) output.error(...values)
      },
    })
    const { execute } = made
    made.execute = async (source) => {
      failure = null
      made.failure = null
      try {
        if (await execute(source)) return true
      } catch (error) {
        failure = explain(error) // the compiler itself failed
      }
      made.failure = failure
      return false
    }
    return made
  }
}

module.exports = { repairExecutor }

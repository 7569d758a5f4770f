'use strict'
const { cellAhead } = require('./ahead.cjs')
const { openKnownCells } = require('./known-cells.cjs')
const { ConverterThread, untilAnswered } = require('./thread.cjs')

/**
 * Converts cells in a thread beside the kernel's own, and those that any kernel has converted before not at all. While the
 * compiler works, for two seconds when it begins, members send their heartbeats, pictures move on, and the kernel can be
 * stopped. Stock tslab lets everything wait for it.
 *
 * tslab expects an answer at once. Where the thread has none yet, the call throws, which leaves tslab's executor untouched,
 * for it asks first; the same is done again when the thread has answered.
 *
 * @param load a require function of tslab's own dist folder, before anything of it is loaded
 * @param root the project's folder
 * @returns { warmUp } warmUp() has the thread convert a cell for which nobody waits
 */
function convertBeside(load, root) {
  loadWhenUsed(load, load.resolve('@tslab/typescript-for-tslab'))
  const known = openKnownCells(root)
  const modules = new Modules()
  let hasModules = false // those that cells with `@module` are
  const thread = new ConverterThread(root, (method, value) => {
    if (method === 'convert') modules.arrive(value.sideOutputs ?? [])
  })
  const convert = (declarations, source) => {
    const found = hasModules ? null : known.find(declarations, source)
    if (found) return { ...found, sideOutputs: modules.give(found.sideOutputs) }
    return { ...thread.ask('convert', declarations, source), sideOutputs: modules.giveArrived() }
  }
  const createConverter = () => ({
    // What the kernel runs by itself leaves the declarations as they are: a cell after it is no other than without it.
    convert: (declarations, source) =>
      source === cellAhead
        ? { ...convert('', source), declOutput: declarations }
        : convert(declarations, source),
    inspect: (...at) => thread.ask('inspect', ...at),
    complete: (...at) => thread.ask('complete', ...at),
    addModule(...values) {
      hasModules = true
      return thread.ask('addModule', ...values)
    },
    close: () => thread.end(),
  })
  replaceModule(load.resolve('./converter'), {
    createConverter,
    isCompleteCode: (text) => thread.ask('isCompleteCode', text),
  })
  // Nothing is known in a fresh clone and after an edit of src, so the first cell will need the compiler.
  if (known.find('', cellAhead) === null) thread.start()
  repairExecute(load('./executor'))
  repairRequests(load('./jupyter').ZmqServer.prototype)
  return { warmUp: () => untilAnswered(() => thread.ask('convert', '', cellAhead)).catch(() => {}) }
}

/** The compiler takes a quarter of a second to load, and the kernel's own thread needs it for a few cells only. */
function loadWhenUsed(load, file) {
  const loaded = () => {
    if (require.cache[file]?.exports === standIn) delete require.cache[file]
    return load(file)
  }
  const standIn = new Proxy({}, { get: (_, name) => (name === '__esModule' ? true : loaded()[name]) })
  replaceModule(file, standIn)
  const metadata = load('./metadata')
  const { getCodeMetadata } = metadata
  metadata.getCodeMetadata = (text) =>
    /@(module|jsx|node|browser)\b/.test(text) ? getCodeMetadata(text) : {}
}

function replaceModule(file, exports) {
  require.cache[file] = { id: file, filename: file, loaded: true, exports }
}

/** The modules that the executor was given, which it evaluates again when it is given them again: so it is once. */
class Modules {
  #arrived = new Map() // path -> CommonJS text, from the thread, which emits a module once
  #given = new Map()

  /** Takes in what the thread has emitted. */
  arrive(outputs) {
    for (const { path, data } of outputs) this.#arrived.set(path, data)
  }

  /** @returns those of the outputs that the executor does not have like this */
  give(outputs) {
    const unlike = outputs.filter(({ path, data }) => this.#given.get(path) !== data)
    for (const { path, data } of outputs) {
      this.#given.set(path, data)
      this.#arrived.delete(path)
    }
    return unlike
  }

  giveArrived() {
    return this.give([...this.#arrived].map(([path, data]) => ({ path, data })))
  }
}

/** A cell that is stopped before it is converted is not run. `stopNext` on the executor stops the next one. */
function repairExecute(executor) {
  const { createExecutor } = executor
  executor.createExecutor = (...values) => {
    const made = createExecutor(...values)
    const { execute, interrupt } = made
    const interrupted = () => new Error('Interrupted asynchronously') // as tslab says it
    let stop = () => {}
    made.execute = async (source) => {
      const isStopped = made.stopNext
      made.stopNext = false
      if (isStopped) throw interrupted()
      const stopped = new Promise((_, reject) => {
        stop = () => reject(interrupted())
      })
      stopped.catch(() => {}) // the cell may be past that
      return untilAnswered(() => execute(source), stopped)
    }
    made.interrupt = () => {
      stop()
      interrupt()
    }
    return made
  }
}

/** Replies when the thread has answered; the kernel is busy with the request until then. */
function repairRequests(server) {
  const { publishStatus } = server
  const replying = new WeakMap()
  for (const name of ['handleInspect', 'handleComplete', 'handleIsComplete']) {
    const handle = server[name]
    server[name] = function (socket, message) {
      const reply = untilAnswered(() => handle.call(this, socket, message))
      replying.set(message, reply)
    }
  }
  server.publishStatus = function (status, message) {
    const publish = () => publishStatus.call(this, status, message)
    const reply = status === 'idle' && replying.get(message)
    if (reply) reply.finally(publish)
    else publish()
  }
}

module.exports = { convertBeside }

'use strict'
const path = require('node:path')
const { Worker } = require('node:worker_threads')

/** Thrown where the thread has no answer yet; `answered` resolves when it has. */
class NotYet extends Error {
  constructor(answered) {
    super('The compiler has not answered yet.')
    this.answered = answered
  }
}

/**
 * Does what may throw a NotYet until it does not.
 *
 * @param stopped a promise whose rejection ends the wait for an answer
 */
async function untilAnswered(work, stopped = new Promise(() => {})) {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof NotYet)) throw error
      await Promise.race([error.answered, stopped])
    }
  }
}

/** The thread that converts cells, and what it was asked. It starts when it is first asked or told to, and anew when it has died. */
class ConverterThread {
  #root
  #onAnswer
  #worker = null
  #asked = new Map() // question -> { id, answered, arrive, answer }
  #count = 0
  #modules = [] // what it was told of cells with `@module`, for the thread after it

  /**
   * @param root the project's folder
   * @param onAnswer (method, value) => void, for every answer, whether somebody still waits for it or not
   */
  constructor(root, onAnswer) {
    this.#root = root
    this.#onAnswer = onAnswer
  }

  /**
   * @returns the answer, in the turn in which it comes; who asks later is answered anew
   * @throws NotYet, or what the thread has thrown
   */
  ask(method, ...values) {
    const question = JSON.stringify([method, values])
    const asked = this.#asked.get(question) ?? this.#post(question, { method, values })
    if (!asked.answer) throw new NotYet(asked.answered)
    if (asked.answer.error) throw asked.answer.error
    return asked.answer.value
  }

  end() {
    return this.#worker?.terminate()
  }

  #post(question, what) {
    this.start()
    const asked = { id: ++this.#count, answer: null }
    asked.answered = new Promise((resolve) => {
      asked.arrive = (answer) => {
        asked.answer = answer
        resolve()
        setImmediate(() => this.#asked.delete(question))
      }
    })
    this.#worker.postMessage({ id: asked.id, ...what })
    this.#asked.set(question, asked)
    if (what.method === 'addModule') this.#modules.push(what)
    return asked
  }

  start() {
    if (this.#worker !== null) return
    const worker = new Worker(path.join(__dirname, 'converter-thread.cjs'), { workerData: this.#root })
    this.#worker = worker
    for (const what of this.#modules) worker.postMessage(what)
    worker.unref()
    let failure = null
    const waiting = () => [...this.#asked.values()].filter(({ answer }) => answer === null)
    worker.on('message', ({ id, method, json, error }) => {
      const value = json && JSON.parse(json)
      if (!error) this.#onAnswer(method, value)
      waiting()
        .find((asked) => asked.id === id)
        ?.arrive({ value, error })
    })
    worker.on('error', (error) => {
      failure = error
    })
    worker.on('exit', (code) => {
      this.#worker = null
      const error = failure ?? new Error(`The compiler of cells has ended (${code}). Run the cell again.`)
      for (const asked of waiting()) asked.arrive({ error })
    })
  }
}

module.exports = { ConverterThread, untilAnswered }

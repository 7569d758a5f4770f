'use strict'
/** Longest text that is joined into one stream message, in characters. */
const maxJoined = 100_000

/**
 * Makes tslab answer an execute_request as Jupyter's protocol says.
 *
 * A failure becomes an `error` message and the same fields in the reply. `stop_on_error: false` lets the next
 * requests run; otherwise those that came before the reply are answered `aborted`, and later ones run. Text
 * written in one turn is one message.
 *
 * @param load a require function of tslab's own dist folder
 */
function repairWire(load) {
  const { JupyterHandlerImpl, ZmqServer } = load('./jupyter')
  repairHandler(JupyterHandlerImpl.prototype)
  const text = new JoinedText()
  repairReplies(ZmqServer.prototype, text)
  const { publishStatus } = ZmqServer.prototype
  ZmqServer.prototype.publishStatus = function (...values) {
    text.flush()
    return publishStatus.apply(this, values)
  }
}

const nextTurn = () => new Promise(setImmediate)

function repairHandler(handler) {
  const { handleExecute, handleExecuteImpl } = handler
  let arrived = 0
  let abortedUpTo = 0
  handler.handleExecuteImpl = async function (request, ...writers) {
    // Without this turn the reply of the cell before would wait for the synchronous part of this one.
    await nextTurn()
    request.aborted = request.number <= abortedUpTo
    if (request.aborted) return { count: this.execCount }
    request.started(this.execCount + 1)
    try {
      return await handleExecuteImpl.call(this, request, ...writers)
    } catch (count) {
      request.failure = this.executor.failure
      if (request.stop_on_error !== false) {
        // What was sent while the cell was busy is still in the socket. The next turn that polls takes it out,
        // and the first of these may be the rest of the present one.
        await nextTurn()
        await nextTurn()
        abortedUpTo = arrived
      }
      return count // thrown on, it would cancel every request of the next 200 ms
    }
  }
  handler.handleExecute = async function (request, ...writers) {
    request.number = ++arrived
    const content = await handleExecute.call(this, request, ...writers)
    if (request.aborted) return { ...content, status: 'aborted' }
    if (request.failure) return { ...content, status: 'error', ...request.failure }
    return { ...content, payload: [], user_expressions: {} }
  }
}

function repairReplies(server, text) {
  server.handleExecute = async function (socket, message) {
    const post = (type, content, to) => {
      const reply = message.createReply()
      reply.header.msg_type = type
      reply.content = content
      reply.signAndSend(this.connInfo.key, to)
    }
    const publish = (type, content) => {
      text.flush()
      post(type, content, this.iopub)
    }
    const { code } = message.content
    message.content.started = (execution_count) => publish('execute_input', { code, execution_count })
    const stream = (name, text) => post('stream', { name, text }, this.iopub)
    const content = await this.handler.handleExecute(
      message.content,
      (name, written) => text.write(stream, name, written),
      (data, update) => publish(update ? 'update_display_data' : 'display_data', data),
    )
    const { status, ename, evalue, traceback } = content
    if (status === 'error') publish('error', { ename, evalue, traceback })
    text.flush()
    post('execute_reply', content, socket)
  }
}

/** Joins what one cell writes to one stream until the turn ends or something else is sent. */
class JoinedText {
  #joined = null

  /** Adds text; `send(name, text)` is called later with all of it. */
  write(send, name, text) {
    const joined = this.#joined
    if (joined && joined.send === send && joined.name === name && joined.text.length < maxJoined) {
      joined.text += text
      return
    }
    this.flush()
    this.#joined = { send, name, text }
    setImmediate(() => this.flush())
  }

  flush() {
    const joined = this.#joined
    this.#joined = null
    joined?.send(joined.name, joined.text)
  }
}

module.exports = { repairWire }

'use strict'
const fs = require('node:fs')

/**
 * Makes the kernel's sockets deliver everything in order, and never fall silent.
 *
 * tslab sends without waiting. A zeromq socket refuses a send while another runs, and a publisher drops what lies
 * above its high water mark of 1000, so a burst of output lost lines and even the message that ends the cell.
 * Here each socket has a queue and no mark.
 *
 * A zeromq socket also refuses to send and to receive while it is being bound. A client that tries again and again to
 * reach a kernel that starts may be heard in just that moment: the answer was lost, the loop that reads the socket ended
 * with the refusal, and the kernel never answered on it. Here both wait until the socket is bound.
 *
 * @param load a require function of tslab's own dist folder, before zeromq is used
 * @returns { drained } drained() resolves when every queue has been handed to zeromq
 */
function repairSockets(load) {
  const file = load.resolve('zeromq')
  const zeromq = load(file)
  const sending = new Set()

  const bound = (Socket) =>
    class extends Socket {
      #binding = null

      bind(address) {
        const done = super.bind(address)
        const settled = () => {
          this.#binding = null
        }
        this.#binding = done.then(settled, settled)
        return done
      }

      receive() {
        return this.#binding ? this.#binding.then(() => super.receive()) : super.receive()
      }

      send(parts) {
        return this.#binding ? this.#binding.then(() => super.send(parts)) : super.send(parts)
      }
    }

  const queued = (Socket) =>
    class extends bound(Socket) {
      #waiting = []
      #run = null

      constructor(options) {
        super({ sendHighWaterMark: 0, ...options })
      }

      send(parts) {
        this.#waiting.push(parts)
        if (!this.#run) {
          this.#run = this.#flush()
          sending.add(this.#run)
        }
        return this.#run
      }

      async #flush() {
        while (this.#waiting.length > 0) {
          const batch = this.#waiting
          this.#waiting = []
          for (const parts of batch) {
            try {
              await super.send(parts)
            } catch (error) {
              fs.writeSync(
                2,
                `The kernel could not send a message to Jupyter and dropped it: ${error.message}\n`,
              )
            }
          }
        }
        sending.delete(this.#run)
        this.#run = null
      }
    }

  require.cache[file].exports = {
    ...zeromq,
    Publisher: queued(zeromq.Publisher),
    Router: queued(zeromq.Router),
    Reply: bound(zeromq.Reply),
  }
  return {
    async drained() {
      await Promise.all(sending)
    },
  }
}

module.exports = { repairSockets }

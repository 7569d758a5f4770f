'use strict'
// Binds sockets while a client already tries to reach them, until one of them does not answer, and prints how many did.
// Usage: node early-clients.cjs stock|repaired <how many at most>
const path = require('node:path')
const { createRequire } = require('node:module')

const load = createRequire(require.resolve('tslab/dist/main.js'))
if (process.argv[2] === 'repaired')
  require(path.resolve('environment/kernel/sockets.cjs')).repairSockets(load)
const zeromq = load('zeromq')
// As the kernel does, it goes on when a loop that reads has ended.
process.on('unhandledRejection', () => {})

/** Whether a socket answers what is asked once it is bound, within half a second. */
async function answers(port) {
  const address = `tcp://127.0.0.1:${port}`
  const client = new zeromq.Dealer({ reconnectInterval: 1, linger: 0 })
  const server = new zeromq.Router({ linger: 0 })
  const isTrying = new Promise((resolve) => client.events.on('connect:retry', resolve))
  client.connect(address)
  void (async () => {
    for await (const [from, asked] of server) server.send([from, asked])
  })()
  let asked = 0
  const asking = setInterval(() => void client.send(String(asked++)).catch(() => {}), 1)
  await isTrying
  await server.bind(address)
  const from = asked
  const until = setTimeout(() => client.close(), 500)
  let heard = false
  try {
    while (!heard) heard = Number(await client.receive()) >= from
  } catch {
    // closed: nothing was heard
  }
  clearInterval(asking)
  clearTimeout(until)
  client.close()
  server.close()
  return heard
}

async function main() {
  const found = { answered: 0, silent: 0 }
  const most = Number(process.argv[3])
  for (let at = 0; at < most && found.silent === 0; at++)
    found[(await answers(21_000 + at)) ? 'answered' : 'silent']++
  console.log(JSON.stringify(found))
  process.exit()
}

main()

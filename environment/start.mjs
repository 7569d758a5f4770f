// @ts-check
// npm start: sets up what is missing, starts JupyterLab, opens the browser; Ctrl-C ends it all.

import { keptToken } from './jupyterlab/address.mjs'
import { openBrowser } from './jupyterlab/browser.mjs'
import { jupyterEnvironment } from './jupyterlab/environment.mjs'
import { startOnFreePort } from './jupyterlab/server.mjs'
import { withLock } from './setup/lock.mjs'
import { inLab } from './setup/project.mjs'
import { whenStarterIsGone } from './setup/starter.mjs'
import { asCommand, Unmet } from './setup/unmet.mjs'
import { setUp } from './setup.mjs'

const usage =
  'npm start takes one option, --no-browser (write it after two dashes: npm start -- --no-browser)'

async function start() {
  const options = process.argv.slice(2)
  const unknown = options.find((option) => option !== '--no-browser')
  if (unknown) throw new Unmet(`Cannot start with ${unknown}: ${usage}.`)
  const { endTraining } = await setUp()
  process.once('exit', endTraining)
  const token = keptToken()
  let stopped = false
  let stop = () => {}
  const end = () => {
    stopped = true
    stop()
  }
  const onStart = (/** @type {() => void} */ stopServer) => {
    stop = stopServer
    if (stopped) stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
  whenStarterIsGone(end)
  // One at a time: two of this project have one token, and would take each other's JupyterLab for their own.
  const server = await withLock(inLab('start-of-jupyterlab.lock'), () =>
    startOnFreePort({ first: 8888, token, env: jupyterEnvironment(), onStart }),
  )
  if (server.ready) {
    const address = `http://127.0.0.1:${server.port}/lab/tree/README.md?token=${token}`
    const opened = !options.includes('--no-browser') && openBrowser(address)
    console.log(
      `\nJupyterLab${opened ? ' opens in your browser' : ''}: ${address}\nCtrl-C here ends it. Its log is .lab/jupyterlab.log.`,
    )
  }
  await server.ended
}

await asCommand(start)

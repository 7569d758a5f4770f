// @ts-check
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { inLab, inProject, root } from '../setup/project.mjs'
import { venvPython } from '../setup/python-environment.mjs'
import { lastLines } from '../setup/run.mjs'
import { Unmet } from '../setup/unmet.mjs'
import { freePort } from './address.mjs'

/** JupyterLab ends its kernels first; each has 2.5 s for that. What is still there after this is killed. */
const patienceMs = 10_000

/**
 * Starts JupyterLab on the first free port, and on the next where another program has taken that one in the meantime: another
 * clone may be starting at the same moment. Comes back when JupyterLab answers, or when it has ended.
 * @param {{ first: number, token: string, env: NodeJS.ProcessEnv, choose?: typeof freePort, onStart?: (stop: () => void) => void }} settings
 *   onStart is given what ends the JupyterLab that was just started
 */
export async function startOnFreePort({ first, token, env, choose = freePort, onStart = () => {} }) {
  for (let from = first; ; ) {
    const port = await choose(from)
    const server = startServer({ port, token, env })
    onStart(server.stop)
    const ready = await server.ready
    if (ready || !server.portWasTaken()) return { ...server, port, ready }
    from = port + 1
  }
}

/**
 * Starts JupyterLab in a process group of its own, so that Ctrl-C reaches start.mjs alone and JupyterLab asks no question.
 * Its standard input is a pipe: when that ends, because this process died, JupyterLab ends itself (jupyter_lab_config.py).
 * @param {{ port: number, token: string, env: NodeJS.ProcessEnv }} settings
 */
function startServer({ port, token, env }) {
  const logFile = inLab('jupyterlab.log')
  // Another JupyterLab of this project may be running: it keeps the file that it has open.
  fs.rmSync(logFile, { force: true })
  const log = fs.openSync(logFile, 'a', 0o600)
  const config = inProject('environment', 'jupyterlab', 'jupyter_lab_config.py')
  const child = spawn(venvPython, ['-m', 'jupyterlab', `--config=${config}`], {
    cwd: root,
    env: { ...env, JUPYTER_TOKEN: token, LAB_JUPYTER_PORT: String(port) },
    stdio: ['pipe', log, log],
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  fs.closeSync(log)
  let stopping = false
  let over = false
  /** @type {Promise<void>} */
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => {
      over = true
      if (stopping) return resolve()
      const end = lastLines(fs.readFileSync(logFile, 'utf8'))
      reject(
        new Unmet(
          `JupyterLab ended by itself with ${code ?? 'a signal'}. The last lines of .lab/jupyterlab.log:\n${end}`,
        ),
      )
    })
  })
  // Whoever awaits it sees the fault; until then it is no unhandled one.
  ended.catch(() => {})

  /** Ends JupyterLab and its kernels. */
  function stop() {
    if (stopping) return
    stopping = true
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), patienceMs).unref()
  }

  /** @returns {Promise<boolean>} true as soon as JupyterLab answers, false when it ended before */
  async function untilReady() {
    while (!over && !stopping) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/status`, {
        headers: { authorization: `token ${token}` },
        // Another program may have the port, and say nothing.
        signal: AbortSignal.timeout(5_000),
      }).catch(() => null)
      if (answer?.ok) return !stopping
      await pause(50)
    }
    return false
  }

  /** Whether it ended because somebody else listens on its port, in JupyterLab's own words. */
  function portWasTaken() {
    return over && /port \d+ is (not available|already in use)/.test(fs.readFileSync(logFile, 'utf8'))
  }

  return { ready: untilReady(), ended, stop, portWasTaken }
}

// @ts-check
import { randomBytes } from 'node:crypto'
import net from 'node:net'
import { readIfThere, writeWhole } from '../setup/files.mjs'
import { inLab } from '../setup/project.mjs'
import { Unmet } from '../setup/unmet.mjs'

/**
 * The first port of the loopback address that nobody listens on.
 * @param {number} first
 * @param {number} [tries]
 * @returns {Promise<number>}
 */
export async function freePort(first, tries = 100) {
  for (let port = first; port < first + tries; port++) if (await isFree(port)) return port
  throw new Unmet(
    `JupyterLab needs a free port on 127.0.0.1; all from ${first} to ${first + tries - 1} are taken. ` +
      'End one of the programs that listen there and run the command again.',
  )
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** JupyterLab's token: the same at every start, so that an open browser tab works again, and readable by its owner only. */
export function keptToken() {
  const file = inLab('jupyter', 'token')
  const kept = readIfThere(file)?.trim()
  if (kept && /^[0-9a-f]{48}$/.test(kept)) return kept
  const token = randomBytes(24).toString('hex')
  writeWhole(file, `${token}\n`, { mode: 0o600 })
  return token
}

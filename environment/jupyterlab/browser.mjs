// @ts-check
import { spawn } from 'node:child_process'
import { withoutSecrets } from '../setup/without-secrets.mjs'

/**
 * Opens the reader's browser, where there is one to open.
 * @param {string} address
 * @param {{ platform?: NodeJS.Platform, env?: NodeJS.ProcessEnv }} [options]
 * @returns {boolean} whether one was asked to open
 */
export function openBrowser(address, { platform = process.platform, env = process.env } = {}) {
  const hasDisplay = platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
  if (!hasDisplay || env.CI || env.LAB_BATCH) return false
  const openers = { darwin: ['open', address], win32: ['rundll32', 'url.dll,FileProtocolHandler', address] }
  const [command = '', ...args] = openers[/** @type {'darwin'} */ (platform)] ?? ['xdg-open', address]
  const opener = spawn(command, args, { stdio: 'ignore', detached: true, env: withoutSecrets(env) })
  // No such program: the address is on the terminal.
  opener.on('error', () => {})
  opener.unref()
  return true
}

// @ts-check
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readIfThere } from './files.mjs'
import { isThere } from './is-there.mjs'
import { Unmet } from './unmet.mjs'

/**
 * Takes a lock: a file with the holder's process id. A lock whose holder is gone (killed, or the machine was restarted) is taken over.
 * @param {string} file
 * @returns {(() => void) | undefined} gives the lock back; undefined while another process holds it
 */
export function tryLock(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => {
        if (readIfThere(file) === String(process.pid)) fs.rmSync(file, { force: true })
      }
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    }
    if (isHeld(file)) return undefined
    takeAway(file)
  }
  return undefined
}

/**
 * Runs work under a lock and waits its turn for it.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ onWait?: (holder: string) => void, timeoutMs?: number }} [options] onWait is called once, with the holder's process id
 * @returns {Promise<T>}
 */
export async function withLock(file, work, { onWait = () => {}, timeoutMs = 600_000 } = {}) {
  const deadline = Date.now() + timeoutMs
  let release = tryLock(file)
  if (!release) onWait(readIfThere(file) ?? '')
  while (!release) {
    if (Date.now() > deadline) {
      throw new Unmet(
        `Set-up waited ${timeoutMs / 60_000} minutes for another set-up (process ${readIfThere(file)}), which is still running. ` +
          `End that process, or delete ${file} if it is none of this project's, and run the command again.`,
      )
    }
    await pause(200)
    release = tryLock(file)
  }
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

/** @param {string} file */
function isHeld(file) {
  const holder = Number(readIfThere(file))
  const written = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs
  if (written === undefined) return false
  // Just made and not yet written: its holder is about to do so.
  if (!(holder > 0)) return Date.now() - written < 2000
  if (written < Date.now() - os.uptime() * 1000) return false
  return isThere(holder)
}

/**
 * Of two that take the same abandoned lock away, one succeeds.
 * @param {string} file
 */
function takeAway(file) {
  const aside = `${file}.${process.pid}`
  try {
    fs.renameSync(file, aside)
    fs.rmSync(aside, { force: true })
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error
  }
}

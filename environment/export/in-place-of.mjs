// @ts-check
import fs from 'node:fs'
import path from 'node:path'
import { readIfThere } from '../setup/files.mjs'
import { isThere } from '../setup/is-there.mjs'
import { Unmet } from '../setup/unmet.mjs'

/** What every page of an export says of itself (templates/page.html.j2). */
const mark = '<meta name="generator" content="Kafka Groups Lab">'

/**
 * Puts a new site in the place of an old one, or leaves the old one as it is: the work is done in a folder beside it, and what
 * that holds under `site` is renamed at the end. The folder is removed whatever happens, and so are those that killed exports left.
 * @param {string} target absolute
 * @param {AbortSignal} stopped
 * @param {(folder: string) => Promise<void>} work fills folder/site
 * @throws {Unmet} before the work when `target` holds what no export made
 */
export async function inPlaceOf(target, stopped, work) {
  refuseForeign(target)
  const [parent, prefix] = [path.dirname(target), `.${path.basename(target)}-`]
  fs.mkdirSync(parent, { recursive: true })
  sweep(parent, prefix)
  const folder = path.join(parent, `${prefix}${process.pid}`)
  fs.mkdirSync(folder)
  try {
    await work(folder)
    if (stopped.aborted) return
    refuseForeign(target)
    if (fs.existsSync(target)) fs.renameSync(target, path.join(folder, 'before'))
    fs.renameSync(path.join(folder, 'site'), target)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** @param {string} target */
function refuseForeign(target) {
  const kind = fs.statSync(target, { throwIfNoEntry: false })
  if (!kind || (kind.isDirectory() && fs.readdirSync(target).length === 0)) return
  if (kind.isDirectory() && readIfThere(path.join(target, 'index.html'))?.includes(mark)) return
  throw new Unmet(
    `Cannot export to ${target}: wanted a new folder, an empty one or an earlier export, found something else. ` +
      'Move it away, or name another folder: npm run export -- --to handout.',
  )
}

/**
 * @param {string} parent
 * @param {string} prefix
 */
function sweep(parent, prefix) {
  for (const name of fs.readdirSync(parent)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : 0
    if (pid > 0 && !isThere(pid)) fs.rmSync(path.join(parent, name), { recursive: true, force: true })
  }
}

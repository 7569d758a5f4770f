'use strict'
const fs = require('node:fs')
const path = require('node:path')

/**
 * JSON files in a folder that kernels keep for each other. What cannot be written is not kept, and the next kernel finds it out
 * again. A file is replaced in one step, so kernels that write at the same time leave one whole file.
 *
 * @param folder made when it is missing
 */
function keptFiles(folder) {
  const fileOf = (name) => path.join(folder, `${name}.json`)
  return {
    /** @throws where there is no such file, or it is no JSON */
    read: (name) => JSON.parse(fs.readFileSync(fileOf(name), 'utf8')),

    has: (name) => fs.existsSync(fileOf(name)),

    write(name, content) {
      const draft = path.join(folder, `${name}.${process.pid}.draft`)
      attempt(() => {
        fs.mkdirSync(folder, { recursive: true })
        fs.writeFileSync(draft, JSON.stringify(content))
        fs.renameSync(draft, fileOf(name))
      })
      attempt(() => fs.rmSync(draft, { force: true })) // there is one only when it could not be renamed
    },

    /** Notes that a file is used, so that others are forgotten before it. */
    touch: (name) => attempt(() => fs.utimesSync(fileOf(name), new Date(), new Date())),

    /** Of the files whose name begins like that, removes all but the newest, and the drafts of kernels that were killed. */
    forget: (prefix, kept) =>
      attempt(() => removeOld(folder, new RegExp(`^${prefix}[0-9a-f]{64}\\.(json|\\d+\\.draft)$`), kept)),
  }
}

function attempt(work) {
  try {
    work()
  } catch {
    // A folder that cannot be written, a full disk: it is found out again.
  }
}

function removeOld(folder, names, kept) {
  const files = fs
    .readdirSync(folder)
    .filter((name) => names.test(name))
    .map((name) => ({ file: path.join(folder, name), time: modified(path.join(folder, name)) }))
    .sort((a, b) => b.time - a.time)
  for (const { file } of files.slice(kept)) fs.rmSync(file, { force: true })
}

/** In ms since 1970; 0 for a file that another kernel has removed by now. */
function modified(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

module.exports = { keptFiles }

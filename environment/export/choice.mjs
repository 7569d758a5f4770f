// @ts-check
import fs from 'node:fs'
import path from 'node:path'
import { inProject } from '../setup/project.mjs'
import { Unmet } from '../setup/unmet.mjs'

/** A notebook to export: its file, and the name of its page. */
/** @typedef {{ file: string, name: string }} Notebook */

/**
 * What the arguments of `npm run export` choose: lessons by number ("03"), by name ("03-one-group") or by the path of a notebook, and
 * after `--to` the folder to write. Without lessons, all of them; without `--to`, site/.
 * @param {string[]} args
 * @returns {{ notebooks: Notebook[], to: string }} absolute paths; each notebook once, in the order of the course
 * @throws {Unmet} with a sentence that names what there is
 */
export function choice(args) {
  const rest = [...args]
  const at = rest.indexOf('--to')
  const [, folder] = at < 0 ? [] : rest.splice(at, 2)
  if (at >= 0 && !folder)
    throw new Unmet('Cannot export: wanted a folder after --to, found nothing. Write --to handout.')
  const option = rest.find((each) => each.startsWith('-'))
  if (option)
    throw new Unmet(
      `Cannot export with ${option}: there is one option, --to with a folder (write it after two dashes: npm run export -- --to handout 03).`,
    )
  const lessons = lessonsOfCourse()
  const chosen = rest.length === 0 ? lessons : rest.map((each) => find(each, lessons))
  const once = new Map(chosen.map((notebook) => [notebook.file, notebook]))
  const names = new Map([...once.values()].map((notebook) => [notebook.name, notebook.file]))
  for (const { file, name } of once.values()) {
    if (names.get(name) !== file || name === 'index')
      throw new Unmet(
        `Cannot export ${file}: wanted a page of its own for each notebook, and ${name}.html is taken. Rename the notebook.`,
      )
  }
  const notebooks = [...once.values()].sort((one, other) => (one.name < other.name ? -1 : 1))
  return { notebooks, to: folder ? path.resolve(folder) : inProject('site') }
}

/** @returns {Notebook[]} */
function lessonsOfCourse() {
  const names = fs.readdirSync(inProject('notebooks')).filter((name) => /^\d\d-.*\.ipynb$/.test(name))
  return names.sort().map((name) => notebook(inProject('notebooks', name)))
}

/**
 * @param {string} asked
 * @param {Notebook[]} lessons
 */
function find(asked, lessons) {
  const known = lessons.find(({ name }) => name === asked || name.startsWith(`${asked}-`))
  if (known) return known
  const file = path.resolve(asked)
  if (file.endsWith('.ipynb') && fs.existsSync(file)) return notebook(file)
  throw new Unmet(
    `Cannot export '${asked}': wanted the number or the name of a lesson, or the path of a notebook. ` +
      `The lessons are ${lessons.map(({ name }) => name).join(', ')}.`,
  )
}

/** @param {string} file @returns {Notebook} */
const notebook = (file) => ({ file, name: path.basename(file, '.ipynb') })

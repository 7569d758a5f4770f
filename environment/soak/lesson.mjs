// @ts-check
import fs from 'node:fs'
import { inProject } from '../setup/project.mjs'

/** A code cell: its place among all cells of the notebook, and its text. */
/** @typedef {{ index: number, source: string }} CodeCell */
/** @typedef {{ name: string, cells: CodeCell[] }} Lesson */

/** @returns {string[]} the names of all lessons in order, like 02-two-groups */
export function lessonNames() {
  const files = fs.readdirSync(inProject('notebooks')).filter((file) => file.endsWith('.ipynb'))
  return files.map((file) => file.replace(/\.ipynb$/, '')).sort()
}

/**
 * @param {string} name
 * @returns {Lesson} the code cells of a lesson; the file is only read
 */
export function readLesson(name) {
  /** @type {{ cells: { cell_type: string, source: string | string[] }[] }} */
  const { cells } = JSON.parse(fs.readFileSync(inProject('notebooks', `${name}.ipynb`), 'utf8'))
  const code = cells.flatMap(({ cell_type, source }, index) =>
    cell_type === 'code' ? [{ index, source: [source].flat().join('') }] : [],
  )
  return { name, cells: code }
}

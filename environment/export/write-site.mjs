// @ts-check
import fs from 'node:fs'
import path from 'node:path'
import { inProject } from '../setup/project.mjs'
import { pythonEnvironment, venvPython } from '../setup/python-environment.mjs'
import { lastLines, run } from '../setup/run.mjs'
import { Unmet } from '../setup/unmet.mjs'

/** The style sheets in the order in which they count. */
const sheets = ['colours', 'frame', 'text', 'code', 'claims', 'boxes', 'pictures', 'index', 'print']

/**
 * Writes the pages of executed lessons to folder/site, with the files that they need; those that draw only where a page has an
 * interactive picture.
 * @param {import('./run-lessons.mjs').ExecutedLesson[]} lessons
 * @param {ReturnType<typeof import('./stamp.mjs').stamp>} stamp
 * @param {string} folder
 */
export async function writeSite(lessons, stamp, folder) {
  const out = path.join(folder, 'site')
  const book = path.join(folder, 'book.json')
  fs.writeFileSync(book, JSON.stringify({ out, stamp, lessons }))
  const env = { ...pythonEnvironment(), PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' }
  const { code, output } = await run(venvPython, [inProject('environment', 'export', 'render.py'), book], {
    env,
  })
  if (code !== 0) throw new Unmet(`The pages could not be written:\n${lastLines(output)}`)
  const assets = path.join(out, 'assets')
  fs.cpSync(inProject('environment', 'export', 'assets'), assets, { recursive: true })
  fs.writeFileSync(path.join(assets, 'lab.css'), looks())
  if (JSON.parse(output).interactive) copyRuntime(assets)
}

/** One file for all pages: a browser keeps it, and whoever wants other looks changes one place. */
function looks() {
  return sheets
    .map((name) => fs.readFileSync(inProject('environment', 'export', 'styles', `${name}.css`), 'utf8'))
    .join('\n')
}

/**
 * What draws Vega-Lite in a page, with its licences; that of Vega stands in the packages that it is built from.
 * @param {string} assets
 */
function copyRuntime(assets) {
  const licences = { vega: 'vega-view', 'vega-lite': 'vega-lite' }
  for (const [library, licensed] of Object.entries(licences)) {
    const script = inProject('node_modules', library, 'build', `${library}.min.js`)
    fs.copyFileSync(script, path.join(assets, `${library}.min.js`))
    fs.copyFileSync(
      inProject('node_modules', licensed, 'LICENSE'),
      path.join(assets, `${library}.LICENSE.txt`),
    )
  }
}

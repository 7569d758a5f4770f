// @ts-check
// Run in a network of its own by offline.test.ts: starts JupyterLab as a reader does, asks it for its page, and executes lesson
// 00 with the kernel. Prints what came of it as JSON; what npm start prints on stderr goes to stderr.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { createInterface } from 'node:readline'
import { jupyterEnvironment } from '../../environment/jupyterlab/environment.mjs'
import { venvPython } from '../../environment/setup/python-environment.mjs'

const lesson = 'notebooks/00-start-here.ipynb'
const start = spawn(process.execPath, ['environment/start.mjs', '--no-browser'], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
const address = await new Promise((resolve, reject) => {
  let text = ''
  start.stdout.on('data', (part) => {
    text += part
    const found = /http:\/\/\S+/.exec(text)
    if (found) resolve(found[0])
  })
  start.on('exit', () => reject(new Error(`npm start ended before it was ready: ${text}`)))
})
const served = (await fetch(address)).status

const codes = JSON.parse(fs.readFileSync(lesson, 'utf8')).cells.flatMap(
  (/** @type {{ cell_type: string }} */ { cell_type }, /** @type {number} */ at) =>
    cell_type === 'code' ? [[at, null, false]] : [],
)
const run = spawn(venvPython, ['test/notebooks/execute.py', lesson], {
  env: { ...jupyterEnvironment(), LAB_BATCH: '1' },
  stdio: ['pipe', 'pipe', 'inherit'],
})
run.stdin.write(`${JSON.stringify(codes)}\n`)
const errors = []
let cells = 0
for await (const line of createInterface({ input: run.stdout })) {
  const { error } = JSON.parse(line)
  if (error === null) cells++
  else errors.push(error)
}
start.kill('SIGTERM')
await once(start, 'exit')
console.log(JSON.stringify({ served, cells, errors, wanted: codes.length }))
process.exit(cells === codes.length ? 0 : 1)

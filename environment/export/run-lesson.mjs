// @ts-check
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { inProject, root } from '../setup/project.mjs'
import { venvPython } from '../setup/python-environment.mjs'
import { lastLines } from '../setup/run.mjs'
import { Unmet } from '../setup/unmet.mjs'

/**
 * Runs a copy of one notebook in a kernel and a Kafka of its own, which end with this call.
 * @param {import('./choice.mjs').Notebook} notebook it is read, and never written
 * @param {string} target where the executed copy goes
 * @param {{ env: NodeJS.ProcessEnv, stopped: AbortSignal, onCell: (done: number, cells: number) => void }} how
 * @throws {Unmet} with the notebook, the cell and what it said when a claim is refuted or a cell fails in another way
 */
export async function runLesson({ file, name }, target, { env, stopped, onCell }) {
  if (stopped.aborted) return
  const script = inProject('environment', 'export', 'execute.py')
  // A group of its own: Ctrl-C reaches export.mjs alone. Its standard input is a pipe; at its end the kernel is ended.
  const child = spawn(venvPython, [script, path.resolve(file), target], {
    cwd: root,
    env: { ...env, LAB_BATCH: '1', PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  const end = () => child.stdin.end()
  stopped.addEventListener('abort', end)
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors = (errors + text).slice(-20_000)
  })
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  let cells = 0
  /** @type {{ failed: number, line: string, name: string, said: string } | undefined} */
  let failure
  for await (const line of createInterface({ input: child.stdout })) {
    const told = JSON.parse(line)
    if (told.failed) failure = told
    cells = told.cells ?? cells
    if (!told.failed) onCell(told.cell ?? 0, cells)
  }
  const code = await ended
  stopped.removeEventListener('abort', end)
  if (stopped.aborted || code === 0) return
  throw new Unmet(failure ? sentence(name, failure) : endedByItself(name, code, errors))
}

/**
 * @param {string} lesson
 * @param {{ failed: number, line: string, name: string, said: string }} failure
 */
function sentence(lesson, { failed, line, name, said }) {
  const what = name === 'ClaimError' ? said : `${name}: ${said}`
  return `Cannot export ${lesson}: its cell ${failed}, which begins with \`${line}\`, failed. ${what.replace(/([^.!?])$/, '$1.')}`
}

/**
 * @param {string} lesson
 * @param {number | null} code
 * @param {string} errors
 */
function endedByItself(lesson, code, errors) {
  return `Cannot export ${lesson}: the program that runs it ended with ${code ?? 'a signal'}. Its last lines:\n${lastLines(errors)}`
}

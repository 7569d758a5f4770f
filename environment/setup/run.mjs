// @ts-check
import { spawn } from 'node:child_process'
import { root } from './project.mjs'
import { withoutSecrets } from './without-secrets.mjs'

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

/**
 * Runs a program to its end, from the project's folder, and keeps what it says.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean }} [options] env replaces the environment
 * @returns {Promise<{ code: number | null, output: string }>} stdout and stderr as they came; code is null when the program
 *   could not be started or was ended by a signal, and output then says so.
 */
export function run(command, args, { cwd = root, env = process.env, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: withoutSecrets(env),
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    running.add(child)
    let output = ''
    const keep = (/** @type {string} */ text) => {
      output = (output + text).slice(-200_000)
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.on('error', (error) => {
      running.delete(child)
      resolve({ code: null, output: error.message })
    })
    child.on('close', (code, signal) => {
      running.delete(child)
      resolve({ code, output: signal ? `${output}\nended by ${signal}` : output })
    })
  })
}

/** Ends what {@link run} still has under way. */
export function endRunning() {
  for (const child of running) child.kill('SIGTERM')
}

/**
 * The end of a program's output, for a sentence about its failure.
 * @param {string} output
 */
export function lastLines(output) {
  return indented(linesOf(output).slice(-8))
}

/**
 * The beginning of a program's output, for one that ends with its usage.
 * @param {string} output
 */
export function firstLines(output) {
  return indented(linesOf(output).slice(0, 8))
}

/** @param {string} output */
function linesOf(output) {
  return output.split(/\r?\n/).filter((line) => /\w/.test(line))
}

/** @param {string[]} lines */
function indented(lines) {
  return lines.map((line) => `  ${line}`).join('\n')
}

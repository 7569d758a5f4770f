// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { root } from '../setup/project.mjs'
import { lastLines } from '../setup/run.mjs'

/**
 * Runs a program to its end, which comes with the end of the bench at the latest.
 * @param {import('./surroundings.mjs').Surroundings} surroundings
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} what it wrote on standard output
 */
export async function outputOf(surroundings, command, args, env) {
  const child = surroundings.ended(
    spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] }),
  )
  let [output, complaint] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complaint += text
  })
  const [code, signal] = await once(child, 'close')
  if (code === 0) return output
  throw new Error(
    `${path.basename(command)} ended with ${signal ?? code}: wanted a measurement. Its last lines:\n${lastLines(output + complaint)}`,
  )
}

// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { inProject, root } from '../setup/project.mjs'
import { lastLines } from '../setup/run.mjs'

/**
 * A program that is running. `said` comes back with the first match in what it prints, `done` when it has ended well; both fail in
 * a sentence when it ends otherwise. `end` ends it with all that it started.
 * @typedef {{ said(wanted: RegExp): Promise<string>, done(): Promise<void>, end(): Promise<void> }} Leashed
 */

/**
 * Starts a program from the project's folder. It ends with this process at the latest, also where this one is killed.
 * @param {string} what for sentences: 'npm start'
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Leashed}
 */
export function startLeashed(what, program, args, env = process.env) {
  const child = spawn(process.execPath, [inProject('environment', 'bench', 'leash.mjs'), program, ...args], {
    cwd: root,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      printed = (printed + text).slice(-20_000)
    })
  /** @type {Promise<number | null>} */
  const ended = once(child, 'close').then(([code]) => code)
  const fault = (/** @type {string} */ wanted, /** @type {number | null} */ code) =>
    new Error(
      `Cannot measure ${what}: wanted ${wanted}, and it ended with ${code ?? 'a signal'}. Its last lines:\n${lastLines(printed)}`,
    )
  return {
    async said(wanted) {
      for (;;) {
        const found = wanted.exec(printed)
        if (found) return found[0]
        const code = await Promise.race([ended, once(child.stdout, 'data').then(() => undefined)])
        if (code !== undefined) throw fault(`it to print ${wanted}`, code)
      }
    },
    async done() {
      const code = await ended
      if (code !== 0) throw fault('it to succeed', code)
    },
    async end() {
      child.stdin.end()
      await ended
    },
  }
}

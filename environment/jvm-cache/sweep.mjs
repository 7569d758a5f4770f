// @ts-check
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { readIfThere } from '../setup/files.mjs'
import { killGroup } from '../setup/process-group.mjs'
import { inLab } from '../setup/project.mjs'

/** Ends and removes what an earlier training left, should it and its supervisor both have been killed. Call it under the training lock. */
export function sweepTraining() {
  for (const name of fs.readdirSync(inLab('kafka'))) {
    if (!name.startsWith('training-')) continue
    const pid = Number(readIfThere(inLab('kafka', name, 'broker.pid')))
    if (pid > 0 && commandLine(pid).includes(name)) killGroup(pid)
    fs.rmSync(inLab('kafka', name), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

/**
 * A process id may have been given to another program since.
 * @param {number} pid
 */
function commandLine(pid) {
  try {
    return execFileSync('ps', ['-o', 'args=', '-ww', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

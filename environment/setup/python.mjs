// @ts-check
import fs from 'node:fs'
import path from 'node:path'
import { readIfThere, sha256, writeWhole } from './files.mjs'
import { findPython, oldestPython } from './find-python.mjs'
import { inProject, root } from './project.mjs'
import { pythonEnvironment, venvPython } from './python-environment.mjs'
import { lastLines, run } from './run.mjs'
import { Unmet } from './unmet.mjs'

/**
 * .venv with what environment/requirements.txt pins. The stamp lies in .venv and names this folder, since a .venv cannot be moved.
 * @param {(line: string) => void} say
 */
export async function installPython(say) {
  const requirements = inProject('environment', 'requirements.txt')
  const stamp = inProject('.venv', '.kafka-groups-lab')
  const wanted = sha256(fs.readFileSync(requirements, 'utf8'), root)
  const works = await venvWorks()
  if (works && readIfThere(stamp) === wanted) return
  if (!works) {
    const python = await findPython()
    say('Making .venv …')
    await must('make .venv', python.command, [...python.args, '-m', 'venv', '--clear', inProject('.venv')])
  }
  say('Installing JupyterLab, a Java run-time image and jgo into .venv …')
  fs.rmSync(stamp, { force: true })
  const quiet = [
    '--disable-pip-version-check',
    '--no-input',
    '--progress-bar=off',
    '--no-warn-script-location',
    '--quiet',
  ]
  const install = ['-m', 'pip', 'install', ...quiet, '--require-hashes', '-r', requirements]
  await must('install what environment/requirements.txt pins', venvPython, install)
  writeWhole(stamp, wanted)
}

/** Whether .venv has a Python that runs and has pip: not so when it was half made, or when the Python behind it is gone. */
async function venvWorks() {
  if (!fs.existsSync(venvPython)) return false
  const probe = `import sys, pip; print(sys.version_info >= (${oldestPython.join(', ')}), sys.prefix != sys.base_prefix)`
  const { output } = await run(venvPython, ['-c', probe], { env: pythonEnvironment() })
  return output.trim() === 'True True'
}

/** @param {string} what @param {string} command @param {string[]} args */
async function must(what, command, args) {
  const { code, output } = await run(command, args, { env: pythonEnvironment() })
  if (code === 0) return
  throw new Unmet(
    `Set-up could not ${what}: ${path.basename(command)} ended with ${code ?? 'no exit code'}. ` +
      `Its last lines are below; put right what they name (often the network) and run the command again.\n${lastLines(output)}`,
  )
}

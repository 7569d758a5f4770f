// @ts-check
import fs from 'node:fs'
import path from 'node:path'
import { readIfThere, sha256, writeWhole } from '../setup/files.mjs'
import { findPython } from '../setup/find-python.mjs'
import { inLab, inProject } from '../setup/project.mjs'
import { pythonEnvironment } from '../setup/python-environment.mjs'
import { lastLines, run } from '../setup/run.mjs'
import { Unmet } from '../setup/unmet.mjs'

const folder = inLab('bench', 'python')
const python = path.join(
  folder,
  ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']),
)

/**
 * A Python of the bench's own with what environment/bench/python/requirements.txt pins: made at the first call, and again when
 * that file changes.
 * @returns {Promise<string>} the path of its program
 */
export async function measuredPython() {
  const requirements = inProject('environment', 'bench', 'python', 'requirements.txt')
  const stamp = path.join(folder, '.requirements')
  const wanted = sha256(fs.readFileSync(requirements, 'utf8'), folder)
  if (readIfThere(stamp) === wanted) return python
  process.stderr.write('Installing aiokafka and matplotlib into .lab/bench/python …\n')
  const { command, args } = await findPython()
  await must(command, [...args, '-m', 'venv', '--clear', folder])
  const quiet = ['--disable-pip-version-check', '--no-input', '--quiet']
  await must(python, ['-m', 'pip', 'install', ...quiet, '--require-hashes', '-r', requirements])
  writeWhole(stamp, wanted)
  return python
}

/** @param {string} command @param {string[]} args */
async function must(command, args) {
  const { code, output } = await run(command, args, { env: pythonEnvironment() })
  if (code === 0) return
  throw new Unmet(
    `Cannot install what the row 'python' measures with: ${path.basename(command)} ended with ${code ?? 'no exit code'}. ` +
      `Put right what its last lines name (often the network) and run the command again.\n${lastLines(output)}`,
  )
}

// @ts-check
import fs from 'node:fs'
import path from 'node:path'
import { readIfThere, sha256, writeWhole } from '../setup/files.mjs'
import { findPython } from '../setup/find-python.mjs'
import { inLab, inProject, root } from '../setup/project.mjs'
import { pythonEnvironment } from '../setup/python-environment.mjs'
import { lastLines, run } from '../setup/run.mjs'

const folder = inLab('bench', 'python')
const python =
  process.platform === 'win32'
    ? path.join(folder, 'Scripts', 'python.exe')
    : path.join(folder, 'bin', 'python')

/**
 * A Python with what environment/bench/python/requirements.txt pins, in .lab/bench/python: made when a row first asks for it, and again
 * when that file changes.
 * @returns {Promise<string>} its path
 */
export async function benchPython() {
  const requirements = inProject('environment', 'bench', 'python', 'requirements.txt')
  const stamp = path.join(folder, '.kafka-groups-lab')
  const wanted = sha256(fs.readFileSync(requirements, 'utf8'), root)
  if (readIfThere(stamp) === wanted) return python
  process.stderr.write('Installing aiokafka and matplotlib into .lab/bench/python …\n')
  const { command, args } = await findPython()
  await must(command, [...args, '-m', 'venv', '--clear', folder])
  const quiet = ['--disable-pip-version-check', '--no-input', '--progress-bar=off', '--quiet']
  await must(python, ['-m', 'pip', 'install', ...quiet, '--require-hashes', '-r', requirements])
  writeWhole(stamp, wanted)
  return python
}

/** @param {string} command @param {string[]} args */
async function must(command, args) {
  const { code, output } = await run(command, args, { env: pythonEnvironment() })
  if (code !== 0)
    throw new Error(
      `Cannot make .lab/bench/python with what environment/bench/python/requirements.txt pins: ${path.basename(command)} ended with ${code ?? 'no exit code'}. ` +
        `Put right what its last lines name, often the network, and run the row again.\n${lastLines(output)}`,
    )
}

// @ts-check
import fs from 'node:fs'
import path from 'node:path'
import { readIfThere, sha256, writeWhole } from './files.mjs'
import { inProject, root } from './project.mjs'
import { lastLines, run } from './run.mjs'
import { Unmet } from './unmet.mjs'

/** The oldest Python for which requirements.txt is pinned. */
const oldest = [3, 10]

const remedies = {
  darwin: 'Install one with `brew install python@3.13`',
  win32: 'Install one with `winget install Python.Python.3.13`',
  linux:
    'Install it with `sudo apt install python3 python3-venv` (or what your distribution has in place of apt)',
}
const venvRemedies = {
  darwin: 'Install a whole one with `brew install python@3.13`',
  win32: 'Install a whole one with `winget install Python.Python.3.13`',
  linux: 'Install it with `sudo apt install python3-venv` (or what your distribution has in place of apt)',
}

/** The Python of .venv. */
export const venvPython =
  process.platform === 'win32'
    ? inProject('.venv', 'Scripts', 'python.exe')
    : inProject('.venv', 'bin', 'python')

/**
 * The environment for Python programs: .venv and nothing of the reader's own Python.
 * @returns {NodeJS.ProcessEnv}
 */
export function pythonEnvironment() {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, PYTHONNOUSERSITE: '1' }
  for (const name of ['PYTHONHOME', 'PYTHONPATH', 'JUPYTER_PATH', 'JUPYTER_CONFIG_PATH']) delete env[name]
  return env
}

/**
 * A Python on PATH with which .venv can be made.
 * @param {NodeJS.Platform} [platform]
 * @returns {Promise<{ command: string, args: string[] }>}
 */
export async function findPython(platform = process.platform) {
  const minors = [14, 13, 12, 11, 10]
  const names =
    platform === 'win32'
      ? ['py -3', 'python', 'python3']
      : ['python3', ...minors.map((minor) => `python3.${minor}`), 'python']
  const remedy = remedies[/** @type {'linux'} */ (platform)] ?? remedies.linux
  /** @type {string[]} */
  const tooOld = []
  let withoutVenv = ''
  for (const name of names) {
    const [command = name, ...args] = name.split(' ')
    const probe =
      'import sys; print("version=%d.%d.%d" % sys.version_info[:3]); import venv, ensurepip; print("venv=yes")'
    const { output } = await run(command, [...args, '-c', probe], { env: pythonEnvironment() })
    const version = /^version=(\d+)\.(\d+)\.(\d+)/m.exec(output)
    if (!version) continue
    const text = version.slice(1).join('.')
    if (Number(version[1]) < 3 || Number(version[2]) < (oldest[1] ?? 0)) tooOld.push(`${name} is ${text}`)
    else if (!/^venv=yes/m.test(output)) withoutVenv ||= `${name} is ${text} without it`
    else return { command, args }
  }
  const next = 'and run the command again.'
  if (withoutVenv) {
    const venvRemedy = venvRemedies[/** @type {'linux'} */ (platform)] ?? venvRemedies.linux
    throw new Unmet(
      `Kafka Groups Lab needs Python's venv module to make its .venv folder; ${withoutVenv}. ${venvRemedy} ${next}`,
    )
  }
  const found = tooOld.length > 0 ? `${tooOld.join(', ')}` : 'none was found on PATH'
  throw new Unmet(`Kafka Groups Lab needs Python ${oldest.join('.')} or later; ${found}. ${remedy} ${next}`)
}

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
  const probe = `import sys, pip; print(sys.version_info >= (${oldest.join(', ')}), sys.prefix != sys.base_prefix)`
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

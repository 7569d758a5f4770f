// @ts-check
import { pythonEnvironment } from './python-environment.mjs'
import { run } from './run.mjs'
import { Unmet } from './unmet.mjs'

/** The oldest Python for which requirements.txt is pinned. */
export const oldestPython = [3, 10]

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
    if (Number(version[1]) < 3 || Number(version[2]) < (oldestPython[1] ?? 0))
      tooOld.push(`${name} is ${text}`)
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
  throw new Unmet(
    `Kafka Groups Lab needs Python ${oldestPython.join('.')} or later; ${found}. ${remedy} ${next}`,
  )
}

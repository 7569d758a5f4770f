// @ts-check
import { inProject } from './project.mjs'

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

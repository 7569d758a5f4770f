// @ts-check
import fs from 'node:fs'
import path from 'node:path'
import { readIfThere, writeWhole } from '../setup/files.mjs'
import { inLab, inProject } from '../setup/project.mjs'
import { pythonEnvironment, venvPython } from '../setup/python-environment.mjs'

/**
 * The environment for every Jupyter program of this project: settings, workspaces, data and run-time files lie in .lab/jupyter, so
 * that neither the reader's own Jupyter changes this one nor this one theirs. Brings JupyterLab's defaults there up to date.
 * @returns {NodeJS.ProcessEnv}
 */
export function jupyterEnvironment() {
  const home = process.env.LAB_JUPYTER ?? inLab('jupyter')
  for (const name of ['default_setting_overrides.json', 'page_config.json']) {
    const text = readIfThere(inProject('environment', 'jupyterlab', name)) ?? ''
    writeWhole(path.join(home, 'config', 'labconfig', name), text)
  }
  const folders = {
    JUPYTER_CONFIG_DIR: path.join(home, 'config'),
    JUPYTER_DATA_DIR: path.join(home, 'data'),
    JUPYTER_RUNTIME_DIR: path.join(home, 'runtime'),
    JUPYTERLAB_SETTINGS_DIR: path.join(home, 'settings'),
    JUPYTERLAB_WORKSPACES_DIR: path.join(home, 'workspaces'),
    IPYTHONDIR: path.join(home, 'ipython'),
  }
  for (const folder of Object.values(folders)) fs.mkdirSync(folder, { recursive: true })
  const programs = path.dirname(venvPython)
  return { ...pythonEnvironment(), ...folders, PATH: `${programs}${path.delimiter}${process.env.PATH ?? ''}` }
}

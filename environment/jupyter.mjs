// @ts-check
// npm run jupyter -- <command> …: any Jupyter command of this project's .venv, with the folders that npm start uses.
import { jupyterEnvironment } from './jupyterlab/environment.mjs'
import { passThrough } from './setup/pass-through.mjs'
import { venvPython } from './setup/python-environment.mjs'
import { asCommand } from './setup/unmet.mjs'
import { setUp } from './setup.mjs'

await asCommand(async () => {
  await setUp()
  process.exitCode = await passThrough(venvPython, ['-m', 'jupyter', ...process.argv.slice(2)], {
    env: jupyterEnvironment(),
  })
})

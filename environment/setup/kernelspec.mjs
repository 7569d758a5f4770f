// @ts-check
import { writeWhole } from './files.mjs'
import { inProject } from './project.mjs'

/**
 * The kernel `tslab` in .venv, where JupyterLab, nbconvert and VS Code find it when they use .venv. Its paths are whole: VS Code
 * fills in {connection_file} and no {prefix}.
 */
export function installKernelspec() {
  const spec = {
    argv: [process.execPath, inProject('environment', 'kernel', 'launcher.cjs'), '{connection_file}'],
    display_name: 'TypeScript',
    language: 'typescript',
    interrupt_mode: 'signal',
    metadata: { debugger: false },
  }
  const file = inProject('.venv', 'share', 'jupyter', 'kernels', 'tslab', 'kernel.json')
  writeWhole(file, `${JSON.stringify(spec, null, 2)}\n`)
}

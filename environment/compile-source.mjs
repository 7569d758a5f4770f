// @ts-check
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { inProject } from './setup/project.mjs'

/**
 * Writes src as plain Node runs it without a kernel, file by file, below a folder in the project, where packages are found:
 * `<folder>/src/index.js` and so on. Whoever calls it removes the folder.
 * @param {string} folder that exists
 */
export function compileSource(folder) {
  const ts = createRequire(inProject('package.json'))('@tslab/typescript-for-tslab')
  const compilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2022,
    esModuleInterop: true,
  }
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "type": "commonjs" }')
  const files = fs.readdirSync(inProject('src'), { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => /(?<!\.d)\.ts$/.test(name))) {
    const target = path.join(folder, 'src', file.replace(/\.ts$/, '.js'))
    const { outputText } = ts.transpileModule(fs.readFileSync(inProject('src', file), 'utf8'), {
      compilerOptions,
    })
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.writeFileSync(target, outputText)
  }
}

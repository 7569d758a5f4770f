// @ts-check
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { inProject } from '../setup/project.mjs'

/**
 * Writes src as plain Node runs it without a kernel, file by file, into a folder below the project, where packages are found.
 * @param {string} folder
 */
export function compileSource(folder) {
  const ts = createRequire(inProject('package.json'))('@tslab/typescript-for-tslab')
  const compilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2022,
    esModuleInterop: true,
  }
  fs.rmSync(folder, { recursive: true, force: true })
  const files = fs.readdirSync(inProject('src'), { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => /(?<!\.d)\.ts$/.test(name))) {
    const target = path.join(folder, file.replace(/\.ts$/, '.js'))
    const { outputText } = ts.transpileModule(fs.readFileSync(inProject('src', file), 'utf8'), {
      compilerOptions,
    })
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.writeFileSync(target, outputText)
  }
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "type": "commonjs" }')
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import ts from '@tslab/typescript-for-tslab'
import { filesIn } from '../repository/source.js'

/** src as Node runs it without a kernel, in a folder below the project, where packages are found. */
export function compiledInto(folder: string): void {
  writeFileSync(`${folder}/package.json`, '{ "type": "commonjs" }')
  const compilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2022,
    esModuleInterop: true,
  }
  for (const file of filesIn('src', '.ts')) {
    const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions })
    const target = path.join(folder, file.replace(/\.ts$/, '.js'))
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, outputText)
  }
}

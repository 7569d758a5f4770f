import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import ts from '@tslab/typescript-for-tslab'
import { expect, test } from 'vitest'
import { filesIn } from '../repository/source.js'

/** src as Node runs it without a kernel, in a folder below the project, where packages are found. */
function compiledInto(folder: string): void {
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

test('a script that closes its lab goes on after it', () => {
  mkdirSync('.lab', { recursive: true })
  const folder = mkdtempSync('.lab/script-')
  try {
    compiledInto(folder)
    const script = `import lab from './src/open-lab.js'
await (await lab.openLab()).provision([{ topic: 'orders' }])
await lab.closeLab()
console.log('closed')`
    writeFileSync(`${folder}/main.mjs`, script)
    const { status, stdout, stderr } = spawnSync(process.execPath, [`${folder}/main.mjs`], {
      encoding: 'utf8',
    })
    expect({ status, last: stdout.trim().split('\n').at(-1), stderr }).toEqual({
      status: 0,
      last: 'closed',
      stderr: '',
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

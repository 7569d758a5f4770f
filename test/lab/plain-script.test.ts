import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { compileSource } from '../../environment/compile-source.mjs'

// All of src is compiled.
vi.setConfig({ testTimeout: 180_000 })

test('a script that closes its lab goes on after it', () => {
  mkdirSync('.lab', { recursive: true })
  const folder = mkdtempSync('.lab/script-')
  try {
    compileSource(folder)
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

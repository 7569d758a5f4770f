import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { makeProject } from './project.js'

test('what notebooks import is compiled before the first kernel, which then finds it', {
  timeout: 60_000,
}, () => {
  const project = makeProject({
    'src/index.ts': `export { openLab } from './lab.js'\n`,
    'src/lab.ts': 'export function openLab(): number {\n  return 1\n}\n',
  })
  try {
    const folder = path.join(project.root, '.lab', 'kernel')
    const prepare = (): string[] => {
      execFileSync(process.execPath, [path.join(project.root, 'environment', 'kernel', 'prepare.cjs')])
      return readdirSync(folder)
    }
    const [record = '', ...others] = prepare()
    expect(others).toEqual([])
    const text = readFileSync(path.join(folder, record), 'utf8')
    expect(text).toContain('src/index.ts')
    expect(text).toContain('function openLab()')
    expect(prepare()).toEqual([record])
  } finally {
    project.remove()
  }
})

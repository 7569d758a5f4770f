import { createRequire } from 'node:module'
import path from 'node:path'
import ts from '@tslab/typescript-for-tslab'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeProject, type Project } from './project.js'

const { keyOf, ownFilesOf } = createRequire(import.meta.url)('../../environment/kernel/program-key.cjs') as {
  keyOf: (compiler: typeof ts, program: ts.Program) => string | null
  ownFilesOf: (files: readonly { fileName: string }[]) => readonly { fileName: string }[]
}

let project: Project

beforeEach(() => {
  project = makeProject({
    '__tslab__.ts': `import { a } from './src/a'\nexport {}`,
    '__prev__.d.ts': 'export {}',
    'src/a.ts': `import { which } from './dep'\nimport 'typed'\nexport const a = which`,
    'src/dep/package.json': '{ "types": "one.ts" }',
    'src/dep/one.ts': `import './two.js'\nexport const which = 1`,
    'src/dep/two.ts': `import './one.js'\nexport const which = 2`,
    'src/node_modules/typed/package.json': '{ "types": "index.d.ts" }',
    'src/node_modules/typed/index.d.ts': 'export declare const typed: 1',
  })
})

afterEach(() => project.remove())

/** The key of the program as it is on disk now, made by a compiler that hashes texts as tslab's does. */
function key(options: ts.CompilerOptions = {}): string | null {
  const all = {
    moduleResolution: ts.ModuleResolutionKind.Node10,
    module: ts.ModuleKind.ESNext,
    types: [],
    noLib: true,
    ...options,
  }
  const rootNames = ['__tslab__.ts', '__prev__.d.ts'].map((file) => path.join(project.root, file))
  const host = ts.createIncrementalCompilerHost(all)
  return keyOf(ts, ts.createIncrementalProgram({ rootNames, options: all, host }).getProgram())
}

test('it stays the same for the same files, whatever cells say', () => {
  const before = key()
  expect(before).toMatch(/^[0-9a-f]{64}$/)
  project.write('__tslab__.ts', `import * as a from './src/a'\nconst more: string = a.a\nexport {}`)
  project.write('__prev__.d.ts', 'declare const start: number\nexport {}')
  expect(key()).toBe(before)
})

test.each([
  ['src/dep/two.ts', 'export const which = 3'],
  ['src/node_modules/typed/index.d.ts', 'export declare const typed: 2'],
  ['src/dep/package.json', '{ "types": "two.ts" }'],
  ['__tslab__.ts', `import './src/a'\nimport './src/b'\nexport {}`],
])('it changes with %s, and is the former again when that is undone', (file, text) => {
  project.write('src/b.ts', 'export {}')
  const before = key()
  const former = ts.sys.readFile(path.join(project.root, file)) ?? ''
  project.write(file, text)
  expect(key()).not.toBe(before)
  project.write(file, former)
  expect(key()).toBe(before)
})

test('it changes with the options', () => {
  expect(key({ strict: true })).not.toBe(key({ strict: false }))
})

test('there is none where a cell changes what all files see, or where a text has no hash', () => {
  project.write(
    '__tslab__.ts',
    `import './src/a'\ndeclare global { interface Array<T> { at: 1 } }\nexport {}`,
  )
  expect(key()).toBeNull()
  const unhashed = ts.createProgram([path.join(project.root, 'src/dep/one.ts')], { types: [] })
  expect(keyOf(ts, unhashed)).toBeNull()
})

test('the files of cells are told from all others', () => {
  const files = ['/p/__tslab__.ts', '/p/src/a.ts', '/p/__prev__.d.ts'].map((fileName) => ({ fileName }))
  expect(ownFilesOf(files)).toEqual([{ fileName: '/p/src/a.ts' }])
})

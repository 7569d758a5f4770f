import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeProject, type Project } from './project.js'
import { type Kernel, startKernel } from './session.js'

const { withDependents } = createRequire(import.meta.url)('../../environment/kernel/reload.cjs') as {
  withDependents: (emitted: Map<string, string>, changed: string[]) => string[]
}

test('the dependents of a module are all that require it, through any number of modules and in circles', () => {
  const emitted = new Map([
    ['/p/cell/top.js', `const a = require("../src/a.js")`],
    ['/p/src/a.js', `const b_js_1 = require("./b.js")\nconst c = require('./c')`],
    ['/p/src/b.js', `Promise.resolve().then(() => require('./a.js'))`],
    ['/p/src/c.js', `require("kafkajs")`],
    ['/p/src/d.js', `require("./c.json")`],
  ])
  expect(withDependents(emitted, ['/p/src/c.js'])).toEqual([
    '/p/cell/top.js',
    '/p/src/a.js',
    '/p/src/b.js',
    '/p/src/c.js',
  ])
  expect(withDependents(emitted, ['/p/src/d.js'])).toEqual(['/p/src/d.js'])
})

describe('an edit in src', () => {
  let project: Project
  let stock: Kernel
  let kernel: Kernel

  beforeAll(async () => {
    project = makeProject({
      'src/a.ts': `import { b } from './b.js'\nexport const a = (): string => 'a of ' + b\n`,
      'src/b.ts': `export const b = 'b1'\n`,
    })
    const { root } = project
    ;[stock, kernel] = await Promise.all([startKernel({ launcher: false, root }), startKernel({ root })])
  })

  afterAll(async () => {
    await Promise.all([stock?.stop(), kernel?.stop()])
    project?.remove()
  })

  test('is seen through the modules that import the edited file, and by stock only in the file itself', async () => {
    const code = `import { a } from './src/a'\nimport { b } from './src/b'\nconsole.log(b, a())`
    expect((await stock.execute(code)).text).toBe('b1 a of b1\n')
    expect((await kernel.execute(code)).text).toBe('b1 a of b1\n')

    project.write('src/b.ts', `export const b = 'b2'\n`)
    const seen = async (from: Kernel): Promise<string> =>
      vi.waitFor(async () => {
        const { text } = await from.execute(code)
        expect(text).toMatch(/^b2/)
        return text
      }, 10_000)
    expect(await seen(stock)).toBe('b2 a of b1\n')
    expect(await seen(kernel)).toBe('b2 a of b2\n')
  })
})

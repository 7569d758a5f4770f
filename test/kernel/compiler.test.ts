import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeProject, type Project } from './project.js'
import { type Kernel, startKernel } from './session.js'

const { cellOptions } = createRequire(import.meta.url)('../../environment/kernel/compiler.cjs') as {
  cellOptions: { strict: boolean; lib: string[]; types: string[] }
}

describe('the compiler of cells', () => {
  let project: Project
  let stock: Kernel
  let kernel: Kernel

  beforeAll(async () => {
    project = makeProject({
      'src/first.ts': 'export const first: number = 1\n',
      'src/box.ts':
        'export interface Box { one: number }\nexport async function box(): Promise<Box> { return { one: 1 } }\n',
      'src/dep/package.json': '{ "types": "one.ts" }',
      'src/dep/one.ts': `export type Which = 'one'\n`,
      'src/dep/two.ts': `export type Which = 'two'\n`,
    })
    const { root } = project
    ;[stock, kernel] = await Promise.all([startKernel({ launcher: false, root }), startKernel({ root })])
  })

  afterAll(async () => {
    await Promise.all([stock?.stop(), kernel?.stop()])
    project?.remove()
  })

  test('is strict, and stock is not', async () => {
    const code = 'const rows = [{ lag: 1 }]\nrows.find((row) => row.lag > 1).lag'
    const unchecked = await stock.execute(code)
    expect(unchecked.stderr).toContain('TypeError: Cannot read properties of undefined')

    const checked = await kernel.execute(code)
    expect(checked.error?.evalue).toBe("cell 2:1 Object is possibly 'undefined'.")
  })

  test('has the strictness, the libraries and the types of tsconfig.json', () => {
    const { compilerOptions } = JSON.parse(readFileSync('tsconfig.json', 'utf8'))
    const lib = compilerOptions.lib.map((name: string) => `lib.${name.toLowerCase()}.d.ts`)
    expect(cellOptions).toEqual({ strict: compilerOptions.strict, lib, types: compilerOptions.types })
  })

  test('finds the packages that lessons use, with their types', async () => {
    const { text, error } = await kernel.execute(`
      import { Kafka } from 'kafkajs'
      import * as vega from 'vega'
      import { compile } from 'vega-lite'
      import * as Plot from '@observablehq/plot'
      import { JSDOM } from 'jsdom'
      const typed: Array<(...values: never[]) => unknown> = [vega.parse, compile, Plot.plot]
      // @ts-expect-error: were the types missing, these would be any, and nothing would be wrong here
      const wrong: [1, 2] = [new Kafka({ brokers: [] }).admin, new JSDOM('').window.document]
      console.log(typed.length, wrong.length)`)
    expect(error).toBeNull()
    expect(text).toBe('3 2\n')
  })

  test('imports files of src, whose path has a space', async () => {
    const { text } = await kernel.execute(`import { first } from './src/first'\nfirst`)
    expect(text).toBe('1\n')
  })

  test('declares the result of an await in brackets, and stock does not', async () => {
    const code = `import { box } from './src/box'\nconst opened = await (box())\nopened.one`
    expect((await stock.execute(code)).stderr).toContain(
      'Paths must either both be absolute or both be relative',
    )
    expect(await kernel.execute(code)).toMatchObject({ error: null, text: '1\n' })
  })

  // Last, because stock does not recover.
  test('survives an import that failed before its file existed, and stock does not', async () => {
    const code = `import { later } from './src/later'\nlater`
    await vi.waitFor(async () => expect((await stock.execute(code)).status).toBe('error'), 10_000)
    expect((await kernel.execute(code)).error?.evalue).toMatch(
      /^cell 1:23 Cannot find module '.\/src\/later'/,
    )

    project.write('src/later.ts', `export const later = 'now'\n`)
    await vi.waitFor(
      async () => expect((await stock.execute('0')).stderr).toContain('Unexpected pending rebuildTimer'),
      10_000,
    )
    expect((await stock.execute('1')).text).toBe('')
    await vi.waitFor(async () => expect((await kernel.execute(code)).text).toBe('now\n'), 10_000)
  })

  test('notices a package.json that changes, and survives it', async () => {
    const code = (which: string): string =>
      `import type { Which } from './src/dep'\nconst which: Which = '${which}'\nwhich`
    expect((await kernel.execute(code('one'))).text).toBe('one\n')
    project.write('src/dep/package.json', '{ "types": "two.ts" }')
    await vi.waitFor(async () => expect((await kernel.execute(code('two'))).text).toBe('two\n'), 10_000)
  })
})

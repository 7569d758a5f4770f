import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeProject, type Project } from './project.js'
import { type Kernel, startKernel } from './session.js'

const requireHere = createRequire(import.meta.url)
const ts = requireHere('@tslab/typescript-for-tslab')
const { awaitsAtTopLevel } = requireHere('../../environment/kernel/await.cjs') as {
  awaitsAtTopLevel(compiler: unknown, source: string): boolean
}

test.each([
  ['await f()', true],
  ['const a = await (f())', true],
  ['for await (const x of xs) use(x)', true],
  ['const f = async () => await g()', false],
  ['async function f() { for await (const x of xs) use(x) }', false],
  ['class C { async m() { await (g()) } }', false],
  ["const text = 'await (f())'", false],
  ['[1].map(() => 2)', false],
])('%s awaits at top level: %s', (source, expected) => {
  expect(awaitsAtTopLevel(ts, source)).toBe(expected)
})

describe('a cell whose only await is one that the compiler takes without complaint', () => {
  let project: Project
  let stock: Kernel
  let kernel: Kernel

  beforeAll(async () => {
    project = makeProject({})
    const { root } = project
    ;[stock, kernel] = await Promise.all([startKernel({ launcher: false, root }), startKernel({ root })])
  })

  afterAll(async () => {
    await Promise.all([stock?.stop(), kernel?.stop()])
    project?.remove()
  })

  test('runs with await (…), and does not on stock tslab', async () => {
    const code = `const one = await (Promise.resolve(1))\nconsole.log('got', one)`
    expect((await stock.execute(code)).stderr).toContain('await is not defined')
    expect((await kernel.execute(code)).text).toBe('got 1\n')
  })

  test('runs with for await', async () => {
    const code = `for await (const each of [Promise.resolve('a'), 'b']) console.log(each)`
    expect((await kernel.execute(code)).text).toBe('a\nb\n')
  })
})

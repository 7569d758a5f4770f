import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as vocabulary from '../../src/index.js'
import { type Kernel, startKernel } from './session.js'

const require = createRequire(import.meta.url)
const ts = require('@tslab/typescript-for-tslab')
const { calledAround } = require('../../environment/kernel/inspect.cjs') as {
  calledAround(ts: unknown, source: string, position: number): number | null
}

/** A cell's text with the cursor at the bar. */
const at = (text: string): [code: string, position: number] => [text.replace('|', ''), text.indexOf('|')]

test.each([
  ["lab.join('A', |)", 'join'],
  ["lab.join('A|', 'orders')", 'join'],
  ["await lab.join('A', ", 'join'],
  ["lab.produce('orders', keyed(|", 'keyed'],
  ['new Map(|)', 'Map'],
  ['lab.jo|in()', null],
  ['|lab.join()', null],
  ["lab.join('A') |", null],
  ['(|1 + 2)', null],
])('with the cursor in %s it is about %s', (text, name) => {
  const [code, position] = at(text.includes('|') ? text : `${text}|`)
  const called = calledAround(ts, code, position)
  expect(called === null ? null : /^\w+/.exec(code.slice(called))?.[0]).toBe(name)
})

describe('Shift-Tab', () => {
  let kernel: Kernel
  const names = Object.keys(vocabulary)
  const interfaces = ['lab', 'lab-looks'].map((name) => readFileSync(`src/${name}.ts`, 'utf8')).join('')
  const verbs = [...interfaces.matchAll(/^ {2}(\w+)[(<]/gm)].map(([, verb]) => `lab.${verb}`)
  const pictures = Object.keys(vocabulary.charts).map((name) => `charts.${name}`)

  beforeAll(async () => {
    kernel = await startKernel()
    const { error } = await kernel.execute(
      `import { ${names.join(', ')} } from './src/index'
       import type { Lab } from './src/lab'
       const lab = null as unknown as Lab`,
      { timeoutMs: 60_000 },
    )
    expect(error).toBeNull()
  })

  afterAll(async () => {
    await kernel?.stop()
  })

  test.each([...names, ...new Set(verbs), ...pictures].filter((name) => name !== 'charts'))(
    'on %s shows what it does, with an example',
    async (name) => {
      expect(await kernel.inspect(name, name.length)).toMatch(/\n\n\S.*\n {4}\S/s)
    },
  )

  test('between the brackets of a call shows what is called, and in those of stock nothing', async () => {
    const stock = await startKernel({ launcher: false })
    try {
      const [code, position] = at('parseInt(|)')
      expect(await stock.inspect(code, position)).toBeNull()
      expect(await kernel.inspect(code, position)).toContain('function parseInt(string: string')
    } finally {
      await stock.stop()
    }
    expect(await kernel.inspect(...at('await openLab(|)'))).toContain("Opens this notebook's lab")
    expect(await kernel.inspect(...at("lab.join('A', 'orders', { |"))).toContain('join(group')
  })
})

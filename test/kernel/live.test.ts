import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Display } from './messages.js'
import { type Kernel, startKernel } from './session.js'

let kernel: Kernel

beforeAll(async () => {
  kernel = await startKernel()
  await kernel.execute(`
    import { live } from './src/notebook/live'
    import { progress } from './src/notebook/progress'
    const panel = (title: string) => ({ title, alt: 'alt', table: { columns: [], rows: [] } })`)
})

afterAll(async () => {
  await kernel?.stop()
})

/** What the front end does with each message, and the text in it. */
const seen = (displays: Display[]): string[] =>
  displays.map(
    ({ data, update }) => `${update ? 'replace' : 'show'} ${String(data['text/plain']).split('\n')[0]}`,
  )

const outputs = (displays: Display[]): number =>
  new Set(displays.map(({ transient }) => transient.display_id)).size

test('a live picture is one output that is replaced in place, in the cell that drew it', async () => {
  const { status, displays } = await kernel.execute(`
    let pictures = 0
    await live(async () => panel('picture ' + ++pictures), { until: () => pictures === 2 })`)
  expect(status).toBe('ok')
  expect(seen(displays)).toEqual(['show picture 1', 'replace picture 2', 'replace picture 3'])
  expect(outputs(displays)).toBe(1)
})

test('a promise of the cell ends it, and each run of the cell has an output of its own', async () => {
  const code = `await live(() => panel('all'), { until: Promise.resolve() })`
  const [one, two] = [await kernel.execute(code), await kernel.execute(code)]
  expect([...seen(one.displays), ...seen(two.displays)]).toEqual(['show all', 'show all'])
  expect(outputs([...one.displays, ...two.displays])).toBe(2)
})

test('the stop button ends it, and the picture stays', async () => {
  const running = kernel.execute(`await live(() => panel('going'), { until: new Promise(() => {}) })`)
  await kernel.message(
    'the picture',
    ({ type, content }) => type === 'display_data' && JSON.stringify(content).includes('going'),
  )
  kernel.interrupt()
  const { error, displays } = await running
  expect(error?.ename).toBe('Interrupted')
  expect(seen(displays)).toEqual(['show going'])
})

test('progress is one output that ends with done', async () => {
  const { displays, text } = await kernel.execute(
    `await progress('Counting', 2, async (step) => { step(); await null; step(); return 'counted' })`,
  )
  expect(seen(displays)[0]).toBe('show Counting: 0 of 2 (0 %), 0 s so far')
  expect(seen(displays).at(-1)).toMatch(/^replace Counting: done: 2 of 2 \(100 %\) in \d+\.\d s$/)
  expect(outputs(displays)).toBe(1)
  expect(text).toContain('counted')
})

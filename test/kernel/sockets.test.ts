import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Kernel, startKernel } from './session.js'

let stock: Kernel
let kernel: Kernel

beforeAll(async () => {
  ;[stock, kernel] = await Promise.all([startKernel({ launcher: false }), startKernel()])
})

afterAll(async () => {
  await Promise.all([stock?.stop(), kernel?.stop()])
})

const burst = (lines: number): string => `for (let n = 0; n < ${lines}; n++) console.log(n)`

test('stock loses lines of a burst', async () => {
  const after = `setInterval(() => console.log('after'), 100)`
  // One cell: stock may never take another one, when its own answer is what a busy socket refuses.
  const { reply } = await stock.execute(`${burst(5000)}; ${after}`, { until: 'reply' })
  expect(reply.status).toBe('ok')
  const lines: unknown[] = []
  // Messages of one publisher arrive in order: what did not come before this one never comes.
  await stock.message('the text after the burst', ({ type, content }) => {
    if (type === 'stream') lines.push(content.text)
    return String(content.text).includes('after')
  })
  expect(lines.length).toBeLessThan(5000)
})

test('every line of a burst arrives, in order, and so does the end of the cell', async () => {
  const { text } = await kernel.execute(burst(20_000))
  expect(text.split('\n').map(Number).slice(0, -1)).toEqual([...Array(20_000).keys()])
})

test('every update of a display arrives, in order', async () => {
  const { displays } = await kernel.execute(`
    const display = (globalThis as any)[Symbol.for('kafka-groups-lab.display')]
    display({ 'text/plain': 'first' }, { id: 'burst' })
    for (let n = 0; n < 3000; n++) display({ 'text/plain': String(n) }, { id: 'burst', update: true })`)
  expect(displays.map(({ data }) => data['text/plain'])).toEqual([
    'first',
    ...[...Array(3000).keys()].map(String),
  ])
})

test('text on both streams and displays keep the order in which they were made', async () => {
  const { outputs } = await kernel.execute(`
    console.log('one'); console.log('two'); console.error('three')
    display({ 'text/plain': 'four' })
    console.log('five')`)
  const made = outputs
    .filter(({ type }) => type === 'stream' || type === 'display_data')
    .map(({ content }) => content.text ?? (content.data as Record<string, unknown>)['text/plain'])
  expect(made).toEqual(['one\ntwo\n', 'three\n', 'four', 'five\n'])
})

/** What became of sockets that were bound while a client tried to reach them, up to the first that does not answer. */
function boundLate(sockets: 'stock' | 'repaired', most: number): { answered: number; silent: number } {
  const { stdout } = spawnSync(process.execPath, ['test/kernel/early-clients.cjs', sockets, String(most)], {
    encoding: 'utf8',
  })
  return JSON.parse(stdout)
}

test('a client that tries while the kernel starts is answered by each socket; stock falls silent for good', () => {
  expect(boundLate('repaired', 200)).toEqual({ answered: 200, silent: 0 })
  expect(boundLate('stock', 1_000).silent).toBe(1)
})

import { expect, test } from 'vitest'
import { type Kernel, type KernelOptions, startKernel } from './session.js'

const starting = `
let speak = () => {}
new Promise<void>(resolve => { speak = resolve }).then(() => {
  console.log('from afar')
  ;(globalThis as any)[Symbol.for('kafka-groups-lab.display')]?.({ 'text/plain': 'shown from afar' })
})
undefined`

/** Which of three cells gets what the first one's background work prints while the third runs; 0 is the first. */
async function told(options: KernelOptions): Promise<number[]> {
  let kernel: Kernel | null = null
  try {
    kernel = await startKernel(options)
    const first = await kernel.execute(starting)
    const second = await kernel.execute('2')
    const third = await kernel.execute('speak(); await new Promise<void>(resolve => setImmediate(resolve))')
    expect([first, second, third].map(({ error, stderr }) => error ?? stderr)).toEqual(['', '', ''])
    const parents = [first, second, third].map(({ outputs }) => outputs[0]?.parent)
    const text = await kernel.message('the text', ({ content }) => String(content.text).includes('from afar'))
    if (options.launcher === false) return [parents.indexOf(text.parent)]
    const shown = await kernel.message('the display', ({ type }) => type === 'display_data')
    return [text, shown].map(({ parent }) => parents.indexOf(parent))
  } finally {
    await kernel?.stop()
  }
}

test('what background work prints and shows comes to the cell that started it; on stock to the latest', async () => {
  expect(await Promise.all([told({ launcher: false }), told({ env: { LAB_BATCH: '' } })])).toEqual([
    [2],
    [0, 0],
  ])
})

test('where a program runs the cells it comes to the latest: older ones are over for it', async () => {
  expect(await told({ env: { LAB_BATCH: '1' } })).toEqual([2, 2])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Kernel, startKernel } from './session.js'

let kernel: Kernel

beforeAll(async () => {
  kernel = await startKernel()
  await kernel.execute(`const display = (globalThis as any)[Symbol.for('kafka-groups-lab.display')]`)
})

afterAll(async () => {
  await kernel?.stop()
})

test('several mime types go out in one message, and objects stay objects', async () => {
  const bundle = { 'text/plain': 'a chart', 'image/svg+xml': '<svg/>', 'application/x+json': { mark: 'bar' } }
  const { displays } = await kernel.execute(
    `display(${JSON.stringify(bundle)}, { metadata: { 'image/svg+xml': { width: 800 } } })`,
  )
  const metadata = { 'image/svg+xml': { width: 800 } }
  expect(displays).toEqual([{ data: bundle, metadata, transient: {}, update: false }])
})

test('a display with an id is replaced by a later cell', async () => {
  const first = await kernel.execute(`display({ 'text/plain': 'old' }, { id: 'chart' })`)
  const second = await kernel.execute(`display({ 'text/plain': 'new' }, { id: 'chart', update: true })`)
  const transient = { display_id: 'chart' }
  expect(first.displays).toEqual([{ data: { 'text/plain': 'old' }, metadata: {}, transient, update: false }])
  expect(second.displays).toEqual([{ data: { 'text/plain': 'new' }, metadata: {}, transient, update: true }])
})

test('an update without an id is refused with a sentence', async () => {
  const { error } = await kernel.execute(`display({ 'text/plain': 'new' }, { update: true })`)
  expect(error?.evalue).toBe(
    'Cannot update a display: { update: true } needs the id of the display to replace, and no id was given. Pass the id that it was first shown with.',
  )
})

test('content that JSON cannot say fails the cell that shows it, and the next one works', async () => {
  const failed = await kernel.execute(`display({ 'application/x+json': { n: 1n } })`)
  expect(failed.error).toMatchObject({ ename: 'TypeError', evalue: 'Do not know how to serialize a BigInt' })
  expect((await kernel.execute(`display({ 'text/plain': 'fine' })`)).displays).toHaveLength(1)
})

import { expect, it } from 'vitest'
import { display } from '../../src/notebook/display.js'
import { shown, shownWith } from './shown.js'

it('hands the message to the kernel, once and as it is', async () => {
  const bundle = { 'text/plain': 'x' }
  const sent = await shown(() => display(bundle))
  expect(sent).toHaveLength(1)
  expect(sent[0]).toBe(bundle)
})

it('does nothing where there is no kernel', () => {
  expect(display({ 'text/plain': 'x' })).toBeUndefined()
})

it('says which output the message is for', async () => {
  const bundle = { 'text/plain': 'x' }
  const sent = await shownWith(() => display(bundle, { id: 'chart', update: true }))
  expect(sent).toEqual([{ bundle, id: 'chart', update: true }])
})

import { expect, it } from 'vitest'
import { inPlace } from '../../src/notebook/in-place.js'
import { shownWith } from './shown.js'

const text = (said: string) => ({ 'text/plain': said })

it('shows once, replaces in place, and sends nothing that was just there', async () => {
  const sent = await shownWith(() => {
    const output = inPlace()
    for (const said of ['a', 'a', 'b', 'b', 'a']) output(text(said))
  })
  const id = sent[0]?.id
  expect(sent).toEqual([
    { bundle: text('a'), id, update: false },
    { bundle: text('b'), id, update: true },
    { bundle: text('a'), id, update: true },
  ])
  expect(id).toMatch(/./)
})

it('gives each output a name of its own', async () => {
  const sent = await shownWith(() => [inPlace(), inPlace()].map((output) => output(text('a'))))
  expect(new Set(sent.map(({ id }) => id)).size).toBe(2)
})

import { expect, it } from 'vitest'
import { inPlace } from '../../src/notebook/in-place.js'
import { shownWith } from './shown.js'

const text = (said: string) => ({ 'text/plain': said })

it('shows once, replaces in place, and sends nothing that was just there', async () => {
  const sent = await shownWith(() => {
    const output = inPlace()
    for (const said of ['a', 'a', 'b', 'b', 'a']) output([text(said)])
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
  const sent = await shownWith(() => [inPlace(), inPlace()].map((output) => output([text('a')])))
  expect(new Set(sent.map(({ id }) => id)).size).toBe(2)
})

it('replaces each of several at its place, and leaves alone what is the same', async () => {
  const sent = await shownWith(() => {
    const output = inPlace()
    output([text('picture 1'), text('words')])
    output([text('picture 2'), text('words')])
    output([text('picture 3')])
  })
  const [first, second] = sent.map(({ id }) => id)
  expect(sent).toEqual([
    { bundle: text('picture 1'), id: first, update: false },
    { bundle: text('words'), id: second, update: false },
    { bundle: text('picture 2'), id: first, update: true },
    { bundle: text('picture 3'), id: first, update: true },
    { bundle: { 'text/html': '', 'text/plain': '' }, id: second, update: true },
  ])
  expect(first).not.toBe(second)
})

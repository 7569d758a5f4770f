import { expect, it } from 'vitest'
import { type Progress, progressBundle } from '../../src/notebook/progress-card.js'

const half: Progress = { what: 'Producing', total: 5000, done: 2500, state: 'running', tookMs: 3_900 }

it.each<[Partial<Progress>, string, string]>([
  [{}, 'Producing: 2,500 of 5,000 (50 %), 3 s so far', '50%'],
  [{ done: 0 }, 'Producing: 0 of 5,000 (0 %), 3 s so far', '0%'],
  [{ done: 5000, state: 'done' }, 'Producing: done: 5,000 of 5,000 (100 %) in 3.9 s', '100%'],
  [{ done: 4999, state: 'done' }, 'Producing: done: 4,999 of 5,000 (99 %) in 3.9 s', '99.98%'],
  [{ done: 9000 }, 'Producing: 9,000 of 5,000 (100 %), 3 s so far', '100%'],
  [{ state: 'stopped' }, 'Producing: stopped at 2,500 of 5,000 (50 %) after 3.9 s', '50%'],
])('%j', (change, text, width) => {
  const bundle = progressBundle({ ...half, ...change })
  expect(bundle['text/plain']).toBe(text)
  // The bar says nothing that the words beside it do not say.
  expect(bundle['text/html']).toContain(text.replace('Producing: ', ''))
  expect(bundle['text/html']).toContain(`width:${width};`)
})

it('says what it shows to pages that have no use for a bar', () => {
  expect(progressBundle(half)['application/vnd.kafka-groups-lab.progress+json']).toEqual({
    what: 'Producing',
    total: 5000,
    done: 2500,
    state: 'running',
  })
})

it('stands on the light ground of every card, and escapes its title', () => {
  const html = String(progressBundle({ ...half, what: '<b onclick="x">' })['text/html'])
  expect(html).toMatch(/^<figure style="background:#ffffff;color:#1b1e23;/)
  expect(html).toContain('&lt;b onclick=&quot;x&quot;&gt;')
  expect(html).not.toMatch(/<(b|style|script|svg)[ >]/)
})

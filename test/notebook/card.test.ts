import { expect, it } from 'vitest'
import { card, element, escaped } from '../../src/notebook/card.js'

it('makes markup and quotes harmless', () => {
  expect(escaped(`<img src=x onerror="alert('1')"> & more`)).toBe(
    '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; more',
  )
})

it('brings its own light ground, with inline styles only', () => {
  const html = card(element('b', { color: '#123456' }, 'x'))
  expect(html).toMatch(/^<figure style="background:#ffffff;color:#1b1e23;/)
  expect(html).toContain('<b style="color:#123456">x</b></figure>')
  expect(html).not.toMatch(/<(style|script|svg)|class=/)
})

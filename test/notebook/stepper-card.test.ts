import { expect, it } from 'vitest'
import type { Steps } from '../../src/charts/steps.js'
import { stepperBundle } from '../../src/notebook/stepper-card.js'

const chart = (text: string) => ({
  ...{ title: 'A story', alt: text, table: { columns: [], rows: [] } },
  picture: { kind: 'plot' as const, scene: { width: 1, height: 1, boxes: [], labels: [], rules: [] } },
})

function story(texts: readonly string[], key: readonly number[], left = 0): Steps {
  const steps = texts.map((text, at) => ({ text, key: key.includes(at), chart: chart(text) }))
  return { title: 'A story', alt: 'It ended <well>.', left, steps }
}

const svgs = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `<svg><g x='${at}'/></svg>`)

function htmlOf(steps: Steps): string {
  return String(stepperBundle(steps, svgs(steps.steps.length))['text/html'])
}

it('has few pictures that need no script, a list of all sentences, and one script', () => {
  const html = htmlOf(story(['one', 'two', 'three', 'four', 'five', 'six'], [0, 1, 3, 4]))
  const images = [...html.matchAll(/<img alt="([^"]*)" src='([^']*)'/g)].map(([, alt, src]) => [alt, src])
  expect(images).toEqual([
    ['two', 'data:image/svg+xml,%3Csvg%3E%3Cg x=%271%27/%3E%3C/svg%3E'],
    ['five', 'data:image/svg+xml,%3Csvg%3E%3Cg x=%274%27/%3E%3C/svg%3E'],
    ['six', 'data:image/svg+xml,%3Csvg%3E%3Cg x=%275%27/%3E%3C/svg%3E'],
  ])
  expect(html).toContain(
    '<ol class="steps"><li>one</li><li>two</li><li>three</li><li>four</li><li>five</li><li>six</li></ol>',
  )
  expect(html.match(/<script>/g)).toHaveLength(1)
  expect(html).not.toMatch(/<(button|input|style)|https?:|\bid=/)
})

it('has the sentences as text, and says how many are left out', () => {
  const bundle = stepperBundle(story(['one', 'two'], [0], 61), svgs(2))
  expect(Object.keys(bundle)).toEqual(['text/html', 'text/plain'])
  expect(bundle['text/plain']).toBe(
    'A story\nIt ended <well>.\n1. one\n2. two\n61 more steps left out, at equal distances.',
  )
  expect(bundle['text/html']).toContain('It ended &lt;well&gt;. 61 more steps left out, at equal distances.')
})

it('lets nothing out of a name become markup or script', () => {
  const evil = `"><script>alert(1)</script><!-- '</ol> & $& $' apostrophe`
  const steps = story([evil, 'end'], [0])
  const html = String(stepperBundle(steps, [`<svg>${evil}</svg>`, '<svg/>'])['text/html'])
  expect(html.match(/<script/g)).toHaveLength(1)
  expect(html.match(/<\/script>/g)).toHaveLength(1)
  expect(html).toContain(
    '<li>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!-- &#39;&lt;/ol&gt; &amp; $&amp; $&#39; apostrophe</li>',
  )
  expect(html).not.toContain('<!--')
})

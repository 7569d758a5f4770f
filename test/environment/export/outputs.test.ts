import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as charts from '../../../src/charts/index.js'
import { bundlesOf } from '../../../src/notebook/bundle.js'
import type { Bundle } from '../../../src/notebook/display.js'
import { progressBundle } from '../../../src/notebook/progress-card.js'
import { twoGroups } from '../../charts/scenes.js'
import { dangling, page, removeFolders, shown, siteOf, text } from './pages.js'

afterAll(removeFolders)

const lab = (kind: string) => `application/vnd.kafka-groups-lab.${kind}+json`
const vegaLite = 'application/vnd.vegalite.v5+json'
const claimed = (statement: string, observed: unknown, plain: string) =>
  shown({
    'text/plain': plain,
    [lab('claim')]: { statement, holds: true, observed, expected: observed },
  })
const panel = {
  title: 'Topics <b>',
  alt: 'One & only.',
  table: { columns: ['topic', 'partitions'], rows: [['<i>orders</i>', 3] as const] },
}
const spec = { description: '</script><img src=x onerror=alert(1)>', data: { values: [{ a: 'ä & b' }] } }

let site = ''
let lesson: Document
let pictures: Bundle[]
beforeAll(async () => {
  const both = [charts.assignments(twoGroups), charts.offsets(twoGroups)]
  pictures = (await Promise.all(both.map(bundlesOf))).flat()
  site = await siteOf({
    '01-a': [
      '# 01 · A',
      {
        code: 'claim()',
        outputs: [
          claimed('a <b> holds', [1, 2], '✓ a <b> holds\n  observed: [ 1, 2 ]'),
          claimed('and this', 'x', "✓ and this\n  observed: 'x'"),
          { output_type: 'stream', name: 'stdout', text: '\u001b[31mred\u001b[0m <b>\n' },
          { output_type: 'stream', name: 'stdout', text: 'more\n' },
          shown(progressBundle({ what: 'Work', total: 2, done: 2, state: 'done', tookMs: 900 })),
          { output_type: 'stream', name: 'stderr', text: 'careful\n' },
          { output_type: 'error', ename: 'TypeError', evalue: 'no <i>', traceback: [] },
        ],
      },
      {
        code: 'predict()',
        outputs: [
          shown({
            'text/plain': '○ Many?',
            [lab('predict')]: { question: 'How <many>?', answer: [2, 1], right: null },
          }),
        ],
      },
      {
        code: 'exercise()',
        outputs: [
          shown({
            'text/plain': '○',
            [lab('exercise')]: { task: 'Do <it>', solved: false, said: 'no & no' },
          }),
        ],
      },
      { code: 'show()', outputs: [...pictures, ...(await bundlesOf(panel))].map(shown) },
      { code: 'show()', outputs: [shown({ ...pictures[1], [vegaLite]: spec })] },
      { code: 'step()', outputs: [shown({ 'text/html': '<p id="own">x</p><script>step()</script>' })] },
    ],
    '02-b': ['# 02 · B', { code: 'show()', outputs: (await bundlesOf(panel)).map(shown) }],
  })
  lesson = page(site, '01-a')
})

test('claims that follow each other are one list, with what was observed as the notebook writes it', () => {
  const lists = [...lesson.querySelectorAll('.claims')]
  expect(lists.map((each) => [...each.children].map(text))).toEqual([
    ['✓Claim, holds: a <b> holds observed [ 1, 2 ]', "✓Claim, holds: and this observed 'x'"],
  ])
})

test('text, finished progress, warnings and errors are told apart in words, and what they say is text', () => {
  expect([...lesson.querySelectorAll('pre.text')].map((each) => each.textContent)).toEqual([
    'red <b>\nmore\nWork: done: 2 of 2 (100 %) in 0.9 s',
  ])
  expect([...lesson.querySelectorAll('.warning, .error')].map(text)).toEqual([
    '⚠ Warningcareful',
    '✗ TypeErrorno <i>',
  ])
})

test('an open prediction keeps the answer under a fold', () => {
  const box = lesson.querySelector('.prediction')
  expect(text(box)).toBe('Predict How <many>? What Kafka says[2, 1]')
  expect(box?.querySelector('details')?.hasAttribute('open')).toBe(false)
})

test('the check of an exercise is folded, and what it says of the open one is there', () => {
  expect(text(lesson.querySelector('.exercise'))).toBe(
    'Exercise Do <it> In this run it is still open, and the check says: no & no',
  )
  expect(lesson.querySelector('#cell-3 details.code')?.hasAttribute('open')).toBe(false)
})

test('a picture says its finding, has its numbers under a fold, and is in the page', () => {
  const figures = [...lesson.querySelectorAll('figure.picture')]
  const wanted = [charts.assignments(twoGroups), charts.offsets(twoGroups)]
  for (const [at, { title, alt, table }] of wanted.entries()) {
    const image = figures[at]?.querySelector('img')
    expect(image?.alt).toBe(`${title}. ${alt}`)
    expect(text(figures[at]?.querySelector('figcaption'))).toBe(alt.replace(/\s+/g, ' '))
    expect([...(figures[at]?.querySelectorAll('th') ?? [])].map(text)).toEqual(table.columns)
    expect(figures[at]?.querySelectorAll('tbody tr')).toHaveLength(table.rows.length)
    const svg = decodeURIComponent(image?.src.replace('data:image/svg+xml,', '') ?? '')
    expect(svg.replace(/ (aria-[\w-]+|role)="[^"]*"/g, '')).toBe(svg)
    const drawn = String(pictures[at]?.['image/svg+xml'])
    expect(svg).toBe(drawn.replace(/ (aria-[\w-]+|role)="[^"]*"/g, ''))
  }
})

test('an interactive picture carries its specification, which no text in it can break out of', () => {
  const scripts = [...lesson.querySelectorAll('script.vega-lite')]
  expect(scripts.map((each) => JSON.parse(each.textContent ?? ''))).toEqual([pictures[1]?.[vegaLite], spec])
  expect(lesson.querySelector('img[src="x"]')).toBeNull()
})

test('the files that draw are there once, and only pages that need them load them', () => {
  const scripts = (of: Document) =>
    [...of.querySelectorAll('script[src]')].map((each) => each.getAttribute('src'))
  expect(scripts(lesson)).toEqual([
    'assets/page.js',
    'assets/vega.min.js',
    'assets/vega-lite.min.js',
    'assets/charts.js',
  ])
  expect(scripts(page(site, '02-b'))).toEqual(['assets/page.js'])
  expect(scripts(page(site, 'index'))).toEqual([])
  expect(dangling(site)).toEqual([])
  for (const library of ['vega', 'vega-lite'])
    expect(fs.readFileSync(path.join(site, 'assets', `${library}.LICENSE.txt`), 'utf8')).toContain(
      'University of Washington',
    )
})

test('a panel is a table; output that brings its own script stays as it is', () => {
  const figure = lesson.querySelector('figure.panel')
  expect(text(figure)).toBe('Topics <b> topicpartitions <i>orders</i>3 One & only.')
  expect(figure?.querySelector('td.number')?.textContent).toBe('3')
  expect(lesson.querySelector('.own')?.innerHTML.trim()).toBe('<p id="own">x</p><script>step()</script>')
})

test('the index shows a picture of each lesson, or its table', () => {
  const covers = [...page(site, 'index').querySelectorAll('.lessons li')]
  expect(covers[0]?.querySelector('img')?.getAttribute('src')).toBe('pictures/01-a.svg')
  expect(fs.readFileSync(path.join(site, 'pictures', '01-a.svg'), 'utf8')).toBe(
    pictures[0]?.['image/svg+xml'],
  )
  expect(text(covers[1]?.querySelector('.cover td'))).toBe('<i>orders</i>')
  expect(
    [...page(site, 'index').querySelectorAll('.lessons a')].map((each) => each.getAttribute('href')),
  ).toEqual(['01-a.html', '02-b.html'])
})

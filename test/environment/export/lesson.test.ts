import { afterAll, beforeAll, expect, test } from 'vitest'
import { dangling, page, removeFolders, siteOf, text } from './pages.js'

afterAll(removeFolders)

const first = `# 01 · Keys & partitions

**Who decides,
and why?**

About 20 minutes. Before: [02](02-next.ipynb), [far](03-gone.ipynb), [site](https://kafka.apache.org/), [readme](../README.md).`
const long = Array.from({ length: 13 }, (_, at) => `const x${at} = ${at}`).join('\n')

let site = ''
let lesson: Document
beforeAll(async () => {
  site = await siteOf({
    '01-keys': [
      first,
      { code: "const a = '</script>' // so\nawait a" },
      '## Who? `P0`\n\n> **Myth: "It is."**\n>\n> No.\n\n### Who? P0',
      { code: long },
      '## Who? P0\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<details><summary>Solution</summary>\n\n```ts\nawait lab\n```\n\n</details>',
    ],
    '02-next': ['# 02 · Next', { code: '1', tags: ['fold'] }],
  })
  lesson = page(site, '01-keys')
})

test('a page says its number, title, question and minutes, each once', () => {
  expect(lesson.title).toBe('01 Keys & partitions – Kafka Groups Lab')
  expect([...lesson.querySelectorAll('.opening > *')].map(text)).toEqual([
    'Lesson 01 · 20 minutes',
    'Keys & partitions',
    'Who decides, and why?',
  ])
  expect(lesson.querySelectorAll('h1')).toHaveLength(1)
})

test('its headings are the table of contents, beside and folded, and each is a place of its own', () => {
  for (const contents of lesson.querySelectorAll('.contents ol')) {
    const entries = [...contents.querySelectorAll('a')].map((each) => [each.getAttribute('href'), text(each)])
    expect(entries).toEqual([
      ['#who-p0', 'Who? P0'],
      ['#who-p0-2', 'Who? P0'],
      ['#who-p0-3', 'Who? P0'],
    ])
  }
  expect(lesson.querySelectorAll('.contents ol')).toHaveLength(2)
})

test('links lead to pages of the site or out of it; what is not in the site is no link', () => {
  const links = [...(lesson.querySelector('.prose')?.querySelectorAll('a') ?? [])]
  expect(links.map((each) => each.getAttribute('href'))).toEqual([
    '02-next.html',
    'https://kafka.apache.org/',
  ])
  expect(text(lesson.querySelector('.prose'))).toBe('About 20 minutes. Before: 02, far, site, readme.')
  expect(dangling(site)).toEqual([])
})

test('a lesson knows the one before and the one after', () => {
  const next = page(site, '02-next')
  const around = (of: Document) =>
    [...of.querySelectorAll('.neighbours a')].map((each) => [
      each.getAttribute('rel'),
      each.getAttribute('href'),
    ])
  expect(around(lesson)).toEqual([['next', '02-next.html']])
  expect(around(next)).toEqual([['prev', '01-keys.html']])
})

test('code is folded where it is long, and is whole with its words marked', () => {
  const cells = [...lesson.querySelectorAll('details.code')]
  expect(cells.map((each) => each.hasAttribute('open'))).toEqual([true, false])
  expect(cells.map((each) => each.querySelector('pre')?.textContent)).toEqual([
    "const a = '</script>' // so\nawait a",
    long,
  ])
  const marked = [...(cells[0]?.querySelectorAll('pre span') ?? [])]
  expect(marked.map((each) => [each.className, each.textContent])).toEqual([
    ['k', 'const'],
    ['s', "'</script>'"],
    ['c', '// so'],
    ['k', 'await'],
  ])
  expect(text(cells[1]?.querySelector('summary'))).toBe('2const x0 = 0')
  expect(page(site, '02-next').querySelector('details.code')?.hasAttribute('open')).toBe(false)
})

test('myths are asides, solutions are folded, and tables scroll by themselves', () => {
  expect(text(lesson.querySelector('aside.myth'))).toBe('Myth: "It is." No.')
  const solution = [...lesson.querySelectorAll('.prose details')]
  expect(solution.map((each) => [each.hasAttribute('open'), text(each)])).toEqual([
    [false, 'Solution await lab'],
  ])
  expect(lesson.querySelectorAll('.wide > table')).toHaveLength(1)
})

test('a page and the index say when and with what they were made', () => {
  expect(text(lesson.querySelector('.colophon'))).toBe(
    'This page is a run of the notebook 01-keys.ipynb, which took 12 s; nothing on it was written by hand after the run. ' +
      'In the notebook you can change every cell and run it again.' +
      'Made by Kafka Groups Lab 0.1.0 on 1 May 2026, 10:00 UTC, with kafkajs 2.2.4.',
  )
  expect(text(page(site, 'index').querySelector('.colophon'))).toBe(
    'Made by Kafka Groups Lab 0.1.0 on 1 May 2026, 10:00 UTC, with kafkajs 2.2.4.',
  )
})

test('a notebook of any name has its page, and a title without a number is whole', async () => {
  const odd = await siteOf({ 'a #1 & "b"': ['# Of · dots\n\nSee [two](02%20%3F.ipynb).'], '02 ?': ['text'] })
  expect(dangling(odd)).toEqual([])
  const links = [...page(odd, 'a #1 & "b"').querySelectorAll('.prose a')]
  expect(links.map((each) => each.getAttribute('href'))).toEqual(['02%20%3F.html'])
  const titles = [...page(odd, 'index').querySelectorAll('.lessons strong')]
  expect(titles.map(text)).toEqual(['Of · dots', '02 ?'])
})

test('a page that would load something from outside its folder is refused', async () => {
  const bad = '<img alt="x" src="https://example.org/x.png">'
  await expect(siteOf({ bad: [`# Bad\n\n${bad}`] })).rejects.toThrowError(
    /^The pages could not be written:\n {2}Cannot write bad\.html: wanted a page that loads nothing from outside its folder, found https:\/\/example\.org\/x\.png\. Put the file beside the notebook, or make it a link\.$/,
  )
})

import fs from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { choice } from '../../../environment/export/choice.mjs'
import { Unmet } from '../../../environment/setup/unmet.mjs'
import { folder, removeFolders } from './pages.js'

afterAll(removeFolders)

const names = (args: string[]) => choice(args).notebooks.map(({ name }) => name)
const course = fs.readdirSync('notebooks').filter((name) => name.endsWith('.ipynb'))

test('without a lesson, all of them, to site/', () => {
  const { notebooks, to } = choice([])
  expect(notebooks.map(({ file }) => path.relative('notebooks', file))).toEqual(course)
  expect(to).toBe(path.resolve('site'))
})

test('lessons by number or name, each once, in the order of the course', () => {
  expect(names(['03', '00-start-here', '03'])).toEqual(['00-start-here', '03-one-group'])
})

test('a notebook of one’s own by its path, and a folder to write', () => {
  const file = path.join(folder(), 'mine.ipynb')
  fs.writeFileSync(file, '{}')
  expect(choice(['--to', 'hand out', file])).toEqual({
    notebooks: [{ file, name: 'mine' }],
    to: path.resolve('hand out'),
  })
})

test('what is not there is refused by name', () => {
  expect(() => choice(['99'])).toThrowError(
    new Unmet(
      "Cannot export '99': wanted the number or the name of a lesson, or the path of a notebook. " +
        `The lessons are ${course.map((name) => name.replace('.ipynb', '')).join(', ')}.`,
    ),
  )
  expect(() => choice(['00', '--to'])).toThrowError(
    new Unmet('Cannot export: wanted a folder after --to, found nothing. Write --to handout.'),
  )
  expect(() => choice(['--pdf'])).toThrowError(
    new Unmet(
      'Cannot export with --pdf: there is one option, --to with a folder (write it after two dashes: npm run export -- --to handout 03).',
    ),
  )
})

test('two notebooks of one name are refused, and one that would take the index’s place', () => {
  const [one, other] = [folder(), folder()].map((each) => path.join(each, 'same.ipynb')) as [string, string]
  const index = path.join(path.dirname(one), 'index.ipynb')
  for (const file of [one, other, index]) fs.writeFileSync(file, '{}')
  const taken = (file: string, name: string) =>
    new Unmet(
      `Cannot export ${file}: wanted a page of its own for each notebook, and ${name}.html is taken. Rename the notebook.`,
    )
  expect(() => choice([one, other])).toThrowError(taken(one, 'same'))
  expect(() => choice([index])).toThrowError(taken(index, 'index'))
})

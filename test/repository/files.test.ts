import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filesIn } from './source.js'

const lines = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1
const stem = (file: string) => file.replace(/^.*\//, '').replace(/\.[^.]*$/, '')
const src = filesIn('src', '.ts')

test('a file of src has at most 200 lines, and most have at most 120', () => {
  expect(src.filter((file) => lines(file) > 200)).toEqual([])
  const long = src.filter((file) => lines(file) > 120)
  expect(long.length / src.length).toBeLessThan(0.2)
})

test('no file of src is a drawer', () => {
  const drawers = /^(utils?|helpers?|common|types?|errors?|misc|shared|constants)$/
  expect(filesIn('src').filter((file) => file.split('/').some((step) => drawers.test(stem(step))))).toEqual(
    [],
  )
})

test('every file of the model, the charts and the notebook part has a test file of its name', () => {
  const missing = src
    .filter((file) => /^src\/(model|charts|notebook)\//.test(file) && stem(file) !== 'index')
    .map((file) => file.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts'))
    .filter((file) => !filesIn('test', '.test.ts').includes(file))
  expect(missing).toEqual([])
})

test('nothing is left for later, switched off, or narrowed to one test', () => {
  const marks = new RegExp(
    ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].map((mark) => `\\b${mark}\\b`).join('|'),
  )
  const off = /\b(test|it|describe)\.(only|skip|todo|fails)\b/
  const found = ['src', 'test', 'environment'].flatMap((folder) =>
    filesIn(folder)
      .filter((file) => /\.(ts|mjs|cjs|py)$/.test(file) && file !== 'test/repository/files.test.ts')
      .filter((file) => marks.test(readFileSync(file, 'utf8')) || off.test(readFileSync(file, 'utf8'))),
  )
  expect(found).toEqual([])
})

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

interface Output {
  readonly name: string
  readonly text: string
}

interface ProgramRecord {
  isClean(file: string): boolean
  addClean(file: string): void
  output(file: string): Output | undefined
  addOutput(file: string, output: Output): void
}

const { openRecords } = createRequire(import.meta.url)('../../environment/kernel/records.cjs') as {
  openRecords: (folder: string) => { read(key: string): ProgramRecord }
}

const keyOf = (digit: string): string => digit.repeat(64)
const key = keyOf('a')
const output = { name: 'outDir/src/a.js', text: 'exports.a = 1' }

let parent: string
let folder: string

beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'records '))
  folder = path.join(parent, '.lab', 'kernel')
})

afterEach(() => rmSync(parent, { recursive: true, force: true }))

/** Adds two files to a record and waits for its file. */
async function written(itsKey: string): Promise<string> {
  const record = openRecords(folder).read(itsKey)
  record.addClean('src/a.ts')
  record.addOutput('src/a.ts', output)
  const file = path.join(folder, `${itsKey}.json`)
  await vi.waitFor(() => expect(existsSync(file)).toBe(true))
  return file
}

function found(itsKey: string): readonly [boolean, Output | undefined] {
  const record = openRecords(folder).read(itsKey)
  return [record.isClean('src/a.ts'), record.output('src/a.ts')]
}

test('a record is read as it was written, by its own key alone, and leaves no draft', async () => {
  await written(key)
  expect(found(key)).toEqual([true, output])
  expect(found(keyOf('b'))).toEqual([false, undefined])
  expect(readdirSync(folder)).toEqual([`${key}.json`])
})

test.each([
  ['cut short', (text: string) => text.slice(0, -20)],
  ['of another form', (text: string) => text.replace('"form":1', '"form":0')],
  ['of another key', (text: string) => text.replace(key, keyOf('b'))],
  ['without a text', (text: string) => text.replace('"exports.a = 1"', '1')],
  ['no object', () => 'null'],
])('a record that is %s is as good as none', async (_what, damage) => {
  const file = await written(key)
  const whole = readFileSync(file, 'utf8')
  expect(damage(whole)).not.toBe(whole)
  writeFileSync(file, damage(whole))
  expect(found(key)).toEqual([false, undefined])
})

test('a folder that cannot be made is no error, and nothing is kept', async () => {
  writeFileSync(path.join(parent, '.lab'), 'a file in the way')
  const record = openRecords(folder).read(key)
  record.addClean('src/a.ts')
  await new Promise(setImmediate) // what was added is written by now
  expect(record.isClean('src/a.ts')).toBe(true)
  expect(readdirSync(parent)).toEqual(['.lab'])
})

test('the newest twelve are kept; what others have put there stays', async () => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'notes.json'), '')
  const names = [...'0123456789bcd'].map((digit) => `${keyOf(digit)}.json`)
  names.push(`${keyOf('e')}.4711.draft`)
  for (const [at, name] of names.entries()) {
    writeFileSync(path.join(folder, name), '')
    utimesSync(path.join(folder, name), 1000 - at, 1000 - at)
  }
  await written(key)
  await vi.waitFor(() => expect(readdirSync(folder)).toHaveLength(13))
  expect(readdirSync(folder).sort()).toEqual([...names.slice(0, 11), `${key}.json`, 'notes.json'].sort())
})

import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { run } from '../../environment/setup/run.mjs'
import { addUp, countLine, readCounts } from '../../environment/test/counts.mjs'

// Each test runs vitest itself.
vi.setConfig({ testTimeout: 60_000 })

let folder = ''
const report = (): string => path.join(folder, 'report.json')

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-counts-'))
})

afterEach(() => fs.rmSync(folder, { recursive: true }))

/** Runs vitest itself on one file of tests and counts what it reports. */
async function countOf(text: string): Promise<ReturnType<typeof readCounts>> {
  fs.writeFileSync(path.join(folder, 'a.test.mjs'), text)
  const vitest = path.resolve('node_modules', 'vitest', 'vitest.mjs')
  const args = ['run', '--root', folder, '--globals', '--silent', '--reporter=json']
  const { code } = await run(process.execPath, [vitest, ...args, `--outputFile.json=${report()}`])
  return readCounts(report(), code ?? 1)
}

test('passed, failed and skipped tests', async () => {
  const text =
    "test('a', () => {}); test('b', () => { throw new Error('wanted') }); test.skip('c', () => {}); test.todo('d')"
  expect(await countOf(text)).toEqual({ passed: 1, failed: 1, skipped: 2 })
})

test('an error that nobody handled is a failure although every test passed', async () => {
  const text =
    "test('a', async () => { Promise.reject(new Error('wanted')); await new Promise(setImmediate) })"
  expect(await countOf(text)).toEqual({ passed: 1, failed: 1, skipped: 0 })
})

test('a file that cannot be loaded is a failure', async () => {
  expect(await countOf("import './is-not-there.mjs'; test('a', () => {})")).toEqual({
    passed: 0,
    failed: 1,
    skipped: 0,
  })
})

test('a file without a test, and a run without a report, are failures', async () => {
  expect(await countOf('')).toEqual({ passed: 0, failed: 1, skipped: 0 })
  expect(readCounts(path.join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('a run in which every test was skipped is a failure', async () => {
  expect(await countOf("test.skip('a', () => {})")).toEqual({ passed: 0, failed: 1, skipped: 1 })
})

test('the line that ends npm test', () => {
  const sum = addUp([
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 40, failed: 2, skipped: 3 },
  ])
  expect(countLine(sum)).toBe('41 passed, 2 failed, 3 skipped')
  expect(countLine({ passed: 41, failed: 0, skipped: 0 })).toBe('41 passed, 0 failed')
})

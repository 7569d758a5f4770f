import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withRun } from '../../../environment/bench/readme.mjs'
import { join, observe } from './results.js'

const machine = {
  date: '2026-11-21',
  cores: 2,
  cpu: 'A processor',
  memoryGB: 24,
  system: 'Linux x64',
  node: '20.20.2',
  java: '25.0.2',
  kafka: '4.2.0',
}
const [begin, end] = [
  '<!-- Measured: npm run bench writes what stands from here -->',
  '<!-- to here. -->',
] as const
const written = `# Bench\n\nWhy.\n\n${begin}\nold\n${end}\n\n## Missed\n\nBecause.\n`

test('a run takes the place of the last one, and what is written by hand stays', () => {
  const once = withRun(written, { machine, results: [join] })
  expect(
    once.startsWith(`# Bench\n\nWhy.\n\n${begin}\n\nMeasured on 2026-11-21 with 2 cores (A processor)`),
  ).toBe(true)
  expect(once.endsWith(`${end}\n\n## Missed\n\nBecause.\n`)).toBe(true)
  expect(once).toContain('| join | a second member joins | 45 ms')
  expect(once).not.toContain('old')
  const twice = withRun(once, { machine, results: [observe] })
  expect(twice).not.toContain('| join |')
  expect(twice).toBe(withRun(written, { machine, results: [observe] }))
})

test('without its marks nothing is written', () => {
  expect(() => withRun('# Bench\n', { machine, results: [join] })).toThrowError(
    `Cannot write the run into bench/README.md: wanted the lines '${begin}' and '${end}', which enclose the last one, and found them not. Put them back and run it again.`,
  )
})

test('the README that there is has them', () => {
  const text = readFileSync('bench/README.md', 'utf8')
  expect(withRun(text, { machine, results: [join] })).toContain('| join |')
})

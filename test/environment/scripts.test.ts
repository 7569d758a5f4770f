import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const scripts = fs
  .readdirSync('environment', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.mjs'))

test('no script loads a package when it starts, for a fresh clone has none', () => {
  const loaded = scripts.flatMap((name) => {
    const text = fs.readFileSync(path.join('environment', name), 'utf8')
    return [...text.matchAll(/^(?:import|export) [^\n]*from '([^']+)'|^import '([^']+)'/gm)]
      .map((match) => match[1] ?? match[2] ?? '')
      .filter((specifier) => !specifier.startsWith('node:') && !specifier.startsWith('.'))
      .map((specifier) => `${name}: ${specifier}`)
  })
  expect(scripts.length).toBeGreaterThan(20)
  expect(loaded).toEqual([])
})

test('what is pinned is pinned by hash, and names no registry', () => {
  const requirements = fs.readFileSync('environment/requirements.txt', 'utf8')
  const pins = requirements.split('\n').filter((line) => /^[a-z]/.test(line))
  expect(pins.length).toBeGreaterThan(50)
  expect(pins.filter((line) => !/^[a-z0-9._-]+(\[[a-z]+\])?==\S+.* \\$/.test(line))).toEqual([])
  expect(requirements.match(/--hash=sha256:[0-9a-f]{64}/g)?.length).toBeGreaterThan(pins.length)
  expect(requirements).not.toMatch(/:\/\/|--index|--find-links/)

  const lock = fs.readFileSync('package-lock.json', 'utf8')
  const { packages } = JSON.parse(lock) as { packages: Record<string, { integrity?: string }> }
  const installed = Object.entries(packages).filter(([name]) => name !== '')
  expect(installed.filter(([, { integrity }]) => !integrity).map(([name]) => name)).toEqual([])
  expect(lock).not.toContain('"resolved"')
})

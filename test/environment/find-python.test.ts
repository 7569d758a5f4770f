import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findPython } from '../../environment/setup/find-python.mjs'

// Each test runs some programs.
vi.setConfig({ testTimeout: 60_000 })

let folder = ''
const realPath = process.env.PATH

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-python-'))
  process.env.PATH = folder
})

afterEach(() => {
  process.env.PATH = realPath
  fs.rmSync(folder, { recursive: true })
})

/** A program of that name that answers as such a Python does. */
function python(name: string, version: string, { venv = true } = {}): void {
  const lines = ['#!/bin/sh', `echo version=${version}`]
  lines.push(venv ? 'echo venv=yes' : 'echo "ModuleNotFoundError: No module named \'ensurepip\'" >&2; exit 1')
  fs.writeFileSync(path.join(folder, name), `${lines.join('\n')}\n`, { mode: 0o755 })
}

async function said(platform?: NodeJS.Platform): Promise<string> {
  const found = await findPython(platform).catch((error: Error) => error.message)
  return typeof found === 'string' ? found : [found.command, ...found.args].join(' ')
}

test('the first Python that is new enough is taken', async () => {
  python('python3', '3.8.10')
  python('python3.12', '3.12.1')
  expect(await said('linux')).toBe('python3.12')
})

test('a Python without venv is passed over for one that has it', async () => {
  python('python3', '3.11.2', { venv: false })
  python('python3.10', '3.10.4')
  expect(await said('linux')).toBe('python3.10')
})

test('no Python', async () => {
  expect(await said('linux')).toBe(
    'Kafka Groups Lab needs Python 3.10 or later; none was found on PATH. ' +
      'Install it with `sudo apt install python3 python3-venv` (or what your distribution has in place of apt) ' +
      'and run the command again.',
  )
  expect(await said('darwin')).toBe(
    'Kafka Groups Lab needs Python 3.10 or later; none was found on PATH. ' +
      'Install one with `brew install python@3.13` and run the command again.',
  )
  expect(await said('win32')).toBe(
    'Kafka Groups Lab needs Python 3.10 or later; none was found on PATH. ' +
      'Install one with `winget install Python.Python.3.13` and run the command again.',
  )
})

test('only Pythons that are too old', async () => {
  python('python3', '3.8.10')
  python('python', '2.7.18')
  expect(await said('darwin')).toBe(
    'Kafka Groups Lab needs Python 3.10 or later; python3 is 3.8.10, python is 2.7.18. ' +
      'Install one with `brew install python@3.13` and run the command again.',
  )
})

test('a Python without venv, as Debian has it', async () => {
  python('python3', '3.11.2', { venv: false })
  expect(await said('linux')).toBe(
    "Kafka Groups Lab needs Python's venv module to make its .venv folder; python3 is 3.11.2 without it. " +
      'Install it with `sudo apt install python3-venv` (or what your distribution has in place of apt) ' +
      'and run the command again.',
  )
})

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, test } from 'vitest'
import { makeProject } from './project.js'

type Pinned = Record<string, { version: string; files: Record<string, string> }>

const require = createRequire(import.meta.url)
const { findUnknownFile } = require('../../environment/kernel/pinned.cjs') as {
  findUnknownFile: (pinned: Pinned, require: NodeJS.Require) => string | null
}
const list = (): Pinned => JSON.parse(readFileSync('environment/kernel/pinned.json', 'utf8'))
const wrongHash = '0'.repeat(64)
const refusal =
  "Cannot start the TypeScript kernel: its repairs are written for tslab 1.0.22, but tslab/dist/jupyter.js is not the file of that version (installed: tslab 1.0.22). Run `npm ci` in the project's folder to install tslab 1.0.22 again."

function withWrongHash(): Pinned {
  const pinned = list()
  Object.assign(pinned.tslab?.files ?? {}, { 'dist/jupyter.js': wrongHash })
  return pinned
}

test('the installed files are the pinned ones', () => {
  expect(Object.keys(list())).toEqual(['tslab', '@tslab/typescript-for-tslab', 'zeromq'])
  expect(findUnknownFile(list(), require)).toBeNull()
})

test('another file is named with the version wanted, the version found and the remedy', () => {
  expect(findUnknownFile(withWrongHash(), require)).toBe(refusal)
})

test('a file that is missing is refused like one that differs', () => {
  const pinned = { zeromq: { version: '6.8.0', files: { 'lib/gone.js': wrongHash } } }
  expect(findUnknownFile(pinned, require)).toMatch(
    / but zeromq\/lib\/gone.js is not the file of that version/,
  )
})

test('a package that is not installed is named with the remedy', () => {
  expect(findUnknownFile({ 'no-such-package': { version: '1.2.3', files: {} } }, require)).toBe(
    "Cannot start the TypeScript kernel: it needs no-such-package 1.2.3, and no-such-package is not installed. Run `npm ci` in the project's folder to install no-such-package 1.2.3 again.",
  )
})

test('the launcher refuses to start on a file that it does not know', () => {
  const project = makeProject()
  try {
    project.write('environment/kernel/pinned.json', JSON.stringify(withWrongHash()))
    const launcher = path.join(project.root, 'environment', 'kernel', 'launcher.cjs')
    const { status, stderr } = spawnSync(process.execPath, [launcher, 'no-connection.json'], {
      encoding: 'utf8',
      timeout: 20_000,
    })
    expect({ status, stderr }).toEqual({ status: 1, stderr: `${refusal}\n` })
  } finally {
    project.remove()
  }
})

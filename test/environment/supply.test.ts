import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { venvPython } from '../../environment/setup/python-environment.mjs'

let folder = ''
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-supply-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<
    string,
    { readonly version?: string; readonly integrity?: string; readonly link?: boolean }
  >
}

test('every package of the lock has a version and the hash of its archive', () => {
  const packages = Object.entries(lock.packages).filter(([name]) => name !== '')
  expect(packages.length).toBeGreaterThan(100)
  const loose = packages.filter(
    ([, { version, integrity, link }]) =>
      link === true || version === undefined || !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
  )
  expect(loose).toEqual([])
})

test('every Python requirement is one version with a sha256, which pip is told to insist on', () => {
  const text = fs.readFileSync('environment/requirements.txt', 'utf8').replaceAll(/\\\n/g, ' ')
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'))
  expect(lines.length).toBeGreaterThan(50)
  expect(
    lines.filter((line) => !/^[\w.[\]-]+==[\w.]+( *;[^-]*)?( +--hash=sha256:[0-9a-f]{64})+ *$/.test(line)),
  ).toEqual([])
  expect(fs.readFileSync('environment/setup/python.mjs', 'utf8')).toContain(
    "'--require-hashes', '-r', requirements",
  )
})

/** A wheel without a line of code, and its sha256. */
function wheel(): { file: string; hash: string } {
  const file = path.join(folder, 'lab_nothing-1.0-py3-none-any.whl')
  const script = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as made:
    info = 'lab_nothing-1.0.dist-info/'
    made.writestr(info + 'METADATA', 'Metadata-Version: 2.1\\nName: lab-nothing\\nVersion: 1.0\\n')
    made.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    made.writestr(info + 'RECORD', info + 'METADATA,,\\n' + info + 'WHEEL,,\\n' + info + 'RECORD,,\\n')
`
  expect(spawnSync(venvPython, ['-c', script, file]).status).toBe(0)
  return { file, hash: createHash('sha256').update(fs.readFileSync(file)).digest('hex') }
}

/** What pip makes of a requirement as set-up asks for it, from this folder alone. */
function install(requirement: string): { status: number | null; said: string } {
  const list = path.join(folder, 'requirements.txt')
  fs.writeFileSync(list, `${requirement}\n`)
  const { status, stdout, stderr } = spawnSync(
    venvPython,
    [
      ...[
        '-m',
        'pip',
        'install',
        '--quiet',
        '--disable-pip-version-check',
        '--no-index',
        '--find-links',
        folder,
      ],
      ...['--target', path.join(folder, 'target'), '--require-hashes', '-r', list],
    ],
    { encoding: 'utf8' },
  )
  return { status, said: stdout + stderr }
}

test('a Python package of which one byte is another is not installed, and neither is one without a hash', () => {
  const { file, hash } = wheel()
  const pinned = `lab-nothing==1.0 --hash=sha256:${hash}`
  expect(install(pinned).status).toBe(0)
  expect(install('lab-nothing==1.0')).toEqual({
    status: 1,
    said: expect.stringContaining('Hashes are required in --require-hashes mode'),
  })
  fs.appendFileSync(file, 'x')
  expect(install(pinned)).toEqual({
    status: 1,
    said: expect.stringContaining('THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE'),
  })
})

test('an npm package with another hash than the lock’s is not installed', () => {
  fs.mkdirSync(path.join(folder, 'nothing'))
  fs.writeFileSync(path.join(folder, 'nothing', 'package.json'), '{"name":"lab-nothing","version":"1.0.0"}')
  const npm = (args: readonly string[], cwd: string) =>
    spawnSync(
      'npm',
      [
        ...args,
        '--offline',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        `--cache=${path.join(folder, 'cache')}`,
      ],
      {
        cwd,
        encoding: 'utf8',
        shell: process.platform === 'win32',
      },
    )
  expect(npm(['pack'], path.join(folder, 'nothing')).status).toBe(0)
  const archive = fs.readFileSync(path.join(folder, 'nothing', 'lab-nothing-1.0.0.tgz'))
  const project = path.join(folder, 'project')
  fs.mkdirSync(project)
  fs.writeFileSync(path.join(project, 'lab-nothing-1.0.0.tgz'), archive)
  const source = 'file:lab-nothing-1.0.0.tgz'
  const dependencies = { 'lab-nothing': source }
  fs.writeFileSync(
    path.join(project, 'package.json'),
    JSON.stringify({ name: 'p', version: '1.0.0', dependencies }),
  )
  const locked = (integrity: string) =>
    fs.writeFileSync(
      path.join(project, 'package-lock.json'),
      JSON.stringify({
        name: 'p',
        version: '1.0.0',
        lockfileVersion: 3,
        packages: {
          '': { name: 'p', version: '1.0.0', dependencies },
          'node_modules/lab-nothing': { version: '1.0.0', resolved: source, integrity },
        },
      }),
    )
  const sha512 = (bytes: Buffer) => `sha512-${createHash('sha512').update(bytes).digest('base64')}`
  locked(sha512(archive))
  expect(npm(['ci'], project).status).toBe(0)
  locked(sha512(Buffer.concat([archive, Buffer.from('x')])))
  const { status, stderr } = npm(['ci'], project)
  expect({ status, said: stderr.includes('EINTEGRITY') }).toEqual({ status: 1, said: true })
})

import { readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesIn } from './source.js'

const top = [
  '.ci',
  '.gitattributes',
  '.gitignore',
  '.npmrc',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'bench',
  'docker-compose.yml',
  'environment',
  'notebooks',
  'package-lock.json',
  'package.json',
  'src',
  'test',
  'tsconfig.json',
]

const files = filesIn('')
const isText = (file: string) => !/\.(png|checkpoint|ico|gif|woff2?)$/.test(file)
const texts = files.filter(isText).map((file) => ({ file, text: readFileSync(file, 'utf8') }))

/** Folders of one machine: where this copy stands, where its user and its temporary files live, and the usual places. */
function machinePaths(text: string): string[] {
  const folders = [path.dirname(process.cwd()), homedir(), tmpdir()].filter((folder) => folder.length > 1)
  const literal = folders.map((folder) => folder.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const unixHome = '/(?:home|Users)/[a-z][\\w-]*'
  const places = new RegExp(`(?<![\\w.:/}-])(?:${[...literal, unixHome].join('|')})[/\\\\]`, 'g')
  return [...text.matchAll(places), ...text.matchAll(/\b[A-Z]:\\+Users\\+\w+/g)].map(([found]) => found)
}

/** Addresses of package registries: a clone must take them from its own npm and pip. */
function registries(text: string): string[] {
  return (
    text.match(
      /"resolved": *"http|index.url *[=:]|registry *= *http|https?:\/\/[a-z.]*(registry|maven|pypi)/g,
    ) ?? []
  )
}

test('the top level holds what the design names, and nothing else', () => {
  expect([...new Set(files.map((file) => file.split('/')[0]))].sort()).toEqual([...top].sort())
})

test('no file names a folder of one machine', () => {
  expect(texts.flatMap(({ file, text }) => machinePaths(text).map((found) => `${file}: ${found}`))).toEqual(
    [],
  )
})

test('no file names a package registry, and the lock says no addresses', () => {
  expect(texts.flatMap(({ file, text }) => registries(text).map((found) => `${file}: ${found}`))).toEqual([])
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, object> }
  const packages = Object.entries(lock.packages).filter(([name]) => name !== '')
  expect(packages.length).toBeGreaterThan(100)
  expect(packages.filter(([, entry]) => 'resolved' in entry).map(([name]) => name)).toEqual([])
  expect(packages.filter(([, entry]) => !('integrity' in entry)).map(([name]) => name)).toEqual([])
})

test('what is pinned is pinned to one version', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies: Record<string, string>
    devDependencies: Record<string, string>
  }
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  )
  expect(loose).toEqual([])
})

describe('the rules see what they forbid', () => {
  test('folders of one machine', () => {
    expect(machinePaths(`cd ${process.cwd()}/src`)).toHaveLength(1)
    expect(machinePaths(['', 'home', 'maria', 'lab'].join('/'))).toHaveLength(1)
    expect(machinePaths(['C:', 'Users', 'maria'].join('\\'))).toHaveLength(1)
    const outside = path.basename(path.dirname(process.cwd()))
    expect(machinePaths(`usr/bin/node, https://example.org/home/page/, ../${outside}/a`)).toEqual([])
  })

  test('registries', () => {
    expect(registries(['https://', 'registry.npmjs.org/a'].join(''))).toHaveLength(1)
    expect(registries(['--index', 'url=x'].join('-'))).toHaveLength(1)
    expect(registries('"resolved": false, see https://kafka.apache.org')).toEqual([])
  })
})

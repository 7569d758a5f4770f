import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { anchorsOf, linksOf, npmScriptsOf } from './markdown.js'
import { notebooks } from './notebook.js'

interface Package {
  readonly scripts: Record<string, string>
  readonly engines: { readonly node: string }
}
const { scripts, engines } = JSON.parse(readFileSync('package.json', 'utf8')) as Package
const readme = existsSync('README.md') ? readFileSync('README.md', 'utf8') : ''

/** README and the prose of every notebook, by file. */
const prose = [
  { file: 'README.md', text: readme },
  ...notebooks().map(({ file, cells }) => ({
    file,
    text: cells.flatMap(({ cell_type, source }) => (cell_type === 'markdown' ? [source] : [])).join('\n\n'),
  })),
]

/** Links that lead nowhere: to a file that is not there, or to a heading that its file does not have. */
function deadLinks(file: string, text: string): string[] {
  return linksOf(text).filter((link) => {
    if (/^(https?:|mailto:|data:|attachment:)/.test(link)) return false
    const [to = '', anchor] = decodeURI(link).split('#')
    const target = to === '' ? file : path.posix.join(path.posix.dirname(file), to)
    if (to !== '' && !existsSync(target)) return true
    if (anchor === undefined || (to !== '' && !target.endsWith('.md'))) return false
    return !anchorsOf(to === '' ? text : readFileSync(target, 'utf8')).has(anchor)
  })
}

test('README names the project, its two commands, its lessons and its licence', () => {
  expect(readme).toMatch(/^# Kafka Groups Lab$/m)
  expect(readme).toMatch(/\bnpm start\b/)
  expect(readme).toMatch(/\bnpm test\b/)
  expect(readme).toMatch(/\bMIT\b/)
  const unlinked = notebooks().filter(({ file }) => !linksOf(readme).includes(file))
  expect(unlinked.map(({ file }) => file)).toEqual([])
})

test('every link of README and the notebooks leads somewhere', () => {
  expect(linksOf(readme).length).toBeGreaterThan(0)
  expect(prose.flatMap(({ file, text }) => deadLinks(file, text).map((link) => `${file}: ${link}`))).toEqual(
    [],
  )
})

test('a picture in README is a file of the project', () => {
  const pictures = [...readme.matchAll(/!\[[^\]]+\]\(([^)\s]+)/g)].map(([, picture]) => picture as string)
  expect(pictures.length).toBeGreaterThan(0)
  expect(pictures.filter((picture) => !existsSync(picture))).toEqual([])
})

test('README and package.json name the same npm scripts', () => {
  expect([...npmScriptsOf(readme)].sort()).toEqual(Object.keys(scripts).sort())
})

test('notebooks name only npm scripts that exist', () => {
  const unknown = prose.flatMap(({ file, text }) =>
    [...npmScriptsOf(text)].filter((script) => !(script in scripts)).map((script) => `${file}: ${script}`),
  )
  expect(unknown).toEqual([])
})

test('every npm script starts a file that exists', () => {
  const missing = Object.values(scripts).filter((script) => !existsSync(script.replace(/^node /, '')))
  expect(missing).toEqual([])
})

test('Node and Kafka have the same versions everywhere', () => {
  const node = engines.node.match(/\d+\.\d+/g)
  expect(node).toEqual(['20.19', '22.12'])
  expect(node?.filter((version) => !readme.includes(version))).toEqual([])
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Package> }
  expect(lock.packages['']?.engines).toEqual(engines)
  const kafka = 'org.apache.kafka:kafka_2.13:4.2.0'
  expect(readFileSync('environment/jgo.toml', 'utf8')).toContain(kafka)
  expect(readme).toContain('4.2.0')
  expect(readFileSync('docker-compose.yml', 'utf8')).toContain('apache/kafka:4.2.0')
})

test('the rule for links sees a dead one, to a file or to a heading', () => {
  const text =
    '# One two\n[a](package.json) [b](gone.md) [c](#one-two) [d](#three) [e](https://example.org/x)'
  expect(deadLinks('README.md', text)).toEqual(['gone.md', '#three'])
  expect(deadLinks('notebooks/a.ipynb', '[a](../package.json) [b](package.json)')).toEqual(['package.json'])
  expect(deadLinks('README.md', '<img src="gone.png"> `[x](y)`\n```\n[z](z)\n```\n[r]: gone.svg')).toEqual([
    'gone.svg',
    'gone.png',
  ])
})
